"""Running seed_data.py in a test, as its owner would from a terminal."""

import pytest

import seed_data
from app import create_app
from tests.installations import Installation


def run_seed(shop: Installation, *arguments: str, **environment: str) -> int:
    """`python seed_data.py` for the database of `shop`; answers with the exit code."""
    told = {"APP_ENV": "testing", "DATABASE_URL": shop.settings.database_url, "LOG_LEVEL": "CRITICAL"}
    told["UPLOAD_FOLDER"] = str(shop.settings.upload_folder)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (told | environment).items():
            patch.setenv(name, value)
        patch.setattr(seed_data, "create_app", lambda: shop.joined(create_app()))
        return seed_data.main(list(arguments))
