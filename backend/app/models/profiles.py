"""What we know of a person beyond the account."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Topic, shown
from app.core.database.base import BIG, taken

ADDRESS_FIELDS = ("address_line1", "address_line2", "city", "state", "postal_code", "country")
EMPLOYEE_FIELDS = ("employee_id", "hire_date", "shift_start", "shift_end", "salary_cents")


class Profile(Base):
    """One person's name, address and, for staff, employment.

    It shares its key with the account, so that a profile's id, a user's id and an order's
    customer_id are one number, and changing a role moves nothing.
    """

    __tablename__ = "profiles"
    __table_args__ = (
        UniqueConstraint("employee_id", info=taken("employee_id", "Another employee has this number.")),
        {"info": shown(Topic.BOARD)},
    )

    user_id: Mapped[int] = mapped_column(BIG, ForeignKey("users.id"), primary_key=True, autoincrement=False)
    first_name: Mapped[str | None] = mapped_column(String(100))
    last_name: Mapped[str | None] = mapped_column(String(100))
    phone: Mapped[str | None] = mapped_column(String(40))
    address_line1: Mapped[str | None] = mapped_column(String(200))
    address_line2: Mapped[str | None] = mapped_column(String(200))
    city: Mapped[str | None] = mapped_column(String(100))
    state: Mapped[str | None] = mapped_column(String(100))
    postal_code: Mapped[str | None] = mapped_column(String(20))
    country: Mapped[str | None] = mapped_column(String(100))
    employee_id: Mapped[str | None] = mapped_column(String(40))
    hire_date: Mapped[date | None]
    shift_start: Mapped[time | None]
    shift_end: Mapped[time | None]
    salary_cents: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    @property
    def id(self) -> int:
        """The account's number."""
        return self.user_id

    @property
    def full_name(self) -> str:
        """First and last name, as far as we know them."""
        return " ".join(name for name in (self.first_name, self.last_name) if name)

    @property
    def address(self) -> dict[str, str | None]:
        """The address, under the names it has in an order."""
        return {name.removeprefix("address_"): getattr(self, name) for name in ADDRESS_FIELDS}
