"""What is left to choose of a list of products: a choice without a result need not be offered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app import repositories as repo
from app.core.permissions import Actor
from app.repositories.products import ProductFilters
from app.services import categories
from app.services.categories import Branch


@dataclass(frozen=True)
class Facets:
    """How many products there are, and would be with one choice more beside all others that were made."""

    total: int
    in_stock: int
    on_sale: int
    featured: int
    min_price: int | None
    max_price: int | None
    categories: Sequence[Branch]


def of_products(viewer: Actor | None, **filters: Any) -> Facets:
    """The facets of the list that `filters` would give `viewer`. A choice stands in for another of its kind.

    So the prices are those without a limit on the price, and each category counts as if it were the one chosen.
    """
    asked = ProductFilters(**filters)
    low, high = repo.facets.prices(viewer, replace(asked, min_price=None, max_price=None))
    standing = repo.facets.by_category(viewer, replace(asked, category_id=None))
    return Facets(
        total=repo.facets.count(viewer, asked),
        in_stock=repo.facets.count(viewer, replace(asked, in_stock=True)),
        on_sale=repo.facets.count(viewer, replace(asked, on_sale=True)),
        featured=repo.facets.count(viewer, replace(asked, featured=True)),
        min_price=low,
        max_price=high,
        categories=categories.counted(viewer, standing),
    )
