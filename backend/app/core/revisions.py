"""The migrations this program has, read from their files without running them.

Alembic knows the same by loading every one of them, and itself. Who only asks whether a database is up to date,
as /health does and every start, need not wait for that.
"""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "migrations" / "versions"
_SAYS = re.compile(r'^(revision|down_revision) = (?:"(\w+)"|None)$', re.MULTILINE)


@cache
def known() -> frozenset[str]:
    """Every migration this program has, which are the revisions it can bring up to date."""
    return frozenset(_predecessors())


@cache
def newest() -> str:
    """The migration this program was written for; ValueError if there is not exactly one that nothing follows."""
    [found] = known() - set(_predecessors().values())
    return found


@cache
def _predecessors() -> dict[str, str | None]:
    said = [dict(_SAYS.findall(file.read_text("utf-8"))) for file in FOLDER.glob("*.py")]
    return {each["revision"]: each["down_revision"] or None for each in said}
