"""Pictures: taken from strangers' files, drawn anew, served for ever."""

import re
import struct
import zlib
from io import BytesIO

import pytest
from PIL import ExifTags, Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app import services
from app.core.permissions import Role
from app.routes.images import MOST_FORM_BYTES

UPLOAD = "/api/products/upload-image"
NAME = re.compile(r"/static/uploads/products/[0-9a-f]{32}-(large|thumb)\.webp")
SECRET = "52.5200 N, 13.4050 E"


def file_of(picture, kind="PNG", **options):
    """`picture` as the bytes of a file."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def upload(person, content, name="lamp.png"):
    """The reply to an upload of `content`."""
    # Encoded here, because the test client leaves the temporary file of a long form to the garbage collector.
    boundary, form = encode_multipart({"file": FileStorage(BytesIO(content), name)})
    return person.call("POST", UPLOAD, data=form, content_type=f"multipart/form-data; boundary={boundary}")


def served(person, url):
    """The reply at `url`, read to its end so that the file is closed."""
    return person.get(url, buffered=True)


def shown(person, url):
    """The picture at `url`."""
    return Image.open(BytesIO(served(person, url).data))


def pixel(picture):
    """Red, green, blue and opacity near the corner of `picture`."""
    return picture.convert("RGBA").crop((9, 9, 10, 10)).tobytes()


@pytest.fixture
def manager(sign_in):
    """Somebody who manages products."""
    return sign_in(Role.MANAGER)


@pytest.fixture
def kept(app):
    """The names of the files that are kept."""

    def look():
        with app.app_context():
            return sorted(path.name for path in services.images.folder().glob("*"))

    return look


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_kept_in_two_sizes(manager, stranger, kind):
    reply = upload(manager, file_of(Image.new("RGB", (2000, 1000), "red"), kind))
    assert reply.status_code == 201
    assert all(NAME.fullmatch(reply.json[name]) for name in ("url", "thumbnail_url"))
    sizes = [shown(stranger, reply.json[name]).size for name in ("url", "thumbnail_url")]
    assert sizes == [(1600, 800), (400, 200)]
    red, green, blue, _ = pixel(shown(stranger, reply.json["url"]))
    assert (red > 240, green < 15, blue < 15) == (True, True, True)


def test_a_small_picture_is_not_blown_up(manager, stranger):
    reply = upload(manager, file_of(Image.new("RGB", (30, 20))))
    assert shown(stranger, reply.json["url"]).size == shown(stranger, reply.json["thumbnail_url"]).size == (30, 20)


def test_a_picture_is_served_for_ever_and_only_painted(manager, stranger):
    url = upload(manager, file_of(Image.new("RGB", (30, 20)))).json["url"]
    for path, kind in ((url, "image/webp"), ("/static/placeholder.png", "image/png")):
        reply = served(stranger, path)
        assert (reply.status_code, reply.mimetype) == (200, kind)
        assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        Image.open(BytesIO(reply.data)).load()


def test_nothing_but_pixels_is_kept(manager, stranger):
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = SECRET
    exif[ExifTags.Base.Orientation] = 6
    picture = Image.new("RGB", (40, 20), "blue")
    picture.putpixel((0, 0), (255, 255, 0))
    tail = f"<script>{SECRET}</script>".encode()
    for kind, options in (("JPEG", {"comment": SECRET.encode()}), ("PNG", {}), ("WEBP", {"lossless": True})):
        content = file_of(picture, kind, exif=exif, **options) + (tail if kind != "WEBP" else b"")
        assert SECRET.encode() in content
        reply = upload(manager, content)
        for url in reply.json.values():
            assert SECRET.encode() not in served(stranger, url).data
            drawn = shown(stranger, url)
            assert (drawn.size, drawn.info.keys() & {"exif", "comment", "icc_profile", "xmp"}) == ((20, 40), set())


def test_a_picture_keeps_what_can_be_seen_through(manager, stranger):
    glass = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    palette = Image.new("P", (20, 20), 1)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    for content in (file_of(glass), file_of(palette, "GIF", transparency=1)):
        assert pixel(shown(stranger, upload(manager, content).json["url"]))[3] == 0


def test_grey_of_sixteen_bits_stays_grey(manager, stranger):
    reply = upload(manager, file_of(Image.new("I;16", (20, 20), 128 * 256)))
    assert abs(pixel(shown(stranger, reply.json["url"]))[0] - 128) < 5


def test_only_the_first_frame_of_an_animation_is_kept(manager, stranger):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "lime", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        content = file_of(frames[0], kind, save_all=True, append_images=frames[1:])
        drawn = shown(stranger, upload(manager, content).json["url"])
        assert getattr(drawn, "n_frames", 1) == 1
        assert pixel(drawn)[0] > 240


def test_a_telephones_picture_of_several_is_taken(manager):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "lime")]
    assert upload(manager, file_of(frames[0], "MPO", save_all=True, append_images=frames[1:])).status_code == 201


def test_the_same_picture_is_kept_once(manager, kept):
    first, second = (upload(manager, file_of(Image.new("RGB", (7, 9), "teal"))).json for _ in range(2))
    assert first == second
    names = [url.rsplit("/", 1)[1] for url in first.values()]
    assert sorted(name for name in kept() if name in names) == sorted(names)
    assert not [name for name in kept() if name.startswith(".")], "no unfinished file stays"


def png_header(width, height):
    """A PNG of a few bytes that says it is huge."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def many_pieces():
    """A PNG that is good but for its hundreds of thousands of empty pieces."""
    empty = struct.pack(">I", 0) + b"prVt" + struct.pack(">I", zlib.crc32(b"prVt"))
    return GOOD[:33] + empty * 300_000 + GOOD[33:]


