"""The counters of stock and the ledger behind them. A counter moves only together with a row of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, case, func, select, update
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.database import Adding, Prepared, Topic, db, only, table_of, wrote
from app.core.database.base import BIG
from app.core.paging import Page, PageWindow
from app.models import Product, StockMovement
from app.models.carts import MAX_LINES
from app.models.product_facts import ProductFacts
from app.models.stock import Movement
from app.repositories.pages import paginate

PRODUCTS, MOVEMENTS = (table_of(model) for model in (Product, StockMovement))
LEDGER = Adding(MOVEMENTS)
# The catalogue shows counters and nothing else does; that none is left, or some again, changes what is found.
COUNTERS, RUNNING_OUT = only(Topic.CATALOGUE), only(Topic.RANGE)

TAKEN = ("id", "name", "sku", "price_cents", "image", "images")


@dataclass(frozen=True)
class Taken(ProductFacts):
    """A product as it was at the moment its stock was taken."""

    id: int
    name: str
    sku: str
    price_cents: int
    image: str | None = None
    images: Sequence[str] = ()


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


def take(lines: Sequence[tuple[int, int]]) -> dict[int, Taken]:
    """Take the stock of products on sale, by (id, quantity), each once; returns those of which there was enough.

    One statement checks and takes, so that two who want the last piece cannot both have it. Before it they are
    locked in the order of ids: crossed orders then wait for each other instead of deadlocking.
    """
    asked = {f"product_{n}": product_id for n, (product_id, _) in enumerate(lines)}
    asked |= {f"quantity_{n}": quantity for n, (_, quantity) in enumerate(lines)}
    rows = _taking(len(lines)).rows(asked)
    if not all(left for *_, left in rows):
        wrote(PRODUCTS, RUNNING_OUT)
    return {taken.id: taken for taken in (Taken(*row) for *row, _ in rows)}


def shift(product_id: int, quantity: int) -> int:
    """Add `quantity` (which may be negative) to a counter; returns what it is now.

    Below zero is refused by the table itself.
    """
    statement = (
        update(Product)
        .where(Product.id == product_id)
        .values(stock_quantity=Product.stock_quantity + quantity, updated_at=Product.updated_at)
        .returning(Product.stock_quantity)
        .execution_options(synchronize_session=False, **COUNTERS)
    )
    now_there = db.session.execute(statement).scalar_one()
    if now_there in (0, quantity):
        wrote(PRODUCTS, RUNNING_OUT)
    return now_there


def locked(product_id: int) -> int:
    """The counter, with everybody else made to wait until this transaction is over."""
    query = select(Product.stock_quantity).where(Product.id == product_id).with_for_update()
    return db.session.execute(query).scalar_one()


def add(*movements: dict[str, Any]) -> None:
    """Append to the ledger: the facts of each movement."""
    moment = clock.now()
    LEDGER.add(*({"created_at": moment} | movement for movement in movements))


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
    return page.showing(entries)


def _balance_after(movement: StockMovement) -> int:
    until = (StockMovement.product_id == movement.product_id, StockMovement.id <= movement.id)
    return int(db.session.scalar(select(func.sum(StockMovement.quantity)).where(*until)) or 0)


@lru_cache(maxsize=MAX_LINES)
def _taking(count: int) -> Prepared:
    """The statement that takes `count` lines, put into words once."""
    shelf = PRODUCTS.c
    numbers, quantities = (
        [bindparam(f"{name}_{n}", type_=BIG) for n in range(count)] for name in ("product", "quantity")
    )
    wanted = case(*((shelf.id == number, pieces) for number, pieces in zip(numbers, quantities, strict=True)))
    enough = (
        shelf.id.in_(numbers),
        shelf.stock_quantity >= wanted,
        shelf.is_active,
        shelf.deleted_at.is_(None),
    )
    locking = select(shelf.id).where(*enough).order_by(shelf.id).with_for_update(key_share=True)
    taking = (
        update(PRODUCTS)
        .where(*enough)
        .values(stock_quantity=shelf.stock_quantity - wanted, updated_at=shelf.updated_at)
        .returning(*(shelf[name] for name in (*TAKEN, "stock_quantity")))
    )
    return Prepared(taking.execution_options(**COUNTERS), locking=locking)
