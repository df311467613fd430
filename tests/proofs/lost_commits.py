"""Orders whose COMMIT is never answered: it came through, or it did not, and the shop cannot know."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import product
from pathlib import Path

from tests.proofs.harness.clients import Client
from tests.proofs.harness.own_server import OwnServer
from tests.proofs.insisting import Insisting

SOCKET = ".s.PGSQL.5432"
# As the driver sends it and as PostgreSQL answers it: a letter, a length, a word.
COMMIT, COMMITTED = b"Q\0\0\0\x0bCOMMIT\0", b"C\0\0\0\x0bCOMMIT\0"
AN_ORDER = b"INSERT INTO orders "


class Loss(StrEnum):
    """What gets lost, with the connection it was sent on."""

    COMMIT = "the COMMIT"
    ANSWER = "its answer"


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
                    if not said or (ordering and self._loses(said)):
                        return
                    ordering = ordering and COMMITTED not in said
                    (database if end is shop else shop).sendall(said)

    def _loses(self, said: bytes) -> bool:
        lost = (self.wanted is Loss.COMMIT and said == COMMIT) or (self.wanted is Loss.ANSWER and COMMITTED in said)
        if lost:
            self.wanted = None
        return lost


def lose_commits(people: Insisting, server: OwnServer, client: Client, times: int) -> int:
    """Lose COMMITs and answers to them, `times` of each, with a key and without; how many were lost.

    None may be called a success, none repeated without being asked; the key makes it one order.
    """
    kinds = list(product(range(times), Loss, (True, False)))
    with _relay(server, server.folder / "relay") as relay:
        for number, loss, keyed in kinds:
            mark = f"{'keyed' if keyed else 'once'} {loss} {number}"
            key = mark if keyed else None
            relay.wanted = loss
            answer = client.post("/api/orders", people.order(mark), key=key)
            assert relay.wanted is None, f"{mark}: nothing was lost"
            said = (answer.status, answer.code, "retry-after" in answer.headers)
            assert said == (503, "outcome_unknown", True), f"{mark} was lost, and the answer was {said}"
            there = _orders(server, mark)
            assert there == (loss is Loss.ANSWER), f"{mark} was lost, and there are {there} orders"
            if keyed:
                again = client.post("/api/orders", people.order(mark), key=key)
                replayed = "idempotency-replayed" in again.headers
                assert (again.status, replayed) == (201, loss is Loss.ANSWER), f"{mark} again: {again.status}"
                assert _orders(server, mark) == 1, f"{mark} again: {_orders(server, mark)} orders"
    return len(kinds)


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
