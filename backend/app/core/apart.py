"""Computes password hashes in processes of their own, one for each processor, which stand back for everybody else.

Not in threads: Linux shares processors between sessions first, and a thread cannot leave the session of the server.
However low its priority, there its hash takes a processor from the database and whatever else has another session.
"""

import json
import os
import subprocess  # nosec B404
import sys
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from typing import TypeAlias

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from app.core import turns

Sealer: TypeAlias = subprocess.Popen[bytes]
PROGRAM = Path(__file__).with_name("sealer.py")
TRIES = 3


class Apart:
    """Hashes as `model` does, elsewhere. Whoever asks waits for a process that is free."""

    def __init__(self, model: PasswordHasher, processes: int = os.cpu_count() or 1) -> None:
        self._model, self._processes = model, processes
        self._begin()
        # Two who asked the same process would read each other's answers.
        if sys.platform != "win32":
            os.register_at_fork(after_in_child=self._begin)

    def hash(self, password: str) -> str:
        """A salted hash of `password`."""
        return str(self._ask(None, password))

    def verify(self, stored: str, password: str) -> bool:
        """True; VerifyMismatchError if `password` is not the one behind `stored`, or that is no hash at all."""
        if self._ask(stored, password) is not True:
            raise VerifyMismatchError
        return True

    def check_needs_rehash(self, stored: str) -> bool:
        """Whether `stored` was made with other parameters than the model's."""
        return self._model.check_needs_rehash(stored)

    def close(self) -> None:
        """End the processes; the next question starts one again."""
        for sealer in [self._free.get() for _ in range(self._processes)]:
            self._free.put(_ended(sealer))

    def _begin(self) -> None:
        # The last that came back goes first: as long as people come one by one, one process is enough, and the
        # others are not started.
        self._free: LifoQueue[Sealer | None] = LifoQueue()
        for _ in range(self._processes):
            self._free.put(None)

    def _ask(self, stored: str | None, password: str) -> str | bool:
        costs = (self._model.time_cost, self._model.memory_cost, self._model.parallelism)
        # Escaped by us and not by JSON, what is no text fails here and not in the process.
        question = json.dumps([costs, stored, password], ensure_ascii=False).encode() + b"\n"
        turns.leave()
        sealer = self._free.get()
        try:
            for _ in range(TRIES):
                sealer = sealer or _started()
                answer = _answer(sealer, question)
                if answer.endswith(b"\n"):
                    return json.loads(answer)
                sealer = _ended(sealer)  # somebody killed it
        except BaseException:
            # Its answer to this question must not become somebody else's.
            sealer = _ended(sealer)
            raise
        finally:
            self._free.put(sealer)
        raise RuntimeError("No process for password hashes lives long enough to answer.")


def _started() -> Sealer:
    # A session of its own is what can stand back, and keeps a terminal's Ctrl-C from it while requests are still
    # being answered. It needs no signal to end: its input ends with this process, however that does.
    command = [sys.executable, "-I", str(PROGRAM)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)  # nosec B603


def _answer(sealer: Sealer, question: bytes) -> bytes:
    assert sealer.stdin is not None  # nosec B101
    assert sealer.stdout is not None  # nosec B101
    try:
        sealer.stdin.write(question)
        sealer.stdin.flush()
        return sealer.stdout.readline()
    except BrokenPipeError:
        return b""


def _ended(sealer: Sealer | None) -> None:
    if sealer is not None:
        with suppress(BrokenPipeError), sealer:
            sealer.kill()
