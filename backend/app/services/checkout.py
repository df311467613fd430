"""From a cart or a list of products to an order: everything, or nothing at all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from app import repositories as repo
from app.core import clock, money
from app.core.errors import Conflict, Invalid, NotFound, Refusal
from app.core.permissions import Actor
from app.models.carts import MAX_OF_A_PRODUCT
from app.models.order_rows import LineRow, OrderRow
from app.models.totals import totals_of
from app.repositories.stock import Taken
from app.services import stock

Lines = list[tuple[int, int]]


def summed(items: Iterable[dict[str, int]]) -> Lines:
    """`items` with the same product on one line, where it was named first; Invalid for too many of one."""
    wanted: Counter[int] = Counter()
    for item in items:
        wanted[item["product_id"]] += item["quantity"]
    if any(quantity > MAX_OF_A_PRODUCT for quantity in wanted.values()):
        raise Invalid.field("items", f"At most {MAX_OF_A_PRODUCT} of one product.")
    return list(wanted.items())


def merged(items: Iterable[dict[str, int]]) -> Lines:
    """`items` with the same product summed, in product order."""
    return sorted(summed(items))


def cart_lines(actor: Actor) -> Lines:
    """What lies in the person's cart, which is empty afterwards; Invalid where nothing does."""
    lines = sorted(repo.carts.emptied(repo.carts.locked(actor.id).id))
    if not lines:
        raise Invalid("Your cart is empty. Put something into it first.", code="cart_empty")
    return lines


def reserve(lines: Lines, *, missing: type[Refusal]) -> list[tuple[Taken, int]]:
    """Take the stock of every line, in the caller's transaction.

    Conflict if there is too little of something, `missing` if something is not on sale at all.
    """
    taken = stock.take(lines)
    if left_out := [product_id for product_id, _ in lines if product_id not in taken]:
        raise _refusal(left_out, missing)
    return [(taken[product_id], quantity) for product_id, quantity in lines]


def order_of(actor: Actor, taken: Sequence[tuple[Taken, int]], **fields: Any) -> OrderRow:
    """An order of what was taken, priced to the cent: each line carries its share of tax and shipping."""
    totals = [product.price_cents * quantity for product, quantity in taken]
    whole = totals_of(sum(totals))
    items = [
        LineRow(
            product_id=product.id,
            product_name=product.name,
            product_sku=product.sku,
            unit_price_cents=product.price_cents,
            quantity=quantity,
            total_cents=total,
            tax_cents=tax_share,
            shipping_cents=shipping_share,
            product=product,
        )
        for (product, quantity), total, tax_share, shipping_share in zip(
            taken,
            totals,
            money.split(whole.tax_cents, totals),
            money.split(whole.shipping_cents, totals),
            strict=True,
        )
    ]
    moment = clock.now()
    return OrderRow(
        customer_id=actor.id,
        items=items,
        subtotal_cents=whole.subtotal_cents,
        tax_cents=whole.tax_cents,
        shipping_cents=whole.shipping_cents,
        discount_cents=whole.discount_cents,
        total_cents=whole.total_cents,
        total_items=sum(quantity for _, quantity in taken),
        created_at=moment,
        updated_at=moment,
        **fields,
    )


def _refusal(left_out: list[int], missing: type[Refusal]) -> Refusal:
    products = repo.carts.products_on_sale(left_out)
    if gone := [product_id for product_id in left_out if product_id not in products]:
        problems = [{"product_id": product_id, "kind": "unavailable", "available": 0} for product_id in gone]
        code = "product_not_found" if missing is NotFound else "product_unavailable"
        return missing("Something in this order is not on sale.", code=code, details={"problems": problems})
    short = [products[product_id] for product_id in left_out]
    problems = [{"product_id": p.id, "kind": "insufficient_stock", "available": p.stock_quantity} for p in short]
    sentence = " ".join(f"Only {p.stock_quantity} of {p.name} can be sold now." for p in short)
    details = {"available": short[0].stock_quantity, "product_id": short[0].id, "problems": problems}
    return Conflict(sentence, code="insufficient_stock", details=details)
