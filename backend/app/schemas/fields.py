"""Fields of ours: each refuses what no column could hold, and says so in a sentence."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

import orjson
from email_validator import EmailNotValidError, validate_email
from marshmallow import ValidationError, fields
from marshmallow.validate import Length, OneOf, Range

from app.core import money
from app.core.money import MAX_PRICE_CENTS
from app.core.paging import MAX_PAGE, MAX_PER_PAGE

MAX_ID = 2**63 - 1
D = TypeVar("D", date, datetime)
NUMBER = re.compile("[0-9]{1,20}")
# NUL and half surrogate pairs: no database of ours stores them.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class BlankIsNone(fields.Field):
    """Mixed into a field whose blank in a form means none, where none is allowed."""

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """As in marshmallow, except that "" is none."""
        blank = self.allow_none and isinstance(value, str) and not value.strip()
        return super().deserialize(None if blank else value, attr, data, **kwargs)


class Text(BlankIsNone, fields.String):
    """Text of `least` to `most` characters, without what no database can store. Outer blanks are dropped.

    An optional text may arrive as "" and then means none.
    """

    def __init__(self, most: int, *, least: int = 0, strip: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("allow_none", not kwargs.get("required", False))
        super().__init__(validate=Length(min=least, max=most), **kwargs)
        self.strip = strip

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if UNSTORABLE.search(text):
            raise ValidationError("Contains a character that cannot be stored.")
        return text.strip() if self.strip else text


class Id(BlankIsNone, fields.Integer):
    """The id of a row; numeric strings are taken too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, validate=Range(min=1, max=MAX_ID), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
            value = int(value)
        return super()._deserialize(_no_flag(value), attr, data, **kwargs)


class Count(fields.Integer):
    """A whole number from `least` to `most`."""

    def __init__(self, most: int, *, least: int = 0, **kwargs: Any) -> None:
        super().__init__(strict=True, validate=Range(min=least, max=most), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        return super()._deserialize(_no_flag(value), attr, data, **kwargs)


class Word(BlankIsNone, fields.String):
    """One of the words of an enumeration, in any case; loads to the word itself."""

    def __init__(self, words: Iterable[StrEnum], **kwargs: Any) -> None:
        self.words = list(words)
        super().__init__(validate=OneOf([str(word) for word in self.words]), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs).strip().lower()
        return next((word for word in self.words if word == text), text)


class Money(fields.Field[int]):
    """Cents inside, a JSON number with two decimals outside: rendered, never computed with."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["metadata"] = {"description": "Money, with at most two decimals."} | kwargs.get("metadata", {})
        super().__init__(**kwargs)

    def _serialize(self, value: int | None, attr: str | None, obj: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        return None if value is None else orjson.Fragment(money.to_text(value))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:  # noqa: ARG002
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ValidationError("Not a valid amount of money.")
        try:
            amount = Decimal(str(value))
            if not amount.is_finite() or abs(amount.adjusted()) > 18:
                raise ValidationError("Not a valid amount of money.")
            return money.from_decimal(amount)
        except InvalidOperation as error:
            raise ValidationError("Not a valid amount of money.") from error
        except ValueError as error:
            raise ValidationError("Has more than two decimals.") from error


class Price(Money):
    """Money from `least` to `most` cents."""

    def __init__(self, *, least: int = 1, most: int = MAX_PRICE_CENTS, **kwargs: Any) -> None:
        low, high = money.to_text(least), money.to_text(most)
        super().__init__(validate=Range(min=least, max=most, error=f"Must be from {low} to {high}."), **kwargs)
        self.least, self.most = least, most


class Email(Text):
    """An e-mail address that could receive mail, as the person wrote it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(254, least=3, metadata={"format": "email"} | kwargs.pop("metadata", {}), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            checked = validate_email(text, check_deliverability=False, test_environment=True)
        except EmailNotValidError as error:
            raise ValidationError("Not a valid e-mail address.") from error
        return checked.normalized


class Flag(fields.Boolean):
    """true or false, also as text in a query."""


class Moment(fields.DateTime):
    """A moment in UTC with an explicit zone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", **kwargs)


class DayOrMoment(fields.Field[date | datetime]):
    """A date of the shop (`2026-02-10`) or a moment with a zone (`2026-02-10T21:30:00Z`)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        try:
            if len(value) == len("2026-02-10"):
                return self._in_our_time(date.fromisoformat(value))
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise ValidationError("Not a date (2026-02-10) or a moment (2026-02-10T21:30:00Z).") from error
        if moment.tzinfo is None:
            raise ValidationError("A moment needs a zone, as in 2026-02-10T21:30:00Z.")
        return self._in_our_time(moment)

    def _in_our_time(self, day: D) -> D:
        if not 1900 < day.year < 3000:
            raise ValidationError("The year must be from 1901 to 2999.")
        return day


class PageNumber(fields.Integer):
    """A number of a page or of rows on one. Whatever is no positive number means the default."""

    def __init__(self, default: int, most: int, **kwargs: Any) -> None:
        super().__init__(load_default=default, **kwargs)
        self.fallback, self.most = default, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:  # noqa: ARG002
        text = str(value).strip()
        if not (text.isascii() and text.isdigit()) or not text.strip("0"):
            return self.fallback
        return self.most if len(text) > 15 else min(int(text), self.most)


def page_number() -> PageNumber:
    """The field `page`."""
    return PageNumber(1, MAX_PAGE)


def per_page(default: int) -> PageNumber:
    """The field `per_page`."""
    return PageNumber(default, MAX_PER_PAGE)


def _no_flag(value: Any) -> Any:
    # In Python true is 1; in a shop it is not.
    if isinstance(value, bool):
        raise ValidationError("Not a valid integer.")
    return value
