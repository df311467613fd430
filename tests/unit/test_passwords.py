"""Password hashes are computed apart from requests: by few processes that stand back and end by themselves."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from app.core import passwords
from app.core.apart import Apart
from app.core.sealer import SESSION_STANDS_BACK, STANDS_BACK
from tools.shop import BACKEND

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares processors between sessions")


@pytest.fixture
def apart():
    """Two processes, neither of which has started."""
    made = Apart(CHEAP, 2)
    yield made
    made.close()


def sealers_of(apart):
    return [sealer for sealer in apart._free.queue if sealer is not None]


def test_a_hash_that_was_computed_there_is_like_any_other(apart):
    stored = apart.hash("pässword\n☃")

    assert CHEAP.verify(stored, "pässword\n☃")
    assert apart.verify(CHEAP.hash("another"), "another")
    assert not apart.check_needs_rehash(stored)
    assert Apart(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)).check_needs_rehash(stored)


@pytest.mark.parametrize("stored", [CHEAP.hash("another"), "no hash", ""], ids=["another", "no hash", "nothing"])
def test_what_does_not_match_is_refused_and_harms_nobody(apart, stored, monkeypatch):
    monkeypatch.setattr(passwords, "hasher", apart)
    with pytest.raises(VerifyMismatchError):
        apart.verify(stored, "a password")
    [sealer] = sealers_of(apart)

    assert not passwords.matches("a password", stored)
    assert passwords.matches("a password", apart.hash("a password"))
    assert sealers_of(apart) == [sealer]


def test_what_is_no_text_reaches_no_process(apart):
    with pytest.raises(UnicodeEncodeError):
        apart.hash("\ud800")
    assert sealers_of(apart) == []


def test_many_at_once_share_as_many_processes_as_there_are_and_each_hears_its_own_answer(apart):
    secrets = [f"password {number}" for number in range(64)]
    with ThreadPoolExecutor(16) as people:
        for secret, stored in zip(secrets, people.map(apart.hash, secrets), strict=True):
            assert CHEAP.verify(stored, secret)
    assert 1 <= len(sealers_of(apart)) <= 2


def test_one_after_the_other_are_all_served_by_one_process(apart):
    for _ in range(3):
        apart.hash("a password")
    assert len(sealers_of(apart)) == 1


def test_a_process_that_was_killed_is_replaced_and_costs_nobody_an_answer(apart):
    apart.hash("a password")
    [killed] = sealers_of(apart)
    killed.kill()
    killed.wait()

    assert CHEAP.verify(apart.hash("another"), "another")
    assert [sealer.pid == killed.pid for sealer in sealers_of(apart)] == [False]


def test_a_process_that_is_killed_while_it_computes_costs_nobody_an_answer(apart, monkeypatch):
    apart.hash("a password")
    [killed] = sealers_of(apart)
    write = killed.stdin.write

    def write_and_kill(question):
        killed.send_signal(signal.SIGSTOP)  # it cannot answer before it is killed
        write(question)
        killed.stdin.flush()
        killed.kill()

    monkeypatch.setattr(killed.stdin, "write", write_and_kill, raising=False)
    assert CHEAP.verify(apart.hash("another"), "another")


def test_an_answer_that_nobody_waited_for_is_not_given_to_the_next(apart, monkeypatch):
    apart.hash("a password")
    [asked] = sealers_of(apart)

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(asked.stdout, "readline", interrupted, raising=False)
    with pytest.raises(KeyboardInterrupt):
        apart.hash("of somebody else")

    assert CHEAP.verify(apart.hash("mine"), "mine")
    assert asked not in sealers_of(apart)


def test_a_password_is_on_no_command_line(apart):
    apart.hash("a secret")
    [sealer] = sealers_of(apart)
    assert not [word for word in sealer.args if "a secret" in word]


def test_processes_that_cannot_live_are_not_started_for_ever(apart, monkeypatch, tmp_path):
    dying = tmp_path / "dying.py"
    dying.write_text("")
    monkeypatch.setattr("app.core.apart.PROGRAM", dying)
    with pytest.raises(RuntimeError) as error:
        apart.hash("a secret")
    assert "a secret" not in str(error.value)
    assert sealers_of(apart) == []


@on_linux
def test_they_stand_back_for_everybody_else(apart):
    apart.hash("a password")
    [sealer] = sealers_of(apart)

    assert os.getpriority(os.PRIO_PROCESS, sealer.pid) >= STANDS_BACK > 0
    session = Path(f"/proc/{sealer.pid}/autogroup")
    if session.exists() and session.read_text():  # a kernel that shares between sessions
        assert os.getsid(sealer.pid) == sealer.pid
        soon = time.monotonic() + 30
        while session.read_text().split()[-1] != str(SESSION_STANDS_BACK):  # too many asked at once
            assert time.monotonic() < soon
            apart.hash("another password")


def test_nothing_is_left_when_whoever_asks_is_killed():
    program = """
        import sys
        from argon2 import PasswordHasher
        from app.core.apart import Apart
        apart = Apart(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), 1)
        apart.hash("a password")
        print(apart._free.queue[0].pid, flush=True)
        sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    env = os.environ | {"PYTHONPATH": str(BACKEND)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=env) as asking:
        assert int(asking.stdout.readline()) != asking.pid
        asking.kill()
        asking.wait()
        # Both could write their errors there: that it ends says that the last of them has ended.
        assert asking.stderr.read() == b""
