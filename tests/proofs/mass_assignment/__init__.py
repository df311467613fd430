"""Every column of every model in every write: what nobody may set is not set."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any

from app.core import clock
from tests.proofs.access.callers import Callers
from tests.proofs.access.cells import FALLEN, IN, NEAR, ROLES, Row, table
from tests.proofs.access.knocks import knocks
from tests.proofs.access.stages import noon
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop
from tests.proofs.mass_assignment.changed_cells import TABLES, Album, Eye
from tests.proofs.mass_assignment.planted import COLUMNS, EVERYTHING, Planted, not_taken
from tests.proofs.mass_assignment.slipping_in import Ready

WRITES = [row for row in table() if not row.operation.startswith("GET")]
SIGN_UPS = ("POST /api/auth/register", "POST /api/auth/signup")
LIST = "POST /api/products/import"
# What a list of products may have columns for, under the names that a column of some model has too.
LISTED = {"sku", "name", "product_name", "description", "text", "category_id", "stock_quantity", "quantity"}
LISTED |= {"low_stock_threshold", "barcode", "weight", "dimensions", "image", "is_active", "is_featured"}
SHOWN = 4
FOR_A_SHOP = 250


@dataclass(frozen=True)
class Attempt:
    """One write by one caller, with every column of some models slipped in."""

    row: str
    caller: str
    models: tuple[str, ...] = EVERYTHING

    @property
    def columns(self) -> int:
        """How many columns are slipped in."""
        return sum(COLUMNS[model] for model in self.models)


def admitted(row: Row) -> list[str]:
    """Which roles may do what a row is about, the least trusted first; some things only a refresh token can."""
    callers = [caller for caller in (*ROLES, *FALLEN) if row.cells[caller, NEAR].expected == IN]
    return [caller for caller in callers if caller in ROLES] or callers


def attempts() -> list[Attempt]:
    """Of each write everything at once, by each role that may, and then one model at a time."""
    may = {row.name: admitted(row) for row in WRITES}
    least = [Attempt(name, callers[0]) for name, callers in may.items()]
    others = [Attempt(name, caller) for name, callers in may.items() for caller in callers[1:]]
    return [*least, *others, *(Attempt(one.row, one.caller, (model,)) for one in least for model in EVERYTHING)]


def first(n: int) -> list[Attempt]:
    """So many columns' worth of attempts, those of one write by one caller beside each other."""
    chosen, left = list[Attempt](), n
    for attempt in attempts():
        if left <= 0:
            break
        chosen.append(attempt)
        left -= attempt.columns
    return sorted(chosen, key=lambda one: (one.row, one.caller))


def parts(chosen: list[Attempt]) -> list[list[list[Attempt]]]:
    """`chosen`, by write and caller, for shops that stay small enough to be looked at whole."""
    made, number = list[list[list[Attempt]]](), FOR_A_SHOP
    for _, group in groupby(chosen, key=lambda one: (one.row, one.caller)):
        tried = list(group)
        if number >= FOR_A_SHOP:
            made.append([])
            number = 0
        made[-1].append(tried)
        number += len(tried)
    return made


