"""What a request needs around it to succeed."""

from functools import cached_property
from typing import Any

from app import services
from app.core.permissions import Role
from app.models import User
from app.models.order_states import Status
from tests.factories import Make
from tests.people import Person


class Scene:
    """What a door needs around it, made when its address or body first names it."""

    def __init__(self, make: Make, person: Person) -> None:
        self.make, self.person = make, person
        self.owner = person.user or make.user()

    def filled(self, template: Any) -> Any:
        """`template` with every `{s.…}` replaced."""
        if isinstance(template, dict):
            return {name: self.filled(value) for name, value in template.items()}
        if isinstance(template, list):
            return [self.filled(value) for value in template]
        return template.format(s=self) if isinstance(template, str) else template

    @cached_property
    def product(self) -> int:
        return self.make.product().id

    @cached_property
    def number(self) -> int:
        return self.product

    @cached_property
    def in_cart(self) -> int:
        if self.person.user:
            assert self.person.post("/api/cart/items", {"product_id": self.product}).status_code == 200
        return self.product

    @cached_property
    def wished(self) -> int:
        if self.person.user:
            assert self.person.post("/api/wishlist", {"product_id": self.product}).status_code == 200
        return self.product

    @cached_property
    def shopper(self) -> User:
        return self.owner if self.owner.role is Role.CUSTOMER else self.make.user()

    @cached_property
    def received(self) -> int:
        return self.make.order(self.shopper, status=Status.DELIVERED).items[0].product_id

    @cached_property
    def review(self) -> int:
        return self.make.review(customer=self.shopper).id

    @cached_property
    def hidden_review(self) -> int:
        self.make.do(lambda: services.reviews.hide(self.make.boss, self.review, "Rude."))
        return self.review

    @cached_property
    def category(self) -> int:
        return self.make.category().id

    @cached_property
    def other_category(self) -> int:
        return self.make.category().id

    @cached_property
    def slug(self) -> str:
        return self.make.category().slug

    @cached_property
    def address(self) -> int:
        return self.make.address(self.owner).id

    @cached_property
    def other_session(self) -> int:
        return self.make.do(lambda: services.sessions.begin(self.owner.id, "another device")).id

    @cached_property
    def order(self) -> int:
        return self.make.order().id

    @cached_property
    def confirmed_order(self) -> int:
        self.person.put(f"/api/orders/{self.order}/status", {"status": "confirmed"})
        return self.order

    @cached_property
    def order_number(self) -> str:
        return self.make.order().order_number

    @cached_property
    def own_order(self) -> int:
        return self.make.order(self.owner).id

    @cached_property
    def paid_order(self) -> int:
        return self.make.order(paid=True).id

    @cached_property
    def processed_order(self) -> int:
        return self.make.order(status=Status.PROCESSING).id

    @cached_property
    def looked_at_list(self) -> int:
        return self.make.product_list(self.make.product())

    @cached_property
    def applied_list(self) -> int:
        return self.make.do(lambda: services.imports.apply(self.make.boss, self.looked_at_list)).id

    @cached_property
    def customer(self) -> int:
        return self.make.user().id

    @cached_property
    def cashier(self) -> int:
        return self.make.user(Role.CASHIER).id
