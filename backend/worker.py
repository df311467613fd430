"""The worker of the production server: gunicorn's threads, and what needs none is answered without."""

import selectors
import socket
import threading
import time
from collections.abc import Callable, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker

import arriving
from arriving import END_OF_HEADERS

# What the server found out about a request, beside the request itself.
FOUND = "barrow."
CAME = f"{FOUND}came"

Known = dict[str, Any]


class Threads(ThreadWorker):
    """As gunicorn's own, and looks at requests before it gives them a thread.

    It tells the application since when a request has been there as a whole, waiting.

    What may be answered at once (`app/routes/at_once.py`) is gathered as long as the lookout looks at those that
    came before. It looks at all of them together, and the thread of the server itself gives the replies that are
    ready.

    Who says nothing takes no thread either: neither a connection that was opened and brings nothing yet, nor one
    that was hung up on and stays, nor who sent half of a request that is not large.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._known: dict[TConn, Known] = {}
        # What they have brought so far.
        self._arriving: dict[TConn, bytes] = {}
        self._own = threading.local()
        self._gathered: list[TConn] = []
        # A thread for nothing else: where all others are busy, what is ready does not have to wait for one.
        self._lookout = ThreadPoolExecutor(1)
        self._is_somebody_looking = False
        self._at_once: Any = None

    def load_wsgi(self) -> None:
        """Stand before the application."""
        super().load_wsgi()
        self._application: Any = self.wsgi
        self._at_once = self._application.extensions.get("barrow-at-once")
        turns = self._application.extensions.get("barrow-turns")
        if turns:
            self.tpool = turns(self.cfg.threads)
        self.wsgi = self._serve

    def enqueue_req(self, conn: TConn) -> None:
        """Take what a connection brings, once it brings something."""
        if not conn.initialized:
            self._wait(conn, self.on_pending_socket_readable)
        elif self.cfg.is_ssl:
            super().enqueue_req(conn)
        else:  # it came together with what was answered just now
            self._look_through(conn, _unreader(conn).take_buffered())

    def on_pending_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """Take what a new connection brings first."""
        self._stop_waiting(conn, client)
        conn.data_ready = True
        self._take(conn, client)

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """Take what a connection brings that was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._take(conn, client)

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Keep the connection, or hang up; a client that does not is waited for without holding up anybody."""
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
            return
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:  # the client was faster
            self._close(conn)
        else:
            self._wait(conn, self._hang_up)

    def murder_pending(self) -> None:
        """Close those that brought nothing in time, and refuse those that did not bring the rest."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [conn for conn in self._arriving if cast("float", conn.timeout) <= now]:
            del self._arriving[conn]
            self.poller.unregister(conn.sock)
            util.write_error(conn.sock, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_TIMEOUT.phrase, "")
            self._close(conn)

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        """Take what comes, and let the lookout look at what was gathered."""
        super().wait_for_and_dispatch_events(timeout)
        if self._gathered and not self._is_somebody_looking:
            self._is_somebody_looking, gathered, self._gathered = True, self._gathered, []
            looking = self._lookout.submit(self._look, gathered)
            looking.add_done_callback(lambda done: self.method_queue.defer(self._answer, gathered, done))

    def handle(self, conn: TConn) -> Any:
        """Serve what came; a thread serves one connection at a time."""
        self._own.known = self._known.pop(conn, None)
        return super().handle(conn)

    def _take(self, conn: TConn, client: socket.socket) -> None:
        """Read what is there."""
        if self.cfg.is_ssl:
            super().enqueue_req(conn)
            return
        conn.init()
        client.setblocking(False)
        came = b""
        with suppress(OSError):  # a line that broke is found out by whoever reads on
            came = client.recv(self.cfg.limit_request_line)
        self._look_through(conn, came)

    def _look_through(self, conn: TConn, came: bytes) -> None:
        """Wait for the rest, or note when it was all there, and gather it if it may be answered at once."""
        if conn not in self._arriving:
            conn.timeout = time.monotonic() + arriving.MOST_SECONDS
        received, asked = self._arriving.pop(conn, b"") + came, None
        if came and not arriving.is_worth_a_thread(received):
            self._arriving[conn] = received
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._take_more, conn))
            return
        _unreader(conn).unread(received)
        if END_OF_HEADERS in received:
            asked = self._at_once and self._at_once.asked(received)
            self._known[conn] = {**(asked or {}), CAME: time.perf_counter()}
        if asked:
            self._gathered.append(conn)
        else:
            super().enqueue_req(conn)

    def _take_more(self, conn: TConn, client: socket.socket) -> None:
        self.poller.unregister(client)
        self._take(conn, client)

    def _wait(self, conn: TConn, then: Callable[[TConn, socket.socket], None]) -> None:
        """Do something once the connection brings something; it is closed if it does not in time."""
        conn.sock.setblocking(False)
        conn.set_timeout()
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(then, conn))

    def _stop_waiting(self, conn: TConn, client: socket.socket) -> None:
        self.poller.unregister(client)
        self.pending_conns.remove(conn)

    def _hang_up(self, conn: TConn, client: socket.socket) -> None:
        """Read until the client hangs up: to close before would take from it what it was sent last."""
        with suppress(OSError):
            if client.recv(self.cfg.limit_request_line):
                return
        self._stop_waiting(conn, client)
        self._close(conn)

    def _close(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()

    def _look(self, gathered: list[TConn]) -> list[bool]:
        return self._at_once.look([self._known[conn] for conn in gathered])

    def _answer(self, gathered: list[TConn], looked: Future[list[bool]]) -> None:
        self._is_somebody_looking = False
        answers = [False] * len(gathered) if looked.exception() else looked.result()
        for conn, is_ready in zip(gathered, answers, strict=True):
            if is_ready:
                done = Future[Any]()
                done.set_result(self._reply(conn))
                self.finish_request(conn, done)
            else:
                super().enqueue_req(conn)

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
        if _is_as_read(known, environ):
            environ.update(known)
        return self._application(environ, start)


def _unreader(conn: TConn) -> Any:
    return cast("Any", conn.parser).unreader


def _is_as_read(known: Known, environ: MutableMapping[str, Any]) -> bool:
    """Whether what was read of a request, if anything was, is what the server made of it, no more and no less."""
    read = {name: said for name, said in known.items() if not name.startswith(FOUND)}
    headers = (name for name in environ if name.startswith("HTTP_"))
    return not read or (read == {name: environ.get(name) for name in read} and read.keys() >= set(headers))
