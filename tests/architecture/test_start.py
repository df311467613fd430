"""A start waits for nothing that only a few requests need."""

import os
import subprocess
import sys

import pytest

from app.core.config import BACKEND

NAME_WHAT_IS_LOADED = "import sys, wsgi; print(*{name.partition('.')[0] for name in sys.modules})"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> set[str]:
    """The packages a server has loaded when it is ready to answer."""
    address = f"sqlite:///{tmp_path_factory.mktemp('shop') / 'shop.db'}"
    env = os.environ | {"APP_ENV": "testing", "DATABASE_URL": address, "PYTHONPATH": str(BACKEND)}
    said = subprocess.run(
        [sys.executable, "-c", NAME_WHAT_IS_LOADED], env=env, check=True, capture_output=True, text=True
    )
    return set(said.stdout.split())


@pytest.mark.parametrize("package", ["alembic", "flask_migrate", "mako", "reportlab", "xlsxwriter"])
def test_a_server_starts_without_what_only_a_few_requests_need(loaded, package):
    assert "sqlalchemy" in loaded
    assert package not in loaded
