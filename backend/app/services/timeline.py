"""What happened to an order, step by step: append-only."""

from app import repositories as repo
from app.core.permissions import Actor
from app.models.order_events import EventKind
from app.models.order_facts import OrderFacts


def note(
    actor: Actor,
    order: OrderFacts,
    kind: EventKind,
    *,
    before: str | None = None,
    after: str | None = None,
    text: str | None = None,
) -> None:
    """Append a step to the timeline of `order`, in the caller's transaction."""
    repo.events.add(order_id=order.id, kind=kind, from_state=before, to_state=after, actor_id=actor.id, note=text)
