"""What a run under load has to come to, and what its people remember."""

import sys

from tests.performance import afterwards, ground, people
from tests.performance.goals import figures, percentile, table, verdicts
from tests.performance.record import Record


def served(*times: float, **more: object) -> Record:
    return Record(crowd={"list": list(times)}, seconds=10.0, **more)  # type: ignore[arg-type]


def failed(record: Record) -> list[str]:
    return [one.what for one in verdicts(record) if not one.holds]


def test_a_percentile_is_a_time_that_somebody_waited():
    times = [float(n) for n in range(1, 101)]
    assert [percentile(times, share) for share in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert percentile([7.0], 95) == 7
    assert percentile([3.0, 1.0, 2.0], 50) == 2


def test_a_crowd_that_is_served_in_time_is_served_well():
    assert failed(served(*[200.0] * 95, *[500.0] * 4, 9_000.0)) == []


def test_whoever_waits_too_long_is_noticed():
    assert failed(served(*[1.0] * 94, *[201.0] * 6)) == ["p95 at most 200 ms"]
    assert failed(served(*[1.0] * 98, 501.0, 501.0)) == ["p99 at most 500 ms"]


def test_the_times_of_everything_asked_count_together():
    record = Record(crowd={"list": [1.0] * 90, "report": [900.0] * 10}, seconds=10.0)
    assert failed(record) == ["p95 at most 200 ms", "p99 at most 500 ms"]
    assert figures(record) == {"requests": 100, "a_second": 10.0, "errors": 0, "p50": 1, "p95": 900, "p99": 900}


def test_one_error_is_one_too_many_also_on_arrival():
    record = served(1.0)
    record.arriving["sign in"] = [5.0]
    record.errors["sign in: 429 too_many_requests"] += 1
    assert failed(record) == ["no errors"]


def test_a_shop_that_served_nobody_has_not_served_well():
    assert failed(Record()) == ["somebody was served"]
    assert failed(Record(arriving={"sign in": [1.0]})) == ["somebody was served"]


def test_the_table_says_what_each_thing_took_and_all_of_it():
    lines = table({"list": [10.0, 20.0], "cart": [5.0], "order": []}).splitlines()
    assert [line.split()[:2] for line in lines[1:3]] == [["cart", "1"], ["list", "2"]]
    assert lines[3].split() == ["all", "together", "3", "10.0", "20.0", "20.0", "20.0"]
    assert len(lines) == 4


def test_what_people_remember_is_the_same_after_it_was_kept(tmp_path):
    record = served(1.5, orders={7: {"total": 1999, "items": {3: 2}}}, statuses={7: "shipped"}, prices={3: 450})
    record.errors["list: 500 internal_error"] += 2
    record.write(tmp_path / "record.json")
    assert Record.read(tmp_path / "record.json") == record


def test_everybody_has_an_account_and_every_kind_is_there():
    assert people.SHARES == {"Browser": 70, "Collector": 20, "Buyer": 5, "Cashier": 3, "Manager": 2}
    for crowd in (1, 40, 600, 601):
        assert all(many >= crowd * people.SHARES[kind] / 100 + 1 for kind, many in people.accounts(crowd).items())


def test_the_crowd_stays_out_of_the_process_of_the_tests():
    """Locust replaces sockets and threads by its own as soon as it is imported."""
    assert afterwards
    assert ground
    assert {"gevent", "locust"} & set(sys.modules) == set()
