"""Six hands on one order at the same moment leave one legal history."""

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Any

from app.core.permissions import Role
from tests.factories import ADDRESS
from tests.proofs.harness.clients import Answer, Client, at_once, crowd
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop
from tests.proofs.one_winner.histories import STATES, Race, Start, of_orders

# So many orders are fought over at a time, each by people of its own.
TEAMS = 4
# Nobody shall be too late to take a step back because the machine is busy.
UNDO_SECONDS = "600"
ROLES = {
    "customer": Role.CUSTOMER,
    "cashier": Role.CASHIER,
    "till": Role.CASHIER,
    "packer": Role.MANAGER,
    "manager": Role.MANAGER,
    "admin": Role.ADMIN,
}


@dataclass(frozen=True)
class Team:
    """A customer, and those who work on the customer's orders. Each has a deed of their own in a race."""

    clients: dict[str, Client]
    ids: dict[str, int]


def everybody_acts_at_once(trial: Trial) -> None:
    """`n` orders, each of which is cancelled, paid, shipped, paid back, moved along and moved back at once."""
    with trial.shop(UNDO_SECONDS=UNDO_SECONDS) as shop:
        stock = 3 * trial.n
        product = shop.make.product(stock=stock).id
        teams = {team.clients["customer"]: team for team in (_team(shop) for _ in range(TEAMS))}
        starts = [_start(trial.dice) for _ in range(trial.n)]
        races = crowd(list(teams), starts, lambda first, start: _fought_over(teams[first], product, start))
        told = Counter((answer.status, answer.code) for race in races for answer in race.answers.values())
        won = Counter(deed for race in races for deed in race.winners)
        histories = of_orders(shop.books)
        wrong = [sentence for race in races for sentence in histories[race.order].wrong_after(race)]
        kept = stock - sum(race.start.quantity - histories[race.order].returned for race in races)
        left = shop.books.one("SELECT stock_quantity FROM products")
        trial.found(races=trial.n, requests=told.total(), wrong=len(wrong), **won)
        assert {status for status, _ in told} == {200, 409}, f"somebody was told something else: {told}"
        assert wrong == [], f"{len(wrong)} things are wrong, the first: {wrong[0]}"
        assert left == kept, f"{left} pieces are on the shelf, and {kept} should be"
        assert shop.differences() == [], "the books do not agree"


def _team(shop: Shop) -> Team:
    people = {name: shop.make.user(role) for name, role in ROLES.items()}
    clients = {name: shop.client(person) for name, person in people.items()}
    return Team(clients, {name: person.id for name, person in people.items()})


def _start(dice: Random) -> Start:
    return Start(steps=dice.choice((0, 1, 2)), is_paid=dice.random() < 0.5, quantity=dice.randint(1, 3))


def _fought_over(team: Team, product: int, start: Start) -> Race:
    """Bring an order to its start, let everybody at it, and keep what each was told."""
    order = _prepared(team, product, start)
    path = f"/api/orders/{order['id']}"
    deeds: dict[str, tuple[str, str, str, Any]] = {
        "cancel": ("customer", "POST", "cancel", None),
        "pay": ("till", "PUT", "payment-status", {"payment_status": "paid"}),
        "ship": ("packer", "POST", "ship", {"tracking_number": "PX1"}),
        "refund": ("admin", "POST", "refund", {}),
        "step": ("manager", "PUT", "status", {"status": STATES[start.steps + 1]}),
        "undo": ("cashier", "POST", "status/undo", None),
    }

    def act(deed: str) -> Answer:
        who, method, door, body = deeds[deed]
        return team.clients[who].call(method, f"{path}/{door}", body)

    answers = at_once([lambda deed=deed: act(deed) for deed in deeds])
    people = {deed: team.ids[who] for deed, (who, *_) in deeds.items()}
    return Race(order["id"], round(order["total"] * 100), start, dict(zip(deeds, answers, strict=True)), people)


def _prepared(team: Team, product: int, start: Start) -> dict[str, Any]:
    items = [{"product_id": product, "quantity": start.quantity}]
    placed = team.clients["customer"].post("/api/orders", {"items": items, "shipping_address": ADDRESS})
    assert placed.status == 201, f"an order could not be placed: {placed.status} {placed.body[:200]!r}"
    order = placed.json["order"]
    path = f"/api/orders/{order['id']}"
    changes = [("till", "payment-status", {"payment_status": "paid"})] if start.is_paid else []
    changes += [("cashier", "status", {"status": status}) for status in STATES[1 : start.steps + 1]]
    for who, door, body in changes:
        answer = team.clients[who].put(f"{path}/{door}", body)
        assert answer.status == 200, f"an order could not be prepared: {answer.status} {answer.body[:200]!r}"
    return order


PROOF = Proof(
    promise="Of all who act on one order at once some win, and together they leave one legal history",
    run=everybody_acts_at_once,
    full={"postgresql": 1_000, "sqlite": 1_000},
    quick={"postgresql": 60, "sqlite": 60},
)
