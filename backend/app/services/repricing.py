"""Changing many prices at once: by a list or by a percentage, all of it or nothing."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from app import repositories as repo
from app.core import money
from app.core.database import transactional
from app.core.errors import Invalid
from app.core.permissions import Actor
from app.models import Product
from app.models.prices import MOST_AT_ONCE, Repricing
from app.models.users import key_of
from app.services import audit, prices
from app.services.prices import Prices

NOTHING = "There is no such product."
AGAIN = "This product is named before; name each once."


@dataclass(frozen=True)
class Row:
    """What becomes of one product: `now` is what it will cost, or `error` says why it cannot.

    `asked` is the part of the request it is about.
    """

    asked: str
    product: Product | None
    was: Prices = prices.NONE
    now: Prices = prices.NONE
    error: str | None = None
    asked_id: int | None = None
    asked_sku: str | None = None

    @property
    def product_id(self) -> int | None:
        """The product's id, or the one that was asked for."""
        return self.product.id if self.product else self.asked_id

    @property
    def sku(self) -> str | None:
        """The product's SKU, or the one that was asked for."""
        return self.product.sku if self.product else self.asked_sku

    @property
    def name(self) -> str | None:
        """The product's name."""
        return self.product.name if self.product else None

    @property
    def kind(self) -> Repricing:
        """Whether anything changes."""
        if self.error:
            return Repricing.ERROR
        return Repricing.UNCHANGED if self.was == self.now else Repricing.CHANGED


@dataclass(frozen=True)
class Repriced:
    """What became of many products, or with `dry_run` what would become of them."""

    rows: list[Row]
    dry_run: bool

    @property
    def counts(self) -> dict[Repricing, int]:
        """How many rows there are of each kind."""
        kinds = [row.kind for row in self.rows]
        return {kind: kinds.count(kind) for kind in Repricing}


def reprice(actor: Actor, *, dry_run: bool = False, reason: str | None = None, **wanted: Any) -> Repriced:
    """Change many prices, or with `dry_run` only say what would change.

    `changes` lists products with their new prices, or `percent` changes those that `where` names.
    Invalid, naming each row, if one of them cannot be changed: then none is.
    """
    rows = _planned(lock=False, **wanted) if dry_run else _apply(actor, reason, wanted)
    return Repriced(rows, dry_run)


@transactional
def _apply(actor: Actor, reason: str | None, wanted: dict[str, Any]) -> list[Row]:
    rows = _planned(lock=True, **wanted)
    if wrong := {row.asked: [row.error] for row in rows if row.error}:
        said = f"{len(wrong)} of {len(rows)} prices cannot be changed, so none was."
        raise Invalid(said, details=wrong)
    history = []
    for row in rows:
        if row.product is not None and row.was != row.now:
            _set(actor, row.product, row.now, reason)
            history.append(prices.change_of(actor, row.product, row.was, reason))
    repo.prices.add(*history)
    return rows


def _set(actor: Actor, product: Product, now: Prices, reason: str | None) -> None:
    before, after = audit.changed(product, asdict(now))
    for name, value in asdict(now).items():
        setattr(product, name, value)
    product.version += 1
    audit.record(actor, "price.change", product, before=before, after=after | {"reason": reason})


def _planned(
    *,
    lock: bool,
    changes: list[dict[str, Any]] | None = None,
    percent: Decimal | None = None,
    where: dict[str, Any] | None = None,
    ends_with: int | None = None,
) -> list[Row]:
    if changes is not None:
        return _listed(changes, lock=lock)
    if percent is None or where is None:
        raise Invalid.field("changes", "Say which prices to change: a list, or a percentage and where.")
    return [_by_percent(row, percent, ends_with) for row in _named(**where, lock=lock)]


def _listed(changes: list[dict[str, Any]], *, lock: bool) -> list[Row]:
    ids = {change["product_id"] for change in changes if "product_id" in change}
    keys = {key_of(change["sku"]) for change in changes if "sku" in change}
    found = repo.prices.named(ids, keys, lock=lock)
    by_id, by_key = {product.id: product for product in found}, {product.sku_key: product for product in found}
    rows, seen = [], set[int]()
    for number, change in enumerate(changes):
        values = dict(change)
        product_id, sku = values.pop("product_id", None), values.pop("sku", None)
        product = by_key.get(key_of(sku)) if sku is not None else by_id.get(product_id or 0)
        asked = f"changes.{number}"
        if product is None:
            rows.append(Row(asked, None, error=NOTHING, asked_id=product_id, asked_sku=sku))
        elif product.id in seen:
            rows.append(Row(asked, product, prices.of(product), error=AGAIN))
        else:
            seen.add(product.id)
            rows.append(_next(asked, product, values))
    return rows


def _named(category_id: int | None = None, product_ids: Collection[int] | None = None, *, lock: bool) -> list[Row]:
    if category_id is not None and not repo.categories.of_ids([category_id]):
        raise Invalid.field("where.category_id", "There is no such category.")
    found = repo.prices.within(category_id, product_ids, MOST_AT_ONCE + 1, lock=lock)
    if len(found) > MOST_AT_ONCE:
        raise Invalid.field("where", f"These are more than {MOST_AT_ONCE} products. Change them in parts.")
    there = {product.id for product in found}
    rows = [Row(f"products.{product.id}", product, prices.of(product)) for product in found]
    missing = sorted(set(product_ids or ()) - there)
    return rows + [Row(f"products.{one}", None, error=NOTHING, asked_id=one) for one in missing]


def _by_percent(row: Row, percent: Decimal, ends_with: int | None) -> Row:
    product = row.product
    if product is None:
        return row
    price = money.percent(product.price_cents, 100 + percent)
    if price and ends_with is not None:
        price = money.ending(price, ends_with)
    if not 1 <= price <= money.MAX_PRICE_CENTS:
        most = money.to_text(money.MAX_PRICE_CENTS)
        error = f"This would make it {money.to_text(price)}; a price is from 0.01 to {most}."
        return Row(row.asked, product, row.was, error=error)
    return _next(row.asked, product, {"price_cents": price})


def _next(asked: str, product: Product, values: dict[str, Any]) -> Row:
    was = prices.of(product)
    price = values.get("price_cents", product.price_cents)
    if prices.is_too_low(price, values.get("compare_price_cents")):
        return Row(asked, product, was, error=prices.TOO_LOW)
    return Row(asked, product, was, Prices(**asdict(was) | prices.agreed(values, was)))