class Desk:
    """Where requests are made, and their traces looked at."""

    def __init__(self, shop: Shop) -> None:
        self.callers, self.requests, self.album = Callers(shop), knocks(shop.app), Album(shop.url)
        self.planted = Planted(shop.make, self.album)
        # Whoever has no account signs in as this person, whose password is sealed anew the first time.
        self.ready("POST /api/auth/login", "anonymous").sent(self.callers.client, lambda _: {})

    def differences(self, tried: list[Attempt]) -> list[str]:
        """What `tried`, one write by one caller, did otherwise than their honest twins would have."""
        row, caller = tried[0].row, tried[0].caller
        [honest, *slipped] = [self.ready(row, caller) for _ in range(len(tried) + 1)]
        before = self.album.picture()
        [fine] = self.told([honest], [()])
        assert 200 <= fine < 300, f"{row} by {caller} is {fine}, although nothing was slipped in"
        between = self.album.picture()
        told = self.told(slipped, [one.models for one in tried])
        once = self.eye([honest]).changes(before, between)
        all_of_it = self.eye(slipped).changes(between, self.album.picture())
        wanted = Counter({change: number * len(tried) for change, number in once.items()})
        refused = [f"{status} instead of {fine}" for status in told if status != fine]
        added = [f"it set {change}" for change in (all_of_it - wanted)]
        left = [f"instead of {change}" for change in (wanted - all_of_it)]
        return [f"{row} by {caller}: {said}" for said in (*refused, *added, *left)]

    def refusals(self) -> dict[str, bool]:
        """What has to be refused as a whole and leave nothing but lines in the trail, and whether it was.

        Anybody may sign up, but only an admin with a role; a list of products has no columns but its own.
        """
        hired = [
            (f"{row} with the role {role} by {caller}", self.ready(row, caller), {"role": role}, 403)
            for row in SIGN_UPS
            for caller in ROLES[:-1]
            for role in ROLES[2:]
        ]
        foreign = sorted({column.name for each in TABLES for column in each.columns} - LISTED)
        known = self.ready(LIST, "admin")
        listed = [(f"{LIST} with {name}", replace(known, csv=f"sku,{name}\nT-1,7\n"), {}, 400) for name in foreign]
        before = self.album.picture()
        was = {
            tried: request.sent(self.callers.client, lambda _, some=fields: some) == status
            for tried, request, fields, status in (*hired, *listed)
        }
        left = Eye(self.planted.keys).changes(before, self.album.picture())
        return was | {"what these left behind": {name for name, _, _ in left} <= {"audit_entries"}}

    def ready(self, row: str, name: str) -> Ready:
        """The request of `row` by a new caller, before things nobody touched."""
        caller = self.callers.fresh(name)
        return Ready.made(caller, self.requests[row], self.callers.stage(caller, NEAR, fresh=True))

    def told(self, requests: list[Ready], models: list[tuple[str, ...]]) -> list[int]:
        """The statuses of `requests`, each with the columns of some models in it."""
        return [
            request.sent(self.callers.client, partial(self.fields, request.caller.name, some))
            for request, some in zip(requests, models, strict=True)
        ]

    def fields(self, caller: str, models: tuple[str, ...], taken: str) -> dict[str, Any]:
        """What is slipped in for some models."""
        # An admin would not notice that they were made one.
        role = "customer" if caller == "admin" else "admin"
        return self.planted.fields(models, taken=taken, role=role) if models else {}

    def eye(self, requests: list[Ready]) -> Eye:
        """Who tells the callers of `requests` from other people, and what is planted from anything else."""
        return Eye(self.planted.keys, {one.caller.user.id for one in requests if one.caller.user})


def everything_is_slipped_into_every_write(trial: Trial) -> None:
    """`n` columns in requests, each of which has an honest twin, over HTTP."""
    chosen, differences, refusals = first(trial.n), list[str](), dict[str, bool]()
    for part in parts(chosen):
        with trial.shop(SHOP_TIMEZONE=noon(clock.now()), UNDO_SECONDS="600", RATELIMIT_ENABLED="false") as shop:
            desk = Desk(shop)
            for tried in part:
                # One broken write is enough, and what it did wrong may change what the next ones see.
                differences = differences or desk.differences(tried)
            refusals = refusals or desk.refusals()
            stale = not_taken(shop.client().get("/api/docs/openapi.json").json)
            assert not stale, f"what is said to be taken is not: {stale}"
            differences = differences or shop.differences()
    differences += [f"not refused: {tried}" for tried, was in refusals.items() if not was]
    operations = {row.name: row.operation for row in WRITES}
    trial.found(
        operations=len({operations[one.row] for one in chosen}),
        models=len(COLUMNS),
        columns=sum(COLUMNS.values()),
        injected=sum(one.columns for one in chosen),
        refused=sum(refusals.values()),
        differences=len(differences),
    )
    assert not differences, f"{len(differences)} differences: {'; '.join(differences[:SHOWN])}"


ONE_ROLE = sum(COLUMNS.values()) * len(WRITES)
EVERY = sum(attempt.columns for attempt in attempts())
PROOF = Proof(
    promise="Nothing is set that the permission does not cover, whatever is slipped into a write",
    run=everything_is_slipped_into_every_write,
    full={"sqlite": EVERY, "postgresql": EVERY},
    quick={"sqlite": ONE_ROLE, "postgresql": ONE_ROLE},
)
