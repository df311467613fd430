"""docs/performance.md: what the last whole run measured, on which machine and commit, and nothing else of it."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psutil

from app.core import clock
from bench.results import HEADINGS, Result
from tests.servers import postgres
from tools.shop import ROOT

PAGE = ROOT / "docs" / "performance.md"


def write(part: str, found: Sequence[Result], seconds: float, of: str, page: Path = PAGE) -> None:
    """Put a run's figures in, in place of those of the run before; what stands around them stays.

    `part` says which kind of run it was, and `of` how large the shop.
    """
    begin, end = f"<!-- {part}: written by a whole run, not by hand -->", f"<!-- {part}: end -->"
    before, _, rest = page.read_text().partition(begin)
    _, _, after = rest.partition(end)
    reached = sum(one.reached for one in found)
    said = (
        f"{clock.now():%Y-%m-%d}, commit `{_commit()}`: {reached} of {len(found)} reached their goals, measured in"
        f" {seconds / 60:.0f} min in a shop of {of}, on {_machine()}.\n"
    )
    rows = [HEADINGS, ["---"] * len(HEADINGS), *(one.cells() for one in found)]
    whys = [f"- {one.operation}, {one.db}: {one.why}" for one in found if one.why]
    lines = [said, *(f"| {' | '.join(row)} |" for row in rows), *([""] if whys else []), *whys]
    page.write_text(f"{before}{begin}\n{chr(10).join(lines)}\n{end}{after}")


def _commit() -> str:
    said = ["git", "describe", "--always", "--dirty= with uncommitted changes"]
    return subprocess.run(said, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def _machine() -> str:
    memory = round(psutil.virtual_memory().total / 2**30)
    return (
        f"{os.cpu_count()} cores and {memory} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {postgres.version()}"
    )
