"""Files that nobody should have to open: what `hostile_files` uploads, each with baggage that must not be kept."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

# What everybody who hides something in a picture writes here; no file of the shop may hold it.
BAGGAGE = b"Baggage"
MOST_BYTES = 5 * 1024 * 1024
# The most pixels the shop takes, as its documentation says.
SIDE, WEBP_SIDE = 4472, 3162


@dataclass(frozen=True)
class Hostile:
    """A file, and whether the shop must take it, must refuse it, or may choose (None)."""

    file: bytes
    taken: bool | None
    name: str = "lamp.png"
    said: str = "image/png"


@dataclass(frozen=True)
class Maker:
    """Makes one kind of file, of which no two are alike."""

    dice: Random
    baggage: bytes

    def noise(self, mode: str = "RGB", side: int = 32) -> Image.Image:
        """A small picture that nobody has seen before."""
        size = (side, side + self.dice.randrange(9))
        return Image.frombytes("L", size, self.dice.randbytes(size[0] * size[1])).convert(mode)

    def flat(self, mode: str, side: int) -> Image.Image:
        """A large picture of one colour."""
        return Image.new(mode, (side, side), self.dice.randrange(200))

    def exif(self) -> Image.Exif:
        """Where, when, on what and by whom it was taken."""
        exif = Image.Exif()
        exif[ExifTags.Base.ImageDescription] = self.baggage.decode()
        exif[ExifTags.Base.Orientation] = self.dice.randrange(1, 9)
        exif[ExifTags.Base.Artist] = exif[ExifTags.Base.Model] = self.baggage.decode()
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (52.0, 31.0, 12.0)
        place[ExifTags.GPS.GPSAreaInformation] = self.baggage
        return exif

    def xmp(self) -> bytes:
        """What editors write beside a picture."""
        return b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:title>' + self.baggage + b"</dc:title></x:xmpmeta>"

    def icc(self) -> bytes:
        """A colour profile that is none."""
        return self.baggage * 20


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """`picture` as a file."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, colour: int = 2, depth: int = 8, before: bytes = b"", rows: int = 1) -> bytes:
    """A PNG that says it is so large, with `before` ahead of its pixels and as many `rows` as there are really."""
    channels = {0: 1, 2: 3, 3: 1, 6: 4}[colour]
    row = b"\0" * ((width * channels * depth + 7) // 8 + 1)
    packer, at_once = zlib.compressobj(6), 2**20 // len(row) + 1
    strips = [packer.compress(row * min(at_once, rows - done)) for done in range(0, rows, at_once)]
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    palette = chunk(b"PLTE", bytes(768)) if colour == 3 else b""
    end = chunk(b"IDAT", b"".join([*strips, packer.flush()])) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + palette + before + end


def many(picture: Image.Image, kind: str, frames: int, **options: Any) -> bytes:
    """An animation."""
    rest = [Image.new("P", (4, 4), number % 250) for number in range(1, frames)]
    return saved(picture.convert("P"), kind, save_all=True, append_images=rest, **options)


def layered(side: int, scans: int) -> bytes:
    """A progressive JPEG, whose last layer is there so often that there are `scans`."""
    file = saved(Image.new("RGB", (side, side), "red"), "JPEG", progressive=True, quality=50)
    last = file[file.rindex(b"\xff\xda") : -2]
    return file[:-2] + last * (scans - file.count(b"\xff\xda")) + file[-2:]


def inside(file: bytes, at: int, piece: bytes) -> bytes:
    """`file` with `piece` put in."""
    return file[:at] + piece + file[at:]


def resized(file: bytes, width: int, height: int) -> bytes:
    """A JPEG whose frame says it has another size."""
    at = file.index(b"\xff\xc0") + 5
    return file[:at] + struct.pack(">HH", height, width) + file[at + 4 :]


def zipped(baggage: bytes) -> bytes:
    """An archive with a page in it."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("index.html", b"<script>" + baggage + b"</script>")
    return file.getvalue()


def _with_baggage(m: Maker) -> Iterator[Hostile]:
    """Honest pictures with things in them that are nobody's business: taken, and the things are gone."""
    text = PngInfo()
    text.add_text("Comment", m.baggage.decode())
    text.add_itxt("XML:com.adobe.xmp", m.xmp().decode(), zip=True)
    everything = {"exif": m.exif(), "xmp": m.xmp(), "icc_profile": m.icc()}
    phone = {"said": "image/jpeg", "name": "DCIM0001.JPG"}
    yield Hostile(saved(m.noise(), "JPEG", exif=m.exif()), True, **phone)
    yield Hostile(saved(m.noise(), "JPEG", comment=m.baggage, **everything), True, **phone)
    yield Hostile(saved(m.noise(), "MPO", save_all=True, append_images=[m.noise()], exif=m.exif()), True, **phone)
    yield Hostile(saved(m.noise(), "PNG", pnginfo=text, exif=m.exif(), icc_profile=m.icc()), True)
    yield Hostile(saved(m.noise(), "WEBP", lossless=True, **everything), True, said="image/webp")
    yield Hostile(saved(m.noise("P"), "GIF", comment=m.baggage), True, said="image/gif")
    yield Hostile(saved(m.noise("CMYK"), "JPEG", exif=m.exif(), icc_profile=m.icc()), True)
    yield Hostile(saved(m.noise("I;16"), "PNG", pnginfo=text), True)
    yield Hostile(saved(m.noise("P"), "PNG", transparency=bytes(m.dice.randbytes(200)), pnginfo=text), True)
    yield Hostile(saved(m.noise("LA"), "PNG", pnginfo=text, exif=m.exif()), True)
    yield Hostile(saved(m.noise("1"), "PNG", pnginfo=text), True)


def _two_in_one(m: Maker) -> Iterator[Hostile]:
    """Pictures that are something else as well."""
    script, page = b"*/=1;alert('" + m.baggage + b"')//", b"<html><script>" + m.baggage + b"</script></html>"
    picture = saved(m.noise("P"), "GIF")
    yield Hostile(picture[:6] + b"/*" + picture[8:-1] + script + b";", None, "lamp.js", "application/javascript")
    yield Hostile(saved(m.noise(), "PNG") + zipped(m.baggage), True, "lamp.zip", "application/zip")
    yield Hostile(saved(m.noise(), "JPEG") + b"<?php " + m.baggage + b" ?>", True, "lamp.php", "text/x-php")
    yield Hostile(saved(m.noise(), "JPEG", comment=page), True, "lamp.html", "text/html")
    yield Hostile(saved(m.noise(), "GIF", comment=page) + page, True, "lamp.svg", "image/svg+xml")
    yield Hostile(page + saved(m.noise(), "PNG"), False, "lamp.html", "text/html")
    yield Hostile(zipped(m.baggage) + saved(m.noise(), "JPEG"), False)
    yield Hostile(chunk(b"RIFF", b"WEBP" + saved(m.noise(), "PNG")), False)


def _renamed(m: Maker) -> Iterator[Hostile]:
    """What is no PNG, JPEG, GIF or WebP, whatever it is called."""
    for kind in ("TIFF", "BMP", "ICO", "PDF", "PPM", "TGA", "PCX", "SGI", "DDS", "EPS"):
        yield Hostile(saved(m.noise(), kind) + m.baggage, False)
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>' + m.baggage + b"</script></svg>"
    layers = b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 8, 8, 8, 3) + bytes(14) + m.baggage + bytes(192)
    for file in (drawing, layers, m.baggage, b"MZ" + m.baggage, b"<?php " + m.baggage, zipped(m.baggage)):
        yield Hostile(file, False)


