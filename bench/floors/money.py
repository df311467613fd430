"""Money by hand: cents as JSON says them, and what a purchase comes to in a shop that was not set up otherwise."""

import orjson

TAX_PERCENT = 10
SHIPPING_CENTS = 1000


def amount(cents: int) -> orjson.Fragment:
    """`1999` as 19.99."""
    return orjson.Fragment(f"{cents // 100}.{cents % 100:02}")


def tax_and_shipping(subtotal: int) -> tuple[int, int]:
    """What is added to goods for `subtotal` cents."""
    return (subtotal * TAX_PERCENT + 50) // 100, SHIPPING_CENTS if subtotal else 0


def shared(total: int, weights: list[int]) -> list[int]:
    """`total` by `weights`: largest remainder, ties to the first."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[: total - sum(shares)]:
        shares[i] += 1
    return shares
