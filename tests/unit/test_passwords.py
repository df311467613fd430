"""Password hashes are computed apart from requests: by few threads that stand back."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.core import passwords


@pytest.fixture
def seen(monkeypatch):
    """Who computed each hash: the thread, and how far it stands back."""
    found: list[tuple[int, int]] = []

    class Noting:
        def hash(self, password: str) -> str:
            number = threading.get_native_id()
            found.append((number, os.getpriority(os.PRIO_PROCESS, number)))
            return password

    monkeypatch.setattr(passwords, "hasher", Noting())
    return found


def test_many_at_once_are_computed_by_as_many_threads_as_there_are_processors(seen):
    with ThreadPoolExecutor(16) as people:
        assert list(people.map(passwords.hash_of, "abcdefgh" * 8)) == list("abcdefgh" * 8)
    assert 1 <= len({number for number, _ in seen}) <= (os.cpu_count() or 1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows the priority of a thread")
def test_they_stand_back_for_everybody_else(seen):
    passwords.hash_of("a password")
    [(_, priority)] = seen
    assert priority >= passwords.STANDS_BACK > 0
