"""Attack the shop and show that its promises hold: `make prove`.

    python -m tests.proofs                          every proof at full size, on SQLite and PostgreSQL
    python -m tests.proofs --quick                  the same at a reduced size, as `make test` does
    python -m tests.proofs --only tokens --db sqlite --seed 7
                                                    one of them, with the dice of an earlier run

Prints a line of JSON for each trial, {id, db, n, seed, figures, pass, seconds}, as it ends, and a table at the end;
exits with 1 unless all hold. What goes wrong inside a trial is on standard error. A full run writes docs/proofs.md.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from random import SystemRandom

from tests.proofs import catalogue
from tests.proofs.harness.ground import Ground
from tests.proofs.harness.page import Run, write_outcomes
from tests.proofs.harness.proof import NOWHERE
from tests.proofs.harness.report import table
from tests.proofs.harness.runner import Outcome, Task, run
from tests.servers import postgres
from tools import shop

DATABASES = ("sqlite", "postgresql", NOWHERE)
# The quick run is part of the gate, which must not depend on luck.
QUICK_SEED = 1


def main() -> int:
    wanted = _arguments()
    everything = Run()
    seed = wanted.seed or (QUICK_SEED if wanted.quick else SystemRandom().randrange(1, 10**6))
    kinds = [kind for kind in DATABASES if wanted.db in (None, kind)]
    names = wanted.only or catalogue.IDS
    gaps = {name: reason for name in names if (reason := catalogue.proof(name).missing())}
    if "postgresql" in kinds and (reason := postgres.available()):
        gaps["everything on PostgreSQL"] = reason
        kinds.remove("postgresql")
    tasks = [task for name in names if name not in gaps for task in _tasks(name, kinds, seed, wanted.quick)]
    outcomes = list(_shown(tasks, wanted.jobs))
    print(table(outcomes))
    if not (wanted.quick or wanted.only or wanted.db):
        write_outcomes(everything, outcomes)
    passed = sum(outcome.passed for outcome in outcomes)
    failed = len(outcomes) - passed + _skipped(gaps)
    print(f"proofs: {passed} passed, {failed} failed", flush=True)
    return 0 if passed and not failed else 1


def _skipped(gaps: dict[str, str]) -> int:
    """Say what was not shown; how many of these gaps count as failures."""
    allowed = os.environ.get("NOTHING_SKIPPED") != "1"
    for name, reason in gaps.items():
        print(f"{'SKIPPED' if allowed else 'FAILED'}: {name} was not proved, because {reason}.")
    return 0 if allowed else len(gaps)


def _shown(tasks: list[Task], jobs: int) -> Iterator[Outcome]:
    ground = Ground()
    try:
        for kind in dict.fromkeys(task.db for task in tasks):
            ground.lay(kind)
        for outcome in run(tasks, ground, jobs):
            print(outcome.line(), flush=True)
            yield outcome
    finally:
        ground.clear()


def _tasks(name: str, kinds: list[str], seed: int, quick: bool) -> list[Task]:
    proof = catalogue.proof(name)
    sizes = {kind: proof.size(kind, quick=quick) for kind in kinds}
    return [Task(name, proof, kind, n, seed, quick) for kind, n in sizes.items() if n is not None]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a reduced size, in a few minutes")
    parser.add_argument("--only", nargs="+", metavar="ID", help="only these proofs")
    parser.add_argument("--db", choices=DATABASES, help="only on this kind of database")
    parser.add_argument("--seed", type=int, help="the dice of an earlier run")
    parser.add_argument("--jobs", type=int, default=1, help="how many trials at a time (1)")
    return parser.parse_args()


if __name__ == "__main__":
    shop.leave_on_signals()
    sys.exit(main())
