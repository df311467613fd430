"""Connections to the database that break at the unluckiest moments: around a COMMIT, and after the last read."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import product
from pathlib import Path

from tests.proofs.harness.clients import Client
from tests.proofs.harness.insisting import Insisting
from tests.proofs.harness.own_server import OwnServer

SOCKET = ".s.PGSQL.5432"
# As the driver sends it and as PostgreSQL answers it: a letter, a length, a word.
COMMIT, COMMITTED = b"Q\0\0\0\x0bCOMMIT\0", b"C\0\0\0\x0bCOMMIT\0"
ROLLBACK = b"Q\0\0\0\x0dROLLBACK\0"
AN_ORDER = b"INSERT INTO orders "


class Loss(StrEnum):
    """What gets lost, with the connection it was sent on."""

    ANSWER = "the answer to its COMMIT"
    COMMIT = "its COMMIT"
    END = "the end of a read"


class Relay:
    """Passes everything on between the shop and its database, but for the next loss it was asked for."""

    def __init__(self, folder: Path, server: Path) -> None:
        folder.mkdir()
        self.folder, self._server = folder, server / SOCKET
        self.wanted: Loss | None = None
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / SOCKET))
        self._door.listen()
        threading.Thread(target=self._receive, daemon=True).start()

    def close(self) -> None:
        """Take nobody on any more."""
        self._door.close()

    def _receive(self) -> None:
        while True:
            try:
                shop, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(shop,), daemon=True).start()

    def _pass_on(self, shop: socket.socket) -> None:
        with shop, socket.socket(socket.AF_UNIX) as database:
            database.connect(str(self._server))
            ordering = False
            while True:
                for end in select.select([shop, database], [], [])[0]:
                    said = end.recv(65536)
                    ordering = ordering or AN_ORDER in said
                    if not said or self._loses(said, ordering=ordering):
                        return
                    ordering = ordering and COMMITTED not in said
                    (database if end is shop else shop).sendall(said)

    def _loses(self, said: bytes, *, ordering: bool) -> bool:
        lost = {
            Loss.ANSWER: ordering and COMMITTED in said,
            Loss.COMMIT: ordering and said == COMMIT,
            Loss.END: said == ROLLBACK,
        }
        if self.wanted is None or not lost[self.wanted]:
            return False
        self.wanted = None
        return True


def break_links(people: Insisting, server: OwnServer, client: Client, times: int) -> int:
    """Break connections at every such moment, `times` of each; how many were broken."""
    kinds = list(product(range(times), (Loss.ANSWER, Loss.COMMIT), (False, True)))
    with _relay(server, server.folder / "relay") as relay:
        for number, loss, keyed in kinds:
            lose_commit(people, server, relay, client, loss, f"{number} keyed" if keyed else f"{number} once")
        for _ in range(times):
            relay.wanted = Loss.END
            # A list that is never ready-made, so that something is read.
            answer = client.get("/api/products?sort_by=popular", token="")
            assert relay.wanted is None, "no connection was broken"
            assert answer.status == 200, (
                f"a connection broke after all was read, and the answer was {answer.status}"
            )
    return len(kinds) + times


def lose_commit(people: Insisting, server: OwnServer, relay: Relay, client: Client, loss: Loss, mark: str) -> None:
    """An order loses its COMMIT or the answer: no success, never repeated unasked, and with a key one order."""
    mark = f"{mark}, {loss}"
    key = mark if "keyed" in mark else None
    relay.wanted = loss
    answer = client.post("/api/orders", people.order(mark), key=key)
    assert relay.wanted is None, f"{mark}: nothing was lost"
    there, said = _orders(server, mark), (answer.status, answer.code, "retry-after" in answer.headers)
    assert there == (loss is Loss.ANSWER), f"an order lost {loss}: {there} are there, and it was told {said}"
    assert said == (503, "outcome_unknown", True), f"an order lost {loss}, and was told {said}"
    if key:
        again = client.post("/api/orders", people.order(mark), key=key)
        replayed = "idempotency-replayed" in again.headers
        assert (again.status, replayed) == (201, loss is Loss.ANSWER), f"{mark} again: {again.status}"
        assert _orders(server, mark) == 1, f"{mark} again: {_orders(server, mark)} orders"


@contextmanager
def _relay(server: OwnServer, folder: Path) -> Iterator[Relay]:
    relay = Relay(folder, server.folder)
    server.lead_to(relay.folder)
    server.cut(1000, busy=False)  # whoever comes back comes over the relay
    try:
        yield relay
    finally:
        server.lead_to(server.folder)
        relay.close()


def _orders(server: OwnServer, mark: str) -> int:
    return server.one("SELECT COUNT(*) FROM orders WHERE customer_notes = %s", mark)
