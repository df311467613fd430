"""Sign-ins that can be ended."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class Session(Base):
    """One sign-in on one device. Tokens name it; when it ends, they are worth nothing.

    `generation` counts the rotations of a browser's refresh cookie. `received_at` is set when the
    newest cookie was seen in use: until then its predecessor is a lost reply, afterwards it is theft.
    """

    __tablename__ = "sessions"

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    device: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_used_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    generation: Mapped[int] = mapped_column(default=0)
    rotated_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
