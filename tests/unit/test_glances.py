"""Reading outside every transaction: what is seen, what it does to transactions, and what it survives."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import bindparam, func, select, text
from sqlalchemy.exc import DBAPIError

from app import services
from app.core import clock
from app.core.database import Glance, db, transactional
from app.core.database.glances import MOST_IDLE, Onlookers, onlookers_of
from app.core.permissions import Role
from app.models import Product, User

NAMED = Glance(select(User.username).where(User.id == bindparam("user_id")))
HOW_MANY = Glance(select(func.count()).select_from(Product))


@pytest.fixture
def onlookers(app) -> Iterator[Onlookers]:
    """Inside the running application, whose looks begin on a new connection."""
    with app.app_context():
        db.engine.dispose()
        yield onlookers_of(db.engine)


def test_a_glance_sees_the_row_or_that_there_is_none(make, onlookers):
    user = make.user()
    row = NAMED.one(user_id=user.id)
    assert row is not None
    assert tuple(row) == (user.username,)
    assert NAMED.one(user_id=user.id + 1) is None


def test_a_glance_reads_and_writes_values_as_the_columns_have_them(make, onlookers):
    product, user = make.product(images=["/static/a.png"], is_featured=True), make.user(role=Role.MANAGER)
    later = clock.now() + timedelta(hours=1)
    role = select(User.role).where(User.id == user.id).scalar_subquery()
    query = select(Product.images, Product.is_featured, Product.created_at, role)
    query = query.where(Product.id.in_([product.id, 0]), Product.created_at < bindparam("before"))
    row = Glance(query).one(before=later)
    assert row is not None
    assert tuple(row) == (["/static/a.png"], True, product.created_at, Role.MANAGER)
    assert tuple(row) == tuple(db.session.execute(query, {"before": later}).one())
    assert Glance(query).one(before=product.created_at) is None


def test_a_glance_fixes_no_old_picture_of_the_shop(make, onlookers):
    HOW_MANY.one()
    make.product()
    assert db.session.scalar(select(func.count()).select_from(Product)) == 1


def test_a_glance_does_not_wait_for_the_write_it_is_made_in_and_sees_nothing_of_it(make, onlookers):
    product = make.product()

    @transactional
    def rename():
        db.session.get_one(Product, product.id).name = "Renamed"
        db.session.flush()
        row = Glance(select(Product.name).where(Product.id == product.id)).one()
        return row and row[0]

    assert rename() == product.name


@pytest.mark.parametrize("glance", [HOW_MANY, Glance(select(text("nothing_of_the_kind")))], ids=["seen", "failed"])
def test_after_a_glance_whatever_fails_is_still_undone(glance, make, onlookers):
    product = make.product()
    try:
        glance.all()
    except DBAPIError:
        assert glance is not HOW_MANY

    @transactional
    def fail():
        db.session.get_one(Product, product.id).name = "Renamed"
        db.session.flush()
        raise LookupError("and everything before it is undone")

    with pytest.raises(LookupError, match="undone"):
        fail()
    assert services.products.read(make.boss, product.id).name == product.name


def test_what_fails_is_said_without_what_was_typed(onlookers):
    glance = Glance(select(text("nothing_of_the_kind")).where(User.username == bindparam("name")))
    with pytest.raises(DBAPIError) as caught:
        glance.all(name="a secret")
    assert "a secret" not in str(caught.value)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_gets_the_statement_alone(make, onlookers):
    """A transaction's own moment stands still in it; between two statements outside of one it moves on."""
    moment = select(func.now() == func.statement_timestamp(), func.pg_sleep(0.01))
    row = Glance(moment).one()
    assert row is not None
    assert row[0] is True
    with db.engine.connect() as connection:
        connection.execute(select(1))
        assert connection.execute(moment).one()[0] is False


def test_no_more_lines_stay_open_than_are_said(onlookers):
    def deeper(left: int) -> int:
        return onlookers.ask(lambda cursor: deeper(left - 1) if left else 0)

    deeper(MOST_IDLE + 3)
    assert len(onlookers._idle) == MOST_IDLE


def test_lines_are_let_go_with_the_engine(onlookers):
    HOW_MANY.one()
    [line] = onlookers._idle
    db.engine.dispose()
    assert not onlookers._idle
    with pytest.raises(onlookers.dialect.loaded_dbapi.Error):
        line.cursor()


def test_a_line_that_is_out_while_the_engine_is_disposed_does_not_come_back(onlookers):
    onlookers.ask(lambda cursor: db.engine.dispose())
    assert not onlookers._idle


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_lines_that_were_lost_meanwhile_cost_nobody_the_answer(make, onlookers):
    user = make.user()
    number = Glance(select(func.pg_backend_pid()))
    before = number.one()
    assert before is not None
    with db.engine.connect() as other:
        assert other.scalar(text("SELECT pg_terminate_backend(:number, 10000)"), {"number": before[0]})
    row = NAMED.one(user_id=user.id)
    assert row is not None
    assert tuple(row) == (user.username,)
    assert number.one() != before
