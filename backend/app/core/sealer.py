"""A program of its own that computes password hashes for `apart.Apart`, which starts it by its path.

It reads a question a line and answers each with a line, until its input ends. It knows nothing of the shop, so that
it starts soon and stays small.
"""

import json
import os
import sys
from contextlib import suppress

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Among the processes of a session, and as a session among others. The second decides on most machines: a third of
# what others get. With less, whoever signs in while others keep the machine busy waits for seconds.
STANDS_BACK, SESSION_STANDS_BACK = 10, 5


def main() -> None:
    """Answer until nobody can ask any more."""
    stood_back = False
    if sys.platform != "win32":
        os.setpriority(os.PRIO_PROCESS, 0, max(STANDS_BACK, os.getpriority(os.PRIO_PROCESS, 0)))
    for line in sys.stdin.buffer:
        # Linux takes few such wishes a second from all of the machine and refuses the others; the next question may
        # have more luck, and none should wait for that.
        stood_back = stood_back or _stand_back_as_a_session()
        costs, stored, password = json.loads(line)
        answer = _answer(PasswordHasher(*costs), stored, password)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _answer(hasher: PasswordHasher, stored: str | None, password: str) -> str | bool:
    if stored is None:
        return hasher.hash(password)
    try:
        return hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _stand_back_as_a_session() -> bool:
    # Where Linux shares processors between sessions first, a process's own priority counts only inside of its own.
    # pathlib would take memory and time, for this alone.
    with suppress(OSError), open("/proc/self/autogroup", "w") as wish:  # noqa: PTH123
        wish.write(str(SESSION_STANDS_BACK))
        wish.flush()
        return True
    return False


if __name__ == "__main__":
    main()
