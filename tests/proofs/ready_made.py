"""The same requests at a shop that keeps replies, one that keeps none and one that forgets: one answer."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from typing import Any

from flask import Flask

from app import create_app
from app.core.database import db
from app.core.permissions import Role
from app.routes.ready_made import shelf_of
from app.services import kept
from tests.factories import ADDRESS
from tests.people import Person
from tests.proofs.harness.clients import Client, at_once
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop

LISTS = (
    "",
    "search=lamp",
    "sort_by=price&sort_order=asc",
    "in_stock=true&per_page=5",
    "sort_by=popular",
    "sort_by=popular&per_page=3",
    "include_inactive=true",
)
CHANGES_IN_100, FORGETS_IN_100, SHOWN = 6, 3, 4
READERS, LOOKS = 6, 3
# Answers of one request at each of the shops: status, body, tag.
Told = tuple[int, bytes, str | None]


@dataclass
class Places:
    """What there is to look at, and who looks: nobody, and one of each role."""

    shop: Shop
    dice: Random
    changes: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        make = self.shop.make
        self.categories = [make.category() for _ in range(3)]
        self.products = [
            make.product(name=f"Lamp {number}", stock=2, category_id=self.categories[number % 3].id)
            for number in range(24)
        ]
        self.tokens = {str(role): self.shop.token(role) for role in Role} | {"nobody": None}
        self.prices = iter(range(1000, 1_000_000))

    def path(self) -> str:
        """Somewhere to look; some places are looked at more often than others."""
        product, category = self.products[min(self.dice.randrange(24), self.dice.randrange(24))], self.categories[0]
        of_everybody = [
            *(f"/api/products?{query}" for query in LISTS),
            f"/api/products?category_id={category.id}",
            f"/api/products?category_id={category.id}&per_page=2&in_stock=true",
            "/api/products/facets",
            f"/api/products/{product.id}",
            f"/api/products/{product.id}",
            "/api/categories",
            f"/api/categories/{category.id}",
            f"/api/categories/slug/{category.slug}",
        ]
        return self.dice.choice([*of_everybody, *of_everybody, "/api/cart", "/api/auth/me", "/api/orders"])

    def change(self, boss: Person | Client) -> None:
        """Something that at least one of the paths shows."""
        product, category = self.dice.choice(self.products), self.dice.choice(self.categories)
        price, at = next(self.prices), f"/api/products/{product.id}"
        items = [{"product_id": product.id, "quantity": 1}]

        def sell() -> Any:
            return boss.post("/api/orders", {"items": items, "shipping_address": ADDRESS})

        kinds: dict[str, Callable[[], Any]] = {
            "price": lambda: boss.put(at, {"price": price / 100}),
            "hidden": lambda: boss.put(at, {"is_active": price % 3 > 0}),
            "received": lambda: boss.post(f"{at}/stock/receive", {"quantity": 2}),
            "renamed": lambda: boss.put(f"/api/categories/{category.id}", {"name": f"Shelf {price}"}),
            "moved": lambda: boss.put(at, {"category_id": category.id}),
            "sold": sell,
            "sold to the last": lambda: (sell(), sell()),
        }
        kind = self.dice.choice(list(kinds))
        kinds[kind]()
        self.changes[kind] += 1


def one_answer_wherever_it_comes_from(trial: Trial) -> None:
    """`n` requests by five callers at three shops on one database, then a race of prices with those who look."""
    with trial.shop() as shop, ExitStack() as stack:
        places = Places(shop, trial.dice)
        bare, forgetful = (_here(stack, shop, megabytes) for megabytes in (0, 16))
        differences, ready = _asked_everywhere(trial, places, bare, forgetful)
        late, looks = _raced(trial, shop, places)
        trial.found(
            requests=trial.n,
            ready_made=ready,
            changes=sum(places.changes.values()),
            differences=len(differences),
            looks_in_the_race=looks,
            old_prices=len(late),
        )
        assert not differences, f"{len(differences)} answers differ: {'; '.join(differences[:SHOWN])}"
        assert not late, f"a price was shown after a newer one was acknowledged: {'; '.join(late[:SHOWN])}"
        assert shop.differences() == [], "the books do not agree"


def _asked_everywhere(trial: Trial, places: Places, bare: Flask, forgetful: Flask) -> tuple[list[str], int]:
    """How the shops' answers differed, and how many were ready-made in the one that forgets."""
    shop, dice, tags, different = places.shop, trial.dice, dict[tuple[str, str], str](), list[str]()
    clients, ready = {who: Client(lambda: shop.address, token) for who, token in places.tokens.items()}, 0
    for number in range(trial.n):
        if dice.randrange(100) < CHANGES_IN_100:
            admin = places.tokens[str(Role.ADMIN)]
            places.change(
                dice.choice([clients[str(Role.ADMIN)], Person(forgetful, None, admin), Person(bare, None, admin)])
            )
        if dice.randrange(100) < FORGETS_IN_100:
            shelf_of(forgetful).replies.clear()
            _forget(forgetful)
        # What strangers are given is what is kept, and anybody after them must not be.
        who, path = dice.choice(["nobody", "nobody", "nobody", *clients]), places.path()
        headers = {"X-Request-ID": f"request-{number}"}
        if (tag := tags.get((who, path))) and dice.random() < 0.5:
            headers["If-None-Match"] = tag
        kept_as = path if "?" in path else f"{path}?"
        ready += who == "nobody" and shelf_of(forgetful).replies.get(kept_as) is not None
        answer = clients[who].get(path, headers=headers)
        told = [(answer.status, answer.body, answer.headers.get("etag"))]
        told += [_told(Person(forgetful, None, places.tokens[who]), path, headers)]
        _forget(bare)
        told += [_told(Person(bare, None, places.tokens[who]), path, headers)]
        if len(set(told)) > 1:
            different.append(f"{path} by {who}: {[(status, body[:80], tag) for status, body, tag in told]}")
        if told[0][2]:
            tags[who, path] = told[0][2]
    return different, ready


