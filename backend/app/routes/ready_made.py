"""Ready-made replies: what everybody is shown alike is made once for each version of its topic.

Only replies to strangers are kept, and only strangers are given them: a request that says who asks, or from where,
never comes near. What is given away is what the view would say: the version is read anew for each request.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from hashlib import blake2b
from typing import Any

from flask import Flask, Response, current_app, make_response, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.core import metrics
from app.core.config import Settings
from app.core.database import Topic, db
from app.core.database.versions import Reader, Versions, reader_of
from app.core.ready import MOST_SECONDS, Ready
from app.routes import at_once, requests
from app.routes.revalidation import is_known, names, revalidation, unchanged
from app.routes.turns import came

# What a reply takes beside its body.
ITS_OWN_BYTES = 2000
# Of more at once a hash is made while another thread takes the interpreter, and to get it back takes longer.
PIECE = 2047
EXTENSION = "barrow-ready-made"
# What was read and found for a request, in its environment: the topics' versions, and a reply that is right.
VERSIONS, READY = f"{at_once.FOUND}versions", f"{at_once.FOUND}ready"


@dataclass(frozen=True)
class Kept:
    """A reply of status 200, the version of the topic it was made at, and the rule of its route.

    `tag` is its ETag, if it is one that a client may ask about; such a reply says who may keep it. `again` are the
    headers for who has it already.
    """

    topic: Topic
    version: int
    until: float
    rule: str
    headers: list[requests.Header]
    again: list[requests.Header]
    body: bytes
    tag: str | None

    def is_of(self, versions: Versions | None) -> bool:
        """Whether it is what is shown at these `versions`."""
        return versions is not None and versions[self.topic] == self.version and time.monotonic() < self.until


class Shelf:
    """Ready-made replies in front of a WSGI application."""

    def __init__(self, behind: Any, reader: Reader, most_bytes: int) -> None:
        self.behind, self.reader = behind, reader
        self.replies: Ready[Kept] = Ready(most_bytes)

    def __call__(self, environ: dict[str, Any], start: requests.Start) -> Iterable[bytes]:
        """Reply by what is ready, or let the application do it."""
        came(environ)
        kept = environ[READY] if READY in environ else self._ready(environ)
        if kept is None:
            return self.behind(environ, start)
        status, headers, body = _told(kept, environ.get("HTTP_IF_NONE_MATCH"))
        requests.answer(environ, start, status, headers, kept.rule)
        return body

    def may_know(self, environ: Mapping[str, Any]) -> bool:
        """Whether there is a reply to the request, perhaps a right one, that can be sent without waiting."""
        name = _name(environ)
        kept = self.replies.get(name) if name else None
        # No version comes again: what was of another one than the last that was read is worth no look.
        return kept is not None and len(kept.body) <= at_once.MOST_BYTES and kept.is_of(self.reader.last)

    def look(self, environs: Sequence[dict[str, Any]]) -> list[bool]:
        """Whether the reply to each is right, and can be sent without waiting."""
        for environ in environs:
            environ[READY] = self._ready(environ)
        replies = (environ[READY] for environ in environs)
        return [kept is not None and len(kept.body) <= at_once.MOST_BYTES for kept in replies]

    def versions_for(self, environ: dict[str, Any]) -> Versions | None:
        """The topics' versions since a request came, asked for once; None if the database does not say."""
        if VERSIONS not in environ:
            environ[VERSIONS] = None
            with suppress(DBAPIError, PoolTimeout):
                environ[VERSIONS] = self.reader.versions(came(environ))
        return environ[VERSIONS]

    def _ready(self, environ: dict[str, Any]) -> Kept | None:
        name = _name(environ)
        kept = self.replies.get(name) if name else None
        if kept is None:
            return None
        is_right = kept.is_of(self.versions_for(environ))
        (metrics.reply_hit if is_right else metrics.reply_stale).inc()
        return kept if is_right else None


def init_app(app: Flask, settings: Settings) -> None:
    """Put a shelf before `app`, unless it may hold nothing."""
    if settings.reply_cache_megabytes:
        with app.app_context():
            reader = reader_of(db.engine)
        shelf = Shelf(app.wsgi_app, reader, settings.reply_cache_megabytes * 1024**2)
        app.wsgi_app = app.extensions[EXTENSION] = shelf  # type: ignore[method-assign]
        at_once.of(app).fronts.append(shelf)


def shelf_of(app: Flask) -> Shelf:
    """The shelf before `app`; KeyError if it may hold nothing."""
    return app.extensions[EXTENSION]


def ready_made(topic: Topic = Topic.CATALOGUE, unless: Callable[[], bool] | None = None) -> Callable[[Any], Any]:
    """Keep what a view replies to strangers, but for requests of which `unless` is true.

    What it says must depend on what is shown of `topic` alone. Its replies get an `ETag`, unless they have one that
    means something else, and then `If-None-Match` is honoured, whoever asks.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def keeping(*args: Any, **kwargs: Any) -> Response:
            shelf: Shelf | None = current_app.extensions.get(EXTENSION)
            name = _name(request.environ) if shelf and not (unless and unless()) else None
            versions = shelf.versions_for(request.environ) if shelf and name else None
            if shelf is None or name is None or versions is None:
                return _for_who_asks(*_tagged(make_response(view(*args, **kwargs))))
            with shelf.replies.making(name):  # who asks for the same at the same time is given the same
                kept = shelf.replies.get(name)
                if kept and kept.is_of(versions):
                    return _for_who_asks(Response(kept.body, headers=kept.headers), kept.tag)
                reply, tag = _tagged(make_response(view(*args, **kwargs)))
                if reply.status_code == 200:
                    kept = _kept(topic, versions[topic], reply, tag)
                    shelf.replies.put(name, kept, len(kept.body) + ITS_OWN_BYTES)
            return _for_who_asks(reply, tag)

        return keeping

    return decorate


def _tagged(reply: Response) -> tuple[Response, str | None]:
    """`reply` and its ETag, unless it has one that means something else."""
    if reply.status_code != 200 or "ETag" in reply.headers:
        return reply, None
    tag = _tag(reply.get_data())
    reply.headers.update(revalidation(tag))
    return reply, tag


def _for_who_asks(reply: Response, tag: str | None) -> Response:
    return unchanged(tag) if tag and is_known(tag) else reply


def _tag(body: bytes) -> str:
    digest = blake2b(digest_size=12)
    for start in range(0, len(body), PIECE):
        digest.update(body[start : start + PIECE])
    return digest.hexdigest()


def _name(environ: Mapping[str, Any]) -> str | None:
    """What the reply to a stranger's request is called; None for any other request."""
    if environ["REQUEST_METHOD"] != "GET" or "HTTP_AUTHORIZATION" in environ or "HTTP_ORIGIN" in environ:
        return None
    return requests.address(environ) if environ["PATH_INFO"].isascii() else None


def _kept(topic: Topic, version: int, reply: Response, tag: str | None) -> Kept:
    rule = request.url_rule.rule if request.url_rule else ""
    headers, body = reply.headers.to_wsgi_list(), reply.get_data()
    again = [(name, said) for name, said in headers if not name.startswith("Content-")]
    return Kept(topic, version, time.monotonic() + MOST_SECONDS, rule, headers, again, body, tag)


def _told(kept: Kept, asked: str | None) -> tuple[int, list[tuple[str, str]], list[bytes]]:
    """Status, headers and body for who has the replies with the tags `asked`."""
    if kept.tag and names(asked, kept.tag):
        return 304, kept.again, []
    return 200, kept.headers, [kept.body]
