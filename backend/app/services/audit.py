"""Who did what: one append-only row for every write by staff, and for every refused attempt."""

from dataclasses import dataclass
from typing import Any

from app import repositories as repo
from app.core.database import Base, transactional
from app.core.errors import Forbidden
from app.core.logs import request_id
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor
from app.models import AuditEntry
from app.models.audit import Outcome
from app.models.profiles import ADDRESS_FIELDS
from app.repositories.audit import AuditFilters

Facts = dict[str, Any]

PERSONAL = "(personal)"
PERSONAL_FACTS = {"email", "username", "first_name", "last_name", "phone", "line1", "line2", *ADDRESS_FIELDS}


@dataclass(frozen=True)
class Line:
    """An entry of the trail, and what its actor and its object are called now, as far as they have names."""

    entry: AuditEntry
    actor_name: str | None
    object_label: str | None


def record(
    actor: Actor | None, action: str, thing: object, *, before: Facts | None = None, after: Facts | None = None
) -> None:
    """Note that `actor` did `action` to `thing`, in the caller's transaction. Shoppers leave no row.

    `before` and `after` hold only what changed, as plain JSON values; never a secret. Of what tells who
    somebody is the trail keeps only that it changed: it is never rewritten, and people may be forgotten.
    """
    if actor is None or not actor.is_staff:
        return
    repo.audit.add(
        actor_id=actor.id,
        actor_role=actor.role,
        action=action,
        object_type=type(thing).__name__.lower(),
        object_id=getattr(thing, "id", None),
        before=_without_persons(before),
        after=_without_persons(after),
        request_id=request_id.get(),
    )


def changed(thing: Base, values: Facts) -> tuple[Facts, Facts]:
    """What setting `values` on `thing` would change: the facts before and after, as plain JSON values."""
    before = {name: getattr(thing, name) for name, value in values.items() if getattr(thing, name) != value}
    return plain(before), plain({name: values[name] for name in before})


def plain(facts: Facts) -> Facts:
    """`facts` with everything JSON does not know as text."""
    return {
        name: value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
        for name, value in facts.items()
    }


def _without_persons(facts: Facts | None) -> Facts | None:
    return facts and {name: PERSONAL if name in PERSONAL_FACTS else value for name, value in facts.items()}


@transactional
def refused(actor: Actor, refusal: Forbidden, request: str) -> None:
    """Note that `actor` was refused `request`."""
    repo.audit.add(
        actor_id=actor.id,
        actor_role=actor.role,
        action=str(refusal.details.get("permission", refusal.code)),
        outcome=Outcome.REFUSED,
        object_type="request",
        after={"request": request[:500]},
        request_id=request_id.get(),
    )


def page(window: PageWindow, **filters: Any) -> Page[Line]:
    """The trail, newest first, within `AuditFilters`."""
    page = repo.audit.page(window, AuditFilters(**filters))
    actors, things = repo.audit.called(page.items)
    lines = [
        Line(entry, actors.get(entry.actor_id), things.get((entry.object_type, entry.object_id)))
        for entry in page.items
    ]
    return page.showing(lines)
