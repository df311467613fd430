"""Customers: accounts with a profile and a cart, whose password is the example's."""

from app.core import clock
from app.core.database import transactional
from app.core.passwords import hash_of
from app.core.progress import Advance
from bench.fill.database import moment, number, numbered, say, series, word
from seed_data import FIRST_NAMES, LAST_NAMES

STAFF, BATCH, YEARS = 3, 50_000, 730 * 86_400
CITIES = ("Leeds", "Bristol", "Bath")

USERS = """
INSERT INTO users (id, email, email_key, username, username_key, password_hash, role, is_active, created_at,
    updated_at)
SELECT k, 'customer' || k || '@example.com', 'customer' || k || '@example.com', 'buyer' || k, 'buyer' || k,
    :password, 'customer', k % 40 <> 0, {at}, {at} FROM {series} numbers
"""
PROFILES = """
INSERT INTO profiles (user_id, first_name, last_name, phone, address_line1, city, country, created_at, updated_at)
SELECT k, {first_name}, {last_name}, '+44 20 ' || k, k || ' High Street', {city}, 'United Kingdom', {at}, {at}
FROM {series} numbers
"""
CARTS = "INSERT INTO carts (customer_id, created_at, updated_at) SELECT k, {at}, {at} FROM {series} numbers"


def add(many: int, advance: Advance) -> None:
    """Add `many` customers, who came over two years."""
    first = number("SELECT max(id) FROM users") + 1
    password = hash_of("Customer123!")
    for start in range(0, many, BATCH):
        rows = min(BATCH, many - start)
        _write(first + start, rows, password)
        advance(rows)


@transactional
def _write(first: int, rows: int, password: str) -> None:
    start = int(clock.now().timestamp()) - YEARS
    parts = {
        "series": series(),
        "at": moment(f"{start} + k * 2671 % {YEARS}"),
        "first_name": word("a", FIRST_NAMES),
        "last_name": word("b", LAST_NAMES),
        "city": word("c", CITIES),
    }
    said = (each.format(**parts) for each in (USERS, PROFILES, CARTS))
    say(*said, first=first, last=first + rows - 1, password=password)
    numbered("users")
