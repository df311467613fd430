"""One article that everybody wants: exactly as many are sold as there are."""

from collections import Counter

from tests.factories import ADDRESS
from tests.proofs.harness.clients import crowd
from tests.proofs.harness.proof import Proof, Trial

PEOPLE = 64
BUYERS_PER_PIECE = 40


def everybody_wants_one(trial: Trial) -> None:
    """`n` checkouts of one piece each, by 64 clients, for one piece in 40."""
    pieces = trial.n // BUYERS_PER_PIECE
    with trial.shop() as shop:
        product = shop.make.product(stock=pieces)
        order = {"items": [{"product_id": product.id, "quantity": 1}], "shipping_address": ADDRESS}
        said = Counter(
            crowd(shop.clients(PEOPLE), range(trial.n), lambda who, _: who.post("/api/orders", order).status)
        )
        left = shop.client().get(f"/api/products/{product.id}").json["stock_quantity"]
        trial.found(
            pieces=pieces, sold=said[201], refused=said[409], other=trial.n - said[201] - said[409], left=left
        )
        assert set(said) == {201, 409}, f"somebody was told something else: {dict(said)}"
        assert said[201] == pieces, f"{said[201]} of {pieces} pieces were sold"
        assert left == 0, f"{left} pieces are left"
        assert shop.books.one("SELECT COUNT(*) FROM orders") == pieces, "an order nobody was told of"
        assert shop.differences() == [], "the books do not agree"


PROOF = Proof(
    promise="Exactly as many are sold as there are; everybody else is told so",
    run=everybody_wants_one,
    full={"postgresql": 20_000, "sqlite": 10_000},
    quick={"postgresql": 800, "sqlite": 800},
)
