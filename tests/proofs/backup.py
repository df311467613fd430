"""Backups made while everybody buys, restored elsewhere; and backups that something happened to."""

import io
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

from flask.testing import FlaskCliRunner
from PIL import Image
from sqlalchemy.exc import DatabaseError

from app import create_app
from app.core.config import BACKEND
from app.core.database import Base
from app.core.permissions import Role
from tests import backups
from tests.backups import described, packed, sum_of, unpacked
from tests.factories import ADDRESS
from tests.proofs.harness.clients import Client
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop

BUYERS = 6
COPIES, COPIES_QUICK = 20, 8
BOUNDARY = "a-line-between-parts"


class Traffic:
    """People who buy, and a manager who puts new products with pictures on the shelf, until the block is over.

    They rest while a backup is restored elsewhere: that takes longer the more they did, and they would do the more.
    """

    def __init__(self, shop: Shop) -> None:
        self.placed: dict[int, int] = {}
        self.shown: dict[int, str] = {}
        self._failed: list[BaseException] = []
        self._over, self._awake = threading.Event(), threading.Event()
        self._awake.set()
        self._product = shop.make.product(stock=1_000_000).id
        self._category = shop.make.category().id
        self._people = [(client, self._buy) for client in shop.clients(BUYERS)]
        self._people.append((shop.client(Role.MANAGER), self._show))

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """In the block everybody is busy; whatever went wrong for them is raised at its end."""
        threads = [threading.Thread(target=self._busy, args=each, daemon=True) for each in self._people]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            self._awake.set()
            for thread in threads:
                thread.join()
        if self._failed:
            raise self._failed[0]

    @contextmanager
    def resting(self) -> Iterator[None]:
        """In the block nobody begins anything."""
        self._awake.clear()
        try:
            yield
        finally:
            self._awake.set()

    def wait_for(self, orders: int, products: int) -> None:
        """Until so much has happened, or somebody could not go on."""
        while not self._failed and (len(self.placed) < orders or len(self.shown) < products):
            self._over.wait(0.01)

    def _busy(self, client: Client, deed: Callable[[Client, int], None]) -> None:
        number = 0
        try:
            while not self._over.is_set() and not self._failed:
                self._awake.wait()
                deed(client, number)
                number += 1
        except BaseException as error:
            self._failed.append(error)

    def _buy(self, client: Client, number: int) -> None:
        items = [{"product_id": self._product, "quantity": 1 + number % 3}]
        answer = client.post("/api/orders", {"items": items, "shipping_address": ADDRESS})
        assert answer.status in (201, 503), f"a checkout was answered with {answer.status}: {answer.json}"
        if answer.status == 201:
            order = answer.json["order"]
            self.placed[order["id"]] = round(order["total"] * 100)

    def _show(self, client: Client, number: int) -> None:
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        uploaded = client.post("/api/products/upload-image", form(picture(number)), headers=kind)
        if uploaded.status == 503:
            return
        url = uploaded.json["url"]
        body = {"name": f"New {number}", "sku": f"NEW-{number}", "price": 5, "stock_quantity": 1}
        body |= {"category_id": self._category, "image_url": url}
        answer = client.post("/api/products", body)
        assert answer.status in (201, 503), f"a product was answered with {answer.status}: {answer.json}"
        if answer.status == 201:
            self.shown[answer.json["id"]] = url


def backed_up_under_load(trial: Trial) -> None:
    """`n` times a backup while orders come in, restored into an empty shop; then copies that are not whole."""
    behind, lengths = [], []
    with trial.shop() as shop:
        traffic, typist = Traffic(shop), in_this_process(shop)
        with traffic.going_on():
            for number in range(trial.n):
                traffic.wait_for(20 * (number + 1), 2 * (number + 1))
                placed, shown = dict(traffic.placed), dict(traffic.shown)
                file = trial.folder / f"{number}.backup"
                said = typist.invoke(args=["backup", str(file)])
                behind.append(len(traffic.placed) - len(placed))
                assert said.exit_code == 0, f"a backup under load failed: {said.stderr.strip()}"
                lengths.append(file.stat().st_size)
                trial.found(backups=number + 1, orders_before=len(placed), orders_meanwhile=behind)
                with traffic.resting():
                    restored_elsewhere(trial, file, placed, shown)
    trial.found(largest=max(lengths), orders=len(traffic.placed), pictures=2 * len(traffic.shown))
    assert sum(behind) > 0, "nobody bought anything while the backups were made: this shows nothing"
    nothing_is_restored_by_halves(trial, trial.folder / f"{trial.n - 1}.backup")


