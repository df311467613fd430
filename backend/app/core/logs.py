"""One JSON line per event, each with the request it belongs to. Secrets never reach a line."""

import logging
import sys
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

SECRETS = ("password", "token", "secret", "authorization", "cookie")


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
