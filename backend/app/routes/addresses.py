"""A person's saved addresses."""

from typing import Any

from app import services
from app.core.permissions import Actor, Permission
from app.routes.blueprint import Blueprint, reply
from app.routes.guard import requires
from app.schemas.addresses import AddAddress, AddressPage, AddressReply, UpdateAddress
from app.schemas.replies import Message, PageQuery

blp = Blueprint("addresses", __name__, url_prefix="/api/users/addresses", description="One's own addresses")


@blp.route("")
@requires(Permission.PROFILE_VIEW_OWN)
@blp.arguments(PageQuery, location="query")
@blp.response(200, AddressPage)
def addresses(query: dict[str, Any], actor: Actor) -> Any:
    """List one's own addresses, the default first."""
    return services.addresses.mine(actor, **query)


@blp.route("", methods=["POST"])
@requires(Permission.PROFILE_UPDATE_OWN)
@blp.arguments(AddAddress)
@blp.response(201, AddressReply)
def add(address: dict[str, Any], actor: Actor) -> Any:
    """Save an address; the first becomes the default."""
    return reply("Address saved", address=services.addresses.add(actor, **address))


@blp.route("/<int:address_id>", methods=["PUT"])
@requires(Permission.PROFILE_UPDATE_OWN)
@blp.arguments(UpdateAddress)
@blp.response(200, AddressReply)
def update(change: dict[str, Any], actor: Actor, address_id: int) -> Any:
    """Change one of one's own addresses; what is absent stays."""
    return reply("Address updated", address=services.addresses.update(actor, address_id, **change))


@blp.route("/<int:address_id>", methods=["DELETE"])
@requires(Permission.PROFILE_UPDATE_OWN)
@blp.response(200, Message)
def remove(actor: Actor, address_id: int) -> Any:
    """Forget one of one's own addresses; orders keep theirs."""
    services.addresses.remove(actor, address_id)
    return reply("Address removed")
