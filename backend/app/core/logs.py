"""One JSON line per event, each with the request it belongs to. Secrets never reach a line."""

import atexit
import logging
import sys
import threading
import time
from collections import deque
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

SECRETS = ("password", "token", "secret", "authorization", "cookie")


class Behind:
    """Writes what is said in a thread of its own, a moment later: nobody who is served waits for a line of log.

    Errors are written at once, with all that was said before. A process that is killed loses the last moment.
    """

    MOMENT_SECONDS = 0.02
    MOST_LINES = 10_000  # who says more than can be written waits until it is

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._lines: deque[str] = deque()
        self._one_at_a_time = threading.Lock()
        self._something = threading.Event()
        threading.Thread(target=self._follow, name="log", daemon=True).start()
        atexit.register(self.write)

    def msg(self, line: str) -> None:
        """Say `line`."""
        self._lines.append(line)
        if not self._something.is_set():
            self._something.set()
        if len(self._lines) > self.MOST_LINES:
            self.write()

    debug = info = warning = msg

    def error(self, line: str) -> None:
        """Say `line`, and come back when it is written."""
        self._lines.append(line)
        self.write()

    critical = exception = error

    def write(self) -> None:
        """Write what has been said so far."""
        with self._one_at_a_time:
            said = [self._lines.popleft() for _ in range(len(self._lines))]
            if said:
                self._file.write("\n".join([*said, ""]))
                self._file.flush()

    def _follow(self) -> None:
        while self._something.wait():
            time.sleep(self.MOMENT_SECONDS)
            self._something.clear()
            self.write()


def configure(level: str) -> None:
    """Write JSON lines to standard output from `level` up."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_request_id,
            _without_secrets,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=False,
    )
    log.cache_clear()


def write_behind() -> None:
    """From now on write a moment later, several lines at a time."""
    writer = Behind(sys.stdout)
    structlog.configure(logger_factory=lambda *_: writer)
    log.cache_clear()


@lru_cache(maxsize=1)
def log() -> Any:
    """The logger as it is configured; call `.info("event", name=value)` on it."""
    return structlog.get_logger().bind()


def _with_request_id(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    if (current := request_id.get()) is not None:
        event["request_id"] = current
    return event


def _without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: "***" if _is_secret(key) else value for key, value in event.items()}


@lru_cache(maxsize=256)
def _is_secret(key: str) -> bool:
    return any(secret in key.lower() for secret in SECRETS)
