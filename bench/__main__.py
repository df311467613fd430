"""Measure how close the shop comes to what its replies cost at the least: `make bench`.

    python -m bench                     everything, on SQLite and PostgreSQL; writes docs/performance.md
    python -m bench --quick             the guard: short turns, refuses what is far from its goal
    python -m bench --only search --db sqlite
    python -m bench --products 100000 --orders 1000000 --customers 50000
    python -m bench --growth            whether lists take as long in a shop of a million as in one of ten thousand

Prints a line of JSON for each operation, then a table. Exits with 1 if a goal was missed; the guard only if more
statements were taken than allowed, or a ratio is below 70 % of its goal.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

from bench import growth, page
from bench.grounds import Ground, Size, filled, ground
from bench.kinds import Kind, Pace
from bench.load import Wrong
from bench.operations import NOT_QUICK, OPERATIONS
from bench.results import HEADINGS, Result
from tests.servers import postgres
from tools.shop import leave_on_signals

N = TypeVar("N", Kind, growth.Grown)

# Seven turns of a second make a ratio that wavers by some hundredths on a quiet machine.
WHOLE, QUICK = (7, 1.0), (5, 0.08)
# What short turns say is too far from its goal is looked at for longer, and later, before it is refused.
AGAIN = (7, 0.5)


def main() -> int:
    wanted = _arguments()
    operations = [each for each in OPERATIONS if not (wanted.quick and isinstance(each, NOT_QUICK))]
    chosen, lists = _named(operations, wanted.only), _named(growth.LISTS, wanted.only)
    if not (lists if wanted.growth else chosen):
        names = ", ".join(each.name for each in (growth.LISTS if wanted.growth else OPERATIONS))
        print(f"There is no such operation. There are: {names}.", file=sys.stderr)
        return 1
    leave_on_signals()
    databases = wanted.db or ["sqlite", *([] if postgres.available() else ["postgresql"])]
    pace = Pace(*(QUICK if wanted.quick else WHOLE), wanted.lines)
    found, began = list[Result](), time.monotonic()
    size = Size(wanted.products, wanted.orders, wanted.customers)
    grown = growth.measured(databases, pace, lists)
    for each in grown if wanted.growth else _operations(databases, size, chosen, pace):
        found.append(each)
        print(each.line(), flush=True)
    whys = (f"{one.operation}, {one.db}: {one.why}" for one in found if one.why)
    print(*_table([HEADINGS, *(one.cells() for one in found)]), *whys, sep="\n")
    if not (wanted.quick or wanted.only or wanted.db):
        part, of = ("growth", growth.SIZES) if wanted.growth else ("figures", str(size))
        page.write(part, found, time.monotonic() - began, of)
    passed = [one.guarded if wanted.quick else one.reached for one in found]
    print(f"bench: {sum(passed)} passed, {len(passed) - sum(passed)} failed in {time.monotonic() - began:.0f} s")
    return 0 if all(passed) else 1


def _named(of_all: Sequence[N], words: Sequence[str] | None) -> list[N]:
    """Those whose name has one of `words`; all if there are none."""
    return [each for each in of_all if not words or any(word in each.name for word in words)]


def _operations(databases: Sequence[str], size: Size, chosen: Sequence[Kind], pace: Pace) -> Iterator[Result]:
    with filled(databases, size) as envs:
        for db, env in envs.items():
            with ground(db, env) as here:
                yield from measured(chosen, here, pace)


def measured(chosen: Sequence[Kind], ground: Ground, pace: Pace) -> Iterator[Result]:
    """What comes of each on `ground`; last of those that short turns would refuse, of which longer ones decide."""
    doubtful = list[Kind]()
    for operation in chosen:
        found = _measured(operation, ground, pace)
        if pace.seconds < AGAIN[1] and not (found.guarded or found.why):
            doubtful.append(operation)
        else:
            yield found
    yield from (_measured(operation, ground, Pace(*AGAIN, pace.lines)) for operation in doubtful)


def _measured(operation: Kind, ground: Ground, pace: Pace) -> Result:
    try:
        return operation.measure(ground, pace)
    except Wrong as error:
        return Result(operation.name, ground.db, operation.against, why=str(error))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="the guard: short turns, and only far misses fail")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="only operations whose name has such a word")
    parser.add_argument("--db", nargs="+", choices=["sqlite", "postgresql"], help="only on these databases")
    parser.add_argument("--growth", action="store_true", help="lists in a large shop against a small one")
    for name, usual in vars(Size()).items():
        parser.add_argument(f"--{name}", type=int, default=usual, metavar="N", help=f"at least so many ({usual})")
    parser.add_argument("--lines", type=int, default=16, metavar="N", help="connections (16)")
    return parser.parse_args()


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


if __name__ == "__main__":
    sys.exit(main())
