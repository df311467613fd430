"""Runs proofs, each trial in a process of its own, which is ended with all it started when it takes too long."""

import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.proofs.harness.ground import Ground
from tests.proofs.harness.proof import Proof, Trial

QUICK_SECONDS = 150
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Task:
    """One trial that is to be run."""

    id: str
    proof: Proof
    db: str
    n: int
    seed: int
    quick: bool

    @property
    def seconds(self) -> int:
        """When it counts as hung."""
        return QUICK_SECONDS if self.quick else self.proof.seconds


@dataclass(frozen=True)
class Outcome:
    """What came of a trial. `refuted` says which promise was broken, `broke` what else went wrong."""

    id: str
    db: str
    n: int
    seed: int
    figures: dict[str, Any]
    seconds: float
    refuted: str | None = None
    broke: str | None = None

    @property
    def passed(self) -> bool:
        """Whether the promise held."""
        return self.refuted is None and self.broke is None

    def line(self) -> str:
        """One line of JSON."""
        said = asdict(self)
        wrong = {name: said.pop(name) for name in ("refuted", "broke")}
        ending = {"pass": self.passed, "seconds": said.pop("seconds")}
        return json.dumps(said | ending | {name: why for name, why in wrong.items() if why}, default=str)


def run(tasks: Iterable[Task], ground: Ground, jobs: int) -> Iterator[Outcome]:
    """Run `tasks`, so many at a time; their outcomes, as they come."""
    waiting, running = list(tasks), list[_Running]()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_Running(waiting.pop(0), ground))
            for each in [each for each in running if each.is_over(0.05)]:
                running.remove(each)
                yield each.outcome()
    finally:
        for each in running:
            each.end()


class _Running:
    """A trial in a process of its own."""

    def __init__(self, task: Task, ground: Ground) -> None:
        self.task, self.began = task, time.monotonic()
        self.folder = Path(tempfile.mkdtemp(prefix=f"barrow-{task.id}-"))
        self._ours, theirs = _FORK.Pipe(duplex=False)
        self._process = _FORK.Process(target=_tried, args=(task, ground, self.folder, theirs))
        self._process.start()
        theirs.close()

    def is_over(self, seconds: float) -> bool:
        """Whether it has ended or taken too long, after waiting a little."""
        return self._ours.poll(seconds) or time.monotonic() - self.began > self.task.seconds

    def outcome(self) -> Outcome:
        """What came of it; whatever it left running is ended."""
        said: dict[str, Any] = {"figures": {}, "broke": f"it hung: {self.task.seconds} s were not enough"}
        if self._ours.poll():
            try:
                said = self._ours.recv()
            except EOFError:
                said["broke"] = "its process ended without a word"
        self.end()
        task, seconds = self.task, round(time.monotonic() - self.began, 1)
        return Outcome(task.id, task.db, task.n, task.seed, seconds=seconds, **said)

    def end(self) -> None:
        """End the process and everything it started."""
        self._process.join(timeout=0 if self._process.is_alive() and not self._ours.closed else 5)
        with suppress(ProcessLookupError):
            if self._process.is_alive():
                # Its servers are in groups of their own and end when it does, because it asked the system for that.
                os.kill(self._process.pid or 0, signal.SIGKILL)
        self._process.join()
        self._ours.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _tried(task: Task, ground: Ground, folder: Path, answer: Connection) -> None:
    trial = Trial(task.id, task.db, task.n, task.seed, folder, ground, task.quick)
    said: dict[str, Any] = {}
    try:
        task.proof.run(trial)
    except AssertionError as error:
        said["refuted"] = str(error) or _where(error)
        traceback.print_exc()
    except BaseException as error:
        said["broke"] = f"{type(error).__name__}: {error}"
        traceback.print_exc()
        _show_logs(folder)
    answer.send({"figures": trial.figures, **said})
    answer.close()


def _where(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}: {last.line}"


def _show_logs(folder: Path) -> None:
    for log in sorted(folder.glob("**/server.log")):
        lines = log.read_text(errors="replace").splitlines()[-20:]
        print(f"--- the end of {log.parent.name}/{log.name}", *lines, sep="\n", file=sys.stderr, flush=True)
