"""Lists that are longer than anybody counts: totals are exact up to a limit, then said to be a lower bound."""

from collections.abc import Iterator

import pytest

from app.core import paging
from app.core.permissions import Role
from app.repositories import pages, products

PRODUCTS = 8


@pytest.fixture
def short_counts(monkeypatch) -> Iterator[None]:
    """A shop that counts to five and takes what is behind two rows for deep."""
    monkeypatch.setattr(pages, "MOST_COUNTED", 5)
    monkeypatch.setattr(pages, "DEEP", 2)
    # What was put into words with other numbers, and what is with these, is nobody else's.
    products._question.cache_clear()
    yield
    products._question.cache_clear()


def paged(person, page, **more):
    query = "&".join(f"{name}={value}" for name, value in ({"page": page, "per_page": 2} | more).items())
    return person.get(f"/api/products?{query}").json


def said(reply):
    return {name: value for name, value in reply.items() if name not in ("products", "per_page")}


def test_a_total_within_the_limit_is_exact_and_nothing_is_added(short_counts, make, stranger):
    for _ in range(5):
        make.product()
    exact = {"total": 5, "pages": 3, "current_page": 2, "has_next": True, "has_prev": True}
    assert said(paged(stranger, 2)) == exact
    assert said(paged(stranger, 3)) == exact | {"current_page": 3, "has_next": False}
    assert said(paged(stranger, 4)) == exact | {"current_page": 4, "has_next": False}


def test_a_longer_list_says_how_many_there_are_at_least_until_its_last_page(short_counts, make, stranger):
    for _ in range(PRODUCTS):
        make.product()
    found = {page: said(paged(stranger, page)) for page in (1, 2, 3, 4, 9)}
    more = {"total_is_lower_bound": True, "has_next": True, "has_prev": True}
    assert found[1] == more | {"total": 5, "pages": 3, "current_page": 1, "has_prev": False}
    assert found[2] == more | {"total": 5, "pages": 3, "current_page": 2}
    assert found[3] == more | {"total": 7, "pages": 4, "current_page": 3}
    assert found[4] == {"total": 8, "pages": 4, "current_page": 4, "has_next": False, "has_prev": True}
    assert found[9] == more | {"total": 5, "pages": 3, "current_page": 9, "has_next": False}


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("sort", ["price", "name", "created_at", "popular"])
def test_deep_pages_show_what_one_long_page_shows(short_counts, make, stranger, sort, order):
    for number in range(PRODUCTS):
        make.product(name=f"Thing {number % 3}", price_cents=100 + number % 2)
    asked = {"sort_by": sort, "sort_order": order}
    whole = stranger.get(f"/api/products?per_page=100&sort_by={sort}&sort_order={order}").json["products"]
    assert [row for page in range(1, 5) for row in paged(stranger, page, **asked)["products"]] == whole
    assert len(whole) == PRODUCTS


@pytest.mark.parametrize("path", ["users", "orders/admin", "audit"])
def test_other_lists_are_paged_alike(path, short_counts, make, sign_in):
    boss = sign_in(Role.ADMIN)
    for _ in range(7):
        make.order(paid=True)
    first = boss.get(f"/api/{path}?per_page=100").json
    [rows] = [value for value in first.values() if isinstance(value, list)]
    second = boss.get(f"/api/{path}?per_page=2&page=3").json
    [shown] = [value for value in second.values() if isinstance(value, list)]
    assert shown == rows[4:6]
    assert second["total_is_lower_bound"]


def test_what_is_counted_is_ten_thousand():
    assert paging.MOST_COUNTED == pages.MOST_COUNTED == 10_000
