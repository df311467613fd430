"""What `flask restore` refuses: with a sentence, and nothing is changed."""

import gzip
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from app import create_app
from app.core.config import BACKEND
from app.core.database import db
from tests.backups import BackedUp, described, packed, sum_of, unpacked
from tools.shop import environment


@pytest.fixture
def shop(installation, tmp_path) -> BackedUp:
    """A shop that has sold something, with a backup of how it was before."""
    shop = BackedUp(installation, tmp_path)
    shop.make.order(lines=[(shop.product_with_picture(), 2)], paid=True)
    # Larger than the smallest pieces in which anything is read or written.
    (shop.settings.upload_folder / "products" / "large.webp").write_bytes(os.urandom(300_000))
    shop.backup()
    shop.product_with_picture("teal")
    return shop


def refused(shop: BackedUp, file: Path, *options: str) -> str:
    """The one line in which `flask restore` refuses; nothing is changed."""
    with shop.unchanged():
        said = shop.flask("restore", file, *options)
    assert (said.exit_code, said.stdout) == (1, "")
    *progress, sentence = said.stderr.splitlines()
    assert set(progress) <= {
        "Verifying the backup",
        "Unpacking the database",
        "Checking the database",
        "Unpacking the pictures",
        "Restoring the database",
    }
    return sentence


def test_what_is_no_backup_is_refused(shop, tmp_path):
    files = {name: tmp_path / name for name in ("missing", "folder", "empty", "words", "loop", "zipped", "other")}
    files["folder"].mkdir()
    files["empty"].touch()
    files["words"].write_text("Dear backup,\n" * 1000)
    files["loop"].symlink_to(files["loop"])
    files["zipped"].write_bytes(gzip.compress(shop.file.read_bytes()))
    packed(files["other"], {"notes.txt": b"somebody else's"})

    said = {name: refused(shop, file, "--replace") for name, file in files.items()}

    assert said.pop("missing").endswith("cannot be used: No such file or directory.")
    assert said.pop("folder").endswith("cannot be used: Is a directory.")
    assert "Too many levels" in said.pop("loop")
    assert {name: "is not a whole backup" in sentence for name, sentence in said.items()} == dict.fromkeys(
        said, True
    )


