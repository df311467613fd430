"""`kill -9` of the server in the middle of its work: nothing it said is lost, nothing is done twice or by half."""

import time
from statistics import median

from app.core.permissions import Role
from tests.proofs.harness.insisting import Insisting, judge
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop

PEOPLE = 16
STOCK = 1_000_000
# Counted in requests sent or answered; with 16 people some are always in the middle of theirs.
LATEST = 160


def the_server_is_killed(trial: Trial) -> None:
    """`n` times kill gunicorn with all its processes at a random moment, and start it again."""
    with trial.shop() as shop:
        product, clients = shop.make.product(stock=STOCK), shop.clients(PEOPLE, Role.CASHIER)
        seconds: list[float] = []
        with Insisting(clients, product.id, trial.dice) as people:
            for kills in range(1, trial.n + 1):
                people.wait(trial.dice.randint(1, LATEST))
                people.hold()
                shop.kill()
                # Now, before anybody's repetition can mend or cover what was left behind.
                trial.found(kills=kills)
                judge(trial, people, shop)
                began = time.monotonic()
                shop.start()
                seconds.append(time.monotonic() - began)
                people.go_on()
        again = [done for done in people.done if done.tries > 1]
        trial.found(
            told=len(people.done),
            unanswered=sum(asked.status is None for asked in people.asked),
            done_unheard=sum("idempotency-replayed" in done.answer.headers for done in again),
            median_seconds_to_serve=round(median(seconds), 2),
        )
        judge(trial, people, shop)
        judge_the_end(shop, people, trial)


def judge_the_end(shop: Shop, people: Insisting, trial: Trial) -> None:
    """As many orders as keys, every reply given again byte for byte, and no answer but those allowed."""
    odd = [asked for asked in people.asked if asked.odd]
    assert odd == [], f"answered in a way nobody may be: {odd[:5]}"
    placed = sum(done.method == "POST" for done in people.done)
    orders = shop.books.one("SELECT COUNT(*) FROM orders")
    assert orders == placed, f"{placed} orders were told of, {orders} are there"
    for done in (done for done in people.done if done.tries > 1):
        again = done.client.call(done.method, done.path, done.body, key=done.key)
        assert again.body == done.answer.body, f"{done.key} got another reply the second time"
    if trial.db == "sqlite":
        assert shop.books.rows("PRAGMA integrity_check") == [("ok",)], "the file is damaged"


PROOF = Proof(
    promise="kill -9 at any moment: no acknowledged order lost, none doubled, none half-written",
    run=the_server_is_killed,
    full={"sqlite": 100, "postgresql": 100},
    quick={"sqlite": 3, "postgresql": 3},
    seconds=1800,
)
