"""Writing many products at once, by the rules of one: stock by its ledger, prices by their history, kept slugs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app import repositories as repo
from app.core import clock
from app.core.permissions import Actor
from app.models.stock import Movement
from app.models.users import key_of
from app.services import import_slugs

Facts = dict[str, Any]
Now = dict[int, Any]


@dataclass(frozen=True)
class Change:
    """One product from what it is to what it becomes; `version` is the one it must have, if any."""

    line: int
    product_id: int
    version: int | None
    before: Facts
    after: Facts

    @property
    def moved(self) -> int:
        """By how much its stock changes: a difference, so that what is sold meanwhile stays sold."""
        return self.after.get("stock_quantity", 0) - self.before.get("stock_quantity", 0)


def change(
    actor: Actor, note: str, changes: list[Change], now: Now, holds: Callable[[Change, Any], bool]
) -> list[int]:
    """Change products that are locked as they are `now`; returns the lines that cannot be; then none is."""
    shelves = _shelves(change.after for change in changes)
    refused = [c.line for c in changes if not holds(c, now[c.product_id]) or not _has_place(c.after, shelves)]
    if refused or not changes:
        return refused
    slugs = _renamed(changes)
    names = sorted({name for change in changes for name in change.after} - {"stock_quantity"})
    names += ["slug"] if slugs else []
    rows = []
    for c in changes:
        was = now[c.product_id]
        facts = c.after | ({"slug": slugs[c.product_id]} if c.product_id in slugs else {})
        row = {f"new_{name}": facts.get(name, getattr(was, name)) for name in names}
        rows.append(row | {"row_id": c.product_id, "moved": c.moved})
    repo.import_products.change(names, rows)
    _note_stock(actor, note, Movement.ADJUSTED, [(c.product_id, c.moved) for c in changes])
    _note_prices(actor, note, [(c.product_id, now[c.product_id], c.after) for c in changes])
    return []


def create(actor: Actor, note: str, rows: Sequence[Any]) -> list[int]:
    """Add the products of `rows`; returns the lines that cannot be, and then adds none."""
    taken = repo.import_products.by_key({key_of(row.sku) for row in rows})
    shelves = _shelves(row.after for row in rows)
    refused = [row.line for row in rows if key_of(row.sku) in taken or not _has_place(row.after, shelves)]
    if refused:
        return refused
    slugs = import_slugs.chosen([(import_slugs.NOBODY_YET, row.after["name"]) for row in rows])
    keys = [key_of(row.sku) for row in rows]
    made = [
        row.after | {"sku": row.sku, "sku_key": key, "slug": slug}
        for row, key, slug in zip(rows, keys, slugs, strict=True)
    ]
    ids = repo.import_products.add(made)
    numbered = [(ids[key], row) for key, row in zip(keys, rows, strict=True)]
    repo.import_products.claim_slugs({slug: ids[key] for slug, key in zip(slugs, keys, strict=True)})
    _note_stock(actor, note, Movement.RECEIVED, [(number, row.after["stock_quantity"]) for number, row in numbered])
    _note_prices(actor, note, [(number, None, row.after) for number, row in numbered])
    repo.imports.name_products([{"row_id": row.id, "made": number} for number, row in numbered])
    return []


def withdraw(actor: Actor, note: str, rows: Sequence[Any], now: Now) -> list[int]:
    """Take products that an import made out of the shop again; returns the lines of those that somebody used."""
    used = repo.import_products.in_use({row.product_id for row in rows}) if rows else set()
    refused = [row.line for row in rows if row.product_id in used or not _is_as_made(row, now[row.product_id])]
    if refused or not rows:
        return refused
    gone = {"new_barcode": None, "new_deleted_at": clock.now()}
    # No SKU holds a line break, so this is nobody else's key.
    repo.import_products.change(
        ["sku_key", "barcode", "deleted_at"],
        [
            gone | {"row_id": number, "moved": -now[number].stock_quantity, "new_sku_key": f"deleted\n{number}"}
            for number in (row.product_id for row in rows)
        ],
    )
    moved = [(row.product_id, -now[row.product_id].stock_quantity) for row in rows]
    _note_stock(actor, note, Movement.ADJUSTED, moved)
    return []


def _is_as_made(row: Any, now: Any) -> bool:
    untouched = now.deleted_at is None and now.version == row.version
    return untouched and now.stock_quantity == row.after["stock_quantity"]


def _shelves(facts: Any) -> set[int]:
    return repo.import_products.hold_categories({fact["category_id"] for fact in facts if "category_id" in fact})


def _has_place(facts: Facts, shelves: set[int]) -> bool:
    return "category_id" not in facts or facts["category_id"] in shelves


def _renamed(changes: list[Change]) -> dict[int, str]:
    """The new slug of each product whose name changes; former slugs stay its own."""
    renamed = [(c.product_id, c.after["name"]) for c in changes if "name" in c.after]
    chosen = {number: slug for (number, _), slug in zip(renamed, import_slugs.chosen(renamed), strict=True)}
    had = repo.import_products.slug_owners(set(chosen.values())) if chosen else {}
    repo.import_products.claim_slugs({slug: number for number, slug in chosen.items() if slug not in had})
    return chosen


def _note_stock(actor: Actor, note: str, kind: Movement, moved: list[tuple[int, int]]) -> None:
    facts = {"kind": kind, "actor_id": actor.id, "note": note}
    if rows := [facts | {"product_id": number, "quantity": quantity} for number, quantity in moved if quantity]:
        repo.stock.add(*rows)


def _note_prices(actor: Actor, note: str, changed: list[tuple[int, Any, Facts]]) -> None:
    rows = []
    for number, was, facts in changed:
        old = (was.price_cents, was.compare_price_cents) if was else (None, None)
        new = (facts.get("price_cents", old[0]), facts.get("compare_price_cents", old[1]))
        if new != old:
            prices = zip(
                ("from_cents", "compare_from_cents", "to_cents", "compare_to_cents"), old + new, strict=True
            )
            rows.append({"product_id": number, "actor_id": actor.id, "reason": note, **dict(prices)})
    if rows:
        repo.prices.add(*rows)
