"""A sale as rows: what the services would have written of it, table by table."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select

from app.core import money
from app.core.database import Base, db, write_many
from app.core.permissions import Actor
from app.models.audit import Outcome
from app.models.order_events import EventKind
from app.models.order_states import PaymentStatus, Status
from app.models.orders import Channel
from app.models.payments import PaymentKind
from app.models.stock import Movement
from app.models.totals import totals_of
from seed_sales import RETURNED, STAFF, Sale, Shop, address_of

Rows = list[dict[str, Any]]


def table(name: str) -> Table:
    """The table `name`, without the classes in front of it, which would cost as much as the database."""
    return Base.metadata.tables[name]


class Book:
    """The rows of some sales, table by table, until they are written."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.goods = shop, {article.id: article for article in shop.products}
        self.rows: dict[str, Rows] = {
            name: []
            for name in ("order_items", "stock_movements", "payments", "order_events", "refunds", "audit_entries")
        }

    def write(self, sales: Sequence[Sale]) -> None:
        """Write the orders, which then have ids, and what happened to each."""
        connection = db.session.connection()
        orders = table("orders")
        priced = [(sale, self._lines(sale)) for sale in sales]
        heads = [self._order(sale, lines) for sale, lines in priced]
        numbered = insert(orders).returning(orders.c.id, sort_by_parameter_order=True)
        ids = list(connection.execute(numbered, heads).scalars())
        for order_id, (sale, lines), head in zip(ids, priced, heads, strict=True):
            self._tell(order_id, sale, lines, head)
        for name, rows in self.rows.items():
            if rows:
                write_many(table(name), rows)
        if self.rows["refunds"]:
            self._settle({row["order_id"]: row for row in self.rows["refunds"]})

    def _lines(self, sale: Sale) -> Rows:
        """The lines of an order, in product order, each with its share of tax and shipping."""
        wanted = [(self.goods[product_id], quantity) for product_id, quantity in sorted(sale.items)]
        totals = [article.price_cents * quantity for article, quantity in wanted]
        whole = totals_of(sum(totals))
        taxes, shippings = money.split(whole.tax_cents, totals), money.split(whole.shipping_cents, totals)
        return [
            {
                "product_id": article.id,
                "product_name": article.name,
                "product_sku": article.sku,
                "unit_price_cents": article.price_cents,
                "quantity": quantity,
                "total_cents": total,
                "tax_cents": tax,
                "shipping_cents": shipping,
                "refunded_quantity": quantity if sale.ending is Status.REFUNDED else 0,
            }
            for (article, quantity), total, tax, shipping in zip(wanted, totals, taxes, shippings, strict=True)
        ]

    def _order(self, sale: Sale, lines: Rows) -> dict[str, Any]:
        whole = totals_of(sum(line["total_cents"] for line in lines))
        total, back = whole.total_cents, sale.ending is Status.REFUNDED
        steps = dict(sale.steps(self.shop.now)) if sale.is_paid else {}
        paid = PaymentStatus.PAID if sale.is_paid else PaymentStatus.PENDING
        last = sale.returned_at(self.shop.now) if back else max([sale.moment, *steps.values()])
        return {
            "customer_id": sale.buyer.id,
            "status": sale.ending,
            "payment_status": PaymentStatus.REFUNDED if back else paid,
            "payment_method": sale.method,
            "subtotal_cents": whole.subtotal_cents,
            "tax_cents": whole.tax_cents,
            "shipping_cents": whole.shipping_cents,
            "discount_cents": whole.discount_cents,
            "total_cents": total,
            "paid_cents": total if sale.is_paid else 0,
            "refunded_cents": total if back else 0,
            "total_items": sum(line["quantity"] for line in lines),
            "shipping_address": address_of(sale.buyer.id - STAFF),
            "channel": Channel.WEB,
            "customer_notes": sale.notes,
            "tracking_number": sale.parcel if Status.SHIPPED in steps else None,
            "created_at": sale.moment,
            "updated_at": last,
            "confirmed_at": steps.get(Status.CONFIRMED),
            "shipped_at": steps.get(Status.SHIPPED),
            "delivered_at": steps.get(Status.DELIVERED),
            "cancelled_at": sale.moment if sale.ending is Status.CANCELLED else None,
        }

    def _tell(self, order_id: int, sale: Sale, lines: Rows, head: dict[str, Any]) -> None:
        """Everything that happened to an order, in the order in which it happened."""
        buyer, admin, at = sale.buyer, self.shop.admin, sale.moment
        self.rows["order_items"] += [line | {"order_id": order_id} for line in lines]
        self._move(order_id, buyer, at, Movement.SOLD, [(line["product_id"], -line["quantity"]) for line in lines])
        self._event(order_id, buyer, at, EventKind.STATUS, None, Status.PENDING)
        if sale.ending is Status.CANCELLED:
            goods = [(line["product_id"], line["quantity"]) for line in lines]
            self._move(order_id, buyer, at, Movement.RETURNED, goods)
            self._event(order_id, buyer, at, EventKind.STATUS, Status.PENDING, Status.CANCELLED)
        if not sale.is_paid:
            return
        self._pay(order_id, sale, head["paid_cents"])
        before = Status.PENDING
        for status, moment in sale.steps(self.shop.now):
            self._event(order_id, admin, moment, EventKind.STATUS, before, status)
            self._audit(order_id, admin, moment, "order.status", {"status": before}, {"status": status})
            before = status
        if sale.ending is Status.REFUNDED:
            self._pay_back(order_id, sale, head["total_cents"])

    def _move(self, order_id: int, who: Actor, at: datetime, kind: Movement, goods: list[tuple[int, int]]) -> None:
        about = {"kind": kind, "order_id": order_id, "actor_id": who.id, "note": None, "created_at": at}
        self.rows["stock_movements"] += [
            about | {"product_id": article, "quantity": many} for article, many in goods
        ]

    def _pay(self, order_id: int, sale: Sale, cents: int) -> None:
        cashier, paid = self.shop.cashier, {"amount_cents": cents, "method": sale.method}
        made = {"order_id": order_id, "actor_id": cashier.id, "created_at": sale.moment}
        self.rows["payments"].append(made | paid | {"kind": PaymentKind.RECEIVED})
        was, now = PaymentStatus.PENDING, PaymentStatus.PAID
        self._event(order_id, cashier, sale.moment, EventKind.PAYMENT, was, now)
        after = {"payment_status": now, "paid_cents": cents}
        self._audit(order_id, cashier, sale.moment, "order.payment", {"payment_status": was}, after)

    def _pay_back(self, order_id: int, sale: Sale, cents: int) -> None:
        admin, at = self.shop.admin, sale.returned_at(self.shop.now)
        made = {"order_id": order_id, "actor_id": admin.id, "created_at": at}
        self.rows["refunds"].append(made | {"amount_cents": cents, "reason": RETURNED})
        said = f"{money.to_text(cents)} paid back"
        self._event(order_id, admin, at, EventKind.PAYMENT, PaymentStatus.PAID, PaymentStatus.REFUNDED, said)
        self._event(order_id, admin, at, EventKind.STATUS, Status.DELIVERED, Status.REFUNDED)

    def _event(
        self,
        order_id: int,
        who: Actor,
        at: datetime,
        kind: EventKind,
        was: str | None,
        now: str,
        note: str | None = None,
    ) -> None:
        self.rows["order_events"].append(
            {
                "order_id": order_id,
                "kind": kind,
                "from_state": was,
                "to_state": now,
                "actor_id": who.id,
                "note": note,
                "created_at": at,
            }
        )

    def _audit(
        self, order_id: int, who: Actor, at: datetime, action: str, was: dict[str, Any], now: dict[str, Any]
    ) -> None:
        self.rows["audit_entries"].append(
            {
                "created_at": at,
                "actor_id": who.id,
                "actor_role": who.role,
                "action": action,
                "outcome": Outcome.DONE,
                "object_type": "order",
                "object_id": order_id,
                "before": was,
                "after": now,
                "request_id": None,
            }
        )

    def _settle(self, paid_back: dict[int, dict[str, Any]]) -> None:
        """Write the lines of refunds, and the trail that names each refund by its id."""
        refunds, items = table("refunds"), table("order_items")
        connection, self.rows["audit_entries"] = db.session.connection(), []
        numbers = dict(
            connection.execute(select(refunds.c.order_id, refunds.c.id).where(refunds.c.order_id.in_(paid_back)))
            .tuples()
            .all()
        )
        lines = connection.execute(select(items).where(items.c.order_id.in_(paid_back)).order_by(items.c.id))
        write_many(
            table("refund_lines"),
            [
                {
                    "refund_id": numbers[line.order_id],
                    "order_item_id": line.id,
                    "quantity": line.quantity,
                    "amount_cents": line.total_cents + line.tax_cents + line.shipping_cents,
                    "restock": False,
                }
                for line in lines
            ],
        )
        for order_id, row in paid_back.items():
            was = {"status": Status.DELIVERED, "refunded_cents": 0}
            now = {"status": Status.REFUNDED, "refunded_cents": row["amount_cents"], "refund_id": numbers[order_id]}
            self._audit(order_id, self.shop.admin, row["created_at"], "order.refund", was, now)
        write_many(table("audit_entries"), self.rows["audit_entries"])
