"""An order that is sent eight times is placed once, and everybody who sent it is told the same."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from app.core.permissions import Role
from tests.factories import ADDRESS
from tests.proofs.harness.clients import Answer, Client, at_once, crowd
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop

DUPLICATES = 8
# So many people order at a time, each through eight connections.
PEOPLE, ARTICLES, PLENTY = 4, 20, 1_000_000
# Of one key in so many more is asked than who wins: others' keys, another body, a reply given again later.
LOOKED_INTO = 10
REPLAYED = "idempotency-replayed"


@dataclass(frozen=True)
class Wish:
    """An order that somebody means to place once."""

    key: str
    body: dict[str, Any]
    is_looked_into: bool


@dataclass(frozen=True)
class Heard:
    """What came back for one key, and everything that was wrong with it."""

    answers: list[Answer]
    wrong: list[str]

    @property
    def order(self) -> dict[str, Any]:
        return self.answers[0].json["order"]


@dataclass(frozen=True)
class Household:
    """A customer at eight devices, and a neighbour who happens to use the same keys."""

    devices: list[Client]
    neighbour: Client


def everybody_presses_eight_times(trial: Trial) -> None:
    """`n` keys, each sent by eight connections of its customer at the same moment."""
    with trial.shop() as shop:
        articles = [shop.make.product(stock=PLENTY).id for _ in range(ARTICLES)]
        homes = {home.devices[0]: home for home in (_household(shop) for _ in range(PEOPLE))}
        wishes = [_wish(number, trial.dice.choice(articles), trial.dice.randint(1, 3)) for number in range(trial.n)]
        heard = crowd(list(homes), wishes, lambda first, wish: _pressed(homes[first], wish))
        told = Counter((answer.status, answer.code) for one in heard for answer in one.answers)
        looked_into = sum(wish.is_looked_into for wish in wishes)
        orders = shop.books.one("SELECT COUNT(*) FROM orders")
        trial.found(keys=trial.n, requests=told.total(), orders=orders - looked_into, of_neighbours=looked_into)
        trial.found(placed=told[201, None], in_progress=told[409, "request_in_progress"])
        assert set(told) == {(201, None)}, f"somebody was told something else: {told}"
        wrong = [sentence for one in heard for sentence in one.wrong]
        assert wrong == [], f"{len(wrong)} things are wrong, the first: {wrong[0]}"
        assert len({one.order["id"] for one in heard}) == trial.n, "two keys stand for one order"
        assert orders == trial.n + looked_into, (
            f"{orders} orders for {trial.n} keys and {looked_into} of neighbours"
        )
        kept = shop.books.one("SELECT COUNT(*) FROM idempotency_keys WHERE status = 201")
        assert kept == orders, f"{kept} replies are kept of {orders} orders"
        assert shop.differences() == [], "the books do not agree"


def _household(shop: Shop) -> Household:
    customer = shop.make.user()
    return Household([shop.client(customer) for _ in range(DUPLICATES)], shop.client(Role.CUSTOMER))


def _wish(number: int, product: int, quantity: int) -> Wish:
    items = [{"product_id": product, "quantity": quantity}]
    return Wish(f"checkout-{number}", {"items": items, "shipping_address": ADDRESS}, number % LOOKED_INTO == 0)


def _pressed(home: Household, wish: Wish) -> Heard:
    """Send a wish from all devices at once, and while they are at it a neighbour's under the same key."""
    senders = [*home.devices, home.neighbour] if wish.is_looked_into else home.devices
    answers = at_once([lambda who=who: who.post("/api/orders", wish.body, key=wish.key) for who in senders])
    answers, others = answers[:DUPLICATES], answers[DUPLICATES:]
    if {answer.status for answer in answers} != {201}:
        return Heard(answers, [])
    wrong = _not_once(wish, answers)
    for other in others:
        wrong += _not_independent(wish, answers[0], other)
        wrong += _not_kept(home.devices[-1], wish, answers[0])
    return Heard(answers, wrong)


def _not_once(wish: Wish, answers: list[Answer]) -> list[str]:
    wrong = []
    if len({answer.body for answer in answers}) != 1:
        wrong.append(f"{wish.key}: {len({answer.body for answer in answers})} different replies")
    first = sum(REPLAYED not in answer.headers for answer in answers)
    if first != 1:
        wrong.append(f"{wish.key}: {first} of {len(answers)} replies say they are the first")
    return wrong


def _not_independent(wish: Wish, own: Answer, other: Answer) -> list[str]:
    if other.status != 201 or REPLAYED in other.headers:
        return [f"{wish.key} of somebody else: {other.status}, given again: {REPLAYED in other.headers}"]
    mine, theirs = own.json["order"], other.json["order"]
    if mine["id"] == theirs["id"] or mine["customer_id"] == theirs["customer_id"]:
        return [f"{wish.key}: two people share {mine['order_number']}"]
    return []


def _not_kept(who: Client, wish: Wish, first: Answer) -> list[str]:
    """What is wrong with the key once the order has moved on: the first reply stays as it was, and its own."""
    order = first.json["order"]["id"]
    cancelled = who.post(f"/api/orders/{order}/cancel")
    again = who.post("/api/orders", wish.body, key=wish.key)
    [line] = wish.body["items"]
    otherwise = wish.body | {"items": [line | {"quantity": line["quantity"] + 1}]}
    refused = who.post("/api/orders", otherwise, key=wish.key)
    wrong = []
    if cancelled.status != 200:
        wrong.append(f"{wish.key}: the order could not be cancelled: {cancelled.status}")
    if (again.status, again.body) != (first.status, first.body) or REPLAYED not in again.headers:
        wrong.append(f"{wish.key}: later the reply was another one: {again.status} {again.body[:200]!r}")
    if (refused.status, refused.code) != (422, "idempotency_key_reused"):
        wrong.append(f"{wish.key} with another body: {refused.status} {refused.code}")
    return wrong


PROOF = Proof(
    promise="A request that is sent eight times at once is done once, and each sender gets the same reply",
    run=everybody_presses_eight_times,
    full={"postgresql": 2_000, "sqlite": 2_000},
    quick={"postgresql": 80, "sqlite": 80},
)
