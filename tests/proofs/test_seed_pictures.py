"""Every product of the example shop has a picture of its own, drawn when the shop was filled."""

from io import BytesIO

import pytest
from PIL import Image

import seed_pictures
from app import services
from tests.installations import Installation
from tests.people import Person
from tests.seeding import run_seed


def products(shop: Installation) -> list[dict]:
    guest = Person(shop.app)
    return [row for page in (1, 2) for row in guest.get(f"/api/products?per_page=100&page={page}").json["products"]]


def file_at(shop: Installation, address: str) -> bytes:
    reply = Person(shop.app).get(address, buffered=True)
    assert (reply.status_code, reply.mimetype) == (200, "image/webp"), address
    return reply.data


def test_every_product_has_a_small_picture_of_its_own(installation):
    assert run_seed(installation) == 0
    shown = products(installation)
    large = [file_at(installation, product["image_url"]) for product in shown]
    small = [file_at(installation, product["thumbnail_url"]) for product in shown]

    assert len(shown) == len({product["image_url"] for product in shown}) == 150
    assert len({Image.open(BytesIO(file)).tobytes() for file in small}) == 150
    assert {Image.open(BytesIO(file)).size for file in large} == {(640, 800)}
    assert {Image.open(BytesIO(file)).size for file in small} == {(320, 400)}
    assert max(map(len, large)) < 30_000
    with installation.app.app_context():
        kept = {path.name for path in services.images.folder().iterdir()}
    for product in shown:
        assert {product[name].rsplit("/", 1)[1] for name in ("image_url", "thumbnail_url")} <= kept


def test_a_filled_shop_is_not_drawn_again(installation, monkeypatch):
    assert run_seed(installation) == 0
    before = [product["image_url"] for product in products(installation)]
    monkeypatch.setattr(seed_pictures, "picture", lambda *_: pytest.fail("drawn again"))
    monkeypatch.setattr(services.images, "keep", lambda *_: pytest.fail("kept again"))
    assert run_seed(installation, "--if-empty") == 0
    assert [product["image_url"] for product in products(installation)] == before


def test_a_picture_is_the_same_each_time():
    first, again = (seed_pictures.picture("SKU-00003", "Desk Lamp", "Electronics").tobytes() for _ in range(2))
    assert first == again


def test_a_product_that_nobody_thought_of_gets_a_picture_too():
    first, second = (seed_pictures.picture(sku, "Something New", "Elsewhere") for sku in ("NEW-1", "NEW-2"))
    assert first.size == second.size == (640, 800)
    assert first.tobytes() != second.tobytes()
