"""Requests that may be answered at once: whoever serves the shop can ask before giving them a thread.

Handing a request to a thread, and its reply back, takes longer than giving away a reply that is there. So a server
may show the head of a request as it came, let one thread look at what the database says of all that came by then,
and answer those itself whose replies are ready. The application is asked as ever; what was found out is in the
request's environment.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from flask import Flask

EXTENSION = "barrow-at-once"
END = b"\r\n\r\n"
# More might wait for its reader; a connection takes so much, if it took what was sent before.
MOST_BYTES = 16 * 1024
# What an environment says beside the request itself, where no client can put anything of that name.
FOUND = "barrow."
REQUEST = re.compile(r"GET (/[^\0- ?#%\x7f-\xff]*)(?:\?([^\0- #\x7f-\xff]*))? HTTP/1\.1")
HEADER = re.compile(r"([A-Za-z0-9-]+):[ \t]*([^\r\n\0]*?)[ \t]*")
# Whoever says one of these has more to send, or wants something else of the server.
MORE = {"CONTENT_LENGTH", "TRANSFER_ENCODING", "CONTENT_TYPE", "EXPECT", "UPGRADE"}


class Front(Protocol):
    """What stands in front of the application and may know a reply."""

    def may_know(self, environ: Mapping[str, Any]) -> bool:
        """Whether it is worth a look; says so without one."""
        ...

    def look(self, environs: Sequence[dict[str, Any]]) -> list[bool]:
        """Whether it knows the reply to each, and can give it without waiting; notes in them what it found out."""
        ...


class AtOnce:
    """What the fronts of an application know."""

    def __init__(self) -> None:
        self.fronts: list[Front] = []

    def asked(self, head: bytes) -> dict[str, Any] | None:
        """The environment of the request of which `head` is all, if a front may know its reply."""
        environ = read(head)
        return environ if environ and any(front.may_know(environ) for front in self.fronts) else None

    def look(self, environs: Sequence[dict[str, Any]]) -> list[bool]:
        """Whether each request can be answered without waiting; notes in them what was found out."""
        ready = [False] * len(environs)
        for front in self.fronts:
            places = [place for place, environ in enumerate(environs) if front.may_know(environ)]
            for place, is_ready in zip(places, front.look([environs[place] for place in places]), strict=True):
                ready[place] |= is_ready
        return ready


def of(app: Flask) -> AtOnce:
    """What the fronts of `app` know."""
    return app.extensions.setdefault(EXTENSION, AtOnce())


def read(head: bytes) -> dict[str, Any] | None:
    """What the environment says of the request of which `head` is all; None if that is not plain."""
    if not head.endswith(END):
        return None
    first, *lines = head[: -len(END)].decode("latin-1").split("\r\n")
    request = REQUEST.fullmatch(first)
    if request is None:
        return None
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": request[1], "QUERY_STRING": request[2] or ""}
    for line in lines:
        header = HEADER.fullmatch(line)
        name = header and header[1].upper().replace("-", "_")
        if header is None or name in MORE or f"HTTP_{name}" in environ:
            return None
        environ[f"HTTP_{name}"] = header[2]
    return environ
