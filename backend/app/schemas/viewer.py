"""Who is looking: some fields are shown to some people only."""

from contextvars import ContextVar

from app.core.permissions import Actor

viewer: ContextVar[Actor | None] = ContextVar("viewer", default=None)
