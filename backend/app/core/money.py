"""Money is an integer number of cents. This is the only place that rounds or splits it."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

CENTS = Decimal("0.01")
TENTH = Decimal("0.1")
MAX_PRICE_CENTS = 999_999_999


def from_decimal(amount: Decimal) -> int:
    """Cents of an amount that has at most two decimals; ValueError if it has more."""
    cents = amount * 100
    if cents != cents.to_integral_value():
        raise ValueError("money has at most two decimals")
    return int(cents)


def to_decimal(cents: int) -> Decimal:
    """`1999` as 19.99."""
    return Decimal(cents) * CENTS


def to_text(cents: int) -> str:
    """`1999` as `19.99`: exact, for JSON and for people."""
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{whole // 100}.{whole % 100:02}"


def percent(cents: int, rate: Decimal) -> int:
    """`rate` per cent of `cents`, rounded half up."""
    return int((cents * rate / 100).to_integral_value(ROUND_HALF_UP))


# Lists show the same prices again and again.
@lru_cache(maxsize=4096)
def percent_off(price: int, compare_price: int) -> Decimal:
    """How much cheaper `price` is than `compare_price`, in per cent with two decimals; 0 if it is not."""
    if compare_price <= price:
        return Decimal(0)
    return (Decimal(compare_price - price) * 100 / compare_price).quantize(CENTS, ROUND_HALF_UP)


def growth(before: int, now: int) -> Decimal | None:
    """How much more than `before` `now` is, in per cent with one decimal, rounded half up; None of 0 or less."""
    return (Decimal(now - before) * 100 / before).quantize(TENTH, ROUND_HALF_UP) if before > 0 else None


def average(total: int, count: int) -> int:
    """`total` shared among `count`, rounded half up; 0 where there is nothing to share among."""
    return int((Decimal(total) / count).to_integral_value(ROUND_HALF_UP)) if count else 0


def ending(cents: int, last: int) -> int:
    """The amount nearest to `cents` whose last two digits are `last`: more than nothing, a tie goes up."""
    nearby = cents - cents % 100 + last
    possible = [amount for amount in (nearby + 100, nearby, nearby - 100) if amount > 0]
    return min(possible, key=lambda amount: abs(amount - cents))


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` by `weights` so that the shares add up exactly (largest remainder, ties to the first)."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares


def part(total: int, taken: int, more: int, whole: int) -> int:
    """What `more` of `whole` units are worth after `taken` were paid out.

    Differences of one running sum: whatever the order and size of the steps, they add up to `total`.
    """
    return total * (taken + more) // whole - total * taken // whole
