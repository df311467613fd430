"""What is left to choose of a list of products: a choice without a result need not be offered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from app import repositories as repo
from app.core.permissions import Actor
from app.repositories.facets import Choices
from app.repositories.product_filters import ProductFilters
from app.services import categories, finding, kept
from app.services.categories import Branch

T = TypeVar("T")


@dataclass(frozen=True)
class Facets(Choices):
    """How many products there are, and would be with one choice more beside all others that were made."""

    categories: Sequence[Branch]


def of_products(viewer: Actor | None, **filters: Any) -> Facets:
    """The facets of the list that `filters` would give `viewer`. A choice stands in for another of its kind.

    So the prices are those without a limit on the price, and each category counts as if it were the one chosen.
    """
    wanted = ProductFilters(**filters).unordered()
    others = wanted.without("category_id")
    # Of everything, as of all categories.
    standing = None if others.are_none else _kept(repo.facets.by_category, viewer, others)
    return Facets(
        **vars(_kept(repo.facets.choices, viewer, wanted)), categories=categories.counted(viewer, standing)
    )


def _kept(question: Callable[[ProductFilters], T], viewer: Actor | None, filters: ProductFilters) -> T:
    asked = finding.asked(viewer, filters)
    return kept.in_range((question.__name__, asked), partial(question, asked))
