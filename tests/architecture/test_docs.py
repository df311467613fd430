"""What clients may meet is written down."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PAGES = "\n".join(page.read_text() for page in (PROJECT / "docs" / "api").glob("*.md"))


def test_every_code_of_an_error_is_in_the_documentation():
    sources = "\n".join(path.read_text() for path in (PROJECT / "backend" / "app").rglob("*.py"))
    codes = set(re.findall(r'\bcode="([a-z_]+)"', sources)) | set(re.findall(r'"code": "([a-z_]+)"', sources))
    assert {code for code in codes if f"`{code}`" not in PAGES} == set()


def test_links_between_pages_arrive():
    broken = [
        f"{page.relative_to(PROJECT)}: {target}"
        for page in [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert broken == []
