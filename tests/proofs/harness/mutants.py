"""Mutants: small patches, each of which breaks one promise on purpose."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tools.shop import ROOT

FOLDER = ROOT / "tests" / "proofs" / "mutants"
HEAD = re.compile(r"Breaks: (?P<proof>[a-z-]+) on (?P<db>sqlite|postgresql|none)\n(?P<said>(?:.+\n)+)\n")
# What a proof needs of the project.
COPIED = ("backend", "tests", "tools", "pyproject.toml", "seed*")


@dataclass(frozen=True)
class Mutant:
    """A patch, the proof that has to notice it, and what it makes of the promise."""

    name: str
    proof: str
    db: str
    said: str
    patch: Path


@dataclass(frozen=True)
class Bite:
    """Whether the proof noticed. `told` is what it said, or what happened instead."""

    mutant: Mutant
    killed: bool
    told: str
    seconds: float

    def line(self) -> str:
        """One line of JSON."""
        one = self.mutant
        facts = {"mutant": one.name, "id": one.proof, "db": one.db}
        return json.dumps(facts | {"killed": self.killed, "told": self.told, "seconds": self.seconds})


def known() -> list[Mutant]:
    """Every mutant there is, by name. Raises ValueError for a patch that does not say what it breaks."""
    return [_read(patch) for patch in sorted(FOLDER.glob("*.patch"))]


def bite(mutant: Mutant) -> Bite:
    """Run the mutant's proof, in its quick form, on a copy of the project with the patch.

    Only a promise found broken kills it; a copy that cannot be patched or does not start shows nothing.
    """
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"barrow-{mutant.name}-") as name:
        copy = Path(name)
        _copy(copy)
        applied = subprocess.run(
            ["git", "apply", mutant.patch], cwd=copy, capture_output=True, text=True, check=False
        )
        told = _refuted(mutant, copy) if applied.returncode == 0 else (False, f"no such place: {applied.stderr}")
    return Bite(mutant, *told, round(time.monotonic() - began, 1))


def _refuted(mutant: Mutant, copy: Path) -> tuple[bool, str]:
    command = [sys.executable, "-m", "tests.proofs", "--quick", "--only", mutant.proof, "--db", mutant.db]
    env = os.environ | {"PYTHONPATH": str(copy / "backend"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        return False, f"no trial was run: {done.stderr.strip().splitlines()[-1:]}"
    outcome = json.loads(lines[0])
    if sentence := outcome.get("refuted"):
        return True, sentence
    return False, outcome.get("broke") or "the proof held"


def _copy(target: Path) -> None:
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *COPIED]
    files = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for file in filter(None, files):
        if (source := ROOT / file).exists():
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / file)


def _read(patch: Path) -> Mutant:
    found = HEAD.match(patch.read_text())
    if found is None:
        raise ValueError(f"{patch.name} does not begin with what it breaks: 'Breaks: PROOF on DATABASE'")
    return Mutant(patch.stem, found["proof"], found["db"], " ".join(found["said"].split()), patch)
