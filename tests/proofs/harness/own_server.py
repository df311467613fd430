"""A shop whose PostgreSQL is its own: it keeps what it promises on disk, and may be hurt without hurting others."""

import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from tests.proofs.harness.ground import migrate
from tests.proofs.harness.proof import Trial
from tests.proofs.harness.shop import Shop
from tests.servers import postgres


class OwnServer:
    """A durable PostgreSQL with one migrated database, which clients reach over `way`."""

    def __init__(self, way: Path) -> None:
        # Not in the trial's folder: where root runs us, PostgreSQL is somebody who may not look in there.
        self.folder = Path(tempfile.mkdtemp(prefix="barrow-pg-"))
        self.server = postgres.start(self.folder, durable=True)
        self._way = way
        self.lead_to(self.folder)
        if sys.platform == "linux":
            # A recovery begins by syncing each of a thousand files, which costs seconds and shows nothing here.
            self.server.alter("recovery_init_sync_method", "syncfs")
        self.server.create_database("shop")
        self.url = f"postgresql://postgres@/shop?host={way}"
        migrate(self.url)

    def lead_to(self, folder: Path) -> None:
        """From now on connections are made to the socket in `folder`; those there are stay where they are."""
        newer = self._way.with_suffix(".newer")
        newer.symlink_to(folder)
        newer.replace(self._way)

    def crash(self) -> float:
        """Stop immediately, as in a crash, and start again; the seconds until it answered."""
        began = time.monotonic()
        self.server.process.send_signal(signal.SIGQUIT)
        self.server.process.wait()
        self.server = postgres.start(self.folder, durable=True)
        return time.monotonic() - began

    def cut(self, number: int, *, busy: bool) -> int:
        """End at most `number` connections of the shop, those in the middle of something or idle ones; how many."""
        return self.one(
            "SELECT COUNT(*) FILTER (WHERE pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity"
            " WHERE application_name = 'barrow' AND (state <> 'idle') = %s ORDER BY random() LIMIT %s) AS chosen",
            busy,
            number,
        )

    def one(self, question: str, *values: Any) -> Any:
        """The single value that answers `question`, asked past the way of the clients."""
        connection = psycopg2.connect(self.server.url("shop"))
        try:
            with connection.cursor() as cursor:
                cursor.execute(question, values)
                [[value]] = cursor.fetchall()
                return value
        finally:
            connection.close()

    def close(self) -> None:
        """Stop it and remove what it kept."""
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def shop_of_its_own(trial: Trial, **environment: str) -> Iterator[tuple[Shop, OwnServer]]:
    """A new shop on a PostgreSQL of its own; both are stopped at the end whatever happens."""
    server = OwnServer(trial.folder / "way")
    folder = trial.folder / "shop"
    folder.mkdir()
    shop = Shop(server.url, folder, environment)
    try:
        shop.start()
        yield shop, server
    finally:
        shop.close()
        server.close()
