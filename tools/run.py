"""Serve the shop of DATABASE_URL and its web client together, and end both together.

    python tools/run.py            the development servers, which follow every change of the source
    python tools/run.py --preview  the web client as it is shipped, in front of the production server

Ctrl-C or SIGTERM ends all of it. If one part ends by itself the other is stopped, and the exit code is 1.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import node
import shop

FRONTEND = shop.ROOT / "frontend"
VITE = FRONTEND / "node_modules" / "vite" / "bin" / "vite.js"
PORT = os.environ.get("PORT") or "5000"
PORT_WEB = os.environ.get("PORT_WEB") or "5173"


@dataclass(frozen=True)
class Part:
    """A program that serves one half of the shop; `address` answers once it does."""

    name: str
    process: subprocess.Popen[bytes]
    address: str


def main() -> int:
    shop.leave_on_signals()
    preview = "--preview" in sys.argv
    missing = why_there_is_no_client(preview)
    if missing:
        print(f"The API is served alone, without the web client, because {missing}.", flush=True)
        if preview:
            return 1
    begin = [partial(api, preview)] if missing else [partial(api, preview), partial(client, preview)]
    return together(begin, shop.Signals())


def together(begin: Sequence[Callable[[], Part]], signals: shop.Signals) -> int:
    """Start all parts and serve until a signal comes, which is 0, or one ends or does not start, which is 1."""
    parts: list[Part] = []
    try:
        # One by one: those that have started are stopped even if the next cannot start.
        parts.extend(start() for start in begin)
        return serve(parts, signals)
    finally:
        for part in reversed(parts):
            shop.stop(part.process)


def why_there_is_no_client(preview: bool) -> str | None:
    """Get the web client ready; why that is impossible, as the end of a sentence."""
    if missing := node.why_missing():
        return missing
    try:
        node.install(FRONTEND)
        if preview and node.npm("run", "--silent", "build", folder=FRONTEND):
            return "it could not be built"
    except shop.Failed as failure:
        return str(failure)
    return None


def api(preview: bool) -> Part:
    """Start the API: with reload, or as in production. Its shop's passwords are known, so only we reach it."""
    gunicorn = ["-m", "gunicorn", "--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{PORT}", "wsgi:app"]
    command = [sys.executable, *(gunicorn if preview else ["run.py"])]
    env = os.environ | {"PORT": PORT, "PYTHONPATH": str(shop.BACKEND)}
    process = shop.start(command, cwd=shop.BACKEND, env=env)
    return Part("The API", process, f"http://127.0.0.1:{PORT}/health")


def client(preview: bool) -> Part:
    """Start the web client: from its source, or as it was built. Both send /api on to the API."""
    options = ["preview"] if preview else []
    command = ["node", str(VITE), *options, "--port", PORT_WEB, "--strictPort"]
    env = os.environ | {"BACKEND": f"http://127.0.0.1:{PORT}", "PORT_WEB": PORT_WEB}
    return Part("The web client", shop.start(command, cwd=FRONTEND, env=env), f"http://localhost:{PORT_WEB}/")


def serve(parts: list[Part], signals: shop.Signals) -> int:
    """Wait for all parts to answer, and then for the end; 0 if it was asked for."""
    for part in parts:
        try:
            shop.wait_until_healthy(part.address, part.process, signals.arrived)
        except shop.Failed as failure:
            print(f"{part.name} is not there. {failure}", file=sys.stderr, flush=True)
            return 1
    if not signals.arrived():
        print(greeting(parts), flush=True)
    while not signals.arrived():
        for part in parts:
            if (code := part.process.poll()) is not None:
                print(f"{part.name} ended with {code}, so everything is stopped.", file=sys.stderr, flush=True)
                return 1
        time.sleep(0.2)
    return 0


def greeting(parts: list[Part]) -> str:
    """Where everything is, for the last lines of the start."""
    lines = [f"  API   http://localhost:{PORT} (to try it out: http://localhost:{PORT}/api/docs)"]
    if len(parts) > 1:
        lines.insert(0, f"  Shop  http://localhost:{PORT_WEB}")
    return "\n".join(["", *lines, "  Who may sign in, with which password: README.md. Ctrl-C ends all of it.", ""])


if __name__ == "__main__":
    sys.exit(main())
