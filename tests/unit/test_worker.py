"""The worker of the production server gives a thread to a request, and to nobody who says nothing."""

import logging
import os
import selectors
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from gunicorn.config import Config
from gunicorn.workers.gthread import TConn

import arriving
import worker
from app.routes import at_once, turns
from worker import Threads

GET = b"GET /api/products HTTP/1.1\r\nHost: shop\r\n\r\n"
POST = b"POST /api/cart/items HTTP/1.1\r\nHost: shop\r\ncontent-length:  4 \r\nA: b\r\n\r\n{  }"
PATIENCE = 30.0


class Pool:
    """A pool of threads that only notes whom it is given."""

    def __init__(self) -> None:
        self.given: list[TConn] = []

    def submit(self, _do: Any, conn: TConn) -> Future[Any]:
        self.given.append(conn)
        return Future()


class Log(logging.Logger):
    """A log that has no line for a request, as the shop's own server has none."""

    def access(self, *_: Any) -> None: ...


class Shop:
    """What gunicorn serves: an application that says what it is asked for."""

    def __init__(self) -> None:
        self.flask = Flask(__name__)
        self.flask.add_url_rule("/<path:_any>", view_func=lambda _any: "asked")

    def wsgi(self) -> Flask:
        return self.flask


@pytest.fixture
def pool() -> Pool:
    return Pool()


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def threads(shop, pool) -> Iterator[Threads]:
    """A worker that does what it is told, and has not started."""
    with socket.create_server(("127.0.0.1", 0)) as listener, selectors.DefaultSelector() as poller:
        given: Any = (0, os.getppid(), [listener], shop, PATIENCE, Config(), Log(__name__))
        threads: Any = Threads(*given)
        threads.tpool, threads.poller = pool, poller
        threads.load_wsgi()
        threads.set_accept_enabled(True)
        yield threads
        for conn in (*threads.pending_conns, *threads._arriving, *pool.given):
            conn.close()
        threads.tmp.close()


@pytest.fixture
def client(threads) -> Iterator[socket.socket]:
    """A connection that the worker has accepted."""
    with socket.create_connection(threads.sockets[0].getsockname(), timeout=PATIENCE) as client:
        threads.wait_for_and_dispatch_events(PATIENCE)
        yield client


def served(threads: Threads, conn: TConn) -> None:
    """A thread has served `conn`, and no more is to come on it."""
    done = Future[Any]()
    done.set_result(False)
    threads.finish_request(conn, done)


def test_an_application_that_says_how_its_requests_take_turns_is_given_so_many_threads(threads, shop):
    shop.flask.extensions[turns.EXTENSION] = lambda count: f"{count} threads"
    threads.load_wsgi()
    assert threads.tpool == f"{threads.cfg.threads} threads"


def test_what_was_found_out_has_the_names_the_application_looks_for():
    assert (worker.FOUND, worker.CAME) == (at_once.FOUND, turns.CAME)


def brings(threads: Threads, client: socket.socket, said: bytes) -> None:
    """The worker takes what the client sends."""
    client.sendall(said)
    threads.wait_for_and_dispatch_events(PATIENCE)


def read(conn: TConn) -> bytes:
    """What the worker has read and not answered yet."""
    parser: Any = conn.parser
    return parser.unreader.buf.getvalue()


def test_a_new_connection_takes_a_thread_when_it_brings_something(threads, pool, client):
    assert (threads.nr_conns, pool.given) == (1, [])
    brings(threads, client, GET)
    assert len(pool.given) == 1


@pytest.mark.parametrize("whole", [GET, POST])
@pytest.mark.parametrize("first", [1, 20, -1])
def test_a_part_of_a_request_takes_no_thread_until_the_rest_is_there(threads, pool, client, whole, first):
    brings(threads, client, whole[:first])
    assert pool.given == []
    brings(threads, client, whole[first:])
    assert [read(conn) for conn in pool.given] == [whole]


@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.1\r\nContent-Length: 70000\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: five\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 50000000000000\r\n\r\n",
    ],
)
def test_whose_end_is_far_or_not_plain_has_a_thread_at_once(threads, pool, client, head):
    brings(threads, client, head)
    assert len(pool.given) == 1


def test_a_head_without_an_end_is_a_thread_s_to_refuse(threads, pool, client):
    sending = threading.Thread(target=client.sendall, args=(GET[:-4] + b"x" * arriving.MOST_BYTES,))
    sending.start()
    while not pool.given:
        threads.wait_for_and_dispatch_events(PATIENCE)
    sending.join()
    assert len(read(pool.given[0])) > arriving.MOST_BYTES


def test_a_request_that_does_not_arrive_in_time_is_refused_however_often_something_comes(threads, pool, client):
    brings(threads, client, GET[:1])
    [conn] = threads._arriving
    until = conn.timeout
    brings(threads, client, GET[1:2])
    assert (conn.timeout, list(threads._arriving)) == (until, [conn])
    threads.murder_pending()
    assert threads.nr_conns == 1
    conn.timeout = 0
    threads.murder_pending()
    assert client.makefile("rb").read().startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert (threads.nr_conns, pool.given, threads._arriving) == (0, [], {})


