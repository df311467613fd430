"""What is left to choose of a list of products: a choice without a result need not be offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app import repositories as repo
from app.core.permissions import Actor
from app.repositories.facets import Choices
from app.repositories.product_filters import ProductFilters
from app.services import categories
from app.services.categories import Branch


@dataclass(frozen=True)
class Facets(Choices):
    """How many products there are, and would be with one choice more beside all others that were made."""

    categories: Sequence[Branch]


def of_products(viewer: Actor | None, **filters: Any) -> Facets:
    """The facets of the list that `filters` would give `viewer`. A choice stands in for another of its kind.

    So the prices are those without a limit on the price, and each category counts as if it were the one chosen.
    """
    asked = ProductFilters(**filters)
    others = asked.without("category_id")
    # Of everything, as of all categories.
    standing = None if others.are_none else repo.facets.by_category(viewer, others)
    return Facets(**vars(repo.facets.choices(viewer, asked)), categories=categories.counted(viewer, standing))
