"""Statements put into words once: many rows in one, what a row does not say, and what the database refuses."""

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.database import Adding, db, transactional
from app.core.database.adding import MOST_AT_ONCE
from app.models import OrderEvent
from app.models.order_events import EventKind

EVENTS = OrderEvent.metadata.tables[OrderEvent.__tablename__]
STEPS = Adding(EVENTS, EVENTS.c.id, EVENTS.c.note)


@pytest.fixture
def step(make):
    """The facts of a step of an order's timeline."""
    order = make.order()
    return lambda **more: {"order_id": order.id, "kind": EventKind.NOTE, "created_at": clock.now()} | more


@pytest.fixture
def adding(app):
    """Adds steps in a transaction of its own, inside the running application."""

    @transactional
    def add(*steps):
        return STEPS.add(*steps)

    with app.app_context():
        yield add


@pytest.mark.parametrize("number", [0, 1, 2, MOST_AT_ONCE, MOST_AT_ONCE + 1])
def test_however_many_rows_are_added_each_is_there_as_it_was_said(adding, step, statements, number):
    steps = [step(note=f"note {n}") for n in range(number)]
    with statements() as spoken:
        told = adding(*steps)
    assert len(spoken) == -(-number // MOST_AT_ONCE) + bool(number)  # and one moves the board's version
    kept = db.session.execute(select(EVENTS.c.id, EVENTS.c.note).where(EVENTS.c.note.is_not(None))).all()
    assert sorted(map(tuple, told)) == sorted(map(tuple, kept))
    assert sorted(note for _, note in kept) == sorted(f"note {n}" for n in range(number))


def test_what_a_row_does_not_say_is_its_default_or_nothing(adding, step):
    [[number, note]] = adding(step())
    kept = db.session.get(OrderEvent, number)
    assert kept is not None
    assert (note, kept.actor_id, kept.kind) == (None, None, EventKind.NOTE)


def test_what_the_database_refuses_is_refused_as_any_other_statement_is(adding, step):
    with pytest.raises(IntegrityError):
        adding(step(), step(order_id=None))
    assert len(adding(step())) == 1
    assert db.session.scalar(select(func.count()).where(EVENTS.c.kind == EventKind.NOTE)) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_refused_statement_leaves_no_connection_open(adding, step):
    with pytest.raises(IntegrityError) as refused:
        adding(step(order_id=None))
    file = Path(str(db.engine.url.database))
    db.session.remove()
    db.engine.dispose()
    # The last who closes SQLite's file puts this one away.
    assert not file.with_name(f"{file.name}-wal").exists()
    assert refused.tb is not None