def test_a_backup_that_was_cut_off_is_refused_wherever_it_ends(shop, tmp_path):
    whole, cut = shop.file.read_bytes(), tmp_path / "cut"
    for length in (1, 512, 5_000, len(whole) // 2, len(whole) - 20_000, len(whole) - 10_240, len(whole) - 1):
        cut.write_bytes(whole[:length])
        assert "is not a whole backup" in refused(shop, cut, "--replace"), length
    cut.write_bytes(whole + b"\0")
    assert "its end is missing" in refused(shop, cut, "--replace")


def test_a_byte_that_was_flipped_in_any_member_is_found_and_the_member_named(shop, tmp_path):
    whole, flipped = shop.file.read_bytes(), tmp_path / "flipped"
    with tarfile.open(shop.file, "r:") as tar:
        places = {info.name: info.offset_data + info.size // 2 for info in tar.getmembers()}
    for name, place in places.items():
        flipped.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        sentence = refused(shop, flipped, "--replace")
        assert name in sentence or name.startswith("manifest."), sentence
        assert "is not a whole backup" in sentence


FORGED = {
    "two members that changed places": lambda m: m | swapped(m),
    "a picture that is missing": lambda m: {name: m[name] for name in m if not name.endswith("large.webp")},
    "a file that is not in the manifest": lambda m: {"uploads/one-more.webp": b"more"} | m,
    "a manifest that was edited": lambda m: m | {"manifest.json": m["manifest.json"] + b" "},
    "a manifest with other sums": lambda m: m | edited(m, b'"size": ', b'"size": 1'),
    "a manifest of words": lambda m: m | {"manifest.json": b"words", "manifest.sha256": sum_of(b"words")},
    "a manifest of another shape": lambda m: m | {"manifest.json": b"[]", "manifest.sha256": sum_of(b"[]")},
    "a path that leaves the folder": lambda m: described({"uploads/../../out.webp": b"out"} | m),
    "an absolute path": lambda m: described({"/out.webp": b"out"} | m),
    "a path of Windows": lambda m: described({"uploads/..\\out.webp": b"out"} | m),
    "a member we never wrote": lambda m: described({"else.txt": b"else"} | m),
    "no database": lambda m: described({name: m[name] for name in m if not name.startswith("database.")}),
}


def names(members):
    return [name for name in members if name.startswith("uploads/")]


def swapped(members):
    # A small picture is the same in both sizes.
    one, other = names(members)[0], "uploads/products/large.webp"
    return {one: members[other], other: members[one]}


def edited(members, old, new):
    manifest = members["manifest.json"].replace(old, new)
    return {"manifest.json": manifest, "manifest.sha256": sum_of(manifest)}


def test_a_backup_that_somebody_changed_is_refused(shop, tmp_path):
    members = unpacked(shop.file)
    for what, forge in FORGED.items():
        sentence = refused(shop, packed(tmp_path / "forged", forge(members)), "--replace")
        assert any(said in sentence for said in ("is not a whole backup", "what a backup of this shop holds")), what
        assert not (tmp_path / "out.webp").exists(), what


def test_a_backup_with_a_link_in_it_is_refused(shop, tmp_path):
    link = tarfile.TarInfo(names(unpacked(shop.file))[0])
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
    with tarfile.open(shop.file, "r:") as whole, tarfile.open(tmp_path / "linked", "w") as tar:
        for info in whole:
            if info.name == link.name:
                tar.addfile(link)
            else:
                tar.addfile(info, whole.extractfile(info))
    assert "is not a whole backup" in refused(shop, tmp_path / "linked", "--replace")


def test_a_database_that_is_damaged_inside_is_refused_although_its_checksum_is_right(shop, tmp_path):
    members = unpacked(shop.file)
    [name] = [name for name in members if name.startswith("database.")]
    half = len(members[name]) // 2
    members[name] = members[name][:half] + os.urandom(9000) + members[name][half + 9000 :]
    sentence = refused(shop, packed(tmp_path / "damaged", described(members)), "--replace")
    assert "The copy of the database is damaged" in sentence or "pg_restore failed" in sentence


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_page_that_is_damaged_is_named_in_one_line(shop, tmp_path):
    members, copy = unpacked(shop.file), tmp_path / "copy"
    [name] = [name for name in members if name.startswith("database.")]
    copy.write_bytes(members[name])
    with closing(sqlite3.connect(copy)) as connection:
        [[size]] = connection.execute("PRAGMA page_size")
        [[page]] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'orders'")
    count = (page - 1) * size + 7  # of bytes that are lost between the rows of that page
    members[name] = members[name][:count] + b"\x1d" + members[name][count + 1 :]
    sentence = refused(shop, packed(tmp_path / "damaged", described(members)), "--replace")
    assert re.search(rf"The copy of the database is damaged \([^*].*\bpage {page}\b", sentence)


def test_a_backup_of_the_other_kind_of_database_is_refused(shop, tmp_path, database):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[database]
    file = packed(tmp_path / "other", described(unpacked(shop.file), database=other))
    assert f"was made on {other}, and this shop is on {database}" in refused(shop, file, "--replace")


@pytest.mark.parametrize(("fact", "value"), [("revision", "9999"), ("format", 2)])
def test_a_backup_of_a_newer_program_is_refused(shop, tmp_path, fact, value):
    file = packed(tmp_path / "newer", described(unpacked(shop.file), **{fact: value}))
    assert "newer" in refused(shop, file, "--replace")


def test_a_shop_that_is_being_served_is_not_replaced(shop):
    server = shop.installation.with_settings()
    with server.app_context():
        engine = db.engine
    with engine.connect() as connection:
        connection.execute(text("SELECT 1 FROM products"))
        connection.rollback()
        assert "then restore; nothing was changed" in refused(shop, shop.file, "--replace")
    assert shop.flask("restore", "--replace", shop.file).exit_code == 1, "an idle server is a server"
    engine.dispose()
    assert shop.flask("restore", "--replace", shop.file).exit_code == 0


def test_pictures_are_put_back_when_the_database_does_not_take_the_backup(shop, monkeypatch):
    damaged = shop.settings.upload_folder / "products" / "large.webp"
    damaged.write_bytes(b"not what was backed up")
    seen = []

    def refuse(store, copy, progress):
        seen.append(damaged.read_bytes())
        raise OSError(28, "No space left on device")

    for store in ("sqlite.SqliteFile", "postgresql.PostgresqlDatabase"):
        monkeypatch.setattr(f"app.core.database.stores.{store}.replace_with", refuse)
    assert "No space left on device" in refused(shop, shop.file, "--replace")
    assert len(seen[0]) == 300_000


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_full_disk_is_a_sentence_and_changes_nothing(shop, tmp_path, command):
    target = {"backup": [tmp_path / "new.backup"], "restore": [shop.file, "--replace"]}[command]
    with shop.unchanged():
        done = small(shop, command, *map(str, target))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert any(said in done.stderr for said in ("too large", "disk", "failed"))


def small(shop: BackedUp, *typed: str) -> subprocess.CompletedProcess[str]:
    """`flask`, where no file can become longer than 64 KiB."""
    resource = pytest.importorskip("resource", reason="Windows does not limit the length of files")
    shop.leave()
    env = environment(
        shop.folder,
        DATABASE_URL=shop.settings.database_url,
        UPLOAD_FOLDER=str(shop.settings.upload_folder),
        SECRET_KEY=shop.settings.secret_key,
        JWT_SECRET_KEY=shop.settings.jwt_secret_key,
        PG_BIN=str(shop.settings.pg_bin or ""),
        PYTHONDONTWRITEBYTECODE="1",
    )
    return subprocess.run(
        [sys.executable, "-m", "flask", *typed],
        cwd=BACKEND,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)),
    )


