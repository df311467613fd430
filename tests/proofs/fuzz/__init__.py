"""Whatever is sent, and whoever sends it, is answered as the description of the API says."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice

import requests
import schemathesis
from hypothesis import given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode, Response
from schemathesis.core.failures import Failure, FailureGroup, ServerError
from schemathesis.openapi.checks import UndefinedStatusCode
from schemathesis.schemas import APIOperation

from app.core.permissions import Role
from app.models import User
from tests.proofs.fuzz.descriptions import ADDRESS, CHECKS, ENDLESS, GENERATING, aimed, described, fill, poisoned
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop

# Requests that fit their description, as far as it goes, and that do not: an operation gets them by turns.
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
MOST_OF_ONE = 6
SHOWN = 3
PATIENCE = 60
SERVER_ERROR, UNDOCUMENTED, MISMATCH, UNANSWERED = "5xx", "undocumented", "mismatches", "unanswered"


@dataclass
class Caller:
    """A stranger, or somebody of one role, with a session and a connection of their own."""

    user: User | None
    token: str | None = None
    line: requests.Session = field(default_factory=requests.Session)

    @property
    def name(self) -> str:
        """What they are in this shop."""
        return self.user.role if self.user else "stranger"

    def sign_in(self, shop: Shop) -> int | None:
        """Begin anew: what was sent before may have ended the session; returns its number."""
        self.line.close()
        self.line = requests.Session()
        self.line.trust_env = False  # neither proxies nor passwords of whoever runs this
        if self.user is None:
            return None
        person = shop.make.person(self.user)
        self.token = person.token
        return shop.books.one("SELECT MAX(id) FROM sessions WHERE user_id = :id", id=self.user.id)


@dataclass
class Verdict:
    """What the checks said of every reply."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    first: str = ""

    def send(self, case: Case, caller: Caller, root: str) -> None:
        """Send `case`, and compare the reply with the description."""
        self.sent += 1
        headers = {"Authorization": f"Bearer {caller.token}"} if caller.token else {}
        try:
            answer = case.call(
                base_url=root, session=caller.line, headers=headers, timeout=PATIENCE, allow_redirects=False
            )
        except (requests.ConnectionError, requests.Timeout) as error:
            self._blame({UNANSWERED}, f"{case.operation.label} as {caller.name}: {error!r}", "")
        else:
            self.statuses[answer.status_code] += 1
            self._compare(case, caller, answer)

    def _compare(self, case: Case, caller: Caller, answer: Response) -> None:
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as group:
            said = f"{case.operation.label} as {caller.name}: {answer.status_code}, {group.exceptions[0].title}"
            self._blame({_kind(failure) for failure in group.exceptions}, said, str(group))

    def _blame(self, kinds: set[str], said: str, more: str) -> None:
        self.wrong.update(kinds)
        self.first = self.first or said
        if self.wrong.total() <= SHOWN:
            sys.stderr.write(f"{said}\n{more}\n")


def everybody_sends_anything(trial: Trial) -> None:
    """`n` requests over HTTP, each generated one by a stranger and by somebody of every role."""
    with trial.shop() as shop:
        root = "http://{}:{}".format(*shop.address)
        verdict, met = Verdict(), set[str]()
        began = time.monotonic()
        for case, caller in islice(_requests(trial, shop, root), trial.n):
            met.add(case.operation.label)
            verdict.send(case, caller, root)
        trial.found(
            operations=len(met),
            a_second=round(verdict.sent / (time.monotonic() - began)),
            **{f"{kind}xx": sum(n for s, n in verdict.statuses.items() if s // 100 == kind) for kind in (2, 4)},
            **{kind: verdict.wrong[kind] for kind in (SERVER_ERROR, UNDOCUMENTED, MISMATCH, UNANSWERED)},
        )
        assert verdict.sent == trial.n, f"only {verdict.sent} of {trial.n} requests were sent"
        assert not verdict.wrong, f"{verdict.wrong.total()} of {verdict.sent} are not as described: {verdict.first}"
        assert {2, 4} <= {status // 100 for status in verdict.statuses}, f"so nothing was tried: {verdict.statuses}"
        assert shop.differences() == [], "the books do not agree"


def _requests(trial: Trial, shop: Shop, root: str) -> Iterator[tuple[Case, Caller]]:
    """Generated requests without end, round after round of all operations, each for every caller in turn."""
    there: dict[str, list[int]] = {}
    schema = aimed(schemathesis.openapi.from_url(root + ADDRESS), there)
    operations = [operation for operation in described(schema) if operation.path not in ENDLESS]
    callers = [Caller(None), *(Caller(shop.make.user(role)) for role in Role)]
    each = min(max(trial.n // (len(operations) * len(callers)), 1), MOST_OF_ONE)
    first = {operation.label: trial.dice.randrange(2) for operation in operations}
    cannot_be_wrong: set[str] = set()
    for turn in count():
        # Filled again for each round, which leaves little of what there was.
        there |= fill(shop.make)
        there["address_id"] = [shop.make.address(caller.user).id for caller in callers if caller.user]
        for operation in trial.dice.sample(operations, len(operations)):
            there["session_id"] = [number for number in [each.sign_in(shop) for each in callers] if number]
            mode, luck = MODES[(first[operation.label] + turn) % 2], trial.dice.getrandbits(64)
            cases = [] if operation.label in cannot_be_wrong else _generated(operation, mode, each, luck)
            if not cases:
                cannot_be_wrong.add(operation.label)
                mode, cases = MODES[0], _generated(operation, MODES[0], each, luck)
            for case in cases:
                # Half of those that fit get something into them that no generator thinks of often enough.
                poison = mode is GenerationMode.POSITIVE and trial.dice.random() < 0.5
                sent = poisoned(case, trial.dice) if poison else case
                yield from ((sent, caller) for caller in callers)


def _generated(operation: APIOperation, mode: GenerationMode, number: int, luck: int) -> list[Case]:
    """So many requests; fewer where there are not as many, none where nothing about them can be wrong."""
    cases: list[Case] = []

    @seed(luck)
    @settings(GENERATING, max_examples=number + 1)
    @given(case=operation.as_strategy(generation_mode=mode))
    def generate(case: Case) -> None:
        cases.append(case)

    try:
        generate()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE, f"{operation.label} cannot be called at all"
    # The first is always the plainest there is.
    return cases[1:] or cases


def _kind(failure: Failure) -> str:
    if isinstance(failure, ServerError):
        return SERVER_ERROR
    return UNDOCUMENTED if isinstance(failure, UndefinedStatusCode) else MISMATCH


PROOF = Proof(
    promise="Whatever is sent, by whomever, is answered as the API's own description says, and never with a 5xx",
    run=everybody_sends_anything,
    full={"sqlite": 20_000, "postgresql": 20_000},
    quick={"sqlite": 575, "postgresql": 575},
)
