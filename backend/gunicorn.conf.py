"""The production server: one process with many threads, more processes where Redis lets them agree."""

import gc
import json
import os
import shutil
import signal
import socket
import tempfile
import uuid
from pathlib import Path
from types import FrameType
from typing import cast

from flask import Flask
from gunicorn import util
from gunicorn.arbiter import Arbiter
from gunicorn.http import wsgi
from gunicorn.workers.base import Worker

from worker import Threads

# Without Redis each process would count its own login tries, and several would allow several times as many.
_usual_workers = 2 if os.environ.get("REDIS_URL") else 1

bind = f"0.0.0.0:{os.environ.get('PORT', '5000')}"


# A search by a long text still reaches the application, which then says what is wrong with it.
limit_request_line = 8190

worker_class = Threads
workers = int(os.environ.get("WEB_CONCURRENCY") or _usual_workers)
threads = int(os.environ.get("WEB_THREADS") or 32)
preload_app = False  # each worker opens its own connections; none is shared over a fork

# A worker shows that it is alive by touching a file. On a slow disk that can block, in memory it cannot.
# The name of the file is random and removed at once, so bandit's worry about shared folders does not apply.
_memory = Path("/dev/shm")  # nosec B108
worker_tmp_dir = str(_memory) if _memory.is_dir() else None
timeout = 60
graceful_timeout = 30
keepalive = 5

# A control socket in the home directory would outlive the shop and collide with the next one.
control_socket_disable = True

# How many proxies stand in front is the application's setting (TRUSTED_PROXIES). Were the server to believe
# X-Forwarded-Proto from 127.0.0.1 as it does by default, there would be two opinions.
forwarded_allow_ips = ""


# Each worker counts in files of its own, and whoever is asked for /metrics adds all of them up. On disk and not in
# memory: a container has little of that, the files of a worker that has died stay because its numbers still count,
# and a full folder ends whoever writes to it.
_metrics = "PROMETHEUS_MULTIPROC_DIR"


def on_starting(_server: Arbiter) -> None:
    """Begin to count at nothing, in a new folder that only this server knows; a reload goes on counting."""
    os.environ[_metrics] = tempfile.mkdtemp(prefix="barrow-metrics-")


def child_exit(_server: Arbiter, worker: Worker) -> None:
    """Forget the connections of a worker that has ended, however it did."""
    # Not above: the library looks at the environment when it is imported.
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415

    mark_process_dead(worker.pid)


def on_exit(_server: Arbiter) -> None:
    """Leave nothing behind."""
    shutil.rmtree(os.environ[_metrics], ignore_errors=True)


def post_fork(_server: Arbiter, _worker: Worker) -> None:
    """Search for no garbage while the shop is loaded: nearly all that is made then stays as long as the shop."""
    gc.disable()


def post_worker_init(worker: Worker) -> None:
    """Get ready to serve, and to stop."""
    # Searching what was loaded holds up whoever asks something just then, and finds nothing.
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)  # the default, 700, is reached several times by one reply
    gc.enable()
    # Not above: only what is loaded after the fork is the worker's own.
    from app.core import logs  # noqa: PLC0415

    logs.write_behind()
    _let_boards_go_at_the_end(worker)


def _let_boards_go_at_the_end(worker: Worker) -> None:
    """As soon as the worker is asked to stop: the clients of live boards come back to its successor."""
    app, told = cast("Flask", worker.app.wsgi()), signal.getsignal(signal.SIGTERM)

    def stop(number: int, frame: FrameType | None) -> None:
        app.extensions["barrow-board"].closing = True
        if callable(told):
            told(number, frame)

    signal.signal(signal.SIGTERM, stop)
    signal.siginterrupt(signal.SIGTERM, False)  # requests that are being answered are not disturbed


accesslog = None  # the application writes one JSON line per request
errorlog = "-"


_default_headers = wsgi.Response.default_headers


def _headers_without_banner(self: wsgi.Response) -> list[str]:
    return [line for line in _default_headers(self) if not line.startswith("Server:")]


# Nobody needs to know what serves the shop, and gunicorn has no setting for it.
wsgi.Response.default_headers = _headers_without_banner


# What the server refuses before the application hears of it; a name and a sentence as in app/routes/errors.py.
REFUSED = {
    408: ("request_timeout", "The request did not arrive as a whole in time. Send it again."),
    414: ("uri_too_long", "The address is longer than we take. Ask for less at a time."),
    431: ("headers_too_large", "The headers are larger than we take. Send fewer or shorter ones."),
    500: ("internal_error", "Something broke on our side. Tell us the request id."),
}
UNREADABLE = ("bad_request", "The request cannot be read. Check that it is well-formed.")


def _refuse_as_the_application_does(client: socket.socket, status: int, reason: str, _said: str) -> None:
    code, sentence = REFUSED.get(status, UNREADABLE)
    number = uuid.uuid4().hex
    body = json.dumps({"error": sentence, "code": code, "details": {}, "request_id": number})
    head = (
        f"HTTP/1.1 {status} {reason}",
        "Connection: close",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        f"X-Request-ID: {number}",
    )
    util.write_nonblock(client, "\r\n".join((*head, "", body)).encode())


# gunicorn answers these itself with a page of HTML, and has no setting for that either.
util.write_error = _refuse_as_the_application_does