def _broken(m: Maker) -> Iterator[Hostile]:
    """Pictures that were cut off, or in which bits have fallen over."""
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        whole = saved(m.noise(side=64), kind)
        yield Hostile(whole[: m.dice.randrange(12, len(whole) - 40)] + m.baggage, None)
        flipped = bytearray(whole)
        for _ in range(m.dice.randrange(1, 20)):
            flipped[m.dice.randrange(len(flipped))] ^= 1 << m.dice.randrange(8)
        yield Hostile(bytes(flipped) + m.baggage, None)
    yield Hostile(b"", False)
    yield Hostile(b"\x89PNG\r\n\x1a\n" + m.baggage, False)


def _bombs(m: Maker) -> Iterator[Hostile]:
    """A few kilobytes that ask for gigabytes, or for minutes. The smaller ones come first."""
    small, moving = saved(m.noise(), "JPEG"), saved(m.noise("P"), "GIF")
    yield Hostile(png(9000, 9000, colour=0, depth=1, rows=9000), False)
    yield Hostile(png(65_535, 65_535, before=chunk(b"tEXt", b"Comment\0" + m.baggage)), False)
    yield Hostile(png(1, 20_000_000, rows=20_000_000), False)
    yield Hostile(resized(small, 65_500, 65_500), False, said="image/jpeg")
    yield Hostile(moving[:6] + b"\xff" * 4 + moving[10:], False, said="image/gif")
    yield Hostile(saved(m.flat("RGB", WEBP_SIDE + 50), "WEBP", method=0), False, said="image/webp")
    yield Hostile(many(m.noise("P"), "GIF", 10_000, comment=m.baggage), True, said="image/gif")
    yield Hostile(many(m.noise("P"), "PNG", 1000), True)
    yield Hostile(layered(1000, 3000), False, said="image/jpeg")
    yield Hostile(inside(small, 2, b"\xff\xe1\0\2" * 1_200_000), False, said="image/jpeg")
    yield Hostile(inside(small, 2, b"\xff" * 4_900_000), False, said="image/jpeg")
    yield Hostile(inside(saved(m.noise("1"), "GIF"), 19, b"\x21\xfe" + b"\1a" * 2_400_000 + b"\0"), None)
    yield Hostile(png(8, 8, rows=8, before=chunk(b"prVt", b"") * 400_000), False)
    yield Hostile(png(8, 8, rows=8, before=chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(90_000_000)))), None)
    unpacked = (chunk(b"zTXt", b"%d\0\0" % n + zlib.compress(bytes(999_999))) for n in range(80))
    yield Hostile(png(8, 8, rows=8, before=b"".join(unpacked)), None)
    yield Hostile(png(8, 8, rows=8, before=chunk(b"tEXt", b"Comment\0" + m.baggage + bytes(4_900_000))), None)


