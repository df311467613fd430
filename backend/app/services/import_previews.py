"""What each row of a list would do: new, changed, unchanged, or why it cannot be. Nothing is written here."""

import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Self

import orjson

from app import repositories as repo
from app.core.errors import Invalid
from app.models import Category
from app.models.imports import GivenRow, RowKind
from app.models.users import key_of
from app.repositories.imports import BATCH
from app.services import prices
from app.services.prices import Prices

LONGEST_ERROR = 500
# What a product cannot be without, and what the API calls it.
NEEDED = {"name": "name", "price_cents": "price", "category_id": "category", "stock_quantity": "stock_quantity"}
SHELVES = ("category", "category_slug", "category_id")

Decision = dict[str, Any]


class Decisions:
    """What was found, row by row: kept in a file until all of the list is read, so that memory stays flat."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(map(str, RowKind), 0)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        # The SKUs and barcodes so far, in a nameless database that SQLite keeps on disk and removes by itself.
        self._seen = sqlite3.connect("", isolation_level=None)
        self._seen.execute("CREATE TABLE seen (kind, code, line, PRIMARY KEY (kind, code)) WITHOUT ROWID")
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute("PRAGMA synchronous = OFF")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._seen.close()

    def collect(self, rows: Iterable[GivenRow]) -> None:
        """Decide about each of `rows`."""
        shelves = Shelves(repo.categories.everything())
        source = iter(rows)
        while batch := list(islice(source, BATCH)):
            for decision in self._decided(batch, shelves):
                self.counts[decision["kind"]] += 1
                self._file.write(orjson.dumps(decision) + b"\n")

    def batches(self) -> Iterator[list[Decision]]:
        """What was decided, some at a time, from the first."""
        self._file.seek(0)
        while batch := [orjson.loads(line) for line in islice(self._file, BATCH)]:
            yield batch

    def _decided(self, batch: list[GivenRow], shelves: "Shelves") -> Iterator[Decision]:
        known = repo.import_products.by_key({key_of(row.sku) for row in batch if row.sku})
        codes = {code for row in batch if (code := row.values.get("barcode"))}
        owners = repo.import_products.barcode_owners(codes)
        for row in batch:
            product = known.get(key_of(row.sku)) if row.sku else None
            values, errors = shelves.placed(row.values)
            errors = row.errors | errors | self._twice(row) | _foreign(values, owners, product)
            if product is None and row.sku:
                # A category that is wrong was given, whichever of its columns it came in.
                wrong = tuple(errors)
                missing = {
                    said: "A new product needs this."
                    for name, said in NEEDED.items()
                    if name not in values and not any(column.startswith(said) for column in wrong)
                }
                errors = errors | missing
            yield _decision(row, product, values, errors)

    def _twice(self, row: GivenRow) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, code in (("sku", row.sku and key_of(row.sku)), ("barcode", row.values.get("barcode"))):
            if code and (first := self._first(name, code, row.line)) != row.line:
                found[name] = f"Line {first} has this {name} too."
        return found

    def _first(self, kind: str, code: str, line: int) -> int:
        known = self._seen.execute("SELECT line FROM seen WHERE kind = ? AND code = ?", (kind, code)).fetchone()
        if known:
            return known[0]
        self._seen.execute("INSERT INTO seen VALUES (?, ?, ?)", (kind, code, line))
        return line


class Shelves:
    """The categories, by whatever a list may call them."""

    def __init__(self, categories: list[Category]) -> None:
        self._ids = {category.id for category in categories}
        self._slugs = {category.slug: category.id for category in categories}
        self._names: dict[str, list[int]] = {}
        for category in categories:
            self._names.setdefault(key_of(category.name), []).append(category.id)

    def placed(self, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """`values` with the id of the category they name, and what is wrong with that name."""
        named = next((name for name in SHELVES if name in values), None)
        rest = {name: value for name, value in values.items() if name != named}
        if named is None:
            return rest, {}
        found = self._found(named, values[named])
        if len(found) == 1:
            return rest | {"category_id": found[0]}, {}
        return rest, {named: "There is no such category." if not found else "Several have this name; use the slug."}

    def _found(self, named: str, value: Any) -> list[int]:
        if named == "category_id":
            return [value] if value in self._ids else []
        by_slug = self._slugs.get(str(value).lower())
        if by_slug is not None:
            return [by_slug]
        return self._names.get(key_of(unicodedata.normalize("NFC", value)), []) if named == "category" else []


def _foreign(values: dict[str, Any], owners: dict[str, int], product: Any) -> dict[str, str]:
    owner = owners.get(values.get("barcode") or "")
    mine = product is not None and owner == product.id
    return {} if owner is None or mine else {"barcode": "Another product has this barcode."}


def _decision(row: GivenRow, product: Any, values: dict[str, Any], errors: dict[str, str]) -> Decision:
    decision: Decision = dict.fromkeys(("product_id", "before", "after", "error"))
    decision |= {"line": row.line, "sku": row.sku, "kind": RowKind.ERROR, "product_id": product and product.id}
    before: dict[str, Any] = {}
    if not errors:
        # One é is one character or two, by the keyboard it came from.
        values = {n: unicodedata.normalize("NFC", v) if isinstance(v, str) else v for n, v in values.items()}
        try:
            before, values = _difference(product, values)
        except Invalid as refusal:
            errors = {name: " ".join(said) for name, said in refusal.details.items()}
    if errors:
        said = " ".join(f"{name}: {sentence}" for name, sentence in errors.items())
        return decision | {"error": said if len(said) <= LONGEST_ERROR else f"{said[: LONGEST_ERROR - 1]}…"}
    if product is None:
        return decision | {"kind": RowKind.NEW, "after": values}
    if not values:
        return decision | {"kind": RowKind.UNCHANGED}
    return decision | {"kind": RowKind.CHANGED, "before": before, "after": values}


def _difference(product: Any, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is different, as it is and as it will be; a new product is different in everything."""
    if product is None:
        return {}, prices.agreed(values, Prices())
    if any(getattr(product, name) != values.get(name, getattr(product, name)) for name in Prices.__annotations__):
        values = prices.agreed(values, Prices(product.price_cents, product.compare_price_cents))
    after = {name: value for name, value in values.items() if getattr(product, name) != value}
    return {name: getattr(product, name) for name in after}, after
