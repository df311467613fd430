"""People of whom every word that was ever said can be told from everybody else's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from app import services
from app.core import clock
from app.core.permissions import Role
from app.models import User
from app.models.order_states import Status
from tests.factories import Make, actor_of

# Whose word it is and of what kind; in no other text of a shop.
CANARY = re.compile(r"zq(?P<owner>[a-z]+?)q(?P<kind>[a-z]+?)q\d{4}z")
# Customers by when they bought, and people who work here.
BOUGHT = {"fresh": 0, "recent": 10, "old": 40}
WORK = {
    "teller": Role.CASHIER,
    "clerk": Role.CASHIER,
    "chief": Role.MANAGER,
    "owner": Role.ADMIN,
    "boss": Role.ADMIN,
}
PROBED = ("account", "profile", "order", "book")


@dataclass
class Somebody:
    """A person, and what is theirs: the ids and words by which it could be asked for."""

    name: str
    user: User
    words: dict[str, str]
    things: dict[str, Any] = field(default_factory=dict)

    def probes(self) -> Iterator[str | int]:
        """What a stranger would look for to find them: numbers, and beginnings of their words."""
        yield self.user.id
        if order := self.things.get("order"):
            yield order
            yield self.things["order_number"]
            yield self.things["order_number"][-4:]
        # Not the whole word: what an answer merely repeats is no leak.
        yield from (self.words[kind][:-3] for kind in PROBED)


def people(make: Make) -> dict[str, Somebody]:
    """Everybody whose words are looked for."""
    found = {
        name: _somebody(make, number, name, Role.CUSTOMER) for number, name in enumerate([*BOUGHT, "buyer"], 1)
    }
    found |= {name: _somebody(make, number, name, role) for number, (name, role) in enumerate(WORK.items(), 11)}
    for name, days in BOUGHT.items():
        _buys(make, found[name], days)
    # Whoever reviews shows their first name to everybody.
    product = make.product()
    with clock.pretend(clock.now() - timedelta(days=BOUGHT["recent"])):
        make.order(found["recent"].user, [(product, 1)], status=Status.DELIVERED)
    written = actor_of(found["recent"].user)
    review = make.do(lambda: services.reviews.write(written, product.id, rating=5, text="Bright."))
    for each in found.values():
        each.things |= {"review": review.id, "hidden_review": review.id}
    return found


def _somebody(make: Make, number: int, name: str, role: Role) -> Somebody:
    kinds = ("account", "first", "profile", "work", "book", "order", "desk", "device", "key")
    words = {kind: f"zq{name}q{kind}q{1000 + number}z" for kind in kinds}
    private = dict.fromkeys(
        ("last_name", "phone", "address_line1", "address_line2", "city", "state"), words["profile"]
    )
    work = {} if role is Role.CUSTOMER else {"employee_id": words["work"]}
    account = {"email": f"{words['account']}@example.com", "username": words["account"]}
    user = make.user(role, **account, first_name=words["first"], **private, **work)
    session = make.do(lambda: services.sessions.begin(user.id, words["device"]))
    book = make.address(user, line1=words["book"], line2=words["book"], city=words["book"])
    things = {"address": book.id, "other_session": session.id, "account": user.email}
    return Somebody(name, user, words, things | {"customer": user.id, "cashier": user.id})


def _buys(make: Make, who: Somebody, days: int) -> None:
    """An order, on its way, with a note on it from either side."""
    word = who.words["order"]
    where = {"line1": word, "line2": word, "city": word, "state": word, "postal_code": "1", "country": word}
    door = make.address(who.user, line1=word, line2=word, city=word)
    product = make.product()
    with clock.pretend(clock.now() - timedelta(days=days)):
        order = make.order(
            who.user,
            [(product, 1)],
            status=Status.PROCESSING,
            shipping_address=where,
            customer_notes=word,
            paid=True,
        )
        make.do(lambda: services.orders.ship(make.boss, order.id, word))
        make.do(lambda: services.orders.add_note(make.boss, order.id, who.words["desk"]))
    who.things |= dict.fromkeys(("order", "own_order", "paid_order", "confirmed_order"), order.id)
    who.things |= {"processed_order": order.id, "order_number": order.order_number, "received": product.id}
    who.things["door"] = door.id
