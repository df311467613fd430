"""Questions about saved addresses. Everybody sees their own and nobody else's."""

from sqlalchemy import Select, delete, select, update

from app.core.database import db
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor
from app.models import Address
from app.repositories.pages import paginate


def add(address: Address) -> Address:
    """Keep a new address; it has its id afterwards."""
    db.session.add(address)
    db.session.flush()
    return address


def find(actor: Actor, address_id: int) -> Address | None:
    """One address, if it is the person's own."""
    return db.session.scalar(_of(actor).where(Address.id == address_id))


def page(actor: Actor, window: PageWindow) -> Page[Address]:
    """The person's addresses, the default first."""
    return paginate(_of(actor).order_by(Address.is_default.desc(), Address.id), window)


def newest(actor: Actor) -> Address | None:
    """The address the person saved last."""
    return db.session.scalar(_of(actor).order_by(Address.id.desc()).limit(1))


def has_default(actor: Actor) -> bool:
    """Whether one of the person's addresses is the default."""
    return db.session.scalar(_of(actor).where(Address.is_default).limit(1)) is not None


def unset_default(actor: Actor) -> None:
    """Make none of the person's addresses the default."""
    chosen = update(Address).where(Address.user_id == actor.id, Address.is_default)
    db.session.execute(chosen.values(is_default=False))


def remove(address: Address) -> None:
    """Forget one address."""
    db.session.delete(address)
    db.session.flush()


def remove_all(user_id: int) -> None:
    """Forget every address of a person."""
    db.session.execute(delete(Address).where(Address.user_id == user_id))


def _of(actor: Actor) -> Select[tuple[Address]]:
    return select(Address).where(Address.user_id == actor.id)
