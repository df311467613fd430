"""Pictures from strangers, drawn anew: whatever else was in the file is gone.

A file of a few kilobytes may ask for gigabytes, so its size in pixels is read from its header and
checked before anything is decoded. The limits keep a decoder below 200 MiB; pictures are drawn one at a
time, so that this holds for the whole process.
"""

import os
import re
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO

from PIL import ExifTags, Image, ImageOps

from app.core.errors import Invalid

LARGE, THUMBNAIL = 1600, 400
QUALITY = 82
# How long the encoder looks for a smaller file, from 0 to 6.
EFFORT = 4
ADDRESS = "/static/uploads/products/"
LARGE_NAME = re.compile(r"[0-9a-f]{32}-large\.webp")
# Decoders need 8 bytes for each pixel; the one of WebP holds two canvases more, so it gets fewer.
MOST_PIXELS = {"PNG": 20_000_000, "JPEG": 20_000_000, "GIF": 20_000_000, "WEBP": 10_000_000}
# Each row costs some memory beside its pixels; only a PNG can be taller, and no picture of a product is.
MOST_WIDE_OR_HIGH = 65_535
# A progressive JPEG is decoded once for each scan. Cameras use a dozen or two; thousands are an attack.
MOST_SCANS = 40
# Formats are lists of pieces. A large photograph has hundreds; walking through a million takes seconds.
MOST_READS = 20_000
START_OF_SCAN = b"\xff\xda"
Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())

# All that Pillow is known to raise for a file that is broken, or made to look so.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    AssertionError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@dataclass(frozen=True)
class Drawn:
    """A picture in two sizes, as WebP files without metadata."""

    large: bytes
    thumbnail: bytes


class _InFewPieces(BytesIO):
    """A file that is given up when it is made of too many pieces."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        if self.reads > MOST_READS:
            raise OSError("too many pieces")
        return super().read(size)


def redraw(file: bytes) -> Drawn:
    """The first frame of a PNG, JPEG, GIF or WebP, upright, in two sizes; Invalid if it is none of these."""
    try:
        return _easel(os.getpid()).submit(lambda: in_two_sizes(_plain(_opened(file)))).result()
    except BROKEN as error:
        raise refusal("This is not a PNG, JPEG, GIF or WebP picture that can be read.") from error


def in_two_sizes(picture: Image.Image, effort: int = EFFORT) -> Drawn:
    """`picture`, which is at most LARGE wide and high, as two files."""
    return Drawn(_encoded(picture, effort), _encoded(_shrunk(picture, THUMBNAIL), effort))


def addresses(name: str) -> tuple[str, str]:
    """Where the large and the small picture called `name` (32 hexadecimal digits) are served."""
    return f"{ADDRESS}{name}-large.webp", f"{ADDRESS}{name}-thumb.webp"


# Lists show the same pictures again and again.
@lru_cache(maxsize=4096)
def thumbnail_of(address: str) -> str:
    """Where the small one of a picture of ours is; a picture from elsewhere has only itself."""
    name = address.removeprefix(ADDRESS)
    if name == address or not LARGE_NAME.fullmatch(name):
        return address
    return addresses(name.removesuffix("-large.webp"))[1]


def refusal(sentence: str) -> Invalid:
    """Why a file is not taken."""
    return Invalid(sentence, code="invalid_image", details={"file": [sentence]})


@cache
def _easel(_process: int) -> ThreadPoolExecutor:
    """Where this process draws: always the same thread, since each keeps for itself the memory it once had."""
    return ThreadPoolExecutor(1, "easel")


def _opened(file: bytes) -> Image.Image:
    picture = Image.open(_InFewPieces(file), formats=list(MOST_PIXELS))
    # Phones put several pictures into one JPEG and call it MPO; the first is the picture.
    kind = "JPEG" if picture.format == "MPO" else picture.format or ""
    if picture.width * picture.height > MOST_PIXELS[kind]:
        raise refusal(f"The picture has more than {MOST_PIXELS[kind] // 1_000_000} million pixels.")
    if max(picture.size) > MOST_WIDE_OR_HIGH:
        raise refusal(f"The picture is more than {MOST_WIDE_OR_HIGH:,} pixels wide or high.")
    if kind == "JPEG" and file.count(START_OF_SCAN) > MOST_SCANS:
        raise refusal("The picture is built from too many layers.")
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    """The picture at its large size, upright, on a canvas of its own that knows nothing but pixels."""
    picture.draft(None, (LARGE, LARGE))  # a JPEG can be decoded at a fraction of its size
    picture.load()
    orientation = picture.getexif().get(ExifTags.Base.Orientation)
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode in ("P", "PA", "1"):
        picture = picture.convert(mode)
    if (whole := picture.mode) in ("LA", "RGBA") and max(picture.size) > LARGE:
        # Resizing would do this by itself, and keep the whole picture beside its copy.
        picture = picture.convert(f"{whole[:-1]}a")
    picture.thumbnail((LARGE, LARGE))
    picture = picture.convert(whole)
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    canvas = Image.new(mode, picture.size)
    canvas.paste(picture.convert(mode))
    canvas.getexif()[ExifTags.Base.Orientation] = orientation
    return ImageOps.exif_transpose(canvas)


def _shrunk(picture: Image.Image, longest: int) -> Image.Image:
    copy = picture.copy()
    copy.thumbnail((longest, longest))
    return copy


def _encoded(picture: Image.Image, effort: int) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=QUALITY, method=effort)
    return file.getvalue()
