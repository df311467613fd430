"""Accounts for a crowd and shelves worth looking at, made through the shop's own services.

python -m tests.performance.fill PEOPLE PRODUCTS
"""

import sys
from collections.abc import Iterator
from random import Random

from app import create_app, services
from app.core.database import transactional
from app.core.permissions import Role
from app.models.imports import GivenRow
from app.services import credentials
from tests.performance.people import COLOURS, GOODS, PASSWORD, ROLES, accounts, user_name

CATEGORIES = 13
# Nobody is told that something is sold out: what a crowd buys in an hour is a fraction of it.
PLENTY = 100_000


@transactional
def open_accounts(people: int, sealed: str) -> None:
    """Accounts for so many people, who share the password behind `sealed`."""
    for kind, many in accounts(people).items():
        for name in (user_name(kind, number) for number in range(many)):
            services.users.add(
                None, role=Role(ROLES[kind]), email=f"{name}@example.com", username=name, password_hash=sealed
            )


def list_of(products: int) -> Iterator[GivenRow]:
    """A supplier's list: so many articles, every third of them cheaper than it was. The same each time."""
    dice = Random(products)  # nosec B311
    for number in range(1, products + 1):
        name = f"{dice.choice(COLOURS)} {dice.choice(GOODS)} {number}".capitalize()
        price = dice.randrange(500, 30_000, 50) - 1
        values = {
            "name": name,
            "description": f"{name}: made to last, easy to return.",
            "price_cents": price,
            "compare_price_cents": price * 13 // 10 if number % 3 == 0 else None,
            "stock_quantity": PLENTY,
            "category_id": dice.randrange(1, CATEGORIES + 1),
        }
        yield GivenRow(number, f"LOAD-{number:07}", values, {})


def main() -> None:
    people, products = map(int, sys.argv[1:])
    with create_app().app_context():
        open_accounts(people, credentials.sealed(PASSWORD))
        services.imports.carry_out(services.imports.clerk(), {}, list_of(products))


if __name__ == "__main__":
    main()
