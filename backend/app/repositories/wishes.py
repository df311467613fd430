"""Questions about wishlists. Everybody sees their own and nobody else's."""

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.database import db, insert_unless_present, rows_changed
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor
from app.models import Wish
from app.models.product_rows import ProductRow
from app.repositories.pages import paginate


def page(actor: Actor, window: PageWindow) -> Page[Wish]:
    """The person's wishes with their products, the newest first."""
    return paginate(_of(actor).order_by(Wish.id.desc()), window, joinedload(Wish.product))


def find(actor: Actor, product_id: int) -> Wish | None:
    """The person's wish for a product, with the product as it is now."""
    return db.session.scalar(_of(actor).where(Wish.product_id == product_id).options(joinedload(Wish.product)))


def add(actor: Actor, product: ProductRow) -> bool:
    """Put a product on the person's list at today's price; False if it was there, and stays as it was."""
    statement = insert_unless_present(Wish).values(
        user_id=actor.id,
        product_id=product.id,
        price_when_added_cents=product.price_cents,
        created_at=clock.now(),
    )
    return db.session.scalar(statement.returning(Wish.id)) is not None


def remove(wish: Wish) -> bool:
    """Take a wish off its list; False if somebody else was quicker."""
    gone = delete(Wish).where(Wish.id == wish.id)
    return rows_changed(gone.execution_options(synchronize_session=False)) == 1


def remove_all(user_id: int) -> None:
    """Forget everything a person wished for."""
    db.session.execute(delete(Wish).where(Wish.user_id == user_id))


def _of(actor: Actor) -> Select[tuple[Wish]]:
    return select(Wish).where(Wish.user_id == actor.id)
