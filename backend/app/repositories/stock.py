"""The counters of stock and the ledger behind them. A counter moves only together with a row of the ledger."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from app.core import clock
from app.core.database import db
from app.models import Product, StockMovement


@dataclass(frozen=True)
class Taken:
    """A product as it was at the moment its stock was taken."""

    product_id: int
    name: str
    sku: str
    price_cents: int


def take(product_id: int, quantity: int) -> Taken | None:
    """Take `quantity` of a product on sale; None where there are not as many.

    One statement checks and takes, so that two who want the last piece cannot both have it.
    """
    statement = (
        update(Product)
        .where(
            Product.id == product_id,
            Product.stock_quantity >= quantity,
            Product.is_active,
            Product.deleted_at.is_(None),
        )
        .values(stock_quantity=Product.stock_quantity - quantity, updated_at=Product.updated_at)
        .returning(Product.id, Product.name, Product.sku, Product.price_cents)
        .execution_options(synchronize_session=False)
    )
    row = db.session.execute(statement).one_or_none()
    return Taken(*row) if row else None


def shift(product_id: int, quantity: int) -> int:
    """Add `quantity` (which may be negative) to a counter; returns what it is now.

    Below zero is refused by the table itself.
    """
    statement = (
        update(Product)
        .where(Product.id == product_id)
        .values(stock_quantity=Product.stock_quantity + quantity, updated_at=Product.updated_at)
        .returning(Product.stock_quantity)
        .execution_options(synchronize_session=False)
    )
    return db.session.execute(statement).scalar_one()


def locked(product_id: int) -> int:
    """The counter, with everybody else made to wait until this transaction is over."""
    query = select(Product.stock_quantity).where(Product.id == product_id).with_for_update()
    return db.session.execute(query).scalar_one()


def add(*movements: dict[str, Any]) -> None:
    """Append to the ledger: the facts of each movement, all in one statement."""
    db.session.execute(insert(StockMovement), [{"created_at": clock.now()} | movement for movement in movements])
