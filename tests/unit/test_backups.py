"""`flask backup` and `flask restore`: what comes back is what there was."""

import json
import os
import stat
import tarfile
import threading
from dataclasses import replace

import flask_migrate
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import create_app, services
from app.core import archives
from app.core.config import VERSION
from app.core.database import db
from app.core.permissions import Role
from app.models import APPEND_ONLY, Product
from tests.backups import BackedUp, files
from tests.factories import ADDRESS
from tests.people import Person

KEY = {"Idempotency-Key": "before-the-fire"}


@pytest.fixture
def shop(installation, tmp_path) -> BackedUp:
    """An empty shop whose pictures are its own."""
    return BackedUp(installation, tmp_path)


@pytest.fixture
def sold(shop) -> BackedUp:
    """A shop that has sold something and paid some of it back."""
    order = shop.make.order(lines=[(shop.product_with_picture(), 2)], paid=True)
    refund(shop, order)
    return shop


def refund(shop, order):
    item = {"order_item_id": order.items[0].id, "quantity": 1}
    shop.make.do(lambda: services.refunds.refund(shop.make.boss, order.id, items=[item]))


def elsewhere(shop: BackedUp, installations, database: str):
    """An application on a place where there was never a shop."""
    folder = shop.folder / "elsewhere"
    if database == "sqlite":
        url = f"sqlite:///{folder / 'shop.db'}"
    else:
        installations.server().drop_database("elsewhere")
        installations.server().create_database("elsewhere")
        url = installations.server().url("elsewhere").replace("postgresql:", "postgresql+psycopg2:")
    changed = replace(shop.settings, database_url=url, upload_folder=folder / "uploads")
    return shop.installation.joined(create_app(changed))


def test_a_restored_shop_is_the_one_that_was_backed_up(sold):
    before = sold.contents()
    assert before["files"]
    said = sold.flask("backup", sold.file)
    assert said.exit_code == 0
    assert "2 file(s) of pictures" in said.stdout
    sold.empty()
    assert sold.contents() != before

    said = sold.flask("restore", sold.file)

    assert (said.exit_code, said.stdout.splitlines()[-1]) == (0, "The books agree: no differences.")
    assert sold.contents() == before


def test_a_shop_is_restored_where_there_was_never_one(sold, installations, database):
    before = sold.contents()
    sold.backup()
    app = elsewhere(sold, installations, database)

    said = sold.flask("restore", sold.file, app=app)

    assert said.exit_code == 0, said.output
    sold.app = app
    assert sold.contents() == before
    with app.app_context():
        flask_migrate.check()


def test_a_reply_that_was_given_before_is_given_again_after(shop):
    customer = shop.make.person()
    body = {"shipping_address": ADDRESS, "items": [{"product_id": shop.product_with_picture().id}]}
    first = customer.post("/api/orders", body, headers=KEY)
    assert first.status_code == 201
    shop.backup()
    shop.empty()
    shop.flask("restore", shop.file)

    again = Person(shop.app, token=customer.token).post("/api/orders", body, headers=KEY)

    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (201, "true")
    assert again.get_data() == first.get_data()


def test_a_restored_shop_sells_on(sold):
    sold.backup()
    sold.empty()
    sold.flask("restore", sold.file)
    product = sold.product_with_picture("teal")
    order = sold.make.order(lines=[(product, 1)])
    assert order.order_number
    assert sold.flask("doctor").exit_code == 0


def test_what_was_kept_of_the_shop_as_it_was_is_not_told_of_the_restored_one(sold):
    one, other = (sold.make.product(name=name, stock=99) for name in ("One", "Other"))

    def best_sold_after(product: Product) -> str:
        sold.make.order(lines=[(product, 9)])
        return Person(sold.app).get("/api/products?sort_by=popular").json["products"][0]["name"]

    assert best_sold_after(one) == "One"
    sold.backup()
    best_sold_after(other)
    assert best_sold_after(other) == "Other"
    sold.empty()
    sold.flask("restore", sold.file)
    best_sold_after(one)
    assert best_sold_after(one) == "One"


@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_history_refuses_to_be_rewritten_after_a_restore_too(sold, change):
    sold.backup()
    sold.empty()
    sold.flask("restore", sold.file)
    with sold.app.app_context():
        for table in (model.__tablename__ for model in APPEND_ONLY):
            assert db.session.scalar(text(f"SELECT count(*) FROM {table}")) > 0
            with pytest.raises(DBAPIError, match="append-only"):
                db.session.execute(text(change.format(table)))
            db.session.rollback()


