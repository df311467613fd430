"""What a cell of the table is about: things of the caller's own or within their reach, and things that are not."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from app import services
from app.core import clock
from app.core.permissions import Actor, Role
from app.models import Order, Product, User
from app.models.order_states import Status
from tests.factories import PASSWORD, Make
from tests.people import Person
from tests.proofs.access.doors import picture
from tests.proofs.access.scenes import Scene


@dataclass(frozen=True)
class Objects:
    """Whose things a stage has, who bought its orders, how long ago, and whether it is the far side of a cell."""

    person: Person
    buyer: User
    days: int
    is_far: bool


class Stage(Scene):
    """The scene of a knock by `caller`, who may be nobody."""

    def __init__(self, make: Make, shelf: int, caller: User | None, objects: Objects) -> None:
        super().__init__(make, objects.person)
        self.shelf, self.caller, self.objects = shelf, caller, objects

    @cached_property
    def product(self) -> int:
        return self._product().id

    @cached_property
    def product_off_sale(self) -> int:
        return self._product(is_active=False).id

    @cached_property
    def received(self) -> int:
        return self._order(self.shopper, 0, status=Status.DELIVERED).items[0].product_id

    @cached_property
    def review(self) -> int:
        return self.make.review(self._product(), self.shopper).id

    @cached_property
    def subcategory(self) -> int:
        return self.make.category(parent_id=self.shelf).id

    @cached_property
    def closed_category(self) -> int:
        return self.make.category(is_active=False).id

    @cached_property
    def closed_slug(self) -> str:
        return self.make.category(is_active=False).slug

    @cached_property
    def looked_at_list(self) -> int:
        return self.make.product_list(self._product())

    @cached_property
    def order(self) -> int:
        return self._order().id

    @cached_property
    def own_order(self) -> int:
        return self.order

    @cached_property
    def confirmed_order(self) -> int:
        # Only whoever took the step may take it back, so it is the caller's own, also beyond their reach.
        who = Actor((self.caller or self.owner).id, Role.ADMIN)
        order = self._order()
        self.make.do(lambda: services.orders.set_status(who, order.id, Status.CONFIRMED))
        return order.id

    @cached_property
    def order_number(self) -> str:
        return self._order().order_number

    @cached_property
    def paid_order(self) -> int:
        return self._order(paid=True).id

    @cached_property
    def processed_order(self) -> int:
        return self._order(status=Status.PROCESSING).id

    @cached_property
    def customer(self) -> int:
        return self.make.user(Role.ADMIN if self.objects.is_far else Role.CUSTOMER).id

    @cached_property
    def cashier(self) -> int:
        return self.make.user(Role.MANAGER if self.objects.is_far else Role.CASHIER).id

    @cached_property
    def picture_name(self) -> str:
        kept = self.make.do(lambda: services.images.store(self.make.boss, picture()))
        return kept.url.rpartition("/")[2]

    @cached_property
    def first_day(self) -> str:
        return str((clock.now() - timedelta(days=39 if self.objects.is_far else 9)).date())

    @cached_property
    def account(self) -> str:
        return self.owner.email if self.objects.is_far else (self.caller or self.owner).email

    @cached_property
    def password(self) -> str:
        return "a guess at it" if self.objects.is_far else PASSWORD

    def _product(self, **fields: Any) -> Product:
        return self.make.product(category_id=self.shelf, **fields)

    def _order(self, buyer: User | None = None, days: int | None = None, **fields: Any) -> Order:
        objects = self.objects
        product = self._product()
        with clock.pretend(clock.now() - timedelta(days=objects.days if days is None else days)):
            return self.make.order(buyer or objects.buyer, [(product, 1)], **fields)


def noon(now: datetime) -> str:
    """The name of a zone where it is about noon, so that no day ends while we knock."""
    ahead = 12 - now.astimezone(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
