"""The programs in tools/ start what they promise, say where it is, and leave nothing running."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
ORIGIN = "http://localhost:4321"
SIGN_IN = json.dumps({"email_or_username": "admin@ecommerce.com", "password": "Admin123!"}).encode()
# What supervises the shop's two halves, here with two halves of the test's own.
TWO_PARTS = """
import sys, run, shop
from functools import partial

def part(name, port, program):
    process = shop.start([sys.executable, *program, port], cwd=shop.ROOT / "docs", env={"MARK": sys.argv[1]})
    return run.Part(name, process, f"http://127.0.0.1:{port}/")

serves = ["-m", "http.server", "--bind", "127.0.0.1"]
other = serves if sys.argv[4] == "stays" else ["-c", "raise SystemExit(3)"]
sys.exit(run.together(
    [partial(part, "One", sys.argv[2], serves), partial(part, "Two", sys.argv[3], other)], shop.Signals()))
"""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """A shop as browser tests copy it."""
    folder = tmp_path_factory.mktemp("seeded")
    subprocess.run([sys.executable, TOOLS / "shop.py", "seed", folder], check=True, capture_output=True)
    return folder


@contextmanager
def program(*arguments, **settings):
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": str(TOOLS)} | settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def left_running(mark):
    """The processes that were started with `mark` in their environment; only Linux tells."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            found += [environment.parent.name] if str(mark).encode() in environment.read_bytes() else []
        except OSError:
            continue
    return found


def wait_until(happened, seconds=30):
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return str(listener.getsockname()[1])


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
    except OSError:
        return False
    return True


def test_a_seeded_folder_holds_a_shop_that_can_be_copied(seeded):
    assert sorted(path.name for path in seeded.iterdir()) == ["shop.db", "uploads"]


def test_a_shop_is_served_until_standard_input_closes(seeded, tmp_path):
    folder = shutil.copytree(seeded, tmp_path / "copy")
    arguments = (TOOLS / "shop.py", "serve", folder, "--origin", ORIGIN)
    with program(*arguments, ACCESS_TOKEN_SECONDS="7", DATABASE_URL="sqlite:///elsewhere.db") as server:
        url = json.loads(server.stdout.readline())["url"]
        sent = {"Origin": ORIGIN, "Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(f"{url}/api/auth/login", SIGN_IN, sent)) as reply:
            assert json.load(reply)["expires_in"] == 7
            assert reply.headers["Access-Control-Allow-Origin"] == ORIGIN
        server.stdin.close()
        assert server.wait(30) == 0
        assert server.stdout.read() == ""
    assert left_running(folder) == []


def test_a_signal_ends_a_shop_that_is_still_starting(seeded, tmp_path):
    folder = shutil.copytree(seeded, tmp_path / "copy")
    with program(TOOLS / "shop.py", "serve", folder) as server:
        wait_until(lambda: len(left_running(folder)) > 0 or not Path("/proc").exists())
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0
        assert server.stdout.read() == ""
    assert left_running(folder) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a program whose parent was killed")
def test_a_shop_ends_even_if_whoever_serves_it_is_killed(seeded, tmp_path):
    folder = shutil.copytree(seeded, tmp_path / "copy")
    with program(TOOLS / "shop.py", "serve", folder) as server:
        assert server.stdout.readline()
        server.kill()
    wait_until(lambda: left_running(folder) == [])


def test_a_shop_that_cannot_be_served_says_so(tmp_path):
    with program(TOOLS / "shop.py", "serve", tmp_path, WEB_THREADS="many") as server:
        assert server.wait(30) == 1
        assert "before it answered" in server.stderr.read()
    assert left_running(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_both_halves_of_the_shop(tmp_path, number):
    ports = free_port(), free_port()
    with program("-c", TWO_PARTS, str(tmp_path), *ports, "stays") as both:
        wait_until(lambda: all(map(answers, ports)))
        both.send_signal(number)
        assert both.wait(30) == 0
    assert left_running(tmp_path) == []


def test_when_one_half_of_the_shop_ends_the_other_is_stopped(tmp_path):
    with program("-c", TWO_PARTS, str(tmp_path), free_port(), free_port(), "goes") as both:
        assert both.wait(30) == 1
        assert "Two is not there" in both.stderr.read()
    assert left_running(tmp_path) == []


@pytest.mark.parametrize(("tool", "what"), [("postman.py", "Postman collection"), ("web.py", "web client")])
def test_without_node_a_part_of_the_tests_is_skipped_only_where_that_is_allowed(tool, what):
    def run(*arguments, **settings):
        command = [sys.executable, TOOLS / tool, *arguments]
        env = {"PATH": "", **settings}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    code, said = run("--skip-without-node")
    assert (code, said.startswith("SKIPPED"), what in said, said.count("\n")) == (0, True, True, 1)
    for code, said in (run(), run("--skip-without-node", NOTHING_SKIPPED="1")):
        assert (code, said.startswith("FAILED")) == (1, True)
