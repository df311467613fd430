"""Whether a shop is right after a crowd: what it told people, held against what is in its books."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.performance.goals import Verdict
from tests.performance.ground import SERVER_LOG, Ground
from tests.performance.record import Record
from tests.proofs.harness.books import Books
from tools import shop

SHOWN, WIDEST = 3, 300
# What the application says of itself is JSON, what the server in front of it says is not.
FAULT = re.compile(r'"level": ?"(error|critical)"|\[(ERROR|CRITICAL)\]|^Traceback')


@dataclass(frozen=True)
class Before:
    """What the shop held before anybody came."""

    last_order: int
    stock: Mapping[int, int]


def before(books: Books) -> Before:
    """Look at a shop that nobody has come to yet."""
    return Before(books.one("SELECT COALESCE(MAX(id), 0) FROM orders"), _stock(books))


def verdicts(books: Books, then: Before, record: Record) -> list[Verdict]:
    """What people were promised, against what the shop wrote down."""
    promised = {number: order["total"] for number, order in record.orders.items()}
    written = dict(books.rows("SELECT id, total_cents FROM orders WHERE id > :last", last=then.last_order))
    sold = Counter[int]()
    for order in record.orders.values():
        sold.update(order["items"])
    left = {product: stock - sold[product] for product, stock in then.stock.items()}
    statuses = dict(books.rows("SELECT id, status FROM orders"))
    prices = dict(books.rows("SELECT id, price_cents FROM products"))
    return [
        _same("orders people were promised are the shop's, to the cent", promised, written),
        _same("stock before less what people bought is stock now", left, _stock(books)),
        _same("orders stand where staff put them", record.statuses, _of(record.statuses, statuses)),
        _same("prices are what staff made them", record.prices, _of(record.prices, prices)),
        none("the books add up", books.contradictions()),
    ]


def doctor(ground: Ground) -> Verdict:
    """What `flask doctor` says of the shop."""
    command = [sys.executable, "-m", "flask", "doctor"]
    done = subprocess.run(command, cwd=shop.BACKEND, env=ground.env, capture_output=True, text=True, check=False)
    return none("flask doctor finds nothing", (done.stdout + done.stderr).splitlines() if done.returncode else [])


def log(ground: Ground) -> Verdict:
    """Whether anything went wrong that nobody was told of."""
    lines = (ground.folder / SERVER_LOG).read_text(errors="replace").splitlines()
    return none("the shop's log tells of no fault", [line[:WIDEST] for line in lines if FAULT.search(line)])


def none(what: str, wrong: Sequence[str]) -> Verdict:
    """A verdict that holds where nothing is `wrong`."""
    more = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    return Verdict(what, "; ".join(wrong[:SHOWN]) + more if wrong else "yes", not wrong)


def _same(what: str, expected: Mapping[int, Any], found: Mapping[int, Any]) -> Verdict:
    differ = sorted(key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key))
    if not differ:
        return Verdict(what, f"all {len(expected):,}", holds=True)
    shown = "; ".join(f"{key}: {expected.get(key)}, found {found.get(key)}" for key in differ[:SHOWN])
    return Verdict(what, f"{len(differ):,} of {len(expected):,} are not ({shown})", holds=False)


def _of(wanted: Mapping[int, Any], everything: Mapping[int, Any]) -> dict[int, Any]:
    return {key: everything[key] for key in wanted if key in everything}


def _stock(books: Books) -> dict[int, int]:
    return dict(books.rows("SELECT id, stock_quantity FROM products"))
