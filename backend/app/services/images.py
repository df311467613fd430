"""Use cases of pictures: drawn anew, kept under a name made from what they show, served for ever."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from PIL import Image, ImageDraw

from app.core import pictures
from app.core.config import settings
from app.core.database import transactional
from app.core.errors import NotFound, TooLarge, Unavailable
from app.core.permissions import Actor
from app.services import audit

MOST_BYTES = 5 * 1024 * 1024
NAME = re.compile(r"[0-9a-f]{32}-(?:large|thumb)\.webp")


@dataclass(frozen=True)
class Picture:
    """Where a picture is served, in two sizes."""

    url: str
    thumbnail_url: str


def store(actor: Actor, file: bytes) -> Picture:
    """Keep a picture in two sizes, without anything but its pixels. The same picture is kept once.

    Invalid (invalid_image) if it is no picture we can read, TooLarge above 5 MB.
    """
    if len(file) > MOST_BYTES:
        raise TooLarge("A picture may have at most 5 MB.")
    return keep(actor, pictures.redraw(file))


def keep(actor: Actor, drawn: pictures.Drawn) -> Picture:
    """Keep a picture that was drawn here, under a name made from what it shows."""
    picture = Picture(*pictures.addresses(hashlib.sha256(drawn.large).hexdigest()[:32]))
    _keep(picture.thumbnail_url, drawn.thumbnail)
    _keep(picture.url, drawn.large)
    _note(actor, picture)
    return picture


def find(name: str) -> Path:
    """The file that is served as `name`; NotFound for any other name."""
    path = folder() / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise NotFound("There is no such picture.")
    return path


def folder() -> Path:
    """Where pictures of products are kept."""
    return settings().upload_folder / "products"


@cache
def placeholder() -> bytes:
    """The picture of a product that has none, as PNG: a framed view of hills under a sun."""
    canvas = Image.new("RGB", (600, 600), "#f1f3f5")
    pen = ImageDraw.Draw(canvas)
    pen.rounded_rectangle((150, 180, 450, 420), radius=24, outline="#adb5bd", width=10)
    pen.ellipse((345, 225, 395, 275), fill="#adb5bd")
    pen.polygon(((185, 385), (270, 270), (325, 340), (355, 305), (415, 385)), fill="#adb5bd")
    file = BytesIO()
    canvas.quantize(16).save(file, "PNG", optimize=True)
    return file.getvalue()


@transactional
def _note(actor: Actor, picture: Picture) -> None:
    audit.record(actor, "picture.upload", picture, after={"url": picture.url})


def _keep(address: str, content: bytes) -> None:
    # Whoever asks for the name sees the whole file or none; after a power cut too.
    path = folder() / address.removeprefix(pictures.ADDRESS)
    unfinished = path.with_name(f".{uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise Unavailable("The picture cannot be kept just now. Try again in a moment.") from error
    finally:
        unfinished.unlink(missing_ok=True)
