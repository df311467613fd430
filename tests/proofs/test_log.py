"""The log of the production server, which is written a moment after it was said."""

import pytest

from tests.proofs.harness.shop import Shop

# What is logged does not depend on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_a_server_that_ends_has_written_all_that_was_said(installation, tmp_path):
    shop = Shop(installation.settings.database_url, tmp_path, {"LOG_LEVEL": "INFO"})
    shop.start()
    try:
        client, numbers = shop.client(), [f"request-{number}" for number in range(20)]
        for number in numbers:
            assert client.get("/api/products", headers={"X-Request-ID": number}).status == 200
        client.hang_up()
        shop.stop()
        said = shop.log.read_text()
        assert [number for number in numbers if f'"{number}"' not in said] == []
    finally:
        shop.close()
