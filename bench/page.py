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
BEGIN, END = "<!-- figures: written by a whole run, not by hand -->", "<!-- figures: end -->"


def write(found: Sequence[Result], seconds: float, page: Path = PAGE) -> None:
    """Put the figures in, in place of those of the run before; what stands around them stays."""
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    reached = sum(one.reached for one in found)
    said = (
        f"{clock.now():%Y-%m-%d}, commit `{_commit()}`: {reached} of {len(found)} reached their goals, measured in"
        f" {seconds / 60:.0f} min on {_machine()}.\n"
    )
    rows = [HEADINGS, ["---"] * len(HEADINGS), *(one.cells() for one in found)]
    whys = [f"- {one.operation}, {one.db}: {one.why}" for one in found if one.why]
    lines = [said, *(f"| {' | '.join(row)} |" for row in rows), *([""] if whys else []), *whys]
    page.write_text(f"{before}{BEGIN}\n{chr(10).join(lines)}\n{END}{after}")


def _commit() -> str:
    said = ["git", "describe", "--always", "--dirty= with uncommitted changes"]
    return subprocess.run(said, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def _machine() -> str:
    memory = round(psutil.virtual_memory().total / 2**30)
    return (
        f"{os.cpu_count()} cores and {memory} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {postgres.version()}"
    )
