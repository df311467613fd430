"""A report beside another one: what changed, by how many per cent, and which piece stands beside which."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app import services
from app.core.permissions import Role
from tests.api.test_report_files import cells_of_workbook, rows_of_csv
from tests.factories import Make

SALES = "/api/reports/sales"
BERLIN = ZoneInfo("Europe/Berlin")


def pairs(report: dict[str, Any]) -> list[tuple[str, str | None, float | None]]:
    return [(piece["label"], piece["compared_label"], piece["compared_net"]) for piece in report["buckets"]]


def test_what_has_changed_is_said_as_a_difference_and_in_per_cent(make, sign_in, freeze):
    product = make.product(price=1000, stock=100)
    freeze("2026-03-09T10:00:00Z")
    for units in (4, 4):
        make.order(lines=[(product, units)], paid=True)
    freeze("2026-03-10T10:00:00Z")
    orders = [make.order(lines=[(product, 3)], paid=True) for _ in range(3)]
    for order in orders[:2]:
        make.do(lambda o=order: services.refunds.refund(make.boss, o.id, amount_cents=100))

    report = sign_in(Role.MANAGER).get(f"{SALES}?from=2026-03-10&to=2026-03-10&compare=previous").json

    now, compared = report["total"], report["compared"]
    assert (now["orders"], now["refund_count"], compared["total"]["refund_count"]) == (3, 2, 0)
    for name, figure in now.items():
        assert compared["difference"][name] == round(figure - compared["total"][name], 2), name
    percent = compared["percent"]
    assert set(percent) == set(now)
    # 8 units became 9, an order of 40.00 one of 30.00, and 80.00 became 90.00 less the goods of both refunds.
    assert (percent["orders"], percent["units"], percent["average_order"]) == (50.0, 12.5, -25.0)
    assert (now["net"], percent["net"]) == (88.62, 10.8)
    assert (now["refunds"], percent["refunds"], percent["refund_count"]) == (1.38, None, None)


def test_today_says_so_too(make, sign_in, freeze):
    product = make.product(price=700, stock=100)
    freeze("2026-03-03T10:00:00Z")
    for _ in range(3):
        make.order(lines=[(product, 1)])
    freeze("2026-03-10T10:00:00Z")
    for _ in range(2):
        make.order(lines=[(product, 1)])
    percent = sign_in(Role.MANAGER).get("/api/reports/today").json["percent"]
    assert (percent["orders"], percent["net"]) == (-33.3, -33.3)
    assert (percent["average_order"], percent["refunds"]) == (0, None)


def test_there_is_no_per_cent_of_a_loss(make, sign_in, freeze):
    freeze("2026-03-01T10:00:00Z")
    order = make.order(paid=True)
    freeze("2026-03-02T10:00:00Z")
    make.do(lambda: services.refunds.refund(make.boss, order.id))
    freeze("2026-03-03T10:00:00Z")
    compared = sign_in(Role.ADMIN).get(f"{SALES}?from=2026-03-03&compare=previous").json["compared"]
    assert compared["total"]["net"] < 0 < compared["difference"]["net"]
    assert compared["percent"]["net"] is None


def test_hours_of_the_clock_stand_beside_those_of_the_other_range(make, sign_in, freeze):
    freeze("2026-03-02T09:30:00Z")
    make.order()
    freeze("2026-03-11T10:00:00Z")
    report = sign_in(Role.ADMIN).get(f"{SALES}?from=2026-03-09&compare=week").json
    hours = report["compared"]["by_hour"]
    assert [row["hour"] for row in hours] == list(range(24))
    assert [row["hour"] for row in hours if row["orders"]] == [9]
    assert not any(row["orders"] for row in report["by_hour"])


def test_a_day_stands_beside_the_day_that_is_as_far_in(make, sign_in, freeze):
    freeze("2026-03-05T10:00:00Z")
    make.order(lines=[(make.product(price=700), 1)])
    freeze("2026-03-08T10:00:00Z")
    report = sign_in(Role.ADMIN).get(f"{SALES}?from=2026-03-06&compare=previous").json
    assert pairs(report) == [
        ("2026-03-06", "2026-03-03", 0),
        ("2026-03-07", "2026-03-04", 0),
        ("2026-03-08", "2026-03-05", 7.0),
    ]


def test_a_piece_without_a_counterpart_stands_alone(sign_in, freeze):
    freeze("2026-03-17T10:00:00Z")
    # Sunday to Monday week are three weeks; the nine days before are two.
    report = sign_in(Role.ADMIN).get(f"{SALES}?from=2026-03-08&to=2026-03-16&bucket=week&compare=previous").json
    assert pairs(report) == [("2026-W10", "2026-W09", 0), ("2026-W11", "2026-W10", 0), ("2026-W12", None, None)]


def test_hours_stand_beside_the_same_hour_of_the_wall(installation, freeze):
    freeze("2026-11-20T12:00:00Z")
    admin = Make(installation.with_settings(shop_timezone=BERLIN)).person(Role.ADMIN)
    asked = "bucket=hour&compare=week"
    summer = admin.get(f"{SALES}?from=2026-04-04&to=2026-04-05&{asked}").json
    skipped = [label for label, beside, _ in pairs(summer) if beside is None]
    assert skipped == ["2026-04-05T02:00+02:00"]
    assert pairs(summer)[27][:2] == ("2026-04-05T03:00+02:00", "2026-03-29T03:00+02:00")
    winter = admin.get(f"{SALES}?from=2026-10-25&to=2026-10-25&{asked}").json
    assert [label for label, beside, _ in pairs(winter) if beside is None] == ["2026-10-25T02:00+01:00"]


@pytest.mark.parametrize("query", ["compare=week", "bucket=week&compare=previous"])
def test_a_file_of_a_comparison_has_it_in_columns(query, make, sign_in, freeze):
    freeze("2026-03-05T10:00:00Z")
    make.order(lines=[(make.product(price=700), 1)])
    freeze("2026-03-16T10:00:00Z")
    admin, path = sign_in(Role.ADMIN), f"{SALES}?from=2026-03-08&{query}"
    shown = admin.get(path).json["buckets"]
    rows = rows_of_csv(admin.get(f"{path}&format=csv"))
    assert list(rows[0])[-2:] == list(shown[0])[-2:] == ["compared_label", "compared_net"]
    for row, piece in zip(rows, shown, strict=True):
        assert row["compared_label"] == (piece["compared_label"] or "")
        assert row["compared_net"] == ("" if piece["compared_net"] is None else f"{piece['compared_net']:.2f}")
    assert "7.00" in [row["compared_net"] for row in rows]
    heading, *sheet = cells_of_workbook(admin.get(f"{path}&format=xlsx"))
    assert heading[-1] == ("s", "compared_net")
    assert ("n", "7") in [cells[-1] for cells in sheet]


def test_without_a_comparison_nothing_is_said_of_one(sign_in):
    admin = sign_in(Role.ADMIN)
    report = admin.get(SALES).json
    assert report["compared"] is None
    assert not [name for name in report["buckets"][0] if name.startswith("compared")]
    assert "compared" not in admin.get(f"{SALES}?format=csv").get_data(as_text=True)


def test_a_report_says_how_long_it_may_be(sign_in, freeze):
    freeze("2026-03-30T12:00:00Z")
    admin = sign_in(Role.ADMIN)
    assert [admin.get(f"/api/reports/{one}").json["longest_days"] for one in ("sales", "today")] == [731, 731]
    assert admin.get(f"{SALES}?from=2024-03-30").status_code == 200
    assert admin.get(f"{SALES}?from=2024-03-29").status_code == 400
