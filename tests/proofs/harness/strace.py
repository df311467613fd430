"""What programs ask of the system, in the order they asked it: seen by strace, which Debian has as a package."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import shop as production

# A write shows its file and its beginning, a sync its file, a message to a client its beginning.
CALLS = "write,pwrite64,pwritev,fsync,fdatasync,sendto,sendmsg,recvfrom"
OPTIONS = ("-qq", "-f", "-y", "-s", "64", "-e", f"trace={CALLS}")
LINE = re.compile(r"(?P<task>\d+) +(?:<\.\.\. (?P<resumed>\w+) resumed>|(?P<name>\w+)\()(?P<said>.*)")
UNFINISHED = " <unfinished ...>"
PATIENCE = 60.0


@dataclass
class Call:
    """One call of one thread: what it said, and the numbers of the lines where it began and ended."""

    task: int
    name: str
    said: str
    began: int
    ended: int | None = None

    @property
    def succeeded(self) -> bool:
        """Whether it has ended, and not with an error."""
        return self.ended is not None and " = -" not in self.said


def missing() -> str | None:
    """Why nothing can be traced here, as the end of a sentence; None when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as watched:
        command = ["strace", "-p", str(watched.pid)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as tracer:
            seen = _attached(tracer, [watched.pid])
            watched.kill()
    return None if seen else "strace may not look at a program that runs already"


def family(parent: int) -> list[int]:
    """A program and those it has started."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [parent, *map(int, children.split())]


@contextmanager
def traced(programs: Collection[int], file: Path) -> Iterator[None]:
    """Write into `file` what `programs`, and all they start, ask of the system inside the block.

    One strace looks at all of them, and none goes on before its line is noted: a cause has an earlier line.
    """
    watched = [part for program in programs for part in ("-p", str(program))]
    said = file.with_suffix(".log")
    with said.open("wb") as log:
        command = ["strace", *OPTIONS, "-o", str(file), *watched]
        tracer = production.start(command, cwd=file.parent, env=dict(os.environ), stderr=log.fileno())
    try:
        if not _attached(tracer, programs):
            raise production.Failed(f"strace did not begin: {said.read_text()}")
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.wait()


def calls(file: Path) -> list[Call]:
    """The calls in the order they began."""
    found: list[Call] = []
    open_: dict[int, Call] = {}
    for number, line in enumerate(file.read_text().splitlines()):
        if (match := LINE.match(line)) is None:
            continue  # a signal, or the end of a program
        task, said = int(match["task"]), match["said"]
        if match["resumed"]:
            call = open_.pop(task)
            call.said += said
        else:
            call = Call(task, match["name"], said, number)
            found.append(call)
        if said.endswith(UNFINISHED):
            open_[task] = call
        else:
            call.ended = number
    return found


def _attached(tracer: subprocess.Popen[bytes], programs: Collection[int]) -> bool:
    """Wait until every thread of `programs` is looked at; False where strace gave up."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and tracer.poll() is None:
        tasks = [status for program in programs for status in Path(f"/proc/{program}/task").glob("*/status")]
        if all("TracerPid:\t0" not in status.read_text() for status in tasks):
            return True
        time.sleep(0.02)
    return False
