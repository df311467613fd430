"""Small files: a page of code fits a head."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LIMITS = {
    **dict.fromkeys(["backend/app", "bench", "tools", "seed_shapes", ".", "frontend/src"], 250),
    **dict.fromkeys(["tests", "frontend/browser"], 400),
}
SUFFIXES = {".py", ".ts", ".tsx", ".css"}
GENERATED = PROJECT / "frontend/src/shared/api"
FORBIDDEN = ("util", "helper", "manager", "misc")


def sources(folder: str) -> list[Path]:
    """What we write in `folder`; the calls of the web client are generated."""
    found = (PROJECT / folder).glob("*" if folder == "." else "**/*")
    return [
        path
        for path in found
        if path.suffix in SUFFIXES and "node_modules" not in path.parts and not path.is_relative_to(GENERATED)
    ]


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
