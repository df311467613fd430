"""The counters of stock and the ledger behind them. A counter moves only together with a row of the ledger."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.database import db
from app.core.paging import Page, PageWindow
from app.models import Product, StockMovement
from app.models.stock import Movement
from app.repositories.pages import paginate


@dataclass(frozen=True)
class Taken:
    """A product as it was at the moment its stock was taken."""

    product_id: int
    name: str
    sku: str
    price_cents: int


@dataclass(frozen=True)
class Entry:
    """A row of the ledger, and what the counter was after it."""

    movement: StockMovement
    balance: int


@dataclass(frozen=True)
class Explained:
    """A counter and what its movements add up to, as they were at one moment."""

    stock_quantity: int
    by_kind: dict[Movement, int]

    @property
    def sum_of_movements(self) -> int:
        """What the counter should be."""
        return sum(self.by_kind.values())

    @property
    def agrees(self) -> bool:
        """Whether it is that."""
        return self.sum_of_movements == self.stock_quantity


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


def append(movement: StockMovement) -> StockMovement:
    """Append one row to the ledger; returns it with its id and its actor."""
    db.session.add(movement)
    db.session.flush()
    query = select(StockMovement).where(StockMovement.id == movement.id).options(joinedload(StockMovement.actor))
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def explain(product_id: int) -> Explained:
    """The counter beside the sums of its movements, by kind: one statement, so that nothing is sold between."""
    query = (
        select(Product.stock_quantity, StockMovement.kind, func.sum(StockMovement.quantity))
        .outerjoin(StockMovement, StockMovement.product_id == Product.id)
        .where(Product.id == product_id)
        .group_by(Product.id, Product.stock_quantity, StockMovement.kind)
    )
    rows = db.session.execute(query).all()
    moved = {kind: int(quantity) for _, kind, quantity in rows if kind is not None}
    return Explained(rows[0][0] if rows else 0, dict.fromkeys(Movement, 0) | moved)


def ledger(product_id: int, window: PageWindow) -> Page[Entry]:
    """The movements of a product, newest first, each with the balance after it.

    Whoever moves a product's stock holds its row, so ids of its movements are in the order they happened.
    """
    of_product = select(StockMovement).where(StockMovement.product_id == product_id)
    query = of_product.order_by(StockMovement.id.desc())
    page = paginate(query, window, joinedload(StockMovement.actor))
    balance, entries = _balance_after(page.items[0]) if page.items else 0, []
    for movement in page.items:
        entries.append(Entry(movement, balance))
        balance -= movement.quantity
    return Page(entries, page.total, page.window)


def _balance_after(movement: StockMovement) -> int:
    until = (StockMovement.product_id == movement.product_id, StockMovement.id <= movement.id)
    return int(db.session.scalar(select(func.sum(StockMovement.quantity)).where(*until)) or 0)
