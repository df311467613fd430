"""Every address, every caller, their own things and somebody else's: what cells.txt says, and nothing else."""

from collections import Counter

from app.core import clock
from tests.proofs.access.callers import Callers
from tests.proofs.access.cells import IN, Cell, cells, chosen, table
from tests.proofs.access.knocks import Knock, knocks
from tests.proofs.access.stages import noon
from tests.proofs.harness.clients import Client
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop

ROWS = table()
EVERY = len(cells(ROWS))
QUICK = 450
SHOWN = 8
VERBS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def everybody_knocks_at_every_address(trial: Trial) -> None:
    """`n` cells, one request each, over HTTP."""
    with trial.shop(SHOP_TIMEZONE=noon(clock.now()), UNDO_SECONDS="600", STREAM_LIMIT="15") as shop:
        served = operations_of(shop.client())
        rows = {row.operation for row in ROWS}
        trial.found(operations=len(served), rows=len(ROWS), unlisted=len(served ^ rows))
        assert served - rows == set(), f"the table says nothing of {sorted(served - rows)}"
        assert rows - served == set(), f"the shop has no such address: {sorted(rows - served)}"
        wanted = chosen(ROWS, trial.n, trial.dice)
        told = all_told(shop, wanted)
        wrong = {cell: said for cell, said in told.items() if said != cell.expected}
        trial.found(
            cells=len(wanted),
            share=f"{len(wanted) / EVERY:.0%}",
            **{f"said_{said}": number for said, number in sorted(Counter(told.values()).items())},
            differences=len(wrong),
        )
        shown = [f"{cell}: {said} instead of {cell.expected}" for cell, said in wrong.items()][:SHOWN]
        assert not wrong, f"{len(wrong)} of {len(wanted)} cells differ: {'; '.join(shown)}"
        assert shop.differences() == [], "the books do not agree"


def all_told(shop: Shop, wanted: list[Cell]) -> dict[Cell, str]:
    """What each cell is told: "in", or the status of the refusal."""
    callers, requests = Callers(shop), knocks(shop.app)
    missing = {cell.row for cell in wanted} - set(requests)
    assert not missing, f"nobody knows how to knock at {sorted(missing)}"
    return {cell: told(callers, requests[cell.row], cell) for cell in wanted}


def told(callers: Callers, knock: Knock, cell: Cell) -> str:
    """The answer in one cell. Only what changes the shop needs somebody new, before things nobody touched."""
    fresh = knock.writes and cell.expected == IN
    caller = callers.fresh(cell.caller) if fresh else callers.standing(cell.caller, cell.side)
    stage = callers.stage(caller, cell.side, fresh=fresh)
    status = knock.at(callers.client, stage, caller.tokens[cell.side])
    return IN if 200 <= status < 300 else str(status)


def operations_of(client: Client) -> set[str]:
    """Every operation the shop says it has."""
    described = client.get("/api/docs/openapi.json").json["paths"]
    return {f"{method.upper()} {path}" for path, methods in described.items() for method in methods.keys() & VERBS}


PROOF = Proof(
    promise="Everybody gets at every address what the table says, near and far",
    run=everybody_knocks_at_every_address,
    full={"sqlite": EVERY, "postgresql": EVERY},
    quick={"sqlite": QUICK, "postgresql": QUICK},
)
