"""Who is looking: some fields are shown to some people only."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from marshmallow import fields

from app.core.permissions import Actor
from app.schemas.fields import Word

viewer: ContextVar[Actor | None] = ContextVar("viewer", default=None)


class ForViewer(fields.List):
    """Words of an enumeration that `ask` gives for a thing and whoever looks at it; none for nobody."""

    def __init__(self, words: type[StrEnum], ask: Callable[[Any, Actor], Sequence[StrEnum]], **kwargs: Any) -> None:
        super().__init__(Word(words), required=True, **kwargs)
        self.ask = ask

    def get_value(self, obj: Any, *_: Any, **__: Any) -> list[Any]:
        """What there is to say, whatever attributes the thing has."""
        actor = viewer.get()
        return list(self.ask(obj, actor)) if actor else []


class SentenceForViewer(fields.String):
    """A sentence that `ask` has for a thing and whoever looks at it; null where it has none, and for nobody."""

    def __init__(self, ask: Callable[[Any, Actor], str | None], **kwargs: Any) -> None:
        super().__init__(required=True, allow_none=True, **kwargs)
        self.ask = ask

    def get_value(self, obj: Any, *_: Any, **__: Any) -> Any:
        """What there is to say, whatever attributes the thing has."""
        actor = viewer.get()
        return self.ask(obj, actor) if actor else None
