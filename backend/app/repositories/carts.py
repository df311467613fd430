"""Questions about carts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, case, delete, select, union_all, update

from app.core import clock
from app.core.database import Adding, Glance, Prepared, db, table_of
from app.models import Cart, CartItem, Product
from app.models.cart_contents import CartContents, CartLine
from app.models.product_rows import LISTED, ProductRow

# What is said at every click is put into words once. Of tables: what is only looked at needs no session.
CARTS, ITEMS, PRODUCTS = (table_of(model) for model in (Cart, CartItem, Product))
OWN = CARTS.c.customer_id == bindparam("customer")
IN_CART = ITEMS.c.cart_id == bindparam("cart")
OF_PRODUCT = ITEMS.c.product_id == bindparam("product")
ON_SALE = and_(PRODUCTS.c.is_active, PRODUCTS.c.deleted_at.is_(None))
FACTS = (CARTS.c.id, CARTS.c.customer_id, CARTS.c.created_at, CARTS.c.updated_at)
LINE = (ITEMS.c.id, ITEMS.c.quantity, ITEMS.c.price_when_added_cents, ON_SALE.label("is_on_sale"), *LISTED)

WHOLE = (
    select(*FACTS, *LINE).select_from(CARTS.outerjoin(ITEMS).outerjoin(PRODUCTS)).where(OWN).order_by(ITEMS.c.id)
)
WHOLE_NOW = Glance(WHOLE)
WHOLE_AS_CHANGED = Prepared(WHOLE)
TOUCH = Prepared(update(CARTS).where(OWN).values(updated_at=bindparam("moment")).returning(*FACTS))
LINES = Prepared(select(*LINE).select_from(ITEMS.join(PRODUCTS)).where(IN_CART).order_by(ITEMS.c.id))
AROUND = union_all(
    select(ITEMS.c.product_id).where(IN_CART), select(bindparam("product", type_=ITEMS.c.product_id.type))
)
LINES_AND_PRODUCT = Prepared(
    select(*LINE)
    .select_from(PRODUCTS.outerjoin(ITEMS, and_(ITEMS.c.product_id == PRODUCTS.c.id, IN_CART)))
    .where(PRODUCTS.c.id.in_(AROUND))
    .order_by(ITEMS.c.id)
)
QUANTITIES = Prepared(select(ITEMS.c.product_id, ITEMS.c.quantity).where(IN_CART))
ADDING = Adding(ITEMS, ITEMS.c.id)
SET = Prepared(update(ITEMS).where(ITEMS.c.id == bindparam("line")).values(quantity=bindparam("now")))
EMPTY = Prepared(delete(ITEMS).where(IN_CART).returning(ITEMS.c.product_id, ITEMS.c.quantity))
REMOVE = Prepared(delete(ITEMS).where(IN_CART, OF_PRODUCT).returning(ITEMS.c.id))
ON_SALE_AMONG = select(*LISTED).where(PRODUCTS.c.id.in_(bindparam("products", expanding=True)), ON_SALE)


class CartFacts(NamedTuple):
    """A cart without what lies in it."""

    id: int
    customer_id: int
    created_at: datetime
    updated_at: datetime


def open_for(customer_id: int) -> None:
    """Give a new account its cart."""
    db.session.add(Cart(customer_id=customer_id))


def of(customer_id: int) -> CartContents:
    """A person's cart with its lines and their products, as they are now."""
    return _contents(WHOLE_NOW.all(customer=customer_id))


def as_changed(customer_id: int) -> CartContents:
    """As `of`, with what this transaction has changed."""
    return _contents(WHOLE_AS_CHANGED.rows({"customer": customer_id}))


def locked(customer_id: int) -> CartFacts:
    """A person's cart; whoever else wants to change it waits until this transaction is over."""
    [touched] = TOUCH.rows({"customer": customer_id, "moment": clock.now()})
    return CartFacts(*touched)


def lines(cart_id: int) -> list[CartLine]:
    """What lies in a cart, in the order it was put there."""
    return [_line(*row) for row in LINES.rows({"cart": cart_id})]


def lines_and(cart_id: int, product_id: int) -> list[CartLine]:
    """What lies in a cart, and a product which may join it: without an id where it is not there yet."""
    return [_line(*row) for row in LINES_AND_PRODUCT.rows({"cart": cart_id, "product": product_id})]


def quantities(cart_id: int) -> dict[int, int]:
    """How many of each product lie in a cart."""
    return {row[0]: row[1] for row in QUANTITIES.rows({"cart": cart_id})}


def products_on_sale(product_ids: Collection[int]) -> dict[int, ProductRow]:
    """Those of the products that may be put into a cart, by id."""
    rows = db.session.connection().execute(ON_SALE_AMONG, {"products": list(product_ids)})
    return {product.id: product for product in (ProductRow(*row) for row in rows)}


def keep(cart_id: int, line: CartLine, quantity: int) -> None:
    """Let there be `quantity` of a line's product in a cart; a line that is new gets today's price and its id."""
    if line.id is None:
        line.price_when_added_cents = line.unit_price_cents
        [[line.id]] = ADDING.add(_added(cart_id, line.product, quantity))
    else:
        SET.rows({"line": line.id, "now": quantity})
    line.quantity = quantity


def add_lines(cart_id: int, lines: Sequence[tuple[ProductRow, int]]) -> None:
    """Put new lines into a cart at today's prices, all in one statement."""
    ADDING.add(*(_added(cart_id, product, n) for product, n in lines))


def set_quantities(cart_id: int, quantities: Mapping[int, int]) -> None:
    """Say how many of each of these products a cart holds, all in one statement."""
    if not quantities:
        return
    lines = update(ITEMS).where(ITEMS.c.cart_id == cart_id, ITEMS.c.product_id.in_(quantities))
    db.session.execute(lines.values(quantity=case(dict(quantities), value=ITEMS.c.product_id)))


def emptied(cart_id: int) -> list[tuple[int, int]]:
    """Take everything out of a cart; returns what it was, as product ids and quantities."""
    return [(row[0], row[1]) for row in EMPTY.rows({"cart": cart_id})]


def remove(cart_id: int, product_id: int) -> bool:
    """Take one product out of a cart; False if it did not lie there."""
    return bool(REMOVE.rows({"cart": cart_id, "product": product_id}))


def _added(cart_id: int, product: ProductRow, quantity: int) -> dict[str, Any]:
    return {
        "cart_id": cart_id,
        "product_id": product.id,
        "quantity": quantity,
        "price_when_added_cents": product.price_cents,
        "created_at": clock.now(),
    }


def _contents(rows: Sequence[Sequence[Any]]) -> CartContents:
    facts = len(FACTS)
    return CartContents([_line(*row[facts:]) for row in rows if row[facts] is not None], *rows[0][:facts])


def _line(
    line_id: int | None, quantity: int | None, added_at: int | None, is_on_sale: bool, *product: Any
) -> CartLine:
    return CartLine(ProductRow(*product), is_on_sale, quantity or 0, added_at, line_id)
