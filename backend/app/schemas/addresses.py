"""Shapes of saved addresses."""

from typing import Any

from marshmallow import Schema, fields, pre_load

from app.schemas.fields import Flag, Moment, Text
from app.schemas.replies import Command, page_of, written

# Other names that clients send, and ours.
ALSO_CALLED = {"street": "line1", "pincode": "postal_code"}


class UpdateAddress(Command):
    """Change an address; what is absent stays. `street` means line1, `pincode` means postal_code."""

    address_type = Text(20, metadata={"description": "shipping by default.", "example": "home"})
    line1 = Text(200, least=1, allow_none=False)
    line2 = Text(200)
    city = Text(100, least=1, allow_none=False)
    state = Text(100, least=1, allow_none=False)
    postal_code = Text(20, least=1, allow_none=False)
    country = Text(100, least=1, allow_none=False)
    is_default = Flag(metadata={"description": "true makes it the default; false changes nothing."})

    @pre_load
    def by_our_names(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """`street` and `pincode` under the names they have here."""
        return {ALSO_CALLED[name]: given[name] for name in ALSO_CALLED if name in given} | given


class AddAddress(UpdateAddress):
    """A new address. `street` means line1, `pincode` means postal_code."""

    line1 = Text(200, least=1, required=True)
    city = Text(100, least=1, required=True)
    state = Text(100, least=1, required=True)
    postal_code = Text(20, least=1, required=True)
    country = Text(100, least=1, required=True)


class SavedAddressView(Schema):
    """A saved address."""

    id = fields.Integer(required=True)
    address_type = fields.String(required=True)
    line1 = fields.String(required=True)
    line2 = fields.String(required=True, allow_none=True)
    city = fields.String(required=True)
    state = fields.String(required=True)
    postal_code = fields.String(required=True)
    country = fields.String(required=True)
    is_default = fields.Boolean(required=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True)


AddressPage = page_of("addresses", SavedAddressView)
AddressReply = written("AddressReply", address=SavedAddressView)
