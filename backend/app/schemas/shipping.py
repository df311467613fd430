"""Where an order goes, as it is sent."""

from typing import Any

from marshmallow import ValidationError, fields

from app.schemas.fields import BlankIsNone, Text
from app.schemas.replies import Command

ADDRESS_PARTS = ("line1", "line2", "city", "state", "postal_code", "country")


class ShippingAddress(Command):
    """Where an order goes."""

    line1 = Text(200, least=1, required=True)
    line2 = Text(200, load_default=None)
    city = Text(100, least=1, required=True)
    state = Text(100, least=1, required=True)
    postal_code = Text(20, least=1, required=True)
    country = Text(100, least=1, required=True)


BY_PARTS = ShippingAddress()


class AddressOrText(BlankIsNone, fields.Field[dict[str, Any]]):
    """An address by its parts, or in one piece as older clients send it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ARG002
        if isinstance(value, str):
            line1 = Text(500, least=1, required=True).deserialize(value)
            return dict.fromkeys(ADDRESS_PARTS) | {"line1": line1}
        loaded = BY_PARTS.load(value)
        if not isinstance(loaded, dict):
            raise ValidationError("Not an address.")
        return loaded
