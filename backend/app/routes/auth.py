"""Signing up, in and out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request

from app import services
from app.core.errors import Forbidden
from app.core.permissions import Actor, Permission, row_of
from app.routes import cookies, guard, limits, tokens
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import public, requires
from app.routes.idempotency import idempotent
from app.routes.limits import limited
from app.routes.openapi import also_refuses
from app.schemas.auth import AccessReply, ChangePassword, Login, LoginReply, MeView, Register
from app.schemas.replies import Message
from app.schemas.users import PersonReply, person
from app.schemas.viewer import viewer

blp = Blueprint("auth", __name__, url_prefix="/api/auth", description="Signing up, in and out")


def prepared(view: Callable[..., Any]) -> Callable[..., Any]:
    """Do before the transaction of `view` what must not happen inside: ask who calls, and hash.

    Whoever is signed in and refused leaves a line in the audit trail, as behind `requires`.
    """

    @wraps(view)
    def ready(command: dict[str, Any]) -> Any:
        actor = guard.caller()
        token = viewer.set(actor)
        try:
            return view(services.auth.prepared(actor, **command), actor=actor)
        except Forbidden as refusal:
            if actor is not None:
                services.audit.refused(actor, refusal, f"{request.method} {request.path}")
            raise
        finally:
            viewer.reset(token)

    return ready


@blp.route("/signup", methods=["POST"])
@blp.route("/register", methods=["POST"])
@public()
@limited(limits.REGISTER_ADDRESS)
@also_refuses(403)
@blp.arguments(Register)
@prepared
@idempotent
@blp.response(201, PersonReply)
def register(account: dict[str, Any], actor: Actor | None) -> Any:
    """Open an account; for staff with an admin's token."""
    return reply("Welcome", **person(services.users.add(actor, **account)))


@blp.route("/login", methods=["POST"])
@public()
@limited(limits.LOGIN_ACCOUNT, limits.LOGIN_ADDRESS)
@also_refuses(401)
@blp.arguments(Login)
@blp.response(200, LoginReply)
def login(said: dict[str, Any]) -> Any:
    """Sign in with an e-mail address or user name and a password."""
    session, user = services.auth.sign_in(said["name"], said["password"], _device())
    limits.forgive(limits.LOGIN_ACCOUNT)
    return reply("Signed in", user=user, **cookies.tokens_for(session, in_cookie=said["cookie"]))


@blp.route("/refresh", methods=["POST"])
@public()
@limited(limits.REFRESH_ADDRESS)
@also_refuses(401, 403)
@blp.response(200, AccessReply)
def refresh() -> Any:
    """Get another access token for a refresh token, which comes as Bearer token or in the cookie."""
    if tokens.bearer():
        session = services.sessions.resume(*tokens.refresh_claims(tokens.bearer()))
        return cookies.access_for(session)
    session = services.sessions.rotate(*tokens.refresh_claims(cookies.refresh_cookie()))
    return cookies.tokens_for(session, in_cookie=True)


@blp.route("/logout", methods=["POST"])
@requires(Permission.SESSION_MANAGE_OWN)
@blp.response(200, Message)
def logout(actor: Actor) -> Any:
    """End the session this request came from."""
    services.sessions.leave(actor)
    cookies.clear()
    return reply("Signed out")


@blp.route("/change-password", methods=["POST"])
@requires(Permission.SESSION_MANAGE_OWN)
@limited(limits.PASSWORD_CALLER)
@blp.arguments(ChangePassword)
@blp.response(200, Message)
def change_password(change: dict[str, Any], actor: Actor) -> Any:
    """Change one's own password; every other session ends."""
    services.auth.change_password(actor, **change)
    return reply("Password changed. Your other sessions have ended.")


@blp.route("/me")
@requires(Permission.PROFILE_VIEW_OWN)
@blp.response(200, MeView)
def me(actor: Actor) -> Any:
    """Say who asks, and what they may do."""
    return person(services.profiles.mine(actor)) | {"permissions": row_of(actor.role)}


def _device() -> str:
    return "".join(letter for letter in request.user_agent.string if letter.isprintable())
