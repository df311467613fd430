"""A write with more in it than was asked for: in its query, its form, its body, and every object in that."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.proofs.access.callers import Caller
from tests.proofs.access.cells import NEAR
from tests.proofs.access.doors import picture
from tests.proofs.access.knocks import Knock
from tests.proofs.access.stages import Stage
from tests.proofs.harness.clients import Client
from tests.proofs.mass_assignment.planted import TAKES_INSIDE, taken_by

# What is slipped in where so much may be set already.
Fields = Callable[[str], dict[str, Any]]


@dataclass(frozen=True)
class Ready:
    """A request before it is made: who asks for what, with all it needs around it."""

    caller: Caller
    knock: Knock
    path: str
    body: dict[str, Any]
    csv: str

    @classmethod
    def made(cls, caller: Caller, knock: Knock, stage: Stage) -> "Ready":
        """The request of `knock`; its scene is set by naming it."""
        return cls(
            caller, knock, stage.filled(knock.path), stage.filled(knock.body or {}), stage.filled(knock.csv or "")
        )

    def sent(self, client: Client, fields: Fields) -> int:
        """Make the request with `fields` in it; the status of the reply."""
        slipped = fields(taken_by(self.knock.row))
        flat = {name: _word(value) for name, value in slipped.items() if not isinstance(value, dict | list)}
        path = self.path + ("&" if "?" in self.path else "?") + urlencode(flat) if flat else self.path
        kind, body = self._body(slipped, flat, fields)
        headers = {"Content-Type": kind} if kind else {}
        token = self.caller.tokens[NEAR]
        return client.call(self.knock.method, path, body, headers=headers, token=token).status

    def _body(self, slipped: dict[str, Any], flat: dict[str, str], fields: Fields) -> tuple[str | None, Any]:
        if self.knock.form:
            file = FileStorage(BytesIO(picture()), "red.png")
            edge, form = encode_multipart({**flat, "file": file})
            return f"multipart/form-data; boundary={edge}", form
        if self.csv:
            return "text/csv", self.csv.encode()
        body = slipped | {name: _inside(name, value, fields) for name, value in self.body.items()}
        return None, body or None


def _inside(name: str, value: Any, fields: Fields) -> Any:
    if isinstance(value, list):
        return [_inside(name, one, fields) for one in value]
    return fields(TAKES_INSIDE[name]) | value if isinstance(value, dict) else value


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
