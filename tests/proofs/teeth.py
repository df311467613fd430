"""Show that every proof can fail: `make prove-teeth`.

    python -m tests.proofs.teeth                every mutant
    python -m tests.proofs.teeth --only NAME    one of them

Applies each patch of tests/proofs/mutants/ to a copy of the project and runs the proof it names, which has to find
its promise broken. Prints a line of JSON for each mutant, and exits with 1 unless all were found; a run of all of
them writes docs/proofs.md.
"""

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tests.proofs.harness import mutants
from tests.proofs.harness.page import write_bites


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
    began, bites = time.monotonic(), list[mutants.Bite]()
    with ThreadPoolExecutor(wanted.jobs) as pool:
        for bite in pool.map(mutants.bite, chosen):
            print(bite.line(), flush=True)
            bites.append(bite)
    if not wanted.only:
        write_bites(bites, (time.monotonic() - began) / 60)
    killed = sum(bite.killed for bite in bites)
    print(f"teeth: {killed} passed, {len(chosen) - killed} failed", flush=True)
    return 0 if killed == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
