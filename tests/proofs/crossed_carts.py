"""Carts that cross: the same articles in every order, some of which run out. Each is bought whole or not at all."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from app.core.database import db
from tests.factories import ADDRESS
from tests.proofs.harness.clients import Answer, Client, crowd
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop

PEOPLE = 64
ARTICLES, SCARCE, PLENTY = 50, 10, 1_000_000
# So many carts one person orders while the first of them lies in their own cart.
A_VISIT = 5

Lines = list[tuple[int, int]]


@dataclass(frozen=True)
class Checkout:
    """What somebody asked for, summed by article, and what they were told."""

    asked: Counter[int]
    answer: Answer
    of_own_cart: bool = False

    @property
    def sold(self) -> bool:
        return self.answer.status == 201


def everybody_fills_a_cart(trial: Trial) -> None:
    """`n` carts of 2 to 8 articles, one of them named twice; ten of the fifty run out halfway."""
    with trial.shop(serve=False) as shop:
        if trial.db == "postgresql":
            _look_for_deadlocks_soon(shop)
        shop.start()
        category = shop.make.category().id
        articles = [shop.make.product(stock=PLENTY, category_id=category).id for _ in range(ARTICLES - SCARCE)]
        # A cart asks for about a quarter of a piece of each article.
        articles += [shop.make.product(stock=trial.n // 8, category_id=category).id for _ in range(SCARCE)]
        had = _stock(shop)
        carts = [_lines(trial.dice, articles) for _ in range(trial.n)]
        visits = [carts[first : first + A_VISIT] for first in range(0, trial.n, A_VISIT)]
        done = [one for visit in crowd(shop.clients(PEOPLE), visits, _order_around_the_own_cart) for one in visit]
        deadlocks = {"deadlocks": _deadlocks(shop)} if trial.db == "postgresql" else {}
        sold, refused = [one for one in done if one.sold], [one for one in done if not one.sold]
        partial, left = _partial(shop, sold), _stock(shop)
        trial.found(carts=trial.n, never_filled=trial.n - len(done), sold=len(sold), refused=len(refused))
        trial.found(partial=len(partial), **deadlocks)
        trial.found(own_carts_sold=_of_own(sold), own_carts_refused=_of_own(refused))
        told = Counter((one.answer.status, one.answer.code) for one in done)
        assert set(told) == {(201, None), (409, "insufficient_stock")}, f"somebody was told something else: {told}"
        assert partial == [], f"{len(partial)} orders are not what was asked for, the first: {partial[0]}"
        orders = shop.books.one("SELECT COUNT(*) FROM orders")
        assert orders == len(sold), f"{orders} orders are there, and {len(sold)} people were told of one"
        wrong = {p: (had[p] - n, left[p]) for p, n in _pieces(sold, articles).items() if had[p] - n != left[p]}
        assert wrong == {}, f"{len(wrong)} articles have another stock than was left: {wrong}"
        needless = [one.asked for one in refused if all(left[p] >= n for p, n in one.asked.items())]
        assert needless == [], f"{len(needless)} carts were refused though all of it is still there"
        assert [one.answer.json for one in refused if not _says_what_is_short(one)] == [], (
            "a refusal says otherwise"
        )
        assert not deadlocks.get("deadlocks"), f"the server met {deadlocks['deadlocks']} deadlocks"
        assert shop.differences() == [], "the books do not agree"


def _lines(dice: Random, articles: list[int]) -> Lines:
    chosen = dice.sample(articles, dice.randint(2, 8))
    chosen.append(dice.choice(chosen))
    dice.shuffle(chosen)
    return [(product, dice.randint(1, 3)) for product in chosen]


def _order_around_the_own_cart(who: Client, carts: list[Lines]) -> list[Checkout]:
    """The first lies in the person's cart while they order the others; then it is its turn."""
    own = _put_into_the_cart(who, carts[0])
    done = [_order_at_once(who, lines) for lines in carts[1:]]
    if not own:
        return done  # the shelf was empty before anything lay in the cart
    answer = who.post("/api/orders", {"shipping_address": ADDRESS})
    left = {item["product_id"]: item["quantity"] for item in who.get("/api/cart").json["items"]}
    expected = {} if answer.status == 201 else own
    assert left == expected, f"after {answer.status} the cart holds {left} and not {dict(expected)}"
    if left:
        assert who.post("/api/cart/clear").status == 200, "a cart could not be emptied"
    return [*done, Checkout(own, answer, of_own_cart=True)]


def _put_into_the_cart(who: Client, lines: Lines) -> Counter[int]:
    lies_there: Counter[int] = Counter()
    for product, quantity in lines:
        answer = who.post("/api/cart/items", {"product_id": product, "quantity": quantity})
        assert answer.status in (200, 409), f"a cart answered {answer.status}: {answer.body[:200]!r}"
        if answer.status == 200:
            lies_there[product] += quantity
    return lies_there


def _order_at_once(who: Client, lines: Lines) -> Checkout:
    items = [{"product_id": product, "quantity": quantity} for product, quantity in lines]
    asked: Counter[int] = Counter()
    for product, quantity in lines:
        asked[product] += quantity
    return Checkout(asked, who.post("/api/orders", {"items": items, "shipping_address": ADDRESS}))


def _partial(shop: Shop, sold: Iterable[Checkout]) -> list[str]:
    """The orders that are not line for line what was asked for, by the reply or by the books."""
    kept: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for order, product, quantity in shop.books.rows("SELECT order_id, product_id, quantity FROM order_items"):
        kept[order].append((product, quantity))
    wrong = []
    for one in sold:
        order = one.answer.json["order"]
        told = sorted((item["product_id"], item["quantity"]) for item in order["items"])
        if not sorted(one.asked.items()) == told == sorted(kept[order["id"]]):
            wrong.append(f"{order['order_number']}: asked {dict(one.asked)}, told {told}, kept {kept[order['id']]}")
    return wrong


def _says_what_is_short(one: Checkout) -> bool:
    """Whether a refusal names articles of the cart of which there were fewer than were asked for."""
    problems = one.answer.json["details"]["problems"]
    return bool(problems) and all(problem["available"] < one.asked[problem["product_id"]] for problem in problems)


def _of_own(done: Iterable[Checkout]) -> int:
    return sum(one.of_own_cart for one in done)


def _pieces(sold: Iterable[Checkout], articles: list[int]) -> Counter[int]:
    pieces = Counter(dict.fromkeys(articles, 0))
    for one in sold:
        pieces.update(one.asked)
    return pieces


def _stock(shop: Shop) -> dict[int, int]:
    return dict(shop.books.rows("SELECT id, stock_quantity FROM products"))


def _look_for_deadlocks_soon(shop: Shop) -> None:
    """Whoever waits is looked at after 100 ms instead of a second: a shop full of deadlocks is told sooner."""
    with shop.app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {db.engine.url.database} SET deadlock_timeout = '100ms'")


def _deadlocks(shop: Shop) -> int:
    """As the database's server counts them. Its sessions report when they end, so nobody serves afterwards."""
    shop.kill()
    with shop.app.app_context():
        db.engine.dispose()
    sessions = (
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    deadline = time.monotonic() + 60
    while shop.books.one(f"{sessions} AND backend_type = 'client backend'"):
        assert time.monotonic() < deadline, "sessions of the shop outlived it"
    return shop.books.one("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")


PROOF = Proof(
    promise="Carts that cross are bought whole or refused whole, and never meet in a deadlock",
    run=everybody_fills_a_cart,
    full={"postgresql": 5_000, "sqlite": 5_000},
    quick={"postgresql": 200, "sqlite": 200},
)
