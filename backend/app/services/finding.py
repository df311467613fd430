"""What there is to be found: which shelves are below a category and how long a list is, kept from sale to sale."""

from functools import partial

from app import repositories as repo
from app.core.permissions import Actor
from app.repositories.pages import is_long
from app.repositories.product_filters import ProductFilters
from app.services import kept


def asked(viewer: Actor | None, filters: ProductFilters) -> ProductFilters:
    """`filters` as far as `viewer` may ask for them, with the shelves of their category."""
    return repo.products.asked(viewer, filters, _within)


def how_many(filters: ProductFilters) -> int:
    """How many products there are of what was `asked`, in whatever order; at most one more than are counted."""
    unordered = filters.unordered()
    return kept.in_range(("how many", unordered), partial(repo.products.how_many, unordered))


def everything() -> int:
    """How many products there are in the shop, as `how_many`."""
    return how_many(ProductFilters())


def may_be_many() -> bool:
    """Whether more may be found than are counted; not where nothing is kept, and all were counted each time."""
    return kept.is_on() and is_long(everything())


def _within(category_id: int) -> tuple[int, ...]:
    return kept.in_range(("within", category_id), partial(repo.categories.ids_within, category_id))
