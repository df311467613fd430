"""What is shown of a thing is found out once for the same words and the same kind of viewer."""

from typing import Any

from marshmallow import fields

from app.core.ready import Ready
from app.core.unread import Unread
from app.schemas.dumping import Dumper
from app.schemas.viewer import viewer

# A long day of orders, for staff of each role. One takes some 8 kB.
MOST = 500


class Remembered(fields.Nested):
    """A nested thing that may come unread.

    What is shown of it must depend on its words, the viewer's role and whether it is their own.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known: Ready[dict[str, Any]] = Ready(MOST)

    def _serialize(self, nested_obj: Any, attr: str | None, obj: Any, **_: Any) -> Any:  # noqa: ARG002
        if not isinstance(nested_obj, Unread):
            return self._told(nested_obj)
        actor = viewer.get()
        kind_of_viewer = actor and (actor.role, actor.id == nested_obj.owner)
        name = (kind_of_viewer, nested_obj.words)
        if (told := self._known.get(name)) is None:
            told = self._told(nested_obj.read())
            self._known.put(name, told)
        return told

    def _told(self, thing: Any) -> Any:
        return Dumper(self.schema).dump(thing)
