"""A database that dies and comes back, connections that are cut: told as 503, never as a bug, nothing twice."""

import statistics
from random import Random

from app.core.permissions import Role
from tests.proofs.harness.clients import Client
from tests.proofs.harness.insisting import Asked, Done, Insisting, judge
from tests.proofs.harness.own_server import OwnServer, shop_of_its_own
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.killed_database.broken_links import break_links

PEOPLE = 16
STOCK = 1_000_000
STUCK_SECONDS = 5.0
# Where a request that nothing disturbs takes longer than a second, the machine is busy with something else.
TIMES_THE_USUAL = 5
CALM, LATEST, BETWEEN_CUTS = 200, 160, 20
READ = ("/api/products", "/api/orders", "/api/orders/today", "/api/cart", "/api/categories", "/api/shop", "/health")


class Visitors(Insisting):
    """People who also look around, and who order some things without a key, once."""

    def between(self, client: Client, mark: str, dice: Random) -> None:
        """Read, write without a key, read."""
        self.ask(client, "GET", dice.choice(READ))
        self.ask(client, "POST", "/api/cart/clear")
        body, once = self.order(f"{mark}-once"), f"{mark}-once"
        answer = self.ask(client, "POST", "/api/orders", body)
        if answer is not None and answer.status == 201:
            self.done.append(Done("POST", "/api/orders", body, once, client, answer, tries=1))
        self.ask(client, "GET", dice.choice(READ))


def the_database_is_killed(trial: Trial) -> None:
    """Under load stop PostgreSQL `n` times as in a crash, end connections, lose COMMITs; then count."""
    with shop_of_its_own(trial) as (shop, server):
        product, clients = shop.make.product(stock=STOCK), shop.clients(PEOPLE, Role.CASHIER)
        away: list[float] = []
        with Visitors(clients, product.id, trial.dice) as people:
            people.wait(CALM)
            usual = max(asked.seconds for asked in people.asked)
            for _ in range(trial.n):
                people.wait(trial.dice.randint(1, LATEST))
                away.append(server.crash())
                judge(trial, people, shop)
            crashed = len(people.asked)
            cut = cut_under_load(trial, people, server)
        trial.found(
            crashes=trial.n,
            median_seconds_away=round(statistics.median(away), 2),
            refused_in_crashes=refused(people.asked[:crashed]),
            connections_cut=cut,
            refused_in_cuts=refused(people.asked[crashed:]),
            told=len(people.done),
        )
        judge(trial, people, shop)
        judge_the_answers(trial, people.asked, max(STUCK_SECONDS, TIMES_THE_USUAL * usual))
        cut_while_idle(people, server, clients)
        trial.found(links_broken=break_links(people, server, clients[0], times=max(2, trial.n // 3)))
        judge(trial, people, shop)


def cut_under_load(trial: Trial, people: Insisting, server: OwnServer) -> int:
    """End connections of the shop, mostly those in the middle of something; how many were ended."""
    cut, wanted = 0, trial.n * 20 // 3
    while cut < wanted:
        cut += server.cut(1, busy=trial.dice.random() < 0.8)
        people.wait(trial.dice.randint(1, BETWEEN_CUTS))
    return cut


def cut_while_idle(people: Insisting, server: OwnServer, clients: list[Client]) -> None:
    """End every connection while nobody asks anything; whoever asks next must not notice."""
    ended = server.cut(1000, busy=False)
    assert ended, "the shop had no connection that could be ended"
    said = [client.post("/api/orders", people.order(f"after {n}")) for n, client in enumerate(clients)]
    refusals = sum(answer.status != 201 for answer in said)
    assert refusals == 0, f"{ended} idle connections were ended, and {refusals} of {len(said)} people noticed"


def judge_the_answers(trial: Trial, asked: list[Asked], limit: float) -> None:
    """Everybody was answered in time: with what they asked for, or with a 503 that says when to come back."""
    odd = [each for each in asked if each.odd or each.status is None]
    longest = max(each.seconds for each in asked)
    trial.found(other_answers=len(odd), longest_seconds=round(longest, 2), seconds_allowed=round(limit, 1))
    assert odd == [], f"answered in a way nobody may be: {odd[:5]}"
    assert refused(asked), "nobody noticed anything: this was no attack"
    assert longest <= limit, f"somebody waited {longest:.1f} s; {limit:.1f} s are the most"


def refused(asked: list[Asked]) -> int:
    """How many were told to come back."""
    return sum(each.status == 503 for each in asked)


PROOF = Proof(
    promise="A database that dies or cuts connections: 503 with Retry-After, nothing lost, doubled or stuck",
    run=the_database_is_killed,
    full={"postgresql": 30},
    quick={"postgresql": 3},
)
