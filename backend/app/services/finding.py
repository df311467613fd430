"""What there is to be found: which shelves are below a category and how long a list is, kept from sale to sale."""

from functools import partial

from app import repositories as repo
from app.core.permissions import Actor
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
    """How many products the shop has, as `how_many`; 0 where nothing is kept, not to count them each time."""
    return how_many(ProductFilters()) if kept.is_on() else 0


def _within(category_id: int) -> tuple[int, ...]:
    return kept.in_range(("within", category_id), partial(repo.categories.ids_within, category_id))
