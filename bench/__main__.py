"""Measure how close the shop comes to what its replies cost at the least: `make bench`.

    python -m bench                     everything, on SQLite and PostgreSQL
    python -m bench --quick             shorter, for a look
    python -m bench --only search --db sqlite

Prints a line of JSON for each operation and floor, then a table; exits with 1 if a goal was missed.
"""

import argparse
import sys

from bench.grounds import ground
from bench.load import Wrong
from bench.measure import Measured, measure
from bench.operations import OPERATIONS
from tests.servers import postgres

HEADINGS = ("operation", "on", "floor", "ratio", "goal", "", "a second", "floor's", "p50 ms", "p99 ms", "CPU ms")


def main() -> int:
    wanted = _arguments()
    chosen = [each for each in OPERATIONS if not wanted.only or each.name in wanted.only]
    if not chosen:
        print(
            f"There is no such operation. There are: {', '.join(each.name for each in OPERATIONS)}.",
            file=sys.stderr,
        )
        return 1
    databases = wanted.db or ["sqlite", *([] if postgres.available() else ["postgresql"])]
    turns, seconds = (5, 0.5) if wanted.quick else (7, 2.0)
    found = list[Measured]()
    try:
        for db in databases:
            with ground(db) as here:
                for operation in chosen:
                    for floor in operation.floors:
                        found.append(
                            measure(here, operation, floor, turns=turns, seconds=seconds, lines=wanted.lines)
                        )
                        print(found[-1].line(), flush=True)
    except Wrong as error:
        print(f"Nothing was measured: {error}.", file=sys.stderr)
        return 1
    print(_table(found))
    missed = sum(not one.reached for one in found)
    print(f"bench: {len(found) - missed} passed, {missed} failed")
    return 1 if missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="shorter turns")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these operations")
    parser.add_argument("--db", nargs="+", choices=["sqlite", "postgresql"], help="only on these databases")
    parser.add_argument("--lines", type=int, default=16, metavar="N", help="connections (16)")
    return parser.parse_args()


def _table(found: list[Measured]) -> str:
    rows = [HEADINGS, *(_row(one) for one in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _row(one: Measured) -> tuple[str, ...]:
    numbers = (f"{one.rate:,.0f}", f"{one.floor_rate:,.0f}", f"{one.p50:.1f}", f"{one.p99:.1f}", f"{one.cpu:.2f}")
    verdict = "reached" if one.reached else "MISSED"
    return (one.operation, one.db, one.floor, f"{one.ratio:.2f}", f"{one.goal:.2f}", verdict, *numbers)


if __name__ == "__main__":
    sys.exit(main())
