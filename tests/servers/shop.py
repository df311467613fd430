"""The production server, as a process of its own on a shop's database."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from app.core.config import BACKEND, Settings


@contextmanager
def serving(settings: Settings, **environment: str) -> Iterator[int]:
    """Serve the shop of `settings`; yields its port, and always stops the server."""
    env = os.environ | {
        "APP_ENV": "testing",
        "DATABASE_URL": settings.database_url,
        "UPLOAD_FOLDER": str(settings.upload_folder),
        "SECRET_KEY": settings.secret_key,
        "JWT_SECRET_KEY": settings.jwt_secret_key,
        "REDIS_URL": "",
        "LOG_LEVEL": "CRITICAL",
        "PYTHONPATH": os.pathsep.join([str(BACKEND), os.environ.get("PYTHONPATH", "")]),
        **environment,
    }
    # The socket is opened here and handed over: no other program can take the port in between.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        bound = ("--config", "gunicorn.conf.py", "--bind", f"fd://{listener.fileno()}", "--log-level", "error")
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *bound, "wsgi:app"],
            cwd=BACKEND,
            env=env,
            pass_fds=[listener.fileno()],
        )
    try:
        _wait_until_healthy(port, server)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
            raise


def _wait_until_healthy(port: int, server: subprocess.Popen[bytes], tries: int = 300) -> None:
    for _ in range(tries):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode} before it answered")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2).close()
        except OSError:
            Event().wait(0.1)
        else:
            return
    raise RuntimeError("the server did not become healthy")
