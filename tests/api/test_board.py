"""Today's orders, asked for again and again: nothing new costs next to nothing, and nothing new is missed."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from app import services
from app.core import clock
from app.core.permissions import Role
from app.models.order_states import PaymentStatus, Status

BOARD = "/api/orders/today"


def tag_of(person: Any, path: str = BOARD) -> str:
    """The ETag of the board as it is."""
    return person.get(path).headers["ETag"]


def again(person: Any, tag: str, path: str = BOARD) -> Any:
    """The board, asked for by somebody who has the one with `tag`."""
    return person.get(path, headers={"If-None-Match": tag})


def ids(answer: Any) -> list[int]:
    """The orders of a board."""
    return [order["id"] for order in answer.json["orders"]]


def test_a_board_that_did_not_change_costs_one_statement_beside_the_tokens(make, sign_in, statements):
    cashier = sign_in(Role.CASHIER)
    for _ in range(3):
        make.order()
    tag = tag_of(cashier)

    with statements() as said:
        answer = again(cashier, tag)

    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
    assert len(said) == 2, said


def test_a_page_of_the_board_is_of_whole_orders_and_says_how_many_there_are(make, sign_in):
    cashier, products = sign_in(Role.CASHIER), [make.product() for _ in range(3)]
    placed = [make.order(lines=[(product, 1) for product in reversed(products)]).id for _ in range(5)]

    pages = [cashier.get(f"{BOARD}?per_page=2&page={page}").json for page in (1, 2, 3, 4)]

    assert [[order["id"] for order in page["orders"]] for page in pages] == [
        [placed[4], placed[3]],
        [placed[2], placed[1]],
        [placed[0]],
        [],
    ]
    assert [(page["total"], page["pages"], page["has_next"]) for page in pages] == [
        (5, 3, True),
        (5, 3, True),
        (5, 3, False),
        (5, 3, False),
    ]
    lines = [[line["product_id"] for line in order["items"]] for page in pages for order in page["orders"]]
    assert lines == [[product.id for product in products]] * 5


def test_an_empty_board_has_no_pages(sign_in):
    answer = sign_in(Role.CASHIER).get(BOARD).json
    assert (answer["orders"], answer["total"], answer["pages"]) == ([], 0, 0)


def test_a_client_may_keep_the_board_but_has_to_ask(sign_in):
    answer = sign_in(Role.CASHIER).get(BOARD)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer.headers["Vary"]


def test_a_weak_tag_and_one_among_several_name_the_same_board(sign_in):
    cashier = sign_in(Role.CASHIER)
    tag = tag_of(cashier)
    assert again(cashier, f"W/{tag}").status_code == 304
    assert again(cashier, f'"other", {tag}').status_code == 304
    assert again(cashier, '"other"').status_code == 200


CHANGES: dict[str, Any] = {
    "placed": lambda make, _: make.order(),
    "moved on": lambda make, o: services.orders.set_status(make.boss, o.id, Status.CONFIRMED),
    "paid": lambda make, o: services.payments.set_status(make.boss, o.id, PaymentStatus.PAID),
    "payment failed": lambda make, o: services.payments.set_status(make.boss, o.id, PaymentStatus.FAILED),
    "annotated": lambda make, o: services.orders.add_note(make.boss, o.id, "Called."),
    "cancelled": lambda make, o: services.orders.set_status(make.boss, o.id, Status.CANCELLED),
    "deleted": lambda make, o: services.orders.delete(make.boss, o.id),
}
ON_PAID: dict[str, Any] = {
    "refunded": lambda make, o: services.refunds.refund(make.boss, o.id),
    "refunded in part": lambda make, o: services.refunds.refund(make.boss, o.id, amount_cents=100),
    "reopened": lambda make, o: services.payments.set_status(make.boss, o.id, PaymentStatus.PENDING),
}


@pytest.mark.parametrize(("change", "paid"), [*((c, False) for c in CHANGES), *((c, True) for c in ON_PAID)])
def test_whatever_happens_to_an_order_is_a_new_board(change, paid, make, sign_in, freeze):
    freeze("2026-02-10T12:00:00Z")  # even if the clock stands still
    cashier, order = sign_in(Role.CASHIER), make.order(paid=paid)
    tag = tag_of(cashier)

    make.do(lambda: (CHANGES | ON_PAID)[change](make, order))

    answer = again(cashier, tag)
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag
    assert len(ids(answer)) == {"placed": 2, "deleted": 0}.get(change, 1)


def test_shipping_an_order_is_a_new_board(make, sign_in):
    cashier, order = sign_in(Role.CASHIER), make.order(status=Status.PROCESSING)
    tag = tag_of(cashier)
    sign_in(Role.MANAGER).post(f"/api/orders/{order.id}/ship", {"tracking_number": "PX1"})
    assert again(cashier, tag).json["orders"][0]["tracking_number"] == "PX1"


def test_a_customer_who_corrects_their_phone_number_is_a_new_board(make, sign_in):
    cashier, customer = sign_in(Role.CASHIER), sign_in(Role.CUSTOMER)
    make.order(customer.user)
    tag = tag_of(cashier)
    customer.put("/api/users/profile", {"phone": "0123 456789"})
    assert again(cashier, tag).json["orders"][0]["customer"]["phone"] == "0123 456789"


def test_a_product_with_another_picture_is_a_new_board(make, sign_in):
    manager, product = sign_in(Role.MANAGER), make.product()
    make.order(lines=[(product, 1)])
    tag = tag_of(manager)
    manager.put(f"/api/products/{product.id}", {"image_url": "/static/uploads/mug.png"})
    [item] = again(manager, tag).json["orders"][0]["items"]
    assert item["thumbnail_url"] == "/static/uploads/mug.png"


def test_another_role_page_or_day_is_another_board(make, sign_in, freeze):
    freeze("2026-02-10T23:30:00Z")
    cashier = sign_in(Role.CASHIER)
    tags = [tag_of(cashier), tag_of(sign_in(Role.MANAGER)), tag_of(cashier, f"{BOARD}?page=2")]
    freeze("2026-02-11T00:30:00Z")
    tags.append(tag_of(sign_in(Role.CASHIER)))
    assert len(set(tags)) == len(tags)


def test_only_what_changed_after_a_moment(make, sign_in, freeze):
    cashier = sign_in(Role.CASHIER)
    freeze("2026-02-10T12:00:00Z")
    cashier = sign_in(Role.CASHIER)
    first, _second = make.order(), make.order()
    freeze("2026-02-10T12:00:01Z")
    make.do(lambda: services.orders.add_note(make.boss, first.id, "Called."))
    third = make.order()

    for moment in ("2026-02-10T12:00:00Z", "2026-02-10T12:00:00+00:00", quote("2026-02-10T13:00:00+01:00")):
        answer = cashier.get(f"{BOARD}?since={moment}")
        assert (ids(answer), answer.json["total"]) == ([third.id, first.id], 2)
    assert ids(cashier.get(f"{BOARD}?since=2026-02-10T12:00:01Z")) == []


def test_what_changed_has_a_tag_of_its_own(make, sign_in):
    cashier, order = sign_in(Role.CASHIER), make.order()
    path = f"{BOARD}?since=0"
    tag = tag_of(cashier, path)
    assert tag != tag_of(cashier)
    assert again(cashier, tag, path).status_code == 304
    make.do(lambda: services.orders.add_note(make.boss, order.id, "Called."))
    assert ids(again(cashier, tag, path)) == [order.id]


def test_only_what_changed_after_an_event(make, sign_in):
    cashier = sign_in(Role.CASHIER)
    first, second = make.order(), make.order()  # events 1 and 2
    make.do(lambda: services.orders.add_note(make.boss, first.id, "Called."))  # event 3
    assert [ids(cashier.get(f"{BOARD}?since={event}")) for event in ("0", "1", "2", "3", "3~2")] == [
        [second.id, first.id],
        [second.id, first.id],
        [first.id],
        [],
        [second.id],
    ]


def test_an_order_of_yesterday_that_changes_today_is_not_on_the_board(make, sign_in):
    cashier = sign_in(Role.CASHIER)
    with clock.pretend(clock.now() - timedelta(days=1)):
        old = make.order()
    before = cashier.get(BOARD).data
    make.do(lambda: services.orders.add_note(make.boss, old.id, "Called."))
    assert cashier.get(BOARD).data == before
    assert ids(cashier.get(f"{BOARD}?since=0")) == []


@pytest.mark.parametrize("since", ["yesterday", "2026-02-10", "2026-02-10T12:00:00", "-1", "1~", "9" * 30, "%00"])
def test_a_since_that_is_neither_is_a_400(since, sign_in):
    answer = sign_in(Role.CASHIER).get(f"{BOARD}?since={since}")
    assert (answer.status_code, list(answer.json["details"])) == (400, ["since"])