def restored_elsewhere(trial: Trial, file: Path, placed: dict[int, int], shown: dict[int, str]) -> None:
    """A new, empty shop is made the one of `file`: sound, and with all that was acknowledged before."""
    with trial.shop(serve=False) as other:
        said = flask(other, "restore", str(file))
        assert said.returncode == 0, (
            f"a restore ended with {said.returncode}: {last(said.stdout) or last(said.stderr)}"
        )
        well = other.app.test_cli_runner().invoke(args=["doctor"])
        assert well.exit_code == 0, f"a restored shop is not well: {well.output}"
        kept = dict(other.books.rows("SELECT id, total_cents FROM orders"))
        lost = {number for number, total in placed.items() if kept.get(number) != total}
        assert not lost, f"{len(lost)} of {len(placed)} orders from before the backup are not as they were"
        named = dict(other.books.rows("SELECT id, image FROM products WHERE image IS NOT NULL"))
        assert shown.items() <= named.items(), "a product from before the backup has lost its picture"
        folder = Path(other.environment["UPLOAD_FOLDER"])
        gone = [url for url in named.values() if not (folder / url.removeprefix("/static/uploads/")).is_file()]
        assert not gone, f"{len(gone)} pictures of products are not there"
        assert other.differences() == [], "the books of a restored shop do not agree"


def nothing_is_restored_by_halves(trial: Trial, file: Path) -> None:
    """Copies of `file` that something happened to are refused, and the shop they were for is what it was."""
    refused: list[str] = []
    copies = COPIES_QUICK if trial.quick else COPIES
    with trial.shop(serve=False) as victim:
        for colour in ("navy", "teal"):
            victim.make.order(lines=[(backups.painted(victim.make, colour), 2)], paid=True)
        victim.close()  # a shop that somebody works with is refused for that, whatever the file is
        before = contents(victim)
        typist = in_this_process(victim)
        for name in islice(cycle(HARM), copies):
            HARM[name](file, trial.folder / "harmed", trial.dice)
            said = typist.invoke(args=["restore", "--replace", str(trial.folder / "harmed")])
            trial.found(copies=len(refused) + 1, refused=len(refused))
            assert said.exit_code == 1, f"{name}: the restore ended with {said.exit_code}: {last(said.stdout)}"
            assert isinstance(said.exception, SystemExit), f"{name}: it fell over: {said.exception!r}"
            assert contents(victim) == before, f"{name}: it was refused, and the shop is another"
            refused.append(name)
            trial.found(refused=len(refused))
        said = typist.invoke(args=["restore", "--replace", str(file)])
        assert said.exit_code == 0, f"the file that nothing happened to was refused, too: {said.output.strip()}"
        assert contents(victim) != before, "nothing was restored from the file that nothing happened to"


def flask(shop: Shop, *typed: str) -> subprocess.CompletedProcess[str]:
    """What `flask` says when this is typed where `shop` is kept."""
    env = shop.environment | {"PG_BIN": str(backups.PG_BIN or "")}
    command = [sys.executable, "-m", "flask", *typed]
    return subprocess.run(command, cwd=BACKEND, env=env, capture_output=True, text=True, check=False)


def in_this_process(shop: Shop) -> FlaskCliRunner:
    """Somebody who types at `shop` without the seconds that a program takes to start: what they do begins now."""
    return create_app(replace(shop.settings, pg_bin=backups.PG_BIN)).test_cli_runner()


def contents(shop: Shop) -> dict[str, Any]:
    """Every row of every table, and the checksum of every picture; a database that cannot be read has neither."""
    try:
        rows = {name: sorted(map(str, shop.books.rows(f"SELECT * FROM {name}"))) for name in Base.metadata.tables}
    except DatabaseError as error:
        return {"unreadable": str(error.orig)}
    return rows | {"files": backups.files(Path(shop.environment["UPLOAD_FOLDER"]))}


