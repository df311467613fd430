"""A lock that is given to whoever came first."""

import threading
from collections import deque


class Queue:
    """One is served at a time, in the order in which they lined up; nobody is overtaken again and again."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._behind: deque[threading.Lock] = deque()
        self._is_somebody_first = False

    def line_up(self) -> threading.Lock:
        """A lock that can be acquired once it is one's turn."""
        turn = threading.Lock()
        with self._guard:
            if self._is_somebody_first:
                turn.acquire()
                self._behind.append(turn)
            self._is_somebody_first = True
        return turn

    def leave(self, turn: threading.Lock) -> bool:
        """Wait no longer; False if it is one's turn by now."""
        with self._guard:
            if turn not in self._behind:
                return False
            self._behind.remove(turn)
            return True

    def next(self) -> None:
        """End one's turn and let the next one come."""
        with self._guard:
            if self._behind:
                self._behind.popleft().release()
            else:
                self._is_somebody_first = False
