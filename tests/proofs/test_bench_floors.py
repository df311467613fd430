"""A floor that leaves something out is none: what is written by hand is the reply of the shop, byte for byte."""

from collections.abc import Iterator

import pytest

from bench.floors import catalogue
from bench.floors.rows import Rows


@pytest.fixture
def rows(installation, monkeypatch) -> Iterator[Rows]:
    """The shop's database, by its driver alone."""
    monkeypatch.setenv("DATABASE_URL", installation.settings.database_url.replace("+psycopg2", ""))
    rows = Rows()
    yield rows
    rows.close()


@pytest.fixture
def articles(make) -> list[int]:
    """Products with all that can be different about them; their ids."""
    shelf = make.category(parent_id=make.category().id)
    picture = f"/static/uploads/products/{'a' * 32}-large.webp"
    made = [
        make.product(name="Linen shirt", category_id=shelf.id, compare_price_cents=17_777, weight=0.4),
        make.product(name="Old shirt", image=picture, images=[picture, "/elsewhere.png"], stock=3),
        make.product(name="Lamp", stock=0, is_featured=True, description="As bright as a shirt"),
    ]
    for rating in (5, 4, 4):
        make.review(made[1], rating=rating)
    return [product.id for product in made]


@pytest.mark.parametrize("path", ["", "&sort_by=price&sort_order=asc", "&search=shirt"])
def test_a_page_by_hand_is_the_page_of_the_shop(stranger, rows, articles, path):
    query = dict(part.split("=") for part in path.split("&") if part)
    by_hand = catalogue.page(rows, 2, query.get("sort_by"), query.get("search"))
    assert stranger.get(f"/api/products?per_page=2{path}").data == by_hand


def test_a_product_by_hand_is_the_product_of_the_shop(stranger, rows, articles):
    for product_id in articles:
        assert stranger.get(f"/api/products/{product_id}").data == catalogue.product(rows, product_id)
