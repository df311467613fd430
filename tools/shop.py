"""A shop kept in a folder, and the production server on it: for the Postman collection, for browsers and for tests.

    python tools/shop.py seed FOLDER                      fills a new shop: FOLDER/shop.db and FOLDER/uploads
    python tools/shop.py serve FOLDER [--origin URL ...]  serves it on a port the system picks

`serve` prints {"url": "http://127.0.0.1:PORT"} on a line of its own when the shop is healthy. It ends, and the
server with it, when its standard input closes or a signal asks it to. Settings such as ACCESS_TOKEN_SECONDS come
from the environment; what keeps the shop apart from others does not.
"""

import argparse
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
PATIENCE = 30.0
QUIET = ("--log-level", "warning")
STDERR = 2
# Linux can be asked to end a program whose parent was killed and had no time to do so.
PARENT_DIED = "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 15); os.execvp(sys.argv[1], sys.argv[1:])"
ENDING_WITH_US = [sys.executable, "-IS", "-c", PARENT_DIED] if sys.platform == "linux" else []
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Failed(Exception):
    """A server ended or hung, said as a sentence."""


class Signals:
    """Remembers that somebody asked this program to end, instead of ending it halfway through something."""

    def __init__(self) -> None:
        self._came = False
        for number in ENDING:
            signal.signal(number, self._remember)

    def arrived(self) -> bool:
        """Whether one of them came."""
        return self._came

    def _remember(self, _number: int, _frame: object) -> None:
        self._came = True


def leave_on_signals() -> None:
    """End this program on a signal, stopping on the way out what it started; a second one changes nothing."""

    def leave(number: int, _frame: object) -> None:
        for each in ENDING:
            signal.signal(each, signal.SIG_IGN)
        sys.exit(128 + number)

    for number in ENDING:
        signal.signal(number, leave)


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of programs that work on the shop in `folder`, and on nothing else."""
    return os.environ | {
        "APP_ENV": "testing",  # .env is not read: everybody's shop is the same
        "DATABASE_URL": f"sqlite:///{folder.resolve() / 'shop.db'}",
        "UPLOAD_FOLDER": str(folder.resolve() / "uploads"),
        "RATELIMIT_ENABLED": "false",  # tests sign in more often in a minute than a person may
        "REDIS_URL": "",
        "LOG_LEVEL": "WARNING",  # whoever asks says what was asked and answered
        "WEB_CONCURRENCY": "1",
        "FLASK_APP": "wsgi",
        "PYTHONPATH": str(BACKEND),
        **settings,
    }


def seed(folder: Path) -> None:
    """Make the example shop in `folder`. Raises CalledProcessError, after what failed has said why."""
    (folder / "uploads").mkdir(parents=True, exist_ok=True)
    env = environment(folder)
    subprocess.run([sys.executable, "-m", "flask", "db", "upgrade"], cwd=BACKEND, env=env, check=True)
    subprocess.run([sys.executable, "seed_data.py"], cwd=ROOT, env=env, check=True)


@contextmanager
def serving(
    env: dict[str, str], *options: str, app: str = "wsgi:app", given_up: Callable[[], bool] = lambda: False
) -> Iterator[str]:
    """Serve `app` with gunicorn as `env` describes; yields the address when it is healthy, and always stops it.

    Raises Failed when it does not come up, or does not stop when asked.
    """
    # A program that reads ours waits for one line, then no longer.
    url, server = launch(env, *options, app=app, stdout=STDERR)
    try:
        wait_until_healthy(f"{url}/health", server, given_up)
        yield url
    finally:
        stopped = stop(server)
    if not stopped:
        raise Failed("The server did not stop when asked; it was killed.")


def launch(
    env: dict[str, str],
    *options: str,
    app: str = "wsgi:app",
    stdout: int | None = None,
    stderr: int | None = None,
) -> tuple[str, subprocess.Popen[bytes]]:
    """Start gunicorn with what `env` describes, on a port the system picks; its address, and the server.

    `app` is what it serves: the shop.
    """
    # The socket is opened here and handed over: no other program can take the port in between.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        bound = ("--config", "gunicorn.conf.py", "--bind", f"fd://{listener.fileno()}", *options)
        server = start(
            [sys.executable, "-m", "gunicorn", *bound, app],
            cwd=BACKEND,
            env=env,
            pass_fds=(listener.fileno(),),
            stdout=stdout,
            stderr=stderr,
        )
        return f"http://127.0.0.1:{listener.getsockname()[1]}", server


def address_of(url: str) -> tuple[str, int]:
    """Host and port of `url`."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 0


def start(
    command: list[str],
    *,
    cwd: Path,
    env: dict[str, str],
    pass_fds: tuple[int, ...] = (),
    stdout: int | None = None,
    stderr: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own, so that what it starts can be ended with it, by us alone."""
    return subprocess.Popen(
        [*ENDING_WITH_US, *command],
        cwd=cwd,
        env=env,
        pass_fds=pass_fds,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
    )


def wait_until_healthy(
    url: str,
    server: subprocess.Popen[bytes],
    given_up: Callable[[], bool] = lambda: False,
    seconds: float = PATIENCE,
    pause: float = 0.1,
) -> None:
    """Wait until `url` answers, or until nobody is waiting any more; raises Failed when it never will."""
    deadline = time.monotonic() + seconds
    while not given_up():
        if server.poll() is not None:
            raise Failed(f"The server ended with {server.returncode} before it answered.")
        with suppress(OSError):
            urllib.request.urlopen(url, timeout=2).close()
            return
        if time.monotonic() > deadline:
            raise Failed(f"The server did not answer at {url} within {seconds:.0f} seconds.")
        time.sleep(pause)


def stop(program: subprocess.Popen[bytes], seconds: float = 15) -> bool:
    """End a program and everything it started; False when it had to be forced."""
    try:
        program.terminate()
        program.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    else:
        return True
    finally:
        # The group outlives its leader while a worker hangs.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def main() -> int:
    wanted = _arguments()
    if wanted.what == "seed":
        try:
            seed(wanted.folder)
        except subprocess.CalledProcessError as error:
            return error.returncode
        return 0
    origins = {"CORS_ORIGINS": ",".join(wanted.origin)} if wanted.origin else {}
    signals = Signals()
    try:
        env = environment(wanted.folder, **origins)
        with serving(env, *QUIET, given_up=signals.arrived) as url:
            if not signals.arrived():
                print(json.dumps({"url": url}), flush=True)
            _wait_until_nobody_asks(signals)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("seed", help="fill a new shop").add_argument("folder", type=Path)
    serve = commands.add_parser("serve", help="serve a shop until standard input closes")
    serve.add_argument("folder", type=Path)
    serve.add_argument("--origin", action="append", default=[], metavar="URL", help="a page that may call the API")
    return parser.parse_args()


def _wait_until_nobody_asks(signals: Signals) -> None:
    while not signals.arrived():
        readable, _, _ = select.select([sys.stdin], [], [], 0.2)
        if readable and not os.read(sys.stdin.fileno(), 4096):
            return


if __name__ == "__main__":
    sys.exit(main())
