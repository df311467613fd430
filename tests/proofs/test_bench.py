"""A benchmark that cannot fail measures nothing: each of its checks is shown something wrong."""

import itertools
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from sqlite3 import dbapi2
from typing import Any

import psutil
import psycopg2
import pytest

from bench import __main__ as bench
from bench import counted, growth, page
from bench.asks import Ask
from bench.floors.rows import Rows
from bench.goals import Goal, at_least, at_most
from bench.grounds import Ground
from bench.growth import Grown
from bench.kinds import Beside, Pace, Rate, SignedIn, Took
from bench.load import Wrong
from bench.results import Result
from bench.servers import Server

PACE = Pace(turns=3, seconds=0.02, lines=2)
THING = Ask("/thing")
Reply = Callable[[dict[str, str]], tuple[int, dict[str, str], bytes]]


class Quiet(ThreadingHTTPServer):
    """A server to which clients may be as rude as the load is when it has heard enough."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[Callable[[Reply], Server]]:
    """Serves what a function replies to the headers of a request."""
    running: list[Quiet] = []

    def serve(reply: Reply) -> Server:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                status, headers, body = reply(dict(self.headers))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
                """Say nothing."""

        server = Quiet(("127.0.0.1", 0), Handler)
        running.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return Server(("127.0.0.1", server.server_address[1]), psutil.Process())

    yield serve
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def ground(served) -> Callable[..., Ground]:
    """A ground on which the shop replies in one way, and its floor in another."""

    def of(shop: Reply, floor: Reply = lambda _: (200, {}, b"same"), statements: int = 1) -> Ground:
        def counting(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
            status, said, body = shop(headers)
            return status, said | {counted.HEADER: str(statements)}, body

        servers = {"cold": served(shop), "cold, counting": served(counting), "floor": served(floor)}
        return Ground("sqlite", {}, servers, {"customer": ["token"]}, Rows("sqlite://"))

    return of


def against_sql(ask: Ask = THING, goal: float = 0.01) -> Rate:
    """An operation that would reach its goal if nothing were wrong."""
    return Rate("thing", "SQL", "cold", ask, THING, at_least(goal), 1, shows=lambda body: body)


def same(_headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, b"same"


def slow(_headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    time.sleep(0.1)
    return 200, {}, b"same"


def test_the_same_bytes_as_fast_as_the_floor_reach_their_goal(ground):
    found = against_sql().measure(ground(same), PACE)
    assert found.reached
    assert found.load is not None
    assert found.load.p50 <= found.load.p99


def test_a_floor_that_replies_with_other_bytes_is_none(ground):
    with pytest.raises(Wrong, match="something else"):
        against_sql().measure(ground(same, lambda _: (200, {}, b"Same")), PACE)


def test_a_reply_that_is_refused_or_shrinks_ends_the_measuring(ground):
    lengths = iter([*[4] * 8, *[3] * 1000])
    with pytest.raises(Wrong, match="3 bytes, and was 4"):
        against_sql().measure(ground(lambda _: (200, {}, b"same"[: next(lengths)])), PACE)
    with pytest.raises(Wrong, match="200 was expected"):
        against_sql().measure(ground(lambda _: (503, {}, b"same")), PACE)


def test_slower_than_its_share_is_missed_and_far_from_it_refused(ground):
    missed = against_sql(goal=1).measure(ground(slow), PACE)
    assert not missed.reached
    assert not missed.guarded


def test_what_works_too_much_is_refused_and_what_a_busy_moment_slowed_is_not(ground):
    found = against_sql(goal=0.6).measure(ground(same), PACE)
    assert found.load is not None
    for rate, by_cpu, passes in ((0.35, 0.45, True), (0.7, 0.4, False), (0.25, 0.9, False)):
        assert replace(found, figure=rate, load=replace(found.load, steadier=by_cpu)).guarded is passes


def test_what_took_no_time_that_could_be_told_is_judged_by_its_rate(ground, monkeypatch):
    monkeypatch.setattr(Server, "cpu_seconds", lambda *_, **__: 0.0)
    found = against_sql(goal=0.6).measure(ground(same), PACE)
    assert found.load is not None
    assert found.load.steadier is None
    assert [replace(found, figure=rate).guarded for rate in (0.43, 0.41)] == [True, False]


def test_one_turn_in_which_the_machine_did_something_else_does_not_count(ground, monkeypatch):
    by_turns = itertools.accumulate([0, 1, 0, 1, 0, 1, 0, 1_000_000, 0, 1, 0, 1])  # the floor, then the shop
    monkeypatch.setattr(Server, "cpu_seconds", lambda *_, **__: next(by_turns))
    found = against_sql().measure(ground(same), PACE)
    assert found.load is not None
    assert found.load.steadier is not None
    assert found.load.steadier > 0.001


def test_what_short_turns_refuse_is_looked_at_for_longer_after_everything_else(ground):
    asked = list[tuple[str, float]]()

    class Told:
        """An operation of which it is known what comes of it."""

        against = "SQL"

        def __init__(self, name: str, *figures: float) -> None:
            self.name, self._figures = name, iter(figures)

        def measure(self, ground: Ground, pace: Pace) -> Result:
            asked.append((self.name, pace.seconds))
            figure = next(self._figures)
            if not figure:
                raise Wrong("no reply")
            return Result(self.name, ground.db, self.against, figure, at_least(1))

    kinds = [Told("busy", 0.1, 0.8), Told("slow", 0.1, 0.2), Told("wrong", 0), Told("fast", 0.9)]
    found = list(bench.measured(kinds, ground(same), PACE))
    assert [(one.operation, one.guarded) for one in found] == [
        ("wrong", False),
        ("fast", True),
        ("busy", True),
        ("slow", False),
    ]
    short, long = PACE.seconds, bench.AGAIN[1]
    assert asked == [*((kind.name, short) for kind in kinds), ("busy", long), ("slow", long)]


def test_one_statement_too_many_is_refused(ground):
    found = against_sql().measure(ground(same, statements=2), PACE)
    assert found.statements == 2
    assert not found.guarded


def test_what_sends_no_etag_or_does_not_know_it_again_cannot_be_matched(ground):
    matching = against_sql(Ask("/thing", matching=True))
    with pytest.raises(Wrong, match="no ETag"):
        matching.measure(ground(same), PACE)
    with pytest.raises(Wrong, match="304 was expected"):
        matching.measure(ground(lambda _: (200, {"ETag": '"1"'}, b"same")), PACE)


def test_what_knows_its_etag_again_is_measured_by_its_304(ground):
    def shop(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        known = headers.get("If-None-Match") == '"1"'
        return (304, {"ETag": '"1"'}, b"") if known else (200, {"ETag": '"1"'}, b"same")

    assert against_sql(Ask("/thing", matching=True)).measure(ground(shop), PACE).reached


def test_somebody_signed_in_is_compared_with_somebody_who_is_not(ground):
    kind = SignedIn("one", "public", "cold", Ask("/thing", "customer"), THING, at_most(1000, "ms"), 0)
    found = kind.measure(ground(same), PACE)
    assert (found.statements, found.reached) == (0, True)


def test_others_who_wait_longer_are_seen(ground):
    calm = Beside("others", "without", "cold", THING, Ask("/other"), at_most(1e-9, "×"))
    found = calm.measure(ground(same), PACE)
    assert found.figure is not None
    assert found.figure > 0
    assert not found.reached


def test_of_those_who_wait_the_guard_sees_all_and_not_the_unluckiest(ground):
    others = Beside("others", "without", "cold", THING, Ask("/other"), at_most(2, "×"))
    found = others.measure(ground(same), PACE)
    assert found.load is not None
    assert found.load.steadier is not None
    assert found.load.steadier > 0
    for mean, passes in ((2.8, True), (2.9, False)):
        assert replace(found, figure=100, load=replace(found.load, steadier=mean)).guarded is passes


def test_a_time_alone_is_missed_but_never_refused(ground):
    found = Took("thing", "", "cold", THING, at_most(0, "ms")).measure(ground(same), PACE)
    assert (found.reached, found.guarded) == (False, True)
    assert not Took("thing", "", "cold", THING, None, 0).measure(ground(same), PACE).guarded


def test_a_list_that_takes_longer_where_there_is_more_is_seen(ground):
    found = Grown("things", THING).measure(ground(same), ground(slow, statements=3), PACE)
    assert found.figure is not None
    assert found.figure > 1.5
    assert (found.reached, found.statements) == (False, 3)


@pytest.mark.parametrize(
    ("goal", "reached", "guarded", "refused"),
    [
        (at_least(0.5), 0.5, 0.36, 0.34),
        (at_most(2, "×"), 2, 2.8, 2.9),
        (at_most(3, "statements"), 3, 3, 4),
    ],
)
def test_the_guard_lets_a_ratio_waver_and_no_count(goal: Goal, reached: float, guarded: float, refused: float):
    assert goal.reached(reached)
    assert goal.guarded(guarded)
    assert not goal.guarded(refused)


def test_every_question_and_change_is_counted_and_no_beginning_or_end(installation, monkeypatch):
    url = installation.settings.database_url.replace("+psycopg2", "")
    for module in (sqlite3, dbapi2, psycopg2):
        monkeypatch.setattr(module, "connect", module.connect)  # as it was, afterwards
    counted.listen()
    rows = Rows(url)

    def app(_environ: object, start: Callable[..., Any]) -> Iterator[bytes]:
        start("200 OK", [])
        rows.of("SELECT 1")
        with rows.changing():
            rows.do("UPDATE products SET name = ?", "x")
        yield b"some"
        rows.of("SELECT 2")
        yield b"thing"

    heads: list[Any] = []
    for _ in range(3):  # the first one also opens the connection and the index of words
        assert counted.Counted(app)({}, lambda *head: heads.append(head)) == [b"something"]
    rows.close()
    assert [dict(headers)[counted.HEADER] for _, headers in heads[1:]] == ["3", "3"]


def test_what_was_asked_before_the_application_was_is_counted_too():
    class Front:
        """Asks one thing, and knows nothing."""

        def may_know(self, environ: Mapping[str, Any]) -> bool:
            return not environ

        def look(self, environs: Sequence[dict[str, Any]]) -> list[bool]:
            counted.heard("SELECT 1")
            return [False] * len(environs)

    def app(_environ: object, start: Callable[..., Any]) -> Iterator[bytes]:
        start("200 OK", [])
        counted.heard("SELECT 2")
        yield b"something"

    environ, heads = dict[str, Any](), list[Any]()
    assert counted.CountedLooks([Front()]).look([environ]) == [False]
    assert counted.Counted(app)(environ, lambda *head: heads.append(head)) == [b"something"]
    assert [dict(headers)[counted.HEADER] for _, headers in heads] == ["2"]


def test_a_whole_run_replaces_its_figures_and_nothing_else(tmp_path):
    written = tmp_path / "performance.md"
    begin, end = "<!-- figures: written by a whole run, not by hand -->", "<!-- figures: end -->"
    written.write_text(f"By hand.\n\n{begin}\nold\n{end}\n\nAlso by hand.\n")
    found = [
        Result("list", "sqlite", "SQL", 0.7, at_least(0.6), 2, at_most(2, "statements")),
        Result("matching", "sqlite", "hello", why="there is no ETag"),
    ]
    page.write("figures", found, 60, "150 products", written)
    text = written.read_text()
    assert text.startswith(f"By hand.\n\n{begin}\n")
    assert text.endswith(f"{end}\n\nAlso by hand.\n")
    assert "1 of 2 reached their goals, measured in 1 min in a shop of 150 products" in text
    assert "| list | sqlite | SQL | 0.70× | ≥ 0.60× | 2 (2) | reached |" in text
    assert "- matching, sqlite: there is no ETag" in text
    assert "old" not in text


LISTS = [each.name for each in growth.LISTS if "found" in each.name]


@pytest.mark.parametrize(("word", "measured"), [("found", LISTS), ("nothing of the kind", [])])
def test_only_lists_that_have_a_word_are_compared_in_a_large_shop(monkeypatch, capsys, word, measured):
    found = list[str]()
    monkeypatch.setattr(growth, "measured", lambda *given: found.extend(each.name for each in given[2]) or ())
    monkeypatch.setattr(sys, "argv", ["bench", "--growth", "--only", word])
    bench.main()
    assert found == measured
    assert ("There are: products," in capsys.readouterr().err) == (not measured)
