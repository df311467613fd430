"""Things for a shop to have in a test, made through the shop's own services."""

from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

from argon2 import PasswordHasher
from flask import Flask

from app import services
from app.core import passwords
from app.core.permissions import Actor, Role
from app.models import Address, Category, Order, Product, Review, User
from app.models.imports import GivenRow
from app.models.order_states import PaymentStatus, Status
from app.routes import tokens
from tests.people import Person

# Deliberately slow is right for a shop and wrong for a thousand tests.
passwords.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

PASSWORD = "correct horse battery"
ADDRESS = {
    "line1": "1 High Street",
    "city": "Leeds",
    "state": "Yorkshire",
    "postal_code": "LS1 1AA",
    "country": "UK",
}
TO_GET_THERE: dict[Status, tuple[Status, ...]] = {
    Status.PENDING: (),
    Status.CONFIRMED: (Status.CONFIRMED,),
    Status.PROCESSING: (Status.CONFIRMED, Status.PROCESSING),
    Status.SHIPPED: (Status.CONFIRMED, Status.PROCESSING, Status.SHIPPED),
    Status.DELIVERED: (Status.CONFIRMED, Status.PROCESSING, Status.SHIPPED, Status.DELIVERED),
    Status.CANCELLED: (Status.CANCELLED,),
}
T = TypeVar("T")


class Make:
    """Makes what a test needs. Every call is its own transaction, as a request would be."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._numbers = count(1)
        self._boss: Actor | None = None

    def do(self, work: Callable[[], T]) -> T:
        """Do `work` as the running application would."""
        with self.app.app_context():
            return work()

    @property
    def boss(self) -> Actor:
        """An admin to make things with."""
        if self._boss is None:
            self._boss = actor_of(self.user(Role.ADMIN))
        return self._boss

    def user(self, role: Role = Role.CUSTOMER, **fields: Any) -> User:
        """A person with an account."""
        n = next(self._numbers)
        given: dict[str, Any] = {"email": f"person{n}@example.com", "username": f"person{n}", "password": PASSWORD}
        given |= {"first_name": f"First{n}", "last_name": f"Last{n}"}
        return self.do(lambda: services.users.create(role=role, **(given | fields)))

    def person(self, role: Role | User = Role.CUSTOMER) -> Person:
        """A person, signed in."""
        user = role if isinstance(role, User) else self.user(role)
        session = self.do(lambda: services.sessions.begin(user.id, "tests"))
        return Person(self.app, user, self.do(lambda: tokens.access_token(session)))

    def category(self, **fields: Any) -> Category:
        """A category, a root unless `parent_id` is given."""
        n = next(self._numbers)
        given: dict[str, Any] = {"name": f"Category {n}"} | fields
        return self.do(lambda: services.categories.create(self.boss, **given))

    def product(self, stock: int = 10, price: int = 1000, **fields: Any) -> Product:
        """A product of `price` cents with `stock` pieces."""
        n = next(self._numbers)
        given = {"name": f"Product {n}", "sku": f"T-{n:05}", "price_cents": price, "stock_quantity": stock}
        given |= {"category_id": fields.pop("category_id", None) or self.category().id}
        return self.do(lambda: services.products.create(self.boss, **(given | fields)))

    def product_list(self, *products: Product, price: int = 500) -> int:
        """A list that was looked at and would give `products` another price; returns its number."""
        rows = [GivenRow(n, p.sku, {"price_cents": price}, {}) for n, p in enumerate(products, start=2)]
        return self.do(lambda: services.imports.preview(self.boss, {"sku": "sku", "price": "price"}, rows)).id

    def address(self, user: User, **fields: Any) -> Address:
        """A saved address of `user`."""
        given: dict[str, Any] = ADDRESS | fields
        return self.do(lambda: services.addresses.add(actor_of(user), **given))

    def order(
        self,
        customer: User | None = None,
        lines: list[tuple[Product, int]] | None = None,
        *,
        status: Status = Status.PENDING,
        paid: bool = False,
        **fields: Any,
    ) -> Order:
        """An order of `customer`, brought to `status`, perhaps paid."""
        buyer = actor_of(customer or self.user())
        items = [{"product_id": p.id, "quantity": q} for p, q in (lines or [(self.product(), 1)])]
        given = {
            "shipping_address": {"line2": None} | ADDRESS,
            "payment_method": "credit_card",
            "items": items,
        } | fields
        number = self.do(lambda: services.orders.place(buyer, **given)).id
        for step in TO_GET_THERE[status]:
            self.do(lambda step=step: services.orders.set_status(self.boss, number, step))
        if paid:
            self.do(lambda: services.payments.set_status(self.boss, number, PaymentStatus.PAID))
        return self.do(lambda: services.orders.find(self.boss, number))

    def review(self, product: Product | None = None, customer: User | None = None, rating: int = 5) -> Review:
        """What a customer thinks of a product, once an order of theirs with it was delivered."""
        given, buyer = product or self.product(), customer or self.user()
        self.order(buyer, [(given, 1)], status=Status.DELIVERED)
        return self.do(lambda: services.reviews.write(actor_of(buyer), given.id, rating=rating))


def actor_of(user: User) -> Actor:
    """`user` as somebody who acts."""
    return Actor(user.id, user.role)
