"""Receipts and packing slips: who may print them, and what stands on the paper."""

import re
from zoneinfo import ZoneInfo

import pytest

from app import services
from app.core.permissions import Role
from app.models.order_states import Status
from tests.installations import Installation
from tests.people import Person
from tests.printing import pages, sizes, words

RECEIPT, SLIP = "receipt.pdf", "packing-slip.pdf"
A4 = (595.2756, 841.8898)
NOON = "2026-02-10T12:00:00Z"


def printed(person, order, name=RECEIPT, paper="a4"):
    return person.get(f"/api/orders/{order.id}/{name}?paper={paper}")


def pdf(person, order, name=RECEIPT, paper="a4"):
    answer = printed(person, order, name, paper)
    assert answer.status_code == 200, answer.text
    return answer.data


def flowing(data):
    """What a document says, as running text."""
    return " ".join(words(data).replace(" | ", " ").split())


@pytest.mark.parametrize(("name", "kind"), [(RECEIPT, "receipt"), (SLIP, "packing-slip")])
@pytest.mark.parametrize("paper", ["a4", "80mm", "A4", ""])
def test_a_document_is_a_pdf_to_look_at_and_not_for_shared_caches(name, kind, paper, sign_in, make):
    order = make.order()
    answer = printed(sign_in(Role.ADMIN), order, name, paper)

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == f'inline; filename="{order.order_number}-{kind}.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("paper", ["a4", "80mm"])
def test_a_receipt_says_what_was_sold_and_paid(paper, make, sign_in, freeze):
    freeze("2026-02-10T21:30:00Z")
    customer = make.user(first_name="Maya", last_name="Archer")
    lamp, mug = make.product(name="Desk Lamp", sku="LAMP-1", price=1999), make.product(name="Mug", price=500)
    order = make.order(
        customer, [(lamp, 2), (mug, 1)], status=Status.DELIVERED, paid=True, customer_notes="Ring twice."
    )
    make.do(lambda: services.refunds.refund(make.boss, order.id, amount_cents=123))
    text = flowing(pdf(sign_in(customer), order, paper=paper))

    assert text.count(order.order_number) >= 2  # large, and below its barcode
    for said in ("Barrow", "Receipt", "2026-02-10 21:30", "Maya Archer", "1 High Street", "LS1 1AA", "Desk Lamp"):
        assert said in text
    assert "LAMP-1" in text
    assert re.search(r"19\.99 39\.98" if paper == "a4" else r"2 ~ 19\.99 39\.98", text)
    assert "Subtotal 44.98 Tax 4.50 Shipping 10.00 Total 59.48 Paid 59.48 Refunded 1.23" in text
    assert "Paid after refunds 58.25 Still to pay 0.00" in text
    assert "Payment method Credit card Payment Partially refunded" in text
    assert "Ring twice." in text


def test_a_receipt_of_an_unpaid_order_says_what_is_still_to_pay(sign_in, make):
    customer = make.user()
    order = make.order(customer, [(make.product(price=1000), 1)], payment_method="cod")
    text = flowing(pdf(sign_in(customer), order))
    assert "Cash on delivery" in text
    assert "Total 21.00 Paid 0.00 Still to pay 21.00" in text

    make.do(lambda: services.orders.set_status(make.boss, order.id, Status.CANCELLED))
    assert "Still to pay" not in flowing(pdf(sign_in(customer), order))


def test_what_staff_note_among_themselves_is_on_no_paper(sign_in, make):
    order = make.order()
    make.do(lambda: services.orders.add_note(make.boss, order.id, "Difficult customer"))
    for name in (RECEIPT, SLIP):
        assert "Difficult" not in flowing(pdf(sign_in(Role.ADMIN), order, name))


@pytest.mark.parametrize("paper", ["a4", "80mm"])
def test_a_packing_slip_says_what_to_pack_and_no_prices(paper, sign_in, make):
    lamp = make.product(name="Desk Lamp", price=1999)
    order = make.order(lines=[(lamp, 3), (make.product(name="Mug", price=500), 1)], paid=True)
    text = flowing(pdf(sign_in(Role.CASHIER), order, SLIP, paper))

    assert "Packing slip" in text
    assert "Pieces 4" in text
    assert "1 High Street" in text
    assert ("3 ~ Desk Lamp" if paper == "80mm" else "Desk Lamp") in text
    assert not re.search(r"\d\.\d\d", text)
    assert "Total" not in text


def test_a_packing_slip_leaves_out_what_was_paid_back(sign_in, make):
    order = make.order(lines=[(make.product(name="Lamp"), 3)], status=Status.PROCESSING, paid=True)
    item = {"order_item_id": order.items[0].id, "quantity": 1}
    make.do(lambda: services.refunds.refund(make.boss, order.id, items=[item]))
    text = flowing(pdf(sign_in(Role.MANAGER), order, SLIP, "80mm"))
    assert "2 ~ Lamp" in text
    assert "1 of 3 refunded" in text


def test_the_slip_of_a_cancelled_order_says_not_to_send_it(sign_in, make):
    order = make.order(status=Status.CANCELLED)
    assert "This order is cancelled. Do not send it." in flowing(pdf(sign_in(Role.CASHIER), order, SLIP))


