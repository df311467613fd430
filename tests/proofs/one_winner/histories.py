"""What may happen to an order, said once more without the shop's own tables, and what did happen to it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from tests.proofs.harness.books import Books
from tests.proofs.harness.clients import Answer

STATES = ("pending", "confirmed", "processing", "shipped", "delivered")
AHEAD = set(pairwise(STATES))
IN_THE_SHOP, CLOSED = STATES[:3], ("cancelled", "refunded")
STAMPS = {"confirmed": "confirmed_at", "shipped": "shipped_at", "cancelled": "cancelled_at"}
ROW = ("status", "payment_status", "paid_cents", "refunded_cents", "tracking_number", *STAMPS.values())


class Event(NamedTuple):
    """A row of a timeline."""

    kind: str
    before: str | None
    after: str | None
    actor: int


class Point(NamedTuple):
    """Where an order stands after something happened to it."""

    status: str
    payment: str
    last: Event

    def after(self, event: Event) -> "Point":
        """Where it stands once `event` has happened, too."""
        if event.kind == "payment":
            return Point(self.status, str(event.after), event)
        return Point(str(event.after), self.payment, event)


@dataclass(frozen=True)
class Start:
    """How an order stands before a race: so many steps on its way, perhaps paid."""

    steps: int
    is_paid: bool
    quantity: int

    @property
    def status(self) -> str:
        return STATES[self.steps]

    @property
    def events(self) -> int:
        """How many things have happened to it by then."""
        return 1 + self.steps + self.is_paid


@dataclass(frozen=True)
class Race:
    """An order that several acted on at once: what each was told, and who they are, by their deeds."""

    order: int
    total_cents: int
    start: Start
    answers: Mapping[str, Answer]
    people: Mapping[str, int]

    @property
    def winners(self) -> list[str]:
        """The deeds that were done, as those who did them were told."""
        return [deed for deed, answer in self.answers.items() if answer.status == 200]

    def traces(self, deed: str) -> list[tuple[str, str, int]]:
        """What a deed leaves in the timeline, if it is done: kind, what it leads to, who."""
        steps, who = self.start.steps, self.people[deed]
        left = {
            "cancel": [("status", "cancelled")],
            "pay": [("payment", "paid")],
            "ship": [("status", "shipped")],
            "refund": [("payment", "refunded"), ("status", "refunded")],
            "step": [("status", STATES[steps + 1])],
            "undo": [("undone", STATES[steps - 1])],
        }
        return [(kind, to, who) for kind, to in left[deed]]

    def can(self, deed: str, at: Point) -> bool:
        """Whether a deed is possible where the order stands."""
        possible: dict[str, Callable[[], bool]] = {
            "cancel": lambda: at.status in IN_THE_SHOP,
            "pay": lambda: at.payment == "pending" and at.status not in CLOSED,
            "ship": lambda: at.status == "processing",
            "refund": lambda: at.payment == "paid",
            "step": lambda: (at.status, STATES[self.start.steps + 1]) in AHEAD,
            "undo": lambda: _is_step(at.last) and at.last.actor == self.people["undo"],
        }
        return possible[deed]()


@dataclass(frozen=True)
class History:
    """All that the books say of one order."""

    row: Mapping[str, Any]
    events: list[Event]
    returned: int

    def wrong_after(self, race: Race) -> list[str]:
        """Everything that a race should not have left like this, as sentences."""
        points = list(_points(self.events))
        said = " ".join(f"{event.kind}:{event.before}>{event.after}" for event in self.events)
        found = [
            *self._illegal(points),
            *self._unlike_the_answers(race, points),
            *self._unlike_the_row(race, points),
        ]
        return [f"order {race.order}: {sentence} ({said})" for sentence in found]

    def _illegal(self, points: list[Point]) -> Iterator[str]:
        for at, event in zip(points, self.events[1:], strict=False):
            if not _is_legal(at, event):
                yield f"{event.kind} from {event.before} to {event.after} where it was {at.status} and {at.payment}"

    def _unlike_the_answers(self, race: Race, points: list[Point]) -> Iterator[str]:
        """Where somebody was told otherwise than it was done, or was refused what was possible all the time."""
        if not race.winners:
            yield "nobody won"
        told = Counter(trace for deed in race.winners for trace in race.traces(deed))
        done = Counter((event.kind, str(event.after), event.actor) for event in self.events[race.start.events :])
        if told != done:
            yield f"the winners {race.winners} left {sorted(done.elements())}"
        for deed in race.answers.keys() - set(race.winners):
            if all(race.can(deed, at) for at in points[race.start.events - 1 :]):
                yield f"{deed} was refused and was possible all the time"

    def _unlike_the_row(self, race: Race, points: list[Point]) -> Iterator[str]:
        """Where the order, its money and its goods are not what its events come to."""
        stands, end = self.row, points[-1]
        if (stands["status"], stands["payment_status"]) != (end.status, end.payment):
            yield f"it is {stands['status']} and {stands['payment_status']}"
        money = [race.total_cents * (end.payment in paid) for paid in (("paid", "refunded"), ("refunded",))]
        if [stands["paid_cents"], stands["refunded_cents"]] != money:
            yield f"{stands['paid_cents']} paid and {stands['refunded_cents']} paid back instead of {money}"
        back = sum(event.before in IN_THE_SHOP and event.after in CLOSED for event in self.events)
        if (back, self.returned) not in ((0, 0), (1, race.start.quantity)):
            yield f"{self.returned} of {race.start.quantity} pieces came back"
        stamped = {stamp for state, stamp in STAMPS.items() if state in _reached(self.events)}
        if stamped != {stamp for stamp in STAMPS.values() if stands[stamp] is not None}:
            yield f"it should have {sorted(stamped)} and nothing else"
        if (stands["tracking_number"] is not None) != ("ship" in race.winners):
            yield f"its parcel is {stands['tracking_number']}"


def of_orders(books: Books) -> dict[int, History]:
    """The history of every order, by its id."""
    events: dict[int, list[Event]] = defaultdict(list)
    timeline = "SELECT order_id, kind, from_state, to_state, actor_id FROM order_events ORDER BY id"
    for order, *event in books.rows(timeline):
        events[order].append(Event(*event))
    back = "SELECT order_id, SUM(quantity) FROM stock_movements WHERE kind = 'returned' GROUP BY order_id"
    returned = {order: int(quantity) for order, quantity in books.rows(back)}
    rows = books.rows(f"SELECT id, {', '.join(ROW)} FROM orders")
    return {
        order: History(dict(zip(ROW, row, strict=True)), events[order], returned.get(order, 0))
        for order, *row in rows
    }


def _points(events: list[Event]) -> Iterator[Point]:
    at = Point("pending", "pending", events[0])
    for event in events:
        at = at.after(event)
        yield at


def _is_step(event: Event) -> bool:
    return event.kind == "status" and (event.before, event.after) in AHEAD


def _is_legal(at: Point, event: Event) -> bool:
    step = (event.before, event.after)
    match event.kind:
        case "payment":
            paid = step == ("pending", "paid") and at.status not in CLOSED
            return event.before == at.payment and (paid or step == ("paid", "refunded"))
        case "undone":
            return _is_step(at.last) and step == (at.last.after, at.last.before) and event.actor == at.last.actor
        case "status" if event.after == "refunded":
            return event.before == at.status != "refunded" and at.payment == "refunded"
        case "status":
            is_known = step in AHEAD or (event.before in IN_THE_SHOP and event.after == "cancelled")
            return event.before == at.status and is_known
    return False


def _reached(events: list[Event]) -> set[str]:
    """The states that were reached and not taken back."""
    reached = set[str]()
    for event in events:
        if event.kind == "status":
            reached.add(str(event.after))
        elif event.kind == "undone":
            reached.discard(str(event.before))
    return reached
