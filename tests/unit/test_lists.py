"""Reading and writing lists as CSV."""

import io
import tracemalloc
from collections.abc import Iterator
from itertools import chain, repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import lists
from app.core.errors import Invalid
from app.schemas import import_files


def read(text: str | bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    found = lists.read(io.BytesIO(text.encode() if isinstance(text, str) else text))
    return found.header, list(found.rows)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_delimiter_is_guessed_from_the_heading(mark):
    header, rows = read(mark.join(("sku", "name")) + "\r\n" + mark.join(("A", '"x,y;z\tq"')))
    assert (header, rows) == (["sku", "name"], [(2, ["A", "x,y;z\tq"])])


def test_rows_have_the_number_of_the_line_they_begin_on():
    _, rows = read('sku,name\nA,"two\nlines"\n\n , \nB,x\n')
    assert rows == [(2, ["A", "two\nlines"]), (6, ["B", "x"])]


def test_a_mark_of_the_byte_order_is_no_part_of_the_first_name():
    assert read("\ufeffsku\nA")[0] == ["sku"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"", "The first line must name the columns."),
        (b'"sku\nA', "The first line is broken"),
        (b"sku\n" + b"x" * 65_537, "Line 2 is longer than 65536 bytes."),
        (b"sku\nA\n\xe9\n", "Line 3 is not UTF-8."),
        (b'sku\nA\n"B\n', "The row at line 3 is broken"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(file, sentence):
    with pytest.raises(Invalid) as refusal:
        read(file)
    assert refusal.value.message.startswith(sentence)


@settings(derandomize=True, database=None, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")).map(str.strip))
def test_a_text_made_harmless_is_meant_as_it_was(text):
    written = lists.harmless(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert lists.meant(written) == text
    _, rows = read("name,x\r\n" + lists.write([[written, "1"]]))
    assert [lists.meant(cell) for cell in rows[0][1]] == [text, "1"]


def test_a_long_list_takes_no_more_memory_than_a_short_one():
    def peak(count: int) -> int:
        tracemalloc.start()
        file = io.BufferedReader(Endless(b"sku,name,price\n", b"A-1,A name of usual length,9.99\n", count))
        assert sum(1 for _ in import_files.read(file).rows) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)  # what is loaded once
    assert peak(5000) < peak(500) * 1.5


class Endless(io.RawIOBase):
    """A file that is written while it is read."""

    def __init__(self, heading: bytes, row: bytes, count: int) -> None:
        self._left = b""
        self._source: Iterator[bytes] = chain([heading], repeat(row, count))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        self._left = self._left or next(self._source, b"")
        piece, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)
