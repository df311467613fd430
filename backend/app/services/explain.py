"""Why somebody may, or may not: the same data and the same queries that decide it when they knock."""

from dataclasses import dataclass

from app import repositories as repo
from app.core.errors import Invalid, NotFound
from app.core.permissions import MATRIX, Actor, Permission, Role, Scope
from app.models import User

REACHES = {
    Scope.OWN: "what is their own",
    Scope.TODAY: "orders of the shop's day",
    Scope.MONTH: f"orders of the last {repo.orders.MONTH_DAYS} days",
    Scope.ALL: "everything",
}
# Placing an order asks for no order that exists.
ABOUT_ORDERS = [p for p in Permission if p.startswith("order:") and p is not Permission.ORDER_CREATE]


@dataclass(frozen=True)
class Verdict:
    """Yes or no, and why."""

    allowed: bool
    permission: Permission
    user_id: int
    role: Role
    scope: Scope | None
    rule: str
    nearest_role: Role | None
    reason: str
    order_id: int | None = None


def explain(actor: Actor, user_id: int, permission: Permission, order_id: int | None = None) -> Verdict:
    """Whether the person may, under which rule, and the least trusted role that could.

    With `order_id`, whether that order is in their reach; where it stands may still forbid a step.
    NotFound for a person or an order that is not there, Invalid where `permission` is not about orders.
    """
    user = repo.users.find(actor, user_id)
    if user is None:
        raise NotFound("There is no such user.")
    if order_id is not None:
        _check_order(actor, permission, order_id)
    scope = MATRIX[permission].get(user.role)
    reached = _reaching(user, permission, order_id)
    allowed = user.is_active and user.role in reached
    return Verdict(
        allowed=allowed,
        permission=permission,
        user_id=user.id,
        role=user.role,
        scope=scope,
        rule=rule(user.role, permission, scope),
        nearest_role=reached[0] if reached else None,
        reason=_reason(user, permission, scope, order_id, allowed=allowed),
        order_id=order_id,
    )


def rule(role: Role, permission: Permission, scope: Scope | None) -> str:
    """A cell of the matrix as a sentence."""
    if scope is None:
        return f"The role {role} does not have {permission}."
    return f"The role {role} has {permission} for {REACHES[scope]}."


def _check_order(actor: Actor, permission: Permission, order_id: int) -> None:
    if permission not in ABOUT_ORDERS:
        raise Invalid.field("order_id", f"{permission} is not about an order that exists; leave it out.")
    if repo.orders.find(actor, Permission.ORDER_VIEW, order_id) is None:
        raise NotFound("There is no such order.")


def _reaching(user: User, permission: Permission, order_id: int | None) -> list[Role]:
    """The roles in which the person could, from the least trusted on."""
    holding = [role for role in Role if role in MATRIX[permission]]
    if order_id is None:
        return holding
    return [role for role in holding if repo.orders.find(Actor(user.id, role), permission, order_id)]


def _reason(user: User, permission: Permission, scope: Scope | None, order_id: int | None, *, allowed: bool) -> str:
    if not user.is_active:
        return f"{user.username} is not active and may do nothing."
    if scope is None:
        return f"{user.username} is a {user.role}, and that role does not have {permission}."
    if order_id is None:
        return f"{user.username} is a {user.role} and may, for {REACHES[scope]}."
    return (
        f"Order {order_id} is among {REACHES[scope]}, which {permission} reaches for {user.username}."
        if allowed
        else f"Order {order_id} is out of reach: {permission} reaches {REACHES[scope]} for {user.username}."
    )
