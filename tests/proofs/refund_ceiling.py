"""Eight counters pay back one order at once: never a cent more than was paid, and in the end every cent."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import count
from queue import SimpleQueue
from random import Random
from typing import Any

from app import services
from app.core.permissions import Role
from app.models import Product, User
from app.models.order_states import Status
from tests.proofs.harness.clients import Answer, Client, at_once
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop
from tests.proofs.oracle.abacus import NOTHING_LEFT, TOO_MANY, TOO_MUCH, Due, account
from tests.proofs.oracle.repayments import STANDS, Ask, Sale

COUNTERS = 8
HALLS = 2
PATIENCE = 12
# An amount, and for each line its number, how many, whether they go back on the shelf, and their worth.
Refund = tuple[int, list[tuple[int, int, bool, int]]]
STOCK = 100_000
TAX, SHIPPING = Fraction(10), 1000
TO_AN_ASK = [(200, None), *((409, refusal) for refusal in (NOTHING_LEFT, TOO_MANY, TOO_MUCH))]
TO_NONSENSE = [(400, "validation_failed"), (409, NOTHING_LEFT)]
MONEY = """SELECT o.paid_cents, o.refunded_cents,
    (SELECT COALESCE(SUM(r.amount_cents), 0) FROM refunds r WHERE r.order_id = o.id)
    FROM orders o WHERE o.id = :id"""


class Hall:
    """Eight counters and somebody who watches the books while they pay back one order at a time."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.counters, self.looks = shop.clients(COUNTERS, Role.ADMIN), 0

    def pay_back(self, sale: Sale) -> None:
        """Sixty per cent at every counter, then whatever somebody asks for, until nothing is left."""
        self._sixty_per_cent(sale)
        for turn in count():
            if not sale.account.left:
                break
            asks = [Ask()] if turn == PATIENCE else [sale.ask() for _ in range(sale.dice.choice([1, 2, 3]))]
            [alone] = asks if len(asks) == 1 else [None]
            due = sale.account.due(alone.wishes, alone.amount) if alone else None
            answers = self._at_once(sale, asks)
            if alone and due is not None and alone.nonsense is None:
                told = answers[0].code or "paid"
                wanted = due if isinstance(due, str) else "paid"
                assert told == wanted, f"a refund of {alone} of order {sale.order_id}: {told} instead of {wanted}"
        self._judge_the_end(sale)

    def _sixty_per_cent(self, sale: Sale) -> None:
        share = sale.account.paid * 6 // 10
        answers = self._at_once(sale, [Ask(amount=share)] * COUNTERS)
        said = Counter(answer.code or "paid" for answer in answers)
        assert said == {"paid": 1, TOO_MUCH: COUNTERS - 1}, f"eight times 60 % of {sale.order_id}: {dict(said)}"
        sale.said["sixty per cent"] += said["paid"]

    def _at_once(self, sale: Sale, asks: Sequence[Ask]) -> list[Answer]:
        """Ask for all of `asks` at the same moment, watched; every answer is judged by the abacus."""
        path, over = f"/api/orders/{sale.order_id}/refund", SimpleQueue[Ask]()

        def at(counter: Client, ask: Ask) -> Answer:
            try:
                return counter.post(path, ask.body())
            finally:
                over.put(ask)

        def watch() -> None:
            # One answer is there, and the others are on their way.
            for _ in asks:
                over.get()
                self._look(sale)

        deeds = [lambda c=c, a=ask: at(c, a) for c, ask in zip(self.counters, asks, strict=False)]
        answers = [answer for answer in at_once([*deeds, watch]) if answer is not None]
        self._judge(sale, asks, answers)
        return answers

    def _look(self, sale: Sale) -> None:
        [(paid, back, sum_of_refunds)] = self.shop.books.rows(MONEY, id=sale.order_id)
        self.looks += 1
        seen = f"order {sale.order_id}: {paid} paid, {back} said to be paid back, {sum_of_refunds} paid back"
        assert back == sum_of_refunds <= paid == sale.account.paid, seen

    def _judge(self, sale: Sale, asks: Sequence[Ask], answers: Sequence[Answer]) -> None:
        paid = []
        for ask, answer in zip(asks, answers, strict=True):
            sale.said[str(answer.status)] += 1
            told = answer.status, answer.code
            assert told in (TO_NONSENSE if ask.nonsense else TO_AN_ASK), f"{ask} is answered with {told}"
            if answer.status == 200:
                paid.append((answer.json["refund"]["id"], ask, answer.json))
        # One after the other, in the order the shop wrote them down, each has to be what the rules say.
        for _, ask, told in sorted(paid, key=lambda one: one[0]):
            due = sale.account.due(ask.wishes, ask.amount)
            assert isinstance(due, Due), f"{ask} of order {sale.order_id} was paid; {due}"
            assert _told(told["refund"]) == _owed(due), f"{ask}: {_told(told['refund'])} instead of {_owed(due)}"
            sale.account.pay(due)
            for line in due.lines:
                sale.shelved[sale.products[line.line_id]] += line.quantity * line.restock
            back = _cents(told["order"]["amount_refunded"])
            assert back == sale.account.back, f"order {sale.order_id}: {back} instead of {sale.account.back} back"

    def _judge_the_end(self, sale: Sale) -> None:
        shown = self.counters[0].get(f"/api/orders/{sale.order_id}").json
        stands = shown["status"], shown["payment_status"], _cents(shown["amount_refunded"])
        assert stands == ("refunded", "refunded", sale.account.paid), f"order {sale.order_id} ends as {stands}"
        again = self.counters[0].post(f"/api/orders/{sale.order_id}/refund")
        assert again.code == NOTHING_LEFT, f"order {sale.order_id} is refunded and paid again: {again.body!r}"


