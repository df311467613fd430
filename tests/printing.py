"""Reading what a PDF of ours says, without a library that reads PDFs."""

import base64
import re
import zlib

# Our fonts keep ASCII where it is; other characters stand under numbers of their own and read as "~".
SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\) Tj")
ESCAPE = re.compile(rb"\\([0-7]{3}|.)")


def streams(pdf: bytes) -> list[bytes]:
    """What is drawn on each page."""
    found = []
    for packed in re.findall(rb"/ASCII85Decode /FlateDecode.*?stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        content = zlib.decompress(base64.a85decode(packed.strip().removesuffix(b"~>")))
        if b"BT" in content:
            found.append(content)
    return found


def pages(pdf: bytes) -> list[list[str]]:
    """The pieces of text of each page, in the order they are drawn."""
    return [[_plain(piece) for piece in SHOWN.findall(page)] for page in streams(pdf)]


def words(pdf: bytes) -> str:
    """All text of the document, pieces apart by " | "."""
    return " | ".join(piece for page in pages(pdf) for piece in page)


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    boxes = re.findall(rb"/MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]", pdf)
    return [(float(width), float(height)) for width, height in boxes]


def _plain(piece: bytes) -> str:
    def character(found: re.Match[bytes]) -> bytes:
        said = found[1]
        return bytes([int(said, 8)]) if len(said) == 3 else said

    return "".join(chr(c) if 32 <= c < 127 else "~" for c in ESCAPE.sub(character, piece))
