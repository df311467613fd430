"""Flask without what this shop never uses and every request would pay for."""

from collections.abc import Callable
from typing import Any

from flask import Flask, request
from flask.sessions import NullSession, SessionInterface
from flask.typing import ResponseReturnValue

from app.core.database import looking


class NoSessions(SessionInterface):
    """Nobody has a session in a signed cookie here, so no request looks for one."""

    def open_session(self, app: Flask, request: Any) -> NullSession:  # noqa: ARG002
        """Nothing, and nothing can be put into it."""
        return NullSession()


class Application(Flask):
    """The application of this shop."""

    session_interface = NoSessions()

    def dispatch_request(self) -> ResponseReturnValue:
        """As in Flask; what only reads is asked again where the database was lost meanwhile."""
        dispatch = super().dispatch_request
        return looking(dispatch) if request.method in ("GET", "HEAD") else dispatch()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """`func`: no view is a coroutine."""
        return func
