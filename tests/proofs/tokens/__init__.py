"""Tokens this shop never signed, or that say what it never says: at every kind of door they are nobody's."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

from app import services
from app.core.permissions import Role
from app.models import Session, User
from app.routes import tokens
from tests.factories import actor_of
from tests.proofs.harness.clients import Answer, Client, crowd
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop
from tests.proofs.tokens.forgeries import Forgery, drawn, known
from tests.proofs.tokens.forging import Specimen, is_the_same
from tests.proofs.tokens.misuses import Headers, carried, misuses

PEOPLE = 16
CODES = {"token_missing", "token_invalid", "token_expired", "session_ended"}
REFUSED, A_STRANGER, ACCEPTED, SERVER_ERROR = "refused", "a stranger", "accepted", "server error"
SHOWN = 8
MOST_TRIES = 100


@dataclass(frozen=True)
class Door:
    """Where tokens of one kind are shown; `alone` is what a public one says to a stranger."""

    name: str
    kind: str
    method: str
    path: str
    body: dict[str, Any] | None = None
    alone: bytes | None = None

    def shown(self, client: Client, headers: Headers) -> Answer:
        """What the door says to whoever sends `headers` and no other token."""
        return client.call(self.method, self.path, self.body, headers=headers, token="")

    def verdict(self, answer: Answer) -> str:
        """What became of a forged token: it was refused, or at a public door its bearer was a stranger."""
        if answer.status >= 500:
            return SERVER_ERROR
        if self.alone is not None and answer.status == 200:
            return A_STRANGER if answer.body == self.alone else ACCEPTED
        if 200 <= answer.status < 300:
            return ACCEPTED
        is_refused = answer.status == 401 and answer.code in CODES and "set-cookie" not in answer.headers
        return REFUSED if is_refused and self.alone is None else f"{answer.status}"


@dataclass(frozen=True)
class Attempt:
    """One forgery, as the headers that carry it to the doors of each kind."""

    name: str
    headers: Mapping[str, Headers]


class Bank:
    """A shop, the good tokens of its manager and its admin, and the doors that take them."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.make, self.client = shop, shop.make, shop.client()
        self.product = self._product_with_a_secret()
        self.specimens = self._specimens(self.make.user(Role.MANAGER), self.make.user(Role.ADMIN))
        self.guarded = (
            Door("me", "access", "GET", "/api/auth/me"),
            Door("refresh", "refresh", "POST", "/api/auth/refresh"),
            Door("cookie", "cookie", "POST", "/api/auth/refresh"),
            Door("write", "access", "POST", f"/api/products/{self.product}/stock/receive", {"quantity": 1}),
        )
        self.public = tuple(
            Door(path, "access", "GET", path, alone=self.client.get(path).body)
            for path in ("/api/products?include_inactive=true", f"/api/products/{self.product}/reviews")
        )

    def doors(self, number: int) -> tuple[Door, ...]:
        """Every guarded door, and one of the public ones."""
        return (*self.guarded, self.public[number % len(self.public)])

    def taken_for_good(self) -> set[str]:
        """The doors that accept the good tokens. Where they do not, a refusal shows nothing."""
        doors = (*self.guarded, *self.public)
        return {door.name for door in doors if door.verdict(door.shown(self.client, self._good(door))) == ACCEPTED}

    def moved(self) -> int:
        """How often stock was moved."""
        return self.shop.books.one("SELECT COUNT(*) FROM stock_movements")

    def _good(self, door: Door) -> Headers:
        return carried(door.kind, self.specimens[door.kind].token)

    def _specimens(self, manager: User, admin: User) -> dict[str, Specimen]:
        mine, browser, ended, theirs, their_browser = (
            self.make.do(partial(services.sessions.begin, user.id, "tests"))
            for user in (manager, manager, manager, admin, admin)
        )
        self.make.do(lambda: services.sessions.end(actor_of(manager), ended.id))
        access, refresh = self._token(tokens.access_token, mine), self._token(tokens.refresh_token, mine)
        return {
            "access": Specimen(access, self._token(tokens.access_token, theirs), refresh, ended.id),
            "refresh": Specimen(refresh, self._token(tokens.refresh_token, theirs), access, ended.id),
            "cookie": Specimen(
                self._token(tokens.refresh_token, browser, browser.generation),
                self._token(tokens.refresh_token, their_browser, their_browser.generation),
                refresh,
                ended.id,
            ),
        }

    def _token(self, maker: Callable[..., str], session: Session, *generation: int) -> str:
        return self.make.do(lambda: maker(session, *generation))

    def _product_with_a_secret(self) -> int:
        """A product that anybody sees, with a review that only managers see; beside it one that is not on sale."""
        review = self.make.review()
        self.make.do(lambda: services.reviews.hide(self.make.boss, review.id, "Names a person."))
        self.make.product(is_active=False)
        return review.product_id