def last(said: str) -> str:
    """The last line of it."""
    return next(iter(said.splitlines()[-1:]), "")


def picture(number: int) -> bytes:
    """A picture like no other."""
    file = io.BytesIO()
    Image.effect_noise((200, 150), 40 + number % 50).save(file, "PNG")
    return file.getvalue()


def form(content: bytes) -> bytes:
    """The form of an upload."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def _flipped(chosen: Callable[[tarfile.TarInfo], bool], *, header: bool = False) -> Callable[..., None]:
    """One bit of one byte of a member is another: of what is in it, or of its header."""

    def harm(file: Path, copy: Path, dice: Random) -> None:
        whole = bytearray(file.read_bytes())
        with tarfile.open(file, "r:") as tar:
            info = dice.choice([info for info in tar if info.size and chosen(info)])
        place = info.offset + dice.randrange(90) if header else info.offset_data + dice.randrange(info.size)
        whole[place] ^= 1 << dice.randrange(8)
        copy.write_bytes(whole)

    return harm


def _cut(file: Path, copy: Path, dice: Random) -> None:
    whole = file.read_bytes()
    copy.write_bytes(whole[: dice.randrange(1, len(whole))])


def _cut_at_the_end(file: Path, copy: Path, dice: Random) -> None:
    copy.write_bytes(file.read_bytes()[: -dice.randrange(1, 512)])


def _swapped(file: Path, copy: Path, dice: Random) -> None:
    """Two members have each other's contents."""
    members = unpacked(file)
    one = dice.choice([name for name in members if not name.startswith("manifest.")])
    other = dice.choice([name for name in members if members[name] != members[one] and name.startswith("uploads/")])
    packed(copy, members | {one: members[other], other: members[one]})


def _edited(file: Path, copy: Path, dice: Random) -> None:
    """Somebody changed what the manifest says, not knowing that it has a sum."""
    members = unpacked(file)
    edits = [(b'"revision": "', b'"revision": "0'), (b'"size": ', b'"size": 1'), (b"+00:00", b"+01:00")]
    old, new = dice.choice(edits)
    packed(copy, members | {"manifest.json": members["manifest.json"].replace(old, new)})


def _edited_with_its_sum(file: Path, copy: Path, dice: Random) -> None:
    """Somebody changed a picture's size in the manifest and made its sum right again."""
    members = unpacked(file)
    manifest = members["manifest.json"].replace(b'"size": ', b'"size": ' + str(dice.randrange(1, 10)).encode())
    packed(copy, members | {"manifest.json": manifest, "manifest.sha256": sum_of(manifest)})


def _without_a_picture(file: Path, copy: Path, dice: Random) -> None:
    members = unpacked(file)
    del members[dice.choice([name for name in members if name.startswith("uploads/")])]
    packed(copy, members)


def _damaged_inside(file: Path, copy: Path, dice: Random) -> None:
    """The database was damaged before the manifest was made: every sum is right."""
    members = unpacked(file)
    [name] = [name for name in members if name.startswith("database.")]
    half = len(members[name]) // 2
    broken = members[name][:half] + dice.randbytes(9000) + members[name][half + 9000 :]
    packed(copy, described(members | {name: broken}))


HARM: dict[str, Callable[[Path, Path, Random], None]] = {
    "a flipped bit in the database": _flipped(lambda info: info.name.startswith("database.")),
    "a flipped bit in a picture": _flipped(lambda info: info.name.startswith("uploads/")),
    "a flipped bit in the manifest": _flipped(lambda info: info.name.startswith("manifest.")),
    "cut off": _cut,
    "swapped members": _swapped,
    "an edited manifest": _edited,
    "an edited manifest with its sum": _edited_with_its_sum,
    "a database damaged before": _damaged_inside,
    "a flipped bit in a header": _flipped(lambda info: info.name.startswith("uploads/"), header=True),
    "cut off at the very end": _cut_at_the_end,
    "a picture that is missing": _without_a_picture,
}

PROOF = Proof(
    promise="A backup made under load restores to a sound shop with every earlier order; a damaged one is refused",
    run=backed_up_under_load,
    full={"postgresql": 10, "sqlite": 10},
    quick={"postgresql": 2, "sqlite": 2},
    seconds=1800,
)