def test_the_date_is_the_one_on_the_wall_of_the_shop(database, installations, sign_in, make, freeze):
    freeze("2026-02-10T22:30:00Z")
    order, person = make.order(), sign_in(Role.ADMIN)
    shop: Installation = installations.on(database)
    app = shop.with_settings(shop_timezone=ZoneInfo("Africa/Cairo"), shop_name="Nile & Sons")
    text = flowing(pdf(Person(app, token=person.token), order))
    assert "2026-02-11 00:30" in text
    assert "Nile & Sons" in text


def test_a_customer_prints_only_their_own_receipts_and_no_slips(sign_in, make):
    own, other = make.user(), make.order()
    order = make.order(own)
    assert printed(sign_in(own), order).status_code == 200
    assert printed(sign_in(own), other).json["code"] == "not_found"
    refused = printed(sign_in(own), order, SLIP)
    assert (refused.status_code, refused.json["details"]["permission"]) == (403, "order:pack")


@pytest.mark.parametrize("name", [RECEIPT, SLIP])
def test_staff_print_as_far_as_they_reach(name, sign_in, make, freeze):
    freeze("2026-01-05T12:00:00Z")
    old = make.order()
    freeze("2026-02-09T12:00:00Z")
    recent = make.order()
    freeze(NOON)
    todays = make.order()

    def reach(role: Role) -> list[int]:
        return [printed(sign_in(role), order, name).status_code for order in (todays, recent, old)]

    assert reach(Role.CASHIER) == [200, 404, 404]
    assert reach(Role.MANAGER) == [200, 200, 404]
    assert reach(Role.ADMIN) == [200, 200, 200]


@pytest.mark.parametrize("name", [RECEIPT, SLIP])
def test_nobody_prints_what_is_not_there_or_without_signing_in(name, sign_in, stranger, make):
    order = make.order()
    assert printed(stranger, order, name).status_code == 401
    assert sign_in(Role.ADMIN).get(f"/api/orders/999999/{name}").status_code == 404
    make.do(lambda: services.orders.delete(make.boss, order.id))
    assert printed(sign_in(Role.ADMIN), order, name).status_code == 404


@pytest.mark.parametrize("paper", ["a5", "letter", "80", "a4%00"])
def test_an_unknown_paper_is_refused(paper, sign_in, make):
    answer = printed(sign_in(Role.ADMIN), make.order(), paper=paper)
    assert (answer.status_code, answer.json["code"]) == (400, "validation_failed")
    assert "paper" in answer.json["details"]


@pytest.mark.parametrize("paper", ["a4", "80mm"])
def test_the_same_order_comes_to_the_same_bytes_on_any_day(paper, sign_in, make, freeze):
    freeze(NOON)
    customer = make.user()
    order = make.order(customer)
    first = pdf(sign_in(customer), order, paper=paper)
    freeze("2027-03-01T08:00:00Z")
    assert pdf(sign_in(customer), order, paper=paper) == first


@pytest.mark.parametrize("paper", ["a4", "80mm"])
def test_what_the_fonts_cannot_show_is_a_question_mark_and_never_a_crash(paper, sign_in, make):
    lamp = make.product(name="שלום 漢字 🎁 Lamp <b>&amp;</b>", sku="Ω-1")
    customer = make.user(first_name="Zoë", last_name="Ősz")
    order = make.order(customer, [(lamp, 1)], customer_notes="para 1\n\n<i>\u0001 مرحبا\u202e")
    text = flowing(pdf(sign_in(customer), order, paper=paper))

    assert "???? ?? ? Lamp" in text
    assert "Osz" in text
    assert "para 1" in text
    assert "&amp;" in text.replace(" ", "")


def test_a_hundred_lines_break_over_pages_that_repeat_the_head(sign_in, make):
    shelf = make.category().id
    lines = [
        (make.product(name=f"Article {n} {'with a long name ' * 6}", category_id=shelf), 1) for n in range(100)
    ]
    order = make.order(lines=lines)
    sheets = pages(pdf(sign_in(Role.ADMIN), order))

    assert len(sheets) > 3
    assert all("Unit price" in sheet for sheet in sheets)
    assert [f"Page {n} of {len(sheets)}" in sheet for n, sheet in enumerate(sheets, start=1)] == [True] * len(
        sheets
    )
    assert sizes(pdf(sign_in(Role.ADMIN), order)) == [A4] * len(sheets)


def test_the_roll_is_one_page_as_long_as_what_stands_on_it(sign_in, make):
    shelf, admin = make.category().id, sign_in(Role.ADMIN)
    short = make.order()
    long = make.order(lines=[(make.product(category_id=shelf), 1) for _ in range(40)])
    ((width, little),), ((same, much),) = (sizes(pdf(admin, order, paper="80mm")) for order in (short, long))
    assert (width, same) == (226.7717, 226.7717)
    assert little < 500
    assert much > 1000


def test_notes_longer_than_any_page_go_on_a_second_one(sign_in, make):
    customer = make.user()
    order = make.order(customer, customer_notes="x\n" * 1000)
    data = pdf(sign_in(customer), order, paper="80mm")
    assert 1 <= len(pages(data)) <= 2
    assert all(height <= 14_400 for _, height in sizes(data))
    assert sum(page.count("x") for page in pages(data)) == 1000
