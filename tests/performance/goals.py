"""What a run has to come to, and how it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from tests.performance.record import Record, Times

HEADINGS = ("what was asked", "requests", "p50 ms", "p95 ms", "p99 ms", "longest")
# Of a hundred requests of the whole crowd so many are answered within so many milliseconds.
WITHIN = {95: 200, 99: 500}


@dataclass(frozen=True)
class Verdict:
    """One thing that had to be so, and what was found."""

    what: str
    found: str
    holds: bool

    def line(self) -> str:
        """As a row for a person."""
        return f"  {'holds ' if self.holds else 'FAILED'}  {self.what}: {self.found}"


def percentile(times: Sequence[float], share: int) -> float:
    """The time within which `share` per cent of the requests were answered, which is one of `times`."""
    return sorted(times)[ceil(len(times) * share / 100) - 1]


def verdicts(record: Record) -> list[Verdict]:
    """Whether the people of a run were served well."""
    times = [each for some in record.crowd.values() for each in some]
    if not times:
        return [Verdict("somebody was served", "nobody was", holds=False)]
    wrong = sum(record.errors.values())
    found = [Verdict("no errors", f"{wrong:,}", not wrong)]
    for share, most in WITHIN.items():
        took = percentile(times, share)
        found.append(Verdict(f"p{share} at most {most} ms", f"{took:,.1f} ms", took <= most))
    return found


def table(times: Times) -> str:
    """What was asked, how often, how long it took; all of it together at the end."""
    everything = {**dict(sorted(times.items())), "all together": [each for some in times.values() for each in some]}
    rows = [HEADINGS, *(_row(what, some) for what, some in everything.items() if some)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  " + "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    )


def figures(record: Record) -> Mapping[str, float]:
    """The figures of the whole crowd, for a machine."""
    times = [each for some in record.crowd.values() for each in some]
    shares = {f"p{share}": round(percentile(times, share), 1) for share in (50, 95, 99)} if times else {}
    rate = len(times) / record.seconds if record.seconds else 0.0
    return {"requests": len(times), "a_second": round(rate, 1), "errors": sum(record.errors.values()), **shares}


def _row(what: str, times: Sequence[float]) -> tuple[str, ...]:
    shown = (*(percentile(times, share) for share in (50, 95, 99)), max(times))
    return (what, f"{len(times):,}", *(f"{each:,.1f}" for each in shown))
