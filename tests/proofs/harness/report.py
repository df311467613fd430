"""What the proofs showed, for people."""

from collections.abc import Sequence
from typing import Any

from tests.proofs.harness.runner import Outcome

LONGEST = 110


def table(outcomes: Sequence[Outcome]) -> str:
    """All outcomes in columns that line up."""
    rows = [("proof", "on", "n", "seed", "s", "", "figures")]
    for one in outcomes:
        said = one.refuted or one.broke or told(one.figures)
        held = "holds" if one.passed else "REFUTED" if one.refuted else "BROKE"
        rows.append((one.id, one.db, f"{one.n:,}", str(one.seed), f"{one.seconds:.1f}", held, said[:LONGEST]))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    )


def told(figures: dict[str, Any]) -> str:
    """Figures as a person reads them."""
    return ", ".join(f"{name.replace('_', ' ')} {_figure(value)}" for name, value in figures.items())


def _figure(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
