"""Questions about carts."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.database import db, rows_changed
from app.models import Cart, CartItem, Product


def open_for(customer_id: int) -> None:
    """Give a new account its cart."""
    db.session.add(Cart(customer_id=customer_id))


def of(customer_id: int) -> Cart:
    """A person's cart with its items and their products, as they are now."""
    query = select(Cart).where(Cart.customer_id == customer_id)
    lines = selectinload(Cart.items).joinedload(CartItem.product)
    return db.session.scalars(query.options(lines).execution_options(populate_existing=True)).one()


def locked(customer_id: int) -> int:
    """The id of a person's cart; whoever else wants to change it waits until this transaction is over."""
    touched = update(Cart).where(Cart.customer_id == customer_id).values(updated_at=clock.now())
    return db.session.execute(touched.returning(Cart.id)).scalar_one()


def lines(cart_id: int) -> list[tuple[int, int]]:
    """What lies in a cart: product ids and quantities."""
    query = select(CartItem.product_id, CartItem.quantity).where(CartItem.cart_id == cart_id)
    return [(product_id, quantity) for product_id, quantity in db.session.execute(query)]


def line(cart_id: int, product_id: int) -> CartItem | None:
    """The line of one product."""
    query = select(CartItem).where(CartItem.cart_id == cart_id, CartItem.product_id == product_id)
    return db.session.scalar(query.options(joinedload(CartItem.product)))


def product_on_sale(product_id: int) -> Product | None:
    """A product that may be put into a cart."""
    return db.session.scalar(
        select(Product).where(Product.id == product_id, Product.is_active, Product.deleted_at.is_(None))
    )


def products_on_sale(product_ids: Collection[int]) -> dict[int, Product]:
    """Those of the products that may be put into a cart, by id."""
    on_sale = select(Product).where(Product.id.in_(product_ids), Product.is_active, Product.deleted_at.is_(None))
    return {product.id: product for product in db.session.scalars(on_sale)}


def add_lines(cart_id: int, lines: Sequence[tuple[Product, int]]) -> None:
    """Put new lines into a cart at today's prices, all in one statement."""
    moment = clock.now()
    facts = [
        {
            "cart_id": cart_id,
            "product_id": product.id,
            "quantity": quantity,
            "price_when_added_cents": product.price_cents,
            "created_at": moment,
        }
        for product, quantity in lines
    ]
    if facts:
        db.session.execute(insert(CartItem), facts)


def set_quantities(cart_id: int, quantities: Mapping[int, int]) -> None:
    """Say how many of each of these products a cart holds, all in one statement."""
    if not quantities:
        return
    lines = update(CartItem).where(CartItem.cart_id == cart_id, CartItem.product_id.in_(quantities))
    lines = lines.values(quantity=case(dict(quantities), value=CartItem.product_id))
    db.session.execute(lines.execution_options(synchronize_session=False))


def add(item: CartItem) -> None:
    """Put a line into a cart."""
    db.session.add(item)


def remove(cart_id: int, product_id: int | None = None) -> int:
    """Take one product out of a cart, or everything; returns how many lines went."""
    gone = delete(CartItem).where(CartItem.cart_id == cart_id)
    if product_id is not None:
        gone = gone.where(CartItem.product_id == product_id)
    return rows_changed(gone.execution_options(synchronize_session=False))
