"""Pages of a long list: which one is asked for, and which one is given."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

DEFAULT_PER_PAGE = 20
USERS_PER_PAGE = 25
MAX_PER_PAGE = 100
MAX_PAGE = 10**12
# Up to here totals are counted; of a longer list it is only said that there is more.
MOST_COUNTED = 10_000

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True)
class PageWindow:
    """Which page is asked for; both numbers are 1 or more."""

    page: int = 1
    per_page: int = DEFAULT_PER_PAGE

    @property
    def offset(self) -> int:
        """Rows before the first of this page."""
        return (self.page - 1) * self.per_page

    @property
    def end(self) -> int:
        """Rows up to the last of this page, where it is full."""
        return self.page * self.per_page


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list and where it stands in it.

    `total` is how many there are. Unless it `is_exact`, there are more than `MOST_COUNTED`, and `total` is that,
    or as many as are known by this page: its end, and one more, since another page follows.
    """

    items: Sequence[T]
    total: int
    window: PageWindow
    is_exact: bool = True

    @property
    def pages(self) -> int:
        """How many pages there are, or are at least; 0 when there is nothing."""
        return -(-self.total // self.window.per_page)

    def showing(self, items: Sequence[S]) -> "Page[S]":
        """The same page, with `items` in place of what they were made from."""
        return cast("Page[S]", replace(cast("Page[Any]", self), items=items))
