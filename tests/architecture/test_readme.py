"""The README's permission matrix is the data."""

import re
from pathlib import Path

from app.core.permissions import MATRIX, Role, Scope

README = Path(__file__).resolve().parents[2] / "README.md"
WORDS = {None: "–", Scope.ALL: "✓", Scope.OWN: "own", Scope.TODAY: "today", Scope.MONTH: "30 days"}


def test_the_matrix_in_the_readme_equals_the_data():
    rows = re.findall(r"^\| `([a-z:-]+)` \| (.+) \|$", README.read_text(), re.MULTILINE)
    written = {permission: tuple(cells.split(" | ")) for permission, cells in rows}
    assert written == {
        permission: tuple(WORDS[cells.get(role)] for role in Role) for permission, cells in MATRIX.items()
    }