def many_scans(number):
    """A JPEG that is decoded once for each of its scans."""
    content = file_of(Image.effect_noise((64, 64), 50), "JPEG", progressive=True)
    start = content.rindex(b"\xff\xda")
    return content[:-2] + content[start:-2] * (number - content.count(b"\xff\xda")) + content[-2:]


GOOD = file_of(Image.effect_noise((64, 64), 50))
NO_PICTURES = {
    "empty": b"",
    "text": b"hello",
    "page": b"<html><script>alert(1)</script></html>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "other kind": file_of(Image.new("RGB", (20, 20)), "BMP"),
    "icon": file_of(Image.new("RGB", (20, 20)), "ICO"),
    "truncated": GOOD[: len(GOOD) // 2],
    "header only": GOOD[:40],
    "one million wide": png_header(1_000_000, 1),
    "bomb": png_header(30_000, 30_000),
    "bomb that Pillow would only warn of": png_header(5_000, 5_000),
    "bomb in WebP": file_of(Image.new("RGB", (4_000, 3_001)), "WEBP", method=0),
    "higher than any": png_header(1, 65_536),
    "scans": many_scans(41),
    "pieces": many_pieces(),
}


def test_what_is_no_picture_is_refused_and_not_kept(manager, kept):
    before = kept()
    for name, content in NO_PICTURES.items():
        reply = upload(manager, content)
        assert (reply.status_code, reply.json.get("code")) == (400, "invalid_image"), name
        assert list(reply.json["details"]) == ["file"]
        assert "Traceback" not in reply.text
        assert "PIL" not in reply.text
    assert kept() == before


def test_a_picture_of_many_layers_is_taken_and_one_of_very_many_is_not(manager):
    assert [upload(manager, many_scans(number)).status_code for number in (40, 41)] == [201, 400]


def test_a_file_of_more_than_five_megabytes_is_too_large(manager, kept):
    before = kept()
    for size in (5 * 1024 * 1024 + 1, MOST_FORM_BYTES + 1):
        reply = upload(manager, GOOD + b"\0" * (size - len(GOOD)))
        assert (reply.status_code, reply.json["code"]) == (413, "too_large")
    assert kept() == before
    assert upload(manager, GOOD + b"\0" * (5 * 1024 * 1024 - len(GOOD))).status_code == 201


def test_a_form_without_the_file_is_refused(manager):
    forms = [
        {"data": {}, "content_type": "multipart/form-data"},
        {"data": {"file": "text, not a file"}, "content_type": "multipart/form-data"},
        {"data": {"image": (BytesIO(GOOD), "lamp.png")}, "content_type": "multipart/form-data"},
        {"data": b"no form at all", "content_type": "multipart/form-data; boundary=x"},
        {"json": {"file": "lamp.png"}},
        {},
    ]
    for form in forms:
        reply = manager.call("POST", UPLOAD, **form)
        assert (reply.status_code, list(reply.json["details"])) == (400, ["file"]), form


def test_the_name_of_the_file_means_nothing(manager):
    for name in ("../../evil.php", "a" * 5000, "\x00.png", "", "C:\\evil.exe"):
        reply = upload(manager, GOOD, name)
        assert reply.status_code in (201, 400)
        assert reply.status_code == 400 or NAME.fullmatch(reply.json["url"])


@pytest.mark.parametrize(
    "name",
    [
        "nothing.webp", "0" * 32 + "-large.webp", "0" * 32 + "-large.webp%00", "..%2f..%2fshop.db", "../../shop.db",
        "%2e%2e/%2e%2e/shop.db", "..%5cshop.db", ".part", "", "a/b", "%00", "%ff", "x" * 3000,
    ],
)  # fmt: skip
def test_no_other_file_is_served(stranger, name):
    reply = stranger.get(f"/static/uploads/products/{name}")
    assert (reply.status_code, reply.json["code"]) == (404, "not_found")
    assert "immutable" not in reply.headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    ("role", "status"), [(Role.CUSTOMER, 403), (Role.CASHIER, 403), (Role.MANAGER, 201), (Role.ADMIN, 201)]
)
def test_who_may_upload(sign_in, stranger, role, status):
    assert upload(sign_in(role), GOOD).status_code == status
    assert upload(stranger, GOOD).status_code == 401


