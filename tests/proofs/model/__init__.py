"""Any sequence of deeds leaves the shop as its documentation says: beside the real one, one on paper is kept."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.internal.conjecture import engine
from hypothesis.stateful import run_state_machine_as_test

from app import create_app
from app.core import clock
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.model.shopkeeping import Shopkeeping

STEPS_A_DAY = 50
MORNING = 10
# A false step is shown with fewer steps before it, but nobody waits five minutes for the fewest.
engine.MAX_SHRINKING_SECONDS = 20


def keep_shop_by_the_book(trial: Trial) -> None:
    """`n` steps drawn by lot, each a request; after each of them shop and paper are compared."""
    tally: Counter[str] = Counter()
    with trial.shop(serve=False) as shop:
        # A step can be taken back all day, and today does not end meanwhile: time is not what is tried here.
        unhurried = replace(shop.settings, undo_time=timedelta(days=1), shop_timezone=where_it_is_morning())
        shop.app = create_app(unhurried)
        try:
            while tally["steps"] < trial.n:
                # A name of its own for each run: Hypothesis keeps what it knows of rules with the class.
                days = type("Shopkeeping", (Shopkeeping,), {"shop": shop, "tally": tally})
                drawn = settings(
                    max_examples=-(-(trial.n - tally["steps"]) // STEPS_A_DAY),
                    stateful_step_count=STEPS_A_DAY,
                    database=None,
                    deadline=None,
                    phases=[Phase.generate, Phase.shrink],
                    report_multiple_bugs=False,
                    suppress_health_check=[
                        HealthCheck.too_slow,
                        HealthCheck.filter_too_much,
                        HealthCheck.data_too_large,
                    ],
                )
                run_state_machine_as_test(seed(trial.dice.getrandbits(64))(days), settings=drawn)
        finally:
            trial.found(
                **{name: tally[name] for name in ("steps", "days", "looks", "refused")},
                orders=tally["order"] + tally["order_cart"],
                **{
                    name: tally[deed]
                    for name, deed in (("refunds", "pay_back"), ("bans", "ban"), ("roles", "hire"))
                },
            )
        assert shop.differences() == [], "the books do not agree"


def where_it_is_morning() -> ZoneInfo:
    """A zone in which today still has many hours."""
    hours = (MORNING - clock.now().hour + 12) % 24 - 12
    # These zones have the sign of an older custom.
    return ZoneInfo(f"Etc/GMT{-hours:+d}")


PROOF = Proof(
    promise="Whatever people do, in whatever order, is answered and written down as the documentation says",
    run=keep_shop_by_the_book,
    full={"sqlite": 20_000, "postgresql": 5_000},
    quick={"sqlite": 400, "postgresql": 400},
)