def test_a_database_that_cannot_be_reached_is_a_sentence(shop, tmp_path, database):
    url = {"sqlite": f"sqlite:///{tmp_path}", "postgresql": "postgresql+psycopg2://u@localhost:1/none"}[database]
    app = shop.installation.joined(create_app(replace(shop.settings, database_url=url)))
    for typed in (["backup", tmp_path / "new.backup"], ["restore", "--replace", shop.file]):
        with shop.unchanged():
            said = shop.flask(*typed, app=app)
        assert (said.exit_code, said.stdout) == (1, "")
        assert "cannot be" in said.stderr.splitlines()[-1]


def test_a_backup_needs_a_shop_and_a_place(shop, tmp_path, database):
    folder, device = tmp_path / "folder", Path("/dev/null")
    folder.mkdir()
    (tmp_path / "words").write_text("words")
    for file in (folder, device, tmp_path / "words" / "inside", tmp_path / "nowhere" / "shop.backup"):
        with shop.unchanged():
            said = shop.flask("backup", "--force", file)
        assert (said.exit_code, said.stdout) == (1, ""), file
        assert len(said.stderr.splitlines()[-1]) > 10
    if database == "sqlite":
        nowhere = shop.installation.joined(
            create_app(replace(shop.settings, database_url=f"sqlite:///{tmp_path / 'new.db'}"))
        )
        said = shop.flask("backup", tmp_path / "new.backup", app=nowhere)
        assert (said.exit_code, said.stdout) == (1, "")
        assert "There is no shop" in said.stderr
        assert not (tmp_path / "new.db").exists()