def test_an_upload_is_in_the_audit_trail(sign_in):
    admin = sign_in(Role.ADMIN)
    url = upload(admin, GOOD).json["url"]
    entry = admin.get("/api/audit?object=picture").json["entries"][0]
    assert (entry["action"], entry["actor_id"], entry["after"]) == ("picture.upload", admin.id, {"url": url})


def test_an_uploaded_picture_becomes_the_products(manager, make, stranger):
    product, url = make.product(), upload(manager, GOOD).json["url"]
    assert manager.put(f"/api/products/{product.id}", {"image_url": url}).json["image_url"] == url
    assert served(stranger, stranger.get(f"/api/products/{product.id}").json["image_url"]).status_code == 200


def test_a_product_has_the_small_picture_of_what_was_uploaded(manager, make, stranger):
    product, picture = make.product(), upload(manager, GOOD).json
    elsewhere = "https://example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-large.webp"
    sent = {"image_url": picture["url"], "images": [elsewhere, picture["url"], picture["thumbnail_url"]]}
    assert manager.put(f"/api/products/{product.id}", sent).status_code == 200

    (found,) = stranger.get(f"/api/products?search_type=id&search_value={product.id}").json["products"]
    one = stranger.get(f"/api/products/{product.id}").json
    for shown_product in (found, one):
        assert shown_product["thumbnail_url"] == picture["thumbnail_url"]
        assert shown_product["thumbnails"] == [elsewhere, picture["thumbnail_url"], picture["thumbnail_url"]]
    assert served(stranger, one["thumbnail_url"]).mimetype == "image/webp"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/lamp.png",
        "/static/lamp-large.webp",
        "/static/uploads/products/lamp-large.webp",
        f"/static/uploads/products/{'a' * 32}-large.webp?size=2",
    ],
)
def test_a_picture_that_was_not_uploaded_is_its_own_small_one(manager, make, address):
    product = make.product()
    changed = manager.put(f"/api/products/{product.id}", {"images": [address]}).json
    assert (changed["image_url"], changed["thumbnail_url"], changed["thumbnails"]) == (address, address, [address])


def test_without_a_picture_the_small_one_is_the_placeholder(manager, make):
    product = make.product()
    ignored = {"thumbnail_url": "/static/other.png", "thumbnails": ["/static/other.png"]}
    changed = manager.put(f"/api/products/{product.id}", ignored).json
    assert (changed["thumbnail_url"], changed["thumbnails"]) == ("/static/placeholder.png", [])
