"""Reading one row outside every transaction: what is seen, and what the connection is good for afterwards."""

import pytest
from sqlalchemy import bindparam, event, func, select, text
from sqlalchemy.exc import DBAPIError

from app import services
from app.core.database import db, glance, transactional
from app.models import Product, User

NAMED = select(User.username).where(User.id == bindparam("user_id"))
HOW_MANY = select(func.count()).select_from(Product)


@pytest.fixture
def inside(app):
    """Inside the running application."""
    with app.app_context():
        yield db.engine


def test_a_glance_sees_the_row_or_that_there_is_none(make, inside):
    user = make.user()
    row = glance(NAMED, user_id=user.id)
    assert row is not None
    assert tuple(row) == (user.username,)
    assert glance(NAMED, user_id=user.id + 1) is None


def test_a_glance_fixes_no_old_picture_of_the_shop(make, inside):
    glance(HOW_MANY)
    make.product()
    assert db.session.scalar(HOW_MANY) == 1


def test_a_glance_does_not_wait_for_the_write_it_is_made_in_and_sees_nothing_of_it(make, inside):
    product = make.product()

    @transactional
    def rename():
        db.session.get_one(Product, product.id).name = "Renamed"
        db.session.flush()
        row = glance(select(Product.name).where(Product.id == bindparam("id")), id=product.id)
        return row and row[0]

    assert rename() == product.name


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sqlite_gets_the_statement_alone(make, inside):
    user = make.user()
    said: list[str] = []
    event.listen(inside, "before_cursor_execute", hear := lambda *given: said.append(given[2]))
    try:
        glance(NAMED, user_id=user.id)
    finally:
        event.remove(inside, "before_cursor_execute", hear)
    assert len(said) == 1


@pytest.mark.parametrize("query", [HOW_MANY, select(text("nothing_of_the_kind"))], ids=["seen", "failed"])
def test_after_a_glance_whatever_fails_is_still_undone(query, make, inside):
    product = make.product()
    try:
        glance(query)
    except DBAPIError:
        assert query is not HOW_MANY

    @transactional
    def fail():
        db.session.get_one(Product, product.id).name = "Renamed"
        db.session.flush()
        raise LookupError("and everything before it is undone")

    with pytest.raises(LookupError, match="undone"):
        fail()
    assert services.products.read(make.boss, product.id).name == product.name


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_gets_the_statement_alone(make, inside):
    """A transaction's own moment stands still in it; between two statements outside of one it moves on."""
    moment = select(func.now() == func.statement_timestamp(), text("pg_sleep(0.01)"))
    row = glance(moment)
    assert row is not None
    assert row[0] is True
    with inside.connect() as connection:
        connection.execute(select(1))
        assert connection.execute(moment).one()[0] is False
