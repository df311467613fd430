"""Let a crowd into a shop of its own and see how it is served: `make load`.

    python -m tests.performance                            600 people for 10 minutes, on PostgreSQL and Redis
    python -m tests.performance --people 40 --minutes 1    a few for a moment

Says how it goes every ten seconds; at the end how long people waited, for what, and whether the shop is right. The
last line is JSON. Exits with 1 if a goal was missed or anything is wrong.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from tests.performance import afterwards, goals, people
from tests.performance.ground import Ground, Wanted, ground
from tests.performance.record import Record
from tests.proofs.harness.books import Books
from tests.servers import postgres
from tools import shop

LOCUSTFILE = Path(__file__).with_name("locustfile.py")
# Whoever waits for a reply when the time is over still gets it.
LAST_REPLIES = 30
MOST_ERRORS = 10


def main() -> int:
    wanted, minutes = _arguments()
    print(
        f"Filling a shop on {wanted.db}: {wanted.products:,} products, {wanted.orders:,} older orders.", flush=True
    )
    with ground(wanted) as here, closing(Books(here.database)) as books:
        then = afterwards.before(books)
        print(
            f"{wanted.people} people come. Servers: {', '.join(here.servers)}; workers: {wanted.workers}.",
            flush=True,
        )
        spent, began = here.processor_seconds(), time.monotonic()
        record = _let_in(here, wanted.people, minutes)
        taken = {name: now - spent[name] for name, now in here.processor_seconds().items()}
        taken["the people themselves"] = record.processor_seconds
        _tell(record, taken, time.monotonic() - began)
        print(f"  the largest worker has {here.worker_mib():.0f} MiB\n", flush=True)
        found = [*goals.verdicts(record), *afterwards.verdicts(books, then, record)]
        found += [afterwards.doctor(here), afterwards.log(here)]
    print("\n".join(one.line() for one in found))
    missed = sum(not one.holds for one in found)
    print(f"load: {len(found) - missed} passed, {missed} failed")
    print(json.dumps({"people": wanted.people, "minutes": minutes, **goals.figures(record), "failed": missed}))
    return 1 if missed else 0


def _let_in(here: Ground, crowd: int, minutes: float) -> Record:
    """All of them come, stay for so long once the last has come, and go; what they remember."""
    kept, pace = here.folder / "record.json", people.arrivals_a_second(crowd)
    seconds = round(crowd / pace + 60 * minutes)
    options = {
        "locustfile": LOCUSTFILE,
        "host": here.url,
        "users": crowd,
        "spawn-rate": pace,
        "run-time": f"{seconds}s",
        "stop-timeout": LAST_REPLIES,
        "loglevel": "WARNING",
        "json-file": here.folder / "locust.json",  # or else its own tables would be printed beside ours
    }
    command = ["-m", "locust", "--headless", "--only-summary"]
    command += [f"--{name}={value}" for name, value in options.items()]
    env = here.env | {"LOAD_RECORD": str(kept)}
    crowded = shop.start([sys.executable, *command], cwd=shop.ROOT, env=env)
    try:
        crowded.wait(timeout=seconds + 4 * LAST_REPLIES)
    except subprocess.TimeoutExpired:
        raise shop.Failed("The people did not go when the time was over.") from None
    finally:
        shop.stop(crowded)
    if not kept.exists():
        raise shop.Failed("Nobody remembers anything: Locust ended before its time.")
    return Record.read(kept)


def _tell(record: Record, taken: Mapping[str, float], seconds: float) -> None:
    """How long people waited for what, and what it cost: processor seconds `taken` in so many of the clock."""
    print(f"\nAs they came, which is not judged:\n{goals.table(record.arriving)}")
    print(f"\nAll there, {record.seconds:.0f} s:\n{goals.table(record.crowd)}\n")
    for what, times in record.errors.most_common(MOST_ERRORS):
        print(f"  {times} x {what}")
    asked = record.asked or 1
    print(f"  processors, of {os.cpu_count()}, and a request's share of them:")
    for name, each in taken.items():
        print(f"  {each / seconds:6.2f}  {1000 * each / asked:6.2f} ms  {name}")


def _arguments() -> tuple[Wanted, float]:
    parser = argparse.ArgumentParser(
        prog="python -m tests.performance", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--people", type=int, default=600, metavar="N", help="how many are there at once (600)")
    parser.add_argument("--minutes", type=float, default=10, metavar="N", help="how long all of them stay (10)")
    parser.add_argument(
        "--db", choices=["postgresql", "sqlite"], help="by default PostgreSQL, where it is installed"
    )
    parser.add_argument("--workers", type=int, metavar="N", help="processes that serve (2; 1 on SQLite)")
    parser.add_argument("--products", type=int, default=10_000, metavar="N", help="beside the 150 of the example")
    parser.add_argument("--orders", type=int, default=20_000, metavar="N", help="older orders (20000)")
    said = parser.parse_args()
    db = said.db or ("sqlite" if postgres.available() else "postgresql")
    workers = said.workers or (2 if db == "postgresql" else 1)
    return Wanted(said.people, said.products, said.orders, db, workers), said.minutes


if __name__ == "__main__":
    shop.leave_on_signals()
    try:
        sys.exit(main())
    except shop.Failed as failure:
        sys.exit(str(failure))
