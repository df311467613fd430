"""The worker of the production server: gunicorn's threads, and what needs none is answered without."""

import socket
import threading
import time
from collections.abc import MutableMapping
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, cast

from gunicorn.workers.gthread import TConn, ThreadWorker

# What the server found out about a request, beside the request itself.
FOUND, CAME = "barrow.", "barrow.came"
END_OF_HEADERS = b"\r\n\r\n"

Known = dict[str, Any]


class Threads(ThreadWorker):
    """As gunicorn's own, and looks at requests before it gives them a thread.

    It tells the application since when a request has been there, waiting. Known only of those that were there as a
    whole, on a connection that was open and quiet: what a connection brings when it is opened, bit by bit or
    together with something else, may end at any time after.

    What may be answered at once (`app/routes/at_once.py`) is gathered as long as a thread looks at those that came
    before. It looks at all of them together, and the thread of the server itself gives the replies that are ready.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._known: dict[TConn, Known] = {}
        self._own = threading.local()
        self._gathered: list[TConn] = []
        self._is_somebody_looking = False
        self._at_once: Any = None

    def load_wsgi(self) -> None:
        """Stand before the application."""
        super().load_wsgi()
        self._application: Any = self.wsgi
        self._at_once = self._application.extensions.get("barrow-at-once")
        self.wsgi = self._serve

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """Note what is there, and gather it if it may be answered at once."""
        head, parser = b"", cast("Any", conn.parser)
        if not self.cfg.is_ssl:
            with suppress(OSError):  # a line that broke is found out by whoever reads on
                head = client.recv(self.cfg.limit_request_line)
                parser.unreader.unread(head)
        if END_OF_HEADERS in head:
            asked = self._at_once and self._at_once.asked(head)
            self._known[conn] = {**(asked or {}), CAME: time.perf_counter()}
            if asked:
                self.poller.unregister(client)
                self.keepalived_conns.remove(conn)
                self._gathered.append(conn)
                return
        super().on_client_socket_readable(conn, client)

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        """Take what comes, and let a thread look at what was gathered."""
        super().wait_for_and_dispatch_events(timeout)
        if self._gathered and not self._is_somebody_looking:
            self._is_somebody_looking, gathered, self._gathered = True, self._gathered, []
            looking = self.tpool.submit(self._look, gathered)
            looking.add_done_callback(lambda done: self.method_queue.defer(self._answer, gathered, done))

    def handle(self, conn: TConn) -> Any:
        """Serve what came; a thread serves one connection at a time."""
        self._own.known = self._known.pop(conn, None)
        return super().handle(conn)

    def _look(self, gathered: list[TConn]) -> list[bool]:
        return [self._at_once.look(self._known[conn]) for conn in gathered]

    def _answer(self, gathered: list[TConn], looked: Future[list[bool]]) -> None:
        self._is_somebody_looking = False
        answers = [False] * len(gathered) if looked.exception() else looked.result()
        for conn, is_ready in zip(gathered, answers, strict=True):
            if is_ready:
                done = Future[Any]()
                done.set_result(self._reply(conn))
                self.finish_request(conn, done)
            else:
                self.enqueue_req(conn)

    def _reply(self, conn: TConn) -> bool:
        """Reply as `handle` does, without waiting: who has not read so much of what came before is hung up on."""
        self._own.known = self._known.pop(conn, None)
        request = None
        try:
            request = next(cast("Any", conn.parser))
            return self.handle_request(request, conn)
        except (OSError, StopIteration) as error:
            self.log.debug("Closing connection. %s", error)
        except Exception as error:
            self.handle_error(request, conn.sock, conn.client, error)
        return False

    def _serve(self, environ: MutableMapping[str, Any], start: Any) -> Any:
        known, self._own.known = self._own.known or {}, None
        if all(environ.get(name) == said for name, said in known.items() if not name.startswith(FOUND)):
            environ.update(known)
        return self._application(environ, start)