class Forger:
    """Makes attempts, and counts the changed tokens that are still the good one."""

    def __init__(self, specimens: Mapping[str, Specimen], dice: Random) -> None:
        self.specimens, self.dice, self.unchanged = specimens, dice, 0

    def attempts(self, n: int) -> list[Attempt]:
        """Everything that has a name, and more by lot until there are `n`."""
        named = [self._attempt(name, forge) for name, forge in known().items()]
        named += [Attempt(name, headers) for name, headers in misuses(self.specimens)]
        if len(named) > n:
            raise ValueError(f"{n} are not enough for the {len(named)} that have names")
        return named + [self._attempt(*drawn(self.dice)) for _ in range(n - len(named))]

    def _attempt(self, name: str, forge: Forgery) -> Attempt:
        return Attempt(
            name, {kind: carried(kind, self._forged(forge, one)) for kind, one in self.specimens.items()}
        )

    def _forged(self, forge: Forgery, specimen: Specimen) -> str:
        for _ in range(MOST_TRIES):
            if not is_the_same(text := forge(specimen), specimen.token):
                return text
            self.unchanged += 1
        raise ValueError("this forges nothing")


def nobody_is_let_in_with_a_forged_token(trial: Trial) -> None:
    """`n` forgeries, each at all five kinds of door."""
    with trial.shop() as shop:
        bank = Bank(shop)
        before = bank.moved()
        forger = Forger(bank.specimens, trial.dice)
        attempts = forger.attempts(trial.n)
        told = crowd(
            [shop.client() for _ in range(PEOPLE)], range(trial.n), partial(shown_everywhere, bank, attempts)
        )
        verdicts = Counter(verdict for each in told for verdict in each.values())
        wrong = [
            f"{attempts[number].name} at {door}: {verdict}"
            for number, each in enumerate(told)
            for door, verdict in each.items()
            if verdict not in (REFUSED, A_STRANGER)
        ]
        trial.found(
            tokens=trial.n,
            kinds=len({attempt.name for attempt in attempts}),
            shown=verdicts.total(),
            accepted=verdicts[ACCEPTED],
            server_errors=verdicts[SERVER_ERROR],
            refused=verdicts[REFUSED],
            strangers=verdicts[A_STRANGER],
            still_the_good_one=forger.unchanged,
        )
        assert not wrong, f"{len(wrong)} of {verdicts.total()} were told something else: {'; '.join(wrong[:SHOWN])}"
        assert bank.moved() == before, "a forged token moved stock"
        every = {door.name for door in (*bank.guarded, *bank.public)}
        assert bank.taken_for_good() == every, "a good token is refused as well"
        assert shop.differences() == [], "the books do not agree"


def shown_everywhere(bank: Bank, attempts: list[Attempt], client: Client, number: int) -> dict[str, str]:
    """What each door makes of one forgery."""
    headers = attempts[number].headers
    return {door.name: door.verdict(door.shown(client, headers[door.kind])) for door in bank.doors(number)}


PROOF = Proof(
    promise="A token we did not sign, or would not have signed, is nobody's at every door",
    run=nobody_is_let_in_with_a_forged_token,
    full={"sqlite": 5000, "postgresql": 5000},
    quick={"sqlite": 500, "postgresql": 500},
)