def _largest(m: Maker) -> Iterator[Hostile]:
    """Pictures exactly as large as the shop takes them, and a byte larger."""
    small = saved(m.noise(), "PNG") + m.baggage
    yield Hostile(png(SIDE, SIDE, colour=6, depth=16, rows=SIDE), True)
    yield Hostile(png(65_535, 305, colour=6, rows=305), True)
    yield Hostile(saved(m.flat("P", SIDE), "GIF", transparency=0), True, said="image/gif")
    yield Hostile(layered(SIDE, 40), True, said="image/jpeg")
    yield Hostile(saved(m.flat("CMYK", SIDE), "JPEG"), True, said="image/jpeg")
    yield Hostile(saved(m.flat("RGBA", WEBP_SIDE), "WEBP", lossless=True, method=0), True, said="image/webp")
    yield Hostile(small + bytes(MOST_BYTES - len(small)), True)
    yield Hostile(small + bytes(MOST_BYTES + 1 - len(small)), False)
    yield Hostile(small + bytes(MOST_BYTES + 1024 * 1024), False)


def _names(m: Maker) -> Iterator[Hostile]:
    """Names and types that lie."""
    names = ("../../../shop.db", "..\\..\\shop.db", "/etc/passwd", "lamp\0.png", "x" * 20_000, "lamp", ".", "CON")
    types = ("text/html", "application/x-php", "", "image/svg+xml; charset=utf-7", "multipart/form-data", "x" * 500)
    for name in names:
        yield Hostile(saved(m.noise(), "PNG") + m.baggage, None, name.replace("lamp", m.baggage.decode()))
    for said in types:
        yield Hostile(saved(m.noise(), "PNG") + m.baggage, True, said=said)


KINDS: tuple[Callable[[Maker], Iterator[Hostile]], ...] = (
    _bombs, _largest, _with_baggage, _two_in_one, _renamed, _broken, _names,
)  # fmt: skip
