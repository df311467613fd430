"""Flask without what this shop never uses and every request would pay for."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.sessions import NullSession, SessionInterface


class NoSessions(SessionInterface):
    """Nobody has a session in a signed cookie here, so no request looks for one."""

    def open_session(self, app: Flask, request: Any) -> NullSession:  # noqa: ARG002
        """Nothing, and nothing can be put into it."""
        return NullSession()


class Application(Flask):
    """The application of this shop."""

    session_interface = NoSessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """`func`: no view is a coroutine."""
        return func
