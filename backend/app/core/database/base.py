"""What every table shares: types, names of constraints, the session."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, Enum, Integer, MetaData, Table, Time
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from app.core.permissions import Role

# SQLite gives out ids by itself only for its own INTEGER, which has 64 bits anyway.
BIG = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware and in UTC on both sides. SQLite forgets zones, so a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a zone; take it from core.clock")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None or value.tzinfo is UTC:
            return value
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word(enum: type[StrEnum]) -> Enum:
    """A column that holds one of the words of `enum`, as plain text on every database."""
    return Enum(enum, native_enum=False, length=24, values_callable=lambda words: [str(w) for w in words])


def taken(field: str, message: str) -> dict[str, Any]:
    """For a constraint's `info`: what to answer when `field` is already somebody else's."""
    return {"conflict": {"message": message, "code": f"{field}_taken", "details": {field: [message]}}}


Id = Annotated[int, mapped_column(BIG, primary_key=True)]

# On a registry, because Flask-SQLAlchemy copies the body of the class and would lose both.
shop = registry(
    metadata=MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    ),
    type_annotation_map={
        int: BIG,
        datetime: UtcDateTime(),
        date: Date(),
        time: Time(),
        Role: word(Role),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
    },
)


class Base(DeclarativeBase):
    """The base of every table."""

    registry = shop


def table_of(model: type[Base]) -> Table:
    """The table of `model`, for statements that make no entity."""
    return model.metadata.tables[model.__tablename__]


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