def test_what_is_sold_after_a_backup_has_begun_is_in_it_entirely_or_not_at_all(shop):
    """Backups while four people buy: each is a shop whose books agree, with every order that was there before."""
    product, over = shop.product_with_picture().id, threading.Event()
    people = [shop.make.person(Role.CUSTOMER) for _ in range(4)]
    shop.make.do(lambda: stocked(shop, product))
    placed: list[int] = []

    def buy(person):
        while not over.is_set():
            reply = person.post("/api/orders", {"shipping_address": ADDRESS, "items": [{"product_id": product}]})
            assert reply.status_code in (201, 503), reply.json
            if reply.status_code == 201:
                placed.append(reply.json["order"]["id"])

    crowd = [threading.Thread(target=buy, args=(person,)) for person in people]
    for each in crowd:
        each.start()
    known = []
    try:
        for number in range(3):
            while len(placed) < 3 * (number + 1):
                over.wait(0.01)
            known.append(list(placed))
            said = shop.app.test_cli_runner().invoke(args=["backup", f"{shop.folder / str(number)}.backup"])
            assert said.exit_code == 0, said.output
    finally:
        over.set()
        for each in crowd:
            each.join()
    for number, acknowledged in enumerate(known):
        said = shop.flask("restore", "--replace", f"{shop.folder / str(number)}.backup")
        assert said.exit_code == 0, said.output
        with shop.app.app_context():
            kept = set(db.session.scalars(text("SELECT id FROM orders")))
        assert set(acknowledged) <= kept
        assert len(kept) < len(placed), "nobody bought anything while the backup was made"


def stocked(shop, product):
    services.products.update(shop.make.boss, product, stock_quantity=100_000)


def test_a_backup_says_what_is_in_it(sold, database):
    sold.backup()
    with tarfile.open(sold.file, "r:") as tar:
        names = tar.getnames()
        said = tar.extractfile("manifest.json")
        assert said is not None
        manifest = json.load(said)
        sizes = {info.name: info.size for info in tar.getmembers()}
    assert names[0] == {"sqlite": "database.sqlite", "postgresql": "database.pgdump"}[database]
    assert names[-2:] == ["manifest.json", "manifest.sha256"]
    assert (manifest["format"], manifest["version"], manifest["database"]) == (1, VERSION, database)
    assert manifest["moment"].endswith("+00:00")
    assert {name: member["size"] for name, member in manifest["members"].items()} == {
        name: sizes[name] for name in names[:-2]
    }
    assert sum(name.startswith("uploads/products/") for name in names) == 2


def test_only_whoever_made_a_backup_may_read_it(sold):
    sold.backup()
    assert stat.S_IMODE(sold.file.stat().st_mode) == 0o600


def test_a_backup_does_not_take_the_place_of_a_file_unless_told(sold):
    sold.file.write_text("the only copy of something else")
    with sold.unchanged():
        said = sold.flask("backup", sold.file)
    assert (said.exit_code, said.stdout) == (1, "")
    assert "--force" in said.stderr
    assert sold.file.read_text() == "the only copy of something else"

    assert sold.flask("backup", "--force", sold.file).exit_code == 0

    with archives.opened(sold.file) as backup:
        backup.verify(lambda _: None)


def test_a_shop_that_holds_something_is_not_lost_unless_told(sold):
    sold.backup()
    before = sold.contents()
    extra = sold.product_with_picture("crimson")
    with sold.unchanged():
        said = sold.flask("restore", sold.file)
    assert (said.exit_code, said.stdout) == (1, "")
    assert "--replace" in said.stderr

    said = sold.flask("restore", "--replace", sold.file)

    assert said.exit_code == 0, said.output
    assert sold.contents() == before
    assert extra.image not in str(files(sold.settings.upload_folder))


def test_pictures_alone_make_a_shop_that_is_not_empty(sold):
    sold.backup()
    sold.empty()
    stray = sold.settings.upload_folder / "products" / "stray.webp"
    stray.write_bytes(b"somebody's")
    with sold.unchanged():
        said = sold.flask("restore", sold.file)
    assert said.exit_code == 1
    assert "--replace" in said.stderr
    assert sold.flask("restore", "--replace", sold.file).exit_code == 0
    assert not stray.exists()


def test_a_restored_shop_that_is_not_well_is_said_to_be_so(sold):
    """As it was when it was backed up: that is what a backup is for, but nobody shall believe that all is well."""
    (sold.settings.upload_folder / min(files(sold.settings.upload_folder))).unlink()
    sold.backup()
    sold.empty()
    said = sold.flask("restore", sold.file)
    assert (said.exit_code, said.stdout.splitlines()[-1]) == (1, "1 difference(s)")
    assert "its picture /static/uploads/products/" in said.stdout


def test_a_shop_of_an_older_program_is_restored_and_then_brought_up_to_date(shop, installations, database):
    older = elsewhere(shop, installations, database)
    with older.app_context():
        flask_migrate.upgrade(revision="0002")
    assert shop.flask("backup", shop.file, app=older).exit_code == 0

    said = shop.flask("restore", shop.file)

    assert said.exit_code == 0, said.output
    assert "run `flask db upgrade` next" in said.stdout
    said = shop.flask("doctor")
    assert said.exit_code == 1
    assert "run `flask db upgrade`" in said.stdout
    with shop.app.app_context():
        flask_migrate.upgrade()
        flask_migrate.check()
    assert shop.flask("doctor").exit_code == 0


def test_what_could_not_be_restored_is_not_backed_up(sold):
    odd = sold.settings.upload_folder / "products" / "C:\\odd.webp"
    odd.write_bytes(b"odd")
    with sold.unchanged():
        said = sold.flask("backup", sold.file)
    assert (said.exit_code, said.stdout) == (1, "")
    assert "Rename it" in said.stderr.splitlines()[-1]
    odd.unlink()
    # Neither is a file: a pipe would be waited for.
    os.mkfifo(odd.with_name("pipe"))
    odd.with_name("nowhere").symlink_to("nowhere")
    assert sold.flask("backup", sold.file).exit_code == 0
