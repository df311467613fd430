"""What to look for among products, and in which order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, UnaryExpression, bindparam, func, literal_column, not_

from app.core.database import unindexed
from app.models import Product
from app.models.products import DISCOUNT
from app.models.users import key_of
from app.repositories import categories, search, slugs
from app.repositories.search import Typed

Clause = ColumnElement[bool]
# Known, or left open.
Number = int | BindParameter[int]

# What `search_type` may name: one fact that is known exactly, or nearly so.
EXACT: dict[str, Callable[[Any], Clause]] = {
    "id": lambda value: Product.id == value,
    "sku": lambda value: Product.sku_key == key_of(value),
    "barcode": search.has_barcode,
    "slug": lambda value: Product.id.in_(slugs.product_ids(value.lower())),
    "category_id": lambda value: Product.category_id.in_(categories.within(value)),
    "name": search.named,
}
ORDERS: dict[str, ColumnElement[Any]] = {
    "price": Product.price_cents.expression,
    "name": func.lower(Product.name),
    "created_at": Product.created_at.expression,
    "discount": literal_column(DISCOUNT),
    "stock": Product.stock_quantity.expression,
    "sku": Product.sku_key.expression,
}
# These have an index.
WALKED = {"price", "name", "created_at", "discount", "sku"}
# The columns of filters that have an index, and the order in which it has their products.
INDEXED: dict[str, tuple[Any, str]] = {
    "category_id": (Product.category_id, "created_at"),
    "featured": (Product.is_featured, "created_at"),
    "min_price": (Product.price_cents, "price"),
    "max_price": (Product.price_cents, "price"),
    "sold_out": (Product.is_sold_out, "created_at"),  # of in_stock one half
}
# Those that leave fewer than are sold out.
NARROWING = INDEXED.keys() - {"sold_out"}
LIMITS = ("min_price", "max_price")
ANY_PRICE = {name: bindparam(name, type_=Product.price_cents.type) for name in LIMITS}


@dataclass(frozen=True)
class ProductFilters:
    """What to look for, and in which order; None means anything."""

    category_id: int | None = None
    # The ids of the category and of all below it: of values a database knows how many products have them, of a
    # query it does not.
    shelves: tuple[Number, ...] | None = None
    featured: bool | None = None
    search: str | Typed | None = None
    exact: tuple[str, Any] | None = None
    min_price: Number | None = None
    max_price: Number | None = None
    in_stock: bool | None = None
    on_sale: bool | None = None
    include_inactive: bool = False
    sort_by: str = "created_at"
    sort_order: str = "desc"

    def with_shelves(self, within: Callable[[int], tuple[int, ...]]) -> "ProductFilters":
        """The same, with the `shelves` of its category, which are those `within` it."""
        if self.category_id is None and self.exact and self.exact[0] == "category_id":
            return replace(self, category_id=self.exact[1], exact=None).with_shelves(within)
        return self if self.category_id is None else replace(self, shelves=within(self.category_id))

    def opened(self) -> tuple["ProductFilters", dict[str, Any]]:
        """The same for any prices, shelves and words, and those that are left open, by their names.

        Then a few questions, each put into words once, are enough for whatever people look for.
        """
        limits = {name: getattr(self, name) for name in LIMITS if getattr(self, name) is not None}
        shelves = {f"shelf_{number}": shelf for number, shelf in enumerate(self.shelves or ())}
        wanted, codes = search.opened(self._typed) if self.search is not None else (None, {})
        places = None if self.shelves is None else tuple(map(_any_shelf, range(len(shelves))))
        shape = replace(
            self,
            category_id=self.category_id if places is None else 0,
            shelves=places,
            search=wanted,
            **{name: ANY_PRICE[name] for name in limits},
        )
        return shape, {**limits, **shelves, **codes}

    def without(self, *names: str) -> "ProductFilters":
        """The same, but for these filters."""
        return replace(self, **dict.fromkeys(names))

    def unordered(self) -> "ProductFilters":
        """The same in the usual order, for whoever does not ask for one."""
        return replace(self, sort_by="created_at", sort_order="desc")

    @property
    def are_none(self) -> bool:
        """Whether nothing is left out but what is not on sale."""
        return self.unordered() == ProductFilters()

    @property
    def are_out_of_order(self) -> bool:
        """Whether an index leads to what a filter leaves, and another one has the order in which it is listed."""
        if self.exact or self.sort_by not in WALKED:
            return False
        if self.search is not None:
            return self._typed.words is not None
        return any(INDEXED[name][1] != self.sort_by for name in self._leading)

    def clauses(self, *, in_order: bool = False, on_the_way: bool = False) -> list[Clause]:
        """The filters as conditions, `in_order` without the help of an index that has another order.

        `on_the_way` through all products, a search by a code finds nothing: that comes first, wherever it stands.
        """
        of = partial(self._column, in_order=in_order)
        found = partial(search.on_the_way, in_order=in_order) if on_the_way else search.matches
        possible = {
            "category_id": lambda: of("category_id").in_(
                categories.within(self.category_id or 0) if self.shelves is None else self.shelves
            ),
            "featured": lambda: of("featured").is_(self.featured),
            "search": lambda: found(self._typed),
            "exact": lambda: EXACT[self.exact[0]](self.exact[1]) if self.exact else None,
            "min_price": lambda: of("min_price") >= self.min_price,
            "max_price": lambda: of("max_price") <= self.max_price,
            "in_stock": lambda: self._in_stock(of),
            "on_sale": lambda: _reduced() if self.on_sale else not_(_reduced()),
        }
        return [clause() for name, clause in possible.items() if self._asks(name)]

    def order(self, by: ColumnElement[Any], *, on_the_way: bool = False) -> list[ColumnElement[Any]]:
        """What comes first: an exact code, then `by`; ties by id, so that the order is total."""
        ranked = [search.code_first(self._typed)] if self.search is not None and not on_the_way else []
        number = Product.id.expression
        # Where all have to be sorted, SQLite would go through some index or other because it has their ids.
        tie = number if self.sort_by in WALKED else unindexed(number)
        return [*ranked, self._directed(by), self._directed(tie)]

    @property
    def _typed(self) -> Typed:
        return self.search if isinstance(self.search, Typed) else search.typed(self.search or "")

    def _asks(self, name: str) -> bool:
        return getattr(self, name) is not None

    @property
    def _leading(self) -> list[str]:
        """The columns whose index leads to what is left: that of what is sold out where nothing leads to fewer."""
        narrowing = [name for name in NARROWING if self._asks(name)]
        is_narrowed = narrowing or self._asks("search") or self._asks("exact")
        return narrowing if is_narrowed or self.in_stock is not False else ["sold_out"]

    def _in_stock(self, of: Callable[[str], Any]) -> Clause:
        if self.in_stock:
            return Product.stock_quantity > 0
        return of("sold_out").is_(True) if "sold_out" in self._leading else Product.stock_quantity == 0

    def _column(self, name: str, *, in_order: bool) -> Any:
        column, kept = INDEXED[name]
        return unindexed(column) if in_order and kept != self.sort_by else column

    def _directed(self, column: ColumnElement[Any]) -> UnaryExpression[Any]:
        return column.asc() if self.sort_order == "asc" else column.desc()


@cache
def _any_shelf(number: int) -> BindParameter[int]:
    return bindparam(f"shelf_{number}", type_=Product.category_id.type)


def _reduced() -> Clause:
    return func.coalesce(Product.compare_price_cents, 0) > Product.price_cents
