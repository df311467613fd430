"""Reads the table of who gets what, cells.txt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

TABLE = Path(__file__).with_suffix(".txt")
IN = "in"
NEAR, FAR = 0, 1
ROLES = ("anonymous", "customer", "cashier", "manager", "admin")
# Whose token is worth less than it was when it was given out.
FALLEN = ("demoted", "banned", "expired", "revoked", "refresh")
WRITTEN = re.compile(r"(?P<row>(?P<operation>[A-Z]+ \S+)(?: \((?P<asked>.+)\))?)(?P<cells>(?:\s+\S+)+)")


@dataclass(frozen=True)
class Cell:
    """What one caller gets at one row, on one of its two sides: "in", or the status of the refusal."""

    row: str
    caller: str
    side: int
    expected: str

    def __str__(self) -> str:
        return f"{self.row}, {self.caller}, {('near', 'far')[self.side]}"


@dataclass(frozen=True)
class Row:
    """One line of the table; an operation has several where it depends on what is asked for."""

    name: str
    operation: str
    cells: dict[tuple[str, int], Cell]

    def edges(self) -> list[Cell]:
        """The least trusted role that is let in, and the one before it that is not."""
        near = [self.cells[role, NEAR] for role in ROLES]
        for shut, opened in pairwise(near):
            if opened.expected == IN != shut.expected:
                return [shut, opened]
        return near[:1]

    def drawn(self, number: int, dice: Random) -> list[Cell]:
        """Some telling cells: the edges, something beyond reach, and one whose turn it is of the fallen."""
        beyond = [cell for cell in self.cells.values() if cell.side == FAR and cell.expected != self.near(cell)]
        turn = self.cells[FALLEN[number % len(FALLEN)], dice.choice((NEAR, FAR))]
        return list(dict.fromkeys([*self.edges(), *dice.sample(beyond, min(1, len(beyond))), turn]))

    def near(self, far: Cell) -> str:
        """What is expected on the near side of a far one."""
        return self.cells[far.caller, NEAR].expected


def table() -> list[Row]:
    """The rows of cells.txt. Raises ValueError for one that cannot be read."""
    lines = [line.rstrip() for line in TABLE.read_text().splitlines() if line.strip() and not line.startswith("#")]
    _, *callers = lines[0].split()
    rows = [_read(line, callers) for line in lines[1:]]
    if len({row.name for row in rows}) < len(rows):
        raise ValueError("a row is there twice")
    return rows


def cells(rows: list[Row]) -> list[Cell]:
    """Every cell of the table."""
    return [cell for row in rows for cell in row.cells.values()]


def chosen(rows: list[Row], n: int, dice: Random) -> list[Cell]:
    """So many cells, in the order of the table: the most telling of each row, and others by lot."""
    everything = cells(rows)
    wanted = {cell for number, row in enumerate(rows) for cell in row.drawn(number, dice)}
    others = [cell for cell in everything if cell not in wanted]
    wanted.update(dice.sample(others, min(max(n - len(wanted), 0), len(others))))
    return [cell for cell in everything if cell in wanted]


def _read(line: str, callers: list[str]) -> Row:
    found = WRITTEN.fullmatch(line)
    words = found["cells"].split() if found else []
    if found is None or len(words) != len(callers):
        raise ValueError(f"this is no row of {len(callers)} cells: {line}")
    name = found["row"]
    made = (Cell(name, *place) for place in _sides(callers, words))
    return Row(name, found["operation"], {(cell.caller, cell.side): cell for cell in made})


def _sides(callers: list[str], words: list[str]) -> Iterator[tuple[str, int, str]]:
    for caller, word in zip(callers, words, strict=True):
        near, _, far = word.partition("|")
        yield caller, NEAR, near
        yield caller, FAR, far or near
