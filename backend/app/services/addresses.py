"""A person's saved addresses. Whoever has any has exactly one default."""

from typing import Any

from app import repositories as repo
from app.core.database import transactional
from app.core.errors import NotFound
from app.core.paging import MAX_PER_PAGE, Page, PageWindow
from app.core.permissions import Actor
from app.models import Address
from app.services import audit

ALL_OF_THEM = PageWindow(per_page=MAX_PER_PAGE)


def mine(actor: Actor, window: PageWindow = ALL_OF_THEM) -> Page[Address]:
    """The person's addresses, the default first."""
    return repo.addresses.page(actor, window)


@transactional
def add(actor: Actor, *, address_type: str | None = None, is_default: bool = False, **place: Any) -> Address:
    """Save an address; the first becomes the default."""
    _one_at_a_time(actor)
    chosen = is_default or not repo.addresses.has_default(actor)
    if chosen:
        repo.addresses.unset_default(actor)
    address = repo.addresses.add(
        Address(user_id=actor.id, address_type=address_type or "shipping", is_default=chosen, **place)
    )
    audit.record(actor, "address.add", address, after=_facts(address))
    return address


@transactional
def update(actor: Actor, address_id: int, *, is_default: bool = False, **changes: Any) -> Address:
    """Change an address of the person's own; `is_default` makes it the default, without it that stays."""
    _one_at_a_time(actor)
    address = _find(actor, address_id)
    if "address_type" in changes:
        changes["address_type"] = changes["address_type"] or "shipping"
    changes |= {"is_default": True} if is_default else {}
    before, after = audit.changed(address, changes)
    if is_default:
        repo.addresses.unset_default(actor)
    for name, value in changes.items():
        setattr(address, name, value)
    audit.record(actor, "address.update", address, before=before, after=after)
    return address


@transactional
def remove(actor: Actor, address_id: int) -> None:
    """Forget an address of the person's own; if it was the default, the newest that is left becomes it."""
    _one_at_a_time(actor)
    address = _find(actor, address_id)
    repo.addresses.remove(address)
    heir = repo.addresses.newest(actor) if address.is_default else None
    if heir is not None:
        heir.is_default = True
    audit.record(actor, "address.remove", address, before=_facts(address))


def _one_at_a_time(actor: Actor) -> None:
    # Two requests of one person that both choose a default must not both win.
    repo.users.locked(actor.id)


def _find(actor: Actor, address_id: int) -> Address:
    address = repo.addresses.find(actor, address_id)
    if address is None:
        raise NotFound("There is no such address.")
    return address


def _facts(address: Address) -> dict[str, Any]:
    return address.for_shipping() | {"address_type": address.address_type, "is_default": address.is_default}
