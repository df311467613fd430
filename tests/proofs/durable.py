"""An order that was answered is on the disk: its log was synced between its COMMIT and its 201."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from app.core.permissions import Role
from tests.factories import ADDRESS
from tests.proofs.harness import strace
from tests.proofs.harness.own_server import shop_of_its_own
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop
from tests.proofs.harness.strace import Call

ANSWER = '"HTTP/1.1 201 '
SYNCS = ("fsync", "fdatasync")
# As strace shows what a backend is sent and sends: a letter, a length, a word.
COMMIT, COMMITTED = r'"Q\0\0\0\vCOMMIT\0"', r'"C\0\0\0\vCOMMIT\0'


def each_order_is_synced(trial: Trial) -> None:
    """`n` orders, one after the other, with every write, sync and message of the servers looked at."""
    trace = trial.folder / "trace"
    with _served(trial) as (shop, programs):
        product, client = shop.make.product(stock=trial.n), shop.client(Role.CUSTOMER)
        order = {"items": [{"product_id": product.id, "quantity": 1}], "shipping_address": ADDRESS}
        with strace.traced(programs, trace):
            said = [client.post("/api/orders", order).status for _ in range(trial.n)]
    calls = strace.calls(trace)
    synced = sum(synced_by_sqlite(calls) if trial.db == "sqlite" else synced_by_postgresql(calls))
    answered = sum(ANSWER in call.said for call in calls)
    trial.found(orders=said.count(201), seen_answered=answered, synced_before_the_answer=synced)
    assert said.count(201) == trial.n, f"only {said.count(201)} of {trial.n} orders were placed"
    assert answered == trial.n, f"of {trial.n} answers {answered} were seen on their way"
    assert synced == trial.n, f"{trial.n - synced} of {trial.n} orders were answered before they were on the disk"


def synced_by_sqlite(calls: list[Call]) -> Iterator[bool]:
    """For each answer, whether the thread that gives it has written to the log and then synced it."""
    written, unsynced = set[int](), set[int]()
    for call in calls:
        if ANSWER in call.said:
            yield call.task in written and call.task not in unsynced
            written.discard(call.task)
        elif "shop.db-wal>" in call.said and call.name in SYNCS and call.succeeded:
            unsynced.discard(call.task)
        elif "shop.db-wal>" in call.said:
            written.add(call.task)
            unsynced.add(call.task)


def synced_by_postgresql(calls: list[Call]) -> Iterator[bool]:
    """For each answer, whether the log was written and synced between the last COMMIT before it and its completion.

    Whichever program did it: one that syncs for another is as good. With one client it is the order's COMMIT.
    """
    answers = [-1, *(call.began for call in calls if ANSWER in call.said)]
    for before, answer in pairwise(answers):
        during = [call for call in calls if before < call.began < answer]
        done = next((call for call in reversed(during) if COMMITTED in call.said and call.name == "sendto"), None)
        begun = done and next(
            (call for call in during if COMMIT in call.said and call.task == done.task and call.name == "recvfrom"),
            None,
        )
        yield bool(done and begun and begun.ended and _flushed(during, begun.ended, done.began))


def _flushed(calls: list[Call], begun: int, done: int) -> bool:
    log = [call for call in calls if "/pg_wal/" in call.said and begun < call.began and (call.ended or done) < done]
    wrote = {call.task: call for call in log if call.name not in SYNCS}
    return any(
        call.name in SYNCS and call.succeeded and call.task in wrote and wrote[call.task].began < call.began
        for call in log
    )


@contextmanager
def _served(trial: Trial) -> Iterator[tuple[Shop, list[int]]]:
    """A shop on a database that keeps its promises to the disk, and the programs it is made of."""
    if trial.db == "sqlite":
        with trial.shop() as shop:
            yield shop, strace.family(_pid(shop))
    else:
        with shop_of_its_own(trial) as (shop, server):
            trial.found(wal_sync_method=server.one("SHOW wal_sync_method"))
            yield shop, strace.family(_pid(shop)) + strace.family(server.server.process.pid)


def _pid(shop: Shop) -> int:
    assert shop.process is not None
    return shop.process.pid


PROOF = Proof(
    promise="The log is synced to the disk between a COMMIT and its 201",
    run=each_order_is_synced,
    full={"sqlite": 500, "postgresql": 500},
    quick={"sqlite": 40, "postgresql": 40},
    missing=strace.missing,
)
