"""Attack the shop and show that its promises hold: `make prove`.

    python -m tests.proofs                          every proof at full size, on SQLite and PostgreSQL
    python -m tests.proofs --quick                  the same at a reduced size, as `make test` does
    python -m tests.proofs --only tokens --db sqlite --seed 7
                                                    one of them, with the dice of an earlier run

Prints a line of JSON for each trial, {id, db, n, seed, figures, pass, seconds}, as it ends, and a table at the end;
exits with 1 unless all hold. What goes wrong inside a trial is on standard error.
"""

import argparse
import sys
from collections.abc import Iterator
from random import SystemRandom

from tests.proofs import catalogue
from tests.proofs.harness.ground import Ground
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
    seed = wanted.seed or (QUICK_SEED if wanted.quick else SystemRandom().randrange(1, 10**6))
    kinds = [kind for kind in DATABASES if wanted.db in (None, kind)]
    if "postgresql" in kinds and (reason := postgres.available()):
        print(f"SKIPPED: nothing was proved on PostgreSQL, because {reason}.", file=sys.stderr)
        kinds.remove("postgresql")
    tasks = [task for name in wanted.only or catalogue.IDS for task in _tasks(name, kinds, seed, wanted.quick)]
    if not tasks:
        print("There is nothing to prove: no proof of that name runs on that database.", file=sys.stderr)
        return 1
    outcomes = list(_shown(tasks, wanted.jobs))
    print(table(outcomes))
    passed = sum(outcome.passed for outcome in outcomes)
    print(f"proofs: {passed} passed, {len(outcomes) - passed} failed", flush=True)
    return 0 if passed == len(outcomes) else 1


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
