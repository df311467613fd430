"""What a server takes for itself: the time to come up, and memory."""

import os
import socket
import subprocess
import time
from dataclasses import dataclass

from bench.goals import Goal
from bench.grounds import Ground
from bench.kinds import Pace
from bench.results import Result
from tools import shop

# A make that runs us tells those it started what it was told.
MAKES_OWN = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")
TIMES = 3


@dataclass(frozen=True)
class Start:
    """How long after `make api` on a migrated database the first answer comes."""

    name: str
    goal: Goal
    against: str = ""

    def measure(self, ground: Ground, pace: Pace) -> Result:  # noqa: ARG002 - it takes as long as it takes
        """The shortest of a few starts, in seconds."""
        return Result(self.name, ground.db, self.against, min(_start(ground) for _ in range(TIMES)), self.goal)


@dataclass(frozen=True)
class Memory:
    """What the worker weighs that answered everything that was measured so far."""

    name: str
    shop: str
    goal: Goal
    against: str = ""

    def measure(self, ground: Ground, pace: Pace) -> Result:  # noqa: ARG002 - it weighs what it weighs
        """Its resident memory in MB."""
        weight = ground.servers[self.shop].worker_megabytes()
        return Result(self.name, ground.db, self.against, weight, self.goal)


def _start(ground: Ground) -> float:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    env = {name: value for name, value in {**os.environ, **ground.env}.items() if name not in MAKES_OWN}
    # What is installed is not looked at again: it is what runs this.
    command = ["make", "--old-file=.venv/.installed", "api", f"PORT={port}"]
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = shop.start(command, cwd=shop.ROOT, env=env, stdout=quiet, stderr=quiet)
    try:
        shop.wait_until_healthy(f"http://127.0.0.1:{port}/health", process, pause=0.01)
        return time.perf_counter() - began
    finally:
        shop.stop(process)