def eight_pay_back_at_once(trial: Trial) -> None:
    """`n` paid orders, each paid back by eight counters; what was restocked is on the shelf once."""
    with trial.shop() as shop:
        products = [shop.make.product(stock=STOCK, price=trial.dice.randint(1, 9_999)) for _ in range(12)]
        buyer = shop.make.user()
        sales = [_sold(shop, buyer, products, Random(trial.dice.random())) for _ in range(trial.n)]
        halls = [Hall(shop) for _ in range(HALLS)]

        def work(number: int) -> None:
            for sale in sales[number::HALLS]:
                halls[number].pay_back(sale)

        try:
            at_once([lambda h=number: work(h) for number in range(HALLS)])
        finally:
            said = sum((sale.said for sale in sales), Counter[str]())
            trial.found(
                sixty_per_cent_paid=said["sixty per cent"],
                refunds=said["200"],
                refused=said["409"],
                nonsense=said["400"],
                looks=sum(hall.looks for hall in halls),
                paid=sum(sale.account.paid for sale in sales) / 100,
                paid_back=int(shop.books.one("SELECT COALESCE(SUM(amount_cents), 0) FROM refunds")) / 100,
                restocked=sum(sale.shelved.total() for sale in sales),
            )
        assert said["sixty per cent"] == trial.n, (
            f"{said['sixty per cent']} of {trial.n} orders were paid 60 % back"
        )
        ends = shop.books.rows("SELECT id, paid_cents FROM orders WHERE status = 'refunded' ORDER BY id")
        assert ends == [(sale.order_id, sale.account.paid) for sale in sales], "an order does not end refunded"
        _judge_the_shelf(shop, products, sales)
        assert shop.differences() == [], "the books do not agree"


def _sold(shop: Shop, buyer: User, products: Sequence[Product], dice: Random) -> Sale:
    lines = [(product, dice.randint(2, 9)) for product in dice.sample(products, dice.randint(1, 3))]
    stands = dice.choice(list(STANDS))
    before = Status.PENDING if stands is Status.CANCELLED else stands
    order = shop.make.order(buyer, lines, status=before, paid=True)
    shelved = Counter[int]()
    if stands is Status.CANCELLED:
        shop.make.do(lambda: services.orders.set_status(shop.make.boss, order.id, stands))
        shelved.update({product.id: quantity for product, quantity in lines})
    sold = [(item.id, item.unit_price_cents, item.quantity) for item in order.items]
    owed = account(sold, TAX, SHIPPING, STANDS[stands])
    assert owed.paid == order.total_cents, f"order {order.id} cost {order.total_cents} instead of {owed.paid}"
    return Sale(order.id, {item.id: item.product_id for item in order.items}, owed, dice, shelved=shelved)


def _judge_the_shelf(shop: Shop, products: Sequence[Product], sales: Sequence[Sale]) -> None:
    shelved = {
        (sale.order_id, product, units) for sale in sales for product, units in sale.shelved.items() if units
    }
    returned = shop.books.rows(
        """SELECT order_id, product_id, SUM(quantity) FROM stock_movements WHERE kind = 'returned'
        GROUP BY order_id, product_id"""
    )
    wrong = {(order_id, product_id, units) for order_id, product_id, units in returned} ^ shelved
    assert not wrong, f"of {len(wrong)} lines not what was to be restocked came back, once: {sorted(wrong)[:5]}"
    stranger = shop.client()
    for product in products:
        sold = shop.books.one("SELECT SUM(quantity) FROM order_items WHERE product_id = :id", id=product.id) or 0
        back = sum(sale.shelved[product.id] for sale in sales)
        there = stranger.get(f"/api/products/{product.id}").json["stock_quantity"]
        assert there == STOCK - sold + back, (
            f"{there} of {product.name}: {STOCK}, less {sold} sold, {back} came back"
        )


def _told(refund: dict[str, Any]) -> Refund:
    lines = [
        (one["order_item_id"], one["quantity"], one["restock"], _cents(one["amount"])) for one in refund["items"]
    ]
    return _cents(refund["amount"]), lines


def _owed(due: Due) -> Refund:
    return due.amount, [(line.line_id, line.quantity, line.restock, line.worth) for line in due.lines]


def _cents(amount: float) -> int:
    return round(amount * 100)


PROOF = Proof(
    promise="Never more is paid back than was paid, in the end all of it, and goods come back once",
    run=eight_pay_back_at_once,
    full={"postgresql": 500, "sqlite": 500},
    quick={"postgresql": 20, "sqlite": 20},
)
