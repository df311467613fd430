"""Accounts, as managers and admins see them."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.schemas.roles import RolePreview, RoleQuery
from app.schemas.users import (
    CustomerPage,
    CustomerQuery,
    DeletedReply,
    EmployeePage,
    EmployeeQuery,
    KnownPersonView,
    PersonReply,
    ResetPassword,
    SetRole,
    StatisticsView,
    UpdateUser,
    UserPage,
    UserQuery,
    UserReply,
    person,
)

blp = Blueprint("users", __name__, url_prefix="/api/users", description="Customers, employees, accounts")

GONE_FOR_GOOD = "This cannot be undone. Name, addresses and cart are erased; orders stay."


@blp.route("")
@requires(Permission.USER_MANAGE)
@blp.arguments(UserQuery, location="query")
@blp.response(200, UserPage)
def users(query: dict[str, Any], actor: Actor) -> Any:
    """List every account, banned and deleted ones included."""
    return services.users.page(actor, **query)


@blp.route("/customers")
@requires(Permission.CUSTOMER_VIEW)
@blp.arguments(CustomerQuery, location="query")
@blp.response(200, CustomerPage)
def customers(query: dict[str, Any], actor: Actor) -> Any:
    """List the people who shop here."""
    return services.users.customers(actor, **query)


@blp.route("/employees")
@requires(Permission.EMPLOYEE_VIEW)
@blp.arguments(EmployeeQuery, location="query")
@blp.response(200, EmployeePage)
def employees(query: dict[str, Any], actor: Actor) -> Any:
    """List the cashiers and managers."""
    return services.users.employees(actor, **query)


@blp.route("/statistics")
@requires(Permission.USER_MANAGE)
@blp.response(200, StatisticsView)
def statistics(actor: Actor) -> Any:  # noqa: ARG001 - the permission is the whole rule
    """Count the accounts, by role and by whether they are active."""
    return services.users.statistics()


@blp.route("/<int:user_id>")
@requires(Permission.CUSTOMER_VIEW)
@blp.response(200, KnownPersonView)
def user(actor: Actor, user_id: int) -> Any:
    """Show one account; managers see customers, cashiers and managers."""
    return services.users.look_at(actor, user_id)


@blp.route("/<int:user_id>", methods=["PUT"])
@requires(Permission.USER_MANAGE)
@blp.arguments(UpdateUser)
@blp.response(200, UserReply)
def update(change: dict[str, Any], actor: Actor, user_id: int) -> Any:
    """Change the e-mail address or user name of an account, or whether its person may come in."""
    return reply("User updated", user=services.accounts.update(actor, user_id, **change))


@blp.route("/<int:user_id>", methods=["DELETE"])
@requires(Permission.USER_MANAGE)
@blp.response(200, DeletedReply)
def delete(actor: Actor, user_id: int) -> Any:
    """Close an account for good and erase whose it was; its orders stay."""
    services.accounts.delete(actor, user_id)
    return reply("User deleted", warning=GONE_FOR_GOOD)


@blp.route("/<int:user_id>/ban", methods=["POST"])
@requires(Permission.USER_MANAGE)
@blp.response(200, UserReply)
def ban(actor: Actor, user_id: int) -> Any:
    """Keep somebody out from their next request on."""
    return reply("User banned", user=services.accounts.ban(actor, user_id))


@blp.route("/<int:user_id>/unban", methods=["POST"])
@requires(Permission.USER_MANAGE)
@blp.response(200, UserReply)
def unban(actor: Actor, user_id: int) -> Any:
    """Let somebody in again."""
    return reply("User unbanned", user=services.accounts.unban(actor, user_id))


@blp.route("/<int:user_id>/role", methods=["PUT"])
@requires(Permission.USER_SET_ROLE)
@blp.arguments(SetRole)
@blp.response(200, PersonReply)
def set_role(change: dict[str, Any], actor: Actor, user_id: int) -> Any:
    """Give somebody another role from their next request on; nothing known of them is lost."""
    return reply("Role changed", **person(services.roles.set_role(actor, user_id, **change)))


@blp.route("/<int:user_id>/role/preview")
@requires(Permission.USER_SET_ROLE)
@blp.arguments(RoleQuery, location="query")
@blp.response(200, RolePreview)
def preview_role(query: dict[str, Any], actor: Actor, user_id: int) -> Any:
    """Say what another role would let somebody do, and what no longer, without giving it."""
    return services.roles.preview(actor, user_id, **query)


@blp.route("/<int:user_id>/password-reset", methods=["POST"])
@requires(Permission.USER_MANAGE)
@blp.arguments(ResetPassword)
@blp.response(200, UserReply)
def reset_password(change: dict[str, Any], actor: Actor, user_id: int) -> Any:
    """Give somebody a new password; all their sessions end."""
    return reply("Password reset", user=services.accounts.reset_password(actor, user_id, **change))
