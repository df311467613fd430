"""A start waits for nothing that only a few requests need."""

import os
import subprocess
import sys

import pytest

from app.core.config import BACKEND

NAME_WHAT_IS_LOADED = "print(*{name.partition('.')[0] for name in sys.modules})"
LOAD = "import wsgi"
LOAD_IN_A_WORKER = (
    "import gc, runpy, types; hooks = runpy.run_path('gunicorn.conf.py'); hooks['post_fork'](None, None);"
    " off = not gc.isenabled(); import wsgi; loaded = types.SimpleNamespace(wsgi=lambda: wsgi.app);"
    " hooks['post_worker_init'](types.SimpleNamespace(app=loaded))"
)
COUNT_WHAT_IS_LOOKED_THROUGH = "print(off, gc.isenabled(), gc.get_freeze_count() > 9 * len(gc.get_objects()))"


def in_a_server(tmp_path, question: str, load: str = LOAD) -> list[str]:
    """What a server that is ready to answer prints, in words."""
    env = os.environ | {
        "APP_ENV": "testing",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'shop.db'}",
        "PYTHONPATH": str(BACKEND),
    }
    command = [sys.executable, "-c", f"import sys; {load}; {question}"]
    said = subprocess.run(command, cwd=BACKEND, env=env, check=True, capture_output=True, text=True)
    return said.stdout.split()


@pytest.mark.parametrize(
    "package", ["alembic", "flask_migrate", "mako", "psycopg2", "redis", "reportlab", "xlsxwriter"]
)
def test_a_server_starts_without_what_only_a_few_requests_need(tmp_path, package):
    loaded = in_a_server(tmp_path, NAME_WHAT_IS_LOADED)
    assert "sqlalchemy" in loaded
    assert package not in loaded


def test_what_was_loaded_is_not_looked_through_for_garbage_and_what_comes_after_is(tmp_path):
    assert in_a_server(tmp_path, COUNT_WHAT_IS_LOOKED_THROUGH, LOAD_IN_A_WORKER) == ["True", "True", "True"]