def _raced(trial: Trial, shop: Shop, places: Places) -> tuple[list[str], int]:
    """Prices that were shown although a newer one had been acknowledged before somebody looked."""
    path, acknowledged, late = f"/api/products/{places.products[0].id}", [0], list[str]()
    admin, readers = shop.client(Role.ADMIN), [shop.client() for _ in range(READERS)]
    rounds = max(20, trial.n // 50)

    def change(price: int) -> None:
        assert admin.put(path, {"price": price / 100, "is_active": True}).status == 200
        acknowledged[0] = price

    def look(reader: Client) -> None:
        for _ in range(LOOKS):
            before = acknowledged[0]
            shown = round(reader.get(path).json["price"] * 100)
            if shown < before:
                late.append(f"{shown} after {before}")

    change(next(places.prices))
    for _ in range(rounds):
        at_once([partial(change, next(places.prices)), *(partial(look, reader) for reader in readers)])
    return late, rounds * READERS * LOOKS


def _forget(app: Flask) -> None:
    """Let an application of this process keep nothing that it found out."""
    with app.app_context():
        kept.shop().clear()


def _told(person: Person, path: str, headers: dict[str, str]) -> Told:
    reply = person.get(path, headers=headers)
    return reply.status_code, reply.data, reply.headers.get("ETag")


def _here(stack: ExitStack, shop: Shop, megabytes: int) -> Flask:
    """An application of the shop in this process, which keeps so much."""
    app = create_app(replace(shop.settings, reply_cache_megabytes=megabytes))

    def close() -> None:
        with app.app_context():
            db.engine.dispose()

    stack.callback(close)
    return app


PROOF = Proof(
    promise="A reply is the same whether it was ready-made or not, never older than the shop, and nobody else's",
    run=one_answer_wherever_it_comes_from,
    full={"sqlite": 10_000, "postgresql": 10_000},
    quick={"sqlite": 400, "postgresql": 400},
)