def test_half_a_request_whose_sender_is_gone_is_left_to_a_thread(threads, pool, client):
    brings(threads, client, GET[:10])
    client.shutdown(socket.SHUT_WR)
    threads.wait_for_and_dispatch_events(PATIENCE)
    assert [read(conn) for conn in pool.given] == [GET[:10]]


def test_half_a_request_behind_another_takes_no_thread_either(threads, pool, client):
    brings(threads, client, GET + GET[:10])
    [conn] = pool.given
    conn.parser.unreader.take_buffered()
    conn.parser.unreader.unread(GET[:10])
    done = Future[Any]()
    done.set_result(True)
    threads.finish_request(conn, done)
    assert pool.given == [conn]
    brings(threads, client, GET[10:])
    assert pool.given == [conn, conn]
    assert read(conn) == GET


def test_one_that_never_brings_anything_is_closed_in_time(threads, pool, client):
    [conn] = threads.pending_conns
    threads.murder_pending()
    assert threads.nr_conns == 1
    conn.timeout = 0
    threads.murder_pending()
    assert (threads.nr_conns, pool.given, client.recv(1)) == (0, [], b"")


def test_a_client_that_was_hung_up_on_and_stays_holds_up_nobody(threads, pool, client):
    client.sendall(GET)
    threads.wait_for_and_dispatch_events(PATIENCE)
    served(threads, pool.given[0])
    assert client.recv(1) == b""
    client.sendall(b"and more")
    threads.wait_for_and_dispatch_events(PATIENCE)
    assert threads.nr_conns == 1
    client.close()
    threads.wait_for_and_dispatch_events(PATIENCE)
    assert (threads.nr_conns, list(threads.pending_conns)) == (0, [])


def test_one_that_left_first_is_forgotten(threads, pool, client):
    client.sendall(GET)
    threads.wait_for_and_dispatch_events(PATIENCE)
    pool.given[0].sock.close()
    served(threads, pool.given[0])
    assert threads.nr_conns == 0


class Knowing:
    """Stands in front of the application and knows every reply; `looked` is called when it is asked."""

    def __init__(self, looked: Callable[[], None] = lambda: None) -> None:
        self.looked = looked

    def may_know(self, environ: Mapping[str, Any]) -> bool:
        return bool(environ)

    def look(self, environs: Sequence[dict[str, Any]]) -> list[bool]:
        self.looked()
        return [True] * len(environs)


def test_what_is_ready_does_not_wait_until_a_thread_is_free(threads, shop, pool, client):
    at_once.of(shop.flask).fronts.append(Knowing())
    threads.load_wsgi()
    queue = threads.method_queue
    queue.init()
    threads.poller.register(queue.fileno(), selectors.EVENT_READ, queue.run_callbacks)
    client.sendall(GET)
    for _ in ("it has come", "it was looked at"):
        threads.wait_for_and_dispatch_events(PATIENCE)
    assert client.recv(1000).startswith(b"HTTP/1.1 200 OK")
    assert pool.given == []
    [conn] = threads.keepalived_conns
    conn.close()
    queue.close()


def test_a_server_that_is_told_to_stop_answers_what_it_has_gathered(threads, shop, client):
    at_once.of(shop.flask).fronts.append(Knowing(lambda: setattr(threads, "alive", False)))
    threads.load_wsgi()
    threads.method_queue.init()
    client.sendall(GET)
    client.shutdown(socket.SHUT_WR)
    with ThreadPoolExecutor(1) as threads.tpool:
        threads.run()
    reply = client.makefile("rb").read()
    assert reply.startswith(b"HTTP/1.1 200 OK")
    assert b"Connection: close" in reply
    assert reply.endswith(b"asked")


@pytest.mark.parametrize(
    ("known", "counts"),
    [
        ({}, True),
        ({"REQUEST_METHOD": "GET", "HTTP_HOST": "shop"}, True),
        ({"REQUEST_METHOD": "GET", "HTTP_HOST": "another"}, False),
        ({"REQUEST_METHOD": "GET", "HTTP_HOST": "shop", "HTTP_COOKIE": "a=b"}, False),
        ({"REQUEST_METHOD": "GET"}, False),
    ],
)
def test_what_was_found_out_counts_if_the_server_read_the_same(threads, known, counts):
    environ: dict[str, Any] = {"REQUEST_METHOD": "GET", "HTTP_HOST": "shop", "wsgi.url_scheme": "http"}
    threads._application = lambda environ, _start: environ.get("barrow.version")
    threads._own.known = {**known, "barrow.version": 7}
    assert threads.wsgi(environ, None) == (7 if counts else None)
