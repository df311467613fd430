"""Run the Postman collection twice in a row against one freshly seeded production server.

Twice, because a collection that only passes on an untouched shop is no use to the person who runs it by hand.
The shop lives in a temporary folder and the server on a port the system picked, so nothing else is disturbed.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
TOOLS = ROOT / "tools"
POSTMAN = ROOT / "postman"
NODE_NEEDED = (20, 19)


def main() -> int:
    if missing := why_node_is_missing():
        print(f"SKIPPED: the Postman collection was not run, because {missing}.")
        return 0 if "--skip-without-node" in sys.argv else 1
    install_newman()
    with tempfile.TemporaryDirectory(prefix="barrow-") as folder, seeded_server(Path(folder)) as base_url:
        return run_collection(base_url, "first") or run_collection(base_url, "second")


def why_node_is_missing() -> str | None:
    needed = ".".join(map(str, NODE_NEEDED))
    if not (shutil.which("node") and shutil.which("npm")):
        return f"Node {needed} or newer is not installed"
    found = subprocess.check_output(["node", "--version"], text=True).strip()
    major, minor, *_ = found.removeprefix("v").split(".")
    if (int(major), int(minor)) < NODE_NEEDED:
        return f"Node {needed} or newer is needed and {found} was found"
    return None


def install_newman() -> None:
    """Install what tools/package-lock.json says, unless that is what is installed."""
    lock, installed = TOOLS / "package-lock.json", TOOLS / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    subprocess.run(["npm", "ci", "--loglevel=error"], cwd=TOOLS, check=True)
    installed.touch()


@contextmanager
def seeded_server(folder: Path) -> Iterator[str]:
    """Serve a new, seeded shop kept in `folder`; yields its address and always stops it."""
    env = os.environ | {
        "APP_ENV": "development",
        "DATABASE_URL": f"sqlite:///{folder / 'shop.db'}",
        "UPLOAD_FOLDER": str(folder / "uploads"),
        "RATELIMIT_ENABLED": "false",  # the matrix signs in more often in a minute than a person may
        "REDIS_URL": "",
        "LOG_LEVEL": "WARNING",  # newman says what was asked and answered
        "FLASK_APP": "wsgi",
        "PYTHONPATH": str(BACKEND),
    }
    subprocess.run([sys.executable, "-m", "flask", "db", "upgrade"], cwd=BACKEND, env=env, check=True)
    subprocess.run([sys.executable, "seed_data.py"], cwd=ROOT, env=env, check=True)

    # The socket is opened here and handed over: no other program can take the port in between.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        base_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        command = ["-m", "gunicorn", "--config", "gunicorn.conf.py", "--bind", f"fd://{listener.fileno()}"]
        server = subprocess.Popen(
            [sys.executable, *command, "wsgi:app"],
            cwd=BACKEND,
            env=env,
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )
    try:
        wait_until_healthy(base_url, server)
        yield base_url
    finally:
        stop(server)


def wait_until_healthy(base_url: str, server: subprocess.Popen[bytes], tries: int = 120) -> None:
    for _ in range(tries):
        if server.poll() is not None:
            raise SystemExit(f"The server ended with {server.returncode} before it answered.")
        try:
            urllib.request.urlopen(f"{base_url}/health", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
        else:
            return
    raise SystemExit(f"The server did not become healthy in {tries} tries.")


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and its workers, by force if asking is not enough."""
    try:
        server.terminate()
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        print("The server did not stop when asked; it is being killed.", file=sys.stderr)
    finally:
        # The group outlives its leader while a worker hangs.
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def run_collection(base_url: str, which: str) -> int:
    print(f"Postman: {which} run", flush=True)
    return subprocess.call(
        [
            "node",
            TOOLS / "node_modules/newman/bin/newman.js",
            "run",
            POSTMAN / "Flask_Ecommerce_API.postman_collection.json",
            *("--environment", POSTMAN / "Barrow.postman_environment.json"),
            *("--env-var", f"base_url={base_url}"),
            *("--working-dir", POSTMAN),
            *("--reporters", "cli", "--reporter-cli-no-success-assertions", "--reporter-cli-no-banner"),
        ]
    )


if __name__ == "__main__":
    # Ended by a signal, the server still has to be stopped on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
