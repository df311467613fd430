"""The number of an order, as people and scanners read it."""

import re

FIRST_NUMBER = 100_000
PREFIX = "ORD-"
# What a scanner may put before a code: the symbology it read, here Code 128.
SCANNED = re.compile(r"^\]C[0-9]")
LEAST_DIGITS, MOST_DIGITS = 3, 12


def number_of(order_id: int) -> str:
    """The number a person reads out, of the order with this id."""
    return f"{PREFIX}{FIRST_NUMBER + order_id}"


def id_of_number(text: str) -> int | None:
    """The id behind an order number as a person types it (`ORD-100042`, `100042`); None if it is none.

    A scanner may say first which kind of barcode it read (`]C1ORD-100042`).
    """
    number = SCANNED.sub("", text.strip().upper())
    digits = number.removeprefix(PREFIX)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        return None
    return int(digits) - FIRST_NUMBER if int(digits) > FIRST_NUMBER else None


def last_digits(text: str) -> str | None:
    """`text` if it may be the last digits of an order number; None if it is anything else."""
    digits = text.strip()
    few = LEAST_DIGITS <= len(digits) <= MOST_DIGITS
    return digits if few and digits.isascii() and digits.isdigit() else None
