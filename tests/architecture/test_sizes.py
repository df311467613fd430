"""Small files: a page of code fits a head."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LIMITS = {"backend/app": 250, "tests": 400, "tools": 250, ".": 250}
FORBIDDEN = ("util", "helper", "manager", "misc")


def sources(folder: str) -> list[Path]:
    pattern = "*.py" if folder == "." else "**/*.py"
    return [path for path in (PROJECT / folder).glob(pattern) if "node_modules" not in path.parts]


def test_no_file_is_longer_than_a_reader_is_patient():
    too_long = [
        f"{path.relative_to(PROJECT)}: {lines}"
        for folder, limit in LIMITS.items()
        for path in sources(folder)
        if (lines := len(path.read_text().splitlines())) > limit
    ]
    assert too_long == []


def test_files_are_named_after_a_noun_of_the_shop():
    vague = [p.name for p in sources("backend/app") if any(word in p.stem for word in FORBIDDEN)]
    assert vague == []
