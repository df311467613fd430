"""Pages of a long list: which one is asked for, and which one is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

DEFAULT_PER_PAGE = 20
USERS_PER_PAGE = 25
MAX_PER_PAGE = 100
MAX_PAGE = 10**12

T = TypeVar("T")


@dataclass(frozen=True)
class PageWindow:
    """Which page is asked for; both numbers are 1 or more."""

    page: int = 1
    per_page: int = DEFAULT_PER_PAGE

    @property
    def offset(self) -> int:
        """Rows before the first of this page."""
        return (self.page - 1) * self.per_page


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list and where it stands in it."""

    items: Sequence[T]
    total: int
    window: PageWindow

    @property
    def pages(self) -> int:
        """How many pages there are; 0 when there is nothing."""
        return -(-self.total // self.window.per_page)
