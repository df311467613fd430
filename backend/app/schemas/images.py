"""Shapes of pictures: their addresses, and what an upload is answered with."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields

from app.schemas.fields import Text
from app.schemas.replies import Command

OWN_PATH = "/static/"
# What an address may not hold unescaped; blanks and control characters hide where it leads.
UNSAFE = re.compile(r"[\x00-\x20\x7f\"<>\\`]")


class ImageUrl(Text):
    """Where a picture is: an http(s) address, or a path of this shop's own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("metadata", {"example": "https://images.example.com/lamp.jpg"})
        super().__init__(500, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not leads_to_a_picture(text):
            raise ValidationError("Not an http:// or https:// address, nor a picture of this shop.")
        return text


def leads_to_a_picture(address: str) -> bool:
    """Whether `address` is safe to put into a page: never a script, never out of our own folder."""
    if UNSAFE.search(address):
        return False
    if address.startswith(OWN_PATH):
        return ".." not in address
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


class ImageUpload(Command):
    """The form of an upload."""

    file = fields.Raw(
        required=True,
        metadata={
            "type": "string",
            "format": "binary",
            "description": "A PNG, JPEG, GIF or WebP picture of at most 5 MB.",
        },
    )


class PictureView(Schema):
    """Where an uploaded picture is served."""

    url = fields.String(required=True, metadata={"description": "At most 1600 pixels wide and high."})
    thumbnail_url = fields.String(required=True, metadata={"description": "At most 400 pixels wide and high."})
