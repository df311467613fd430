"""Cents: nothing is lost, nothing is invented."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import money

CENTS = st.integers(0, 10**9)


@pytest.mark.parametrize(("cents", "text"), [(0, "0.00"), (5, "0.05"), (1999, "19.99"), (-250, "-2.50")])
def test_cents_read_as_an_amount(cents, text):
    assert money.to_text(cents) == text


def test_more_than_two_decimals_are_no_money():
    with pytest.raises(ValueError, match="two decimals"):
        money.from_decimal(Decimal("1.999"))


@pytest.mark.parametrize(("cents", "rate", "tax"), [(1005, "10", 101), (1004, "10", 100), (999, "8.25", 82)])
def test_tax_is_rounded_half_up(cents, rate, tax):
    assert money.percent(cents, Decimal(rate)) == tax


def test_the_discount_of_the_contract():
    assert money.percent_off(9999, 12999) == Decimal("23.08")
    assert money.percent_off(12999, 9999) == 0


@pytest.mark.parametrize(
    ("before", "now", "percent"),
    [
        (385710, 431820, "12.0"),
        (800, 801, "0.1"),
        (800, 802, "0.3"),
        (10000, 10004, "0.0"),
        (10000, 10005, "0.1"),
        (300, 200, "-33.3"),
        (700, -700, "-200.0"),
        (0, 700, None),
        (-700, 700, None),
    ],
)
def test_growth_has_one_decimal_and_needs_something_to_grow_from(before, now, percent):
    assert money.growth(before, now) == (None if percent is None else Decimal(percent))


@given(CENTS, st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
def test_shares_add_up_and_are_fair_to_the_cent(total, weights):
    shares = money.split(total, weights)
    assert sum(shares) == total
    fair = [Fraction(total * weight, sum(weights)) for weight in weights]
    assert all(abs(share - ideal) < 1 for share, ideal in zip(shares, fair, strict=True))


@given(CENTS, st.lists(st.integers(1, 20), min_size=1, max_size=20))
def test_parts_add_up_whatever_the_steps(total, steps):
    taken = paid = 0
    for step in steps:
        paid += money.part(total, taken, step, sum(steps))
        taken += step
    assert paid == total


@given(st.integers(1, 10**9), st.integers(0, 99))
def test_a_price_that_ends_as_asked_is_the_nearest_one(cents, last):
    found = money.ending(cents, last)
    assert (found % 100, found > 0) == (last, True)
    assert abs(found - cents) <= 50 or found == (last or 100)
