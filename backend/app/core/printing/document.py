"""What stands on a document, whatever paper it is printed on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Paper(StrEnum):
    """What it is printed on: a sheet, or the roll of a till."""

    A4 = "a4"
    ROLL = "80mm"


@dataclass(frozen=True)
class Line:
    """One article. Without a unit price and a total the document is one that shows no money."""

    name: str
    detail: str
    quantity: int
    unit_price: str | None = None
    total: str | None = None


@dataclass(frozen=True)
class Amount:
    """One row of the sum under the lines."""

    label: str
    amount: str
    strong: bool = False


@dataclass(frozen=True)
class Document:
    """Everything on the paper, as text. `number` is printed large and as a barcode."""

    shop: str
    title: str
    number: str
    facts: Sequence[tuple[str, str]]
    recipient: Sequence[str]
    lines: Sequence[Line]
    amounts: Sequence[Amount] = field(default=())
    notes: str | None = None
    warning: str | None = None
