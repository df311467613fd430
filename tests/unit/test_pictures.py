"""What drawing a stranger's picture may cost."""

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from app.core.config import BACKEND

MEASURED = """
import resource, sys
from io import BytesIO
from PIL import Image
from app.core import pictures

def used():
    said = resource.getrusage(resource.RUSAGE_SELF)
    return said.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10), said.ru_utime + said.ru_stime

small = BytesIO()
Image.new("RGB", (9, 9)).save(small, "PNG")
pictures.redraw(small.getvalue())
before = used()
pictures.redraw(sys.stdin.buffer.read())
print(*(after - earlier for after, earlier in zip(used(), before)))
"""


@pytest.mark.parametrize(
    ("kind", "mode", "size", "options"),
    [
        ("PNG", "RGBA", (5000, 4000), {}),
        ("PNG", "LA", (5000, 4000), {}),
        ("PNG", "P", (5000, 4000), {"transparency": 1}),
        ("GIF", "P", (5000, 4000), {"transparency": 1}),
        ("JPEG", "CMYK", (5000, 4000), {"progressive": True}),
        ("WEBP", "RGBA", (4000, 2500), {"method": 0}),
        ("WEBP", "RGBA", (4000, 2500), {"method": 0, "lossless": True}),
    ],
)
def test_the_largest_picture_of_each_kind_costs_little(kind, mode, size, options):
    pytest.importorskip("resource", reason="Windows does not say what a process used")
    file = BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], input=file.getvalue(), capture_output=True, check=True, cwd=BACKEND
    )
    mebibytes, seconds = map(float, done.stdout.split())
    assert mebibytes < 200
    assert seconds < 2
