"""docs/proofs.md: what the last full runs showed, on which machine and commit. Each run rewrites its own part."""

import os
import platform
import sqlite3
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import psutil

from app.core import clock
from tests.proofs import catalogue
from tests.proofs.harness.mutants import Bite
from tests.proofs.harness.report import told
from tests.proofs.harness.runner import Outcome
from tests.servers import postgres
from tools.shop import ROOT

PAGE = ROOT / "docs" / "proofs.md"


def _commit() -> str:
    said = ["git", "describe", "--always", "--dirty=, with changes"]
    return subprocess.run(said, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


@dataclass(frozen=True)
class Run:
    """A run of everything: when it began, and on which commit; later ones are not what it showed."""

    began: float = field(default_factory=time.monotonic)
    commit: str = field(default_factory=_commit)

    def said(self, result: str) -> str:
        """What came of it, when, on what."""
        minutes = (time.monotonic() - self.began) / 60
        return f"{clock.now():%Y-%m-%d}, commit `{self.commit}`: {result} in {minutes:.0f} min, on {_machine()}.\n"


def write_outcomes(run: Run, outcomes: Sequence[Outcome]) -> None:
    """Say what a full run of all proofs showed."""
    held = sum(one.passed for one in outcomes)
    rows = [(one.id, one.db, f"{one.n:,}", f"{one.seed}", f"{one.seconds:,.0f}", _shown(one)) for one in outcomes]
    promises = [
        f"- **{name}**: {catalogue.proof(name).promise}." for name in dict.fromkeys(one.id for one in outcomes)
    ]
    _put(
        "proofs",
        run.said(f"{held} of {len(outcomes)} held"),
        *promises,
        "",
        *_table(("Proof", "On", "n", "Seed", "s", "Figures"), rows),
    )


def write_bites(run: Run, bites: Sequence[Bite]) -> None:
    """Say which mutants a run of all of them found."""
    killed = sum(bite.killed for bite in bites)
    rows = [
        (bite.mutant.name, bite.mutant.said, f"{bite.mutant.proof}, {bite.mutant.db}", _bitten(bite))
        for bite in bites
    ]
    _put(
        "teeth",
        run.said(f"{killed} of {len(bites)} mutants were found"),
        *_table(("Mutant", "What it breaks", "Proof", "It was told"), rows),
    )


def _machine() -> str:
    memory = round(psutil.virtual_memory().total / 2**30)
    return (
        f"{os.cpu_count()} cores and {memory} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {postgres.version()}"
    )


def _shown(one: Outcome) -> str:
    if one.refuted:
        return f"**refuted**: {one.refuted}"
    return f"**broke**: {one.broke}" if one.broke else told(one.figures)


def _bitten(bite: Bite) -> str:
    return bite.told if bite.killed else f"**not found**: {bite.told}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    cells = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in cells]


def _put(part: str, *lines: str) -> None:
    begin, end = f"<!-- {part}: written by a run, not by hand -->", f"<!-- {part}: end -->"
    before, _, rest = PAGE.read_text().partition(begin)
    _, _, after = rest.partition(end)
    PAGE.write_text(f"{before}{begin}\n{chr(10).join(lines)}\n{end}{after}")
