"""Questions about carts."""

from sqlalchemy import delete, select, update
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


def add(item: CartItem) -> None:
    """Put a line into a cart."""
    db.session.add(item)


def remove(cart_id: int, product_id: int | None = None) -> int:
    """Take one product out of a cart, or everything; returns how many lines went."""
    gone = delete(CartItem).where(CartItem.cart_id == cart_id)
    if product_id is not None:
        gone = gone.where(CartItem.product_id == product_id)
    return rows_changed(gone.execution_options(synchronize_session=False))
