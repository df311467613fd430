"""A person's own profile."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.schemas.profiles import UpdateProfile
from app.schemas.users import PersonReply, PersonView, person

blp = Blueprint("profile", __name__, url_prefix="/api/users/profile", description="One's own profile")


@blp.route("")
@requires(Permission.PROFILE_VIEW_OWN)
@blp.response(200, PersonView)
def profile(actor: Actor) -> Any:
    """Show one's own account and profile."""
    return person(services.profiles.mine(actor))


@blp.route("", methods=["PUT"])
@requires(Permission.PROFILE_UPDATE_OWN)
@blp.arguments(UpdateProfile)
@blp.response(200, PersonReply)
def update(change: dict[str, Any], actor: Actor) -> Any:
    """Change one's own name, telephone and address; what is absent stays."""
    return reply("Profile updated", **person(services.profiles.update(actor, **change)))
