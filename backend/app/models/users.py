"""People with an account."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id, Topic, shown
from app.core.database.base import taken
from app.core.permissions import Role
from app.models.profiles import Profile


class State(StrEnum):
    """Whether an account can be used."""

    ACTIVE = "active"
    BANNED = "banned"
    DELETED = "deleted"


def key_of(name: str) -> str:
    """What makes two e-mail addresses or user names the same: letters, whatever their case."""
    return name.strip().casefold()


class User(Base):
    """An account. `email_key` and `username_key` carry the uniqueness, so that case does not matter."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint(
            "email_key", info=taken("email", "This e-mail address already has an account. Sign in instead.")
        ),
        UniqueConstraint("username_key", info=taken("username", "This user name is taken. Choose another.")),
        {"info": shown(Topic.BOARD)},
    )

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    username: Mapped[str] = mapped_column(String(80))
    username_key: Mapped[str] = mapped_column(String(160))
    password_hash: Mapped[str] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(default=Role.CUSTOMER, index=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    deleted_at: Mapped[datetime | None]

    profile: Mapped[Profile | None] = relationship(lazy="raise_on_sql", uselist=False)

    @property
    def state(self) -> State:
        """Whether the account can be used; what was deleted stays so."""
        if self.deleted_at is not None:
            return State.DELETED
        return State.ACTIVE if self.is_active else State.BANNED

    def rename(self, *, email: str | None = None, username: str | None = None) -> None:
        """Give the account another e-mail address or user name."""
        if email is not None:
            self.email, self.email_key = email, key_of(email)
        if username is not None:
            self.username, self.username_key = username, key_of(username)
