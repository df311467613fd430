"""Show that every proof can fail: `make prove-teeth`.

    python -m tests.proofs.teeth                every mutant
    python -m tests.proofs.teeth --only NAME    one of them

Applies each patch of tests/proofs/mutants/ to a copy of the project and runs the proof it names, which has to find
its promise broken. Prints a line of JSON for each mutant, and exits with 1 unless all were found; a run of all of
them writes docs/proofs.md.
"""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from tests.proofs import catalogue
from tests.proofs.harness import mutants
from tests.proofs.harness.page import Run, write_bites


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.proofs.teeth", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these mutants")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time (1)")
    wanted = parser.parse_args()
    chosen = [mutant for mutant in mutants.known() if not wanted.only or mutant.name in wanted.only]
    if not chosen or len(chosen) < len(wanted.only or []):
        print("There is no mutant of that name.", file=sys.stderr)
        return 1
    gaps = [mutant for mutant in chosen if catalogue.proof(mutant.proof).missing()]
    everything, bites = Run(), list[mutants.Bite]()
    with ThreadPoolExecutor(wanted.jobs) as pool:
        for bite in pool.map(mutants.bite, [mutant for mutant in chosen if mutant not in gaps]):
            print(bite.line(), flush=True)
            bites.append(bite)
    if not wanted.only:
        write_bites(everything, bites)
    for mutant in gaps:
        print(f"SKIPPED: {mutant.name} was not tried, because {catalogue.proof(mutant.proof).missing()}.")
    killed = sum(bite.killed for bite in bites)
    failed = len(bites) - killed + (len(gaps) if os.environ.get("NOTHING_SKIPPED") == "1" else 0)
    print(f"teeth: {killed} passed, {failed} failed", flush=True)
    return 0 if killed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
