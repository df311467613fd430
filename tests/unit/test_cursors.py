"""Where a follower stands: nothing is told twice, and nothing that shows up late is lost."""

import pytest

from app.models.cursors import MOST_GAPS, Cursor


def test_a_number_that_is_skipped_is_waited_for():
    cursor = Cursor(10).after(12)
    assert (str(cursor), cursor.knows(11), cursor.knows(12), cursor.knows(13)) == ("12~11", False, True, False)
    assert str(cursor.after(11)) == "12"


def test_who_begins_waits_for_what_may_still_be_on_its_way():
    assert str(Cursor.after_last([9, 5, 8])) == "9~6.7"
    assert str(Cursor.after_last([])) == "0"


def test_after_a_long_leap_only_the_last_numbers_are_waited_for():
    cursor = Cursor(1).after(10**12)
    assert len(cursor.gaps) <= MOST_GAPS
    assert min(cursor.gaps) > 10**12 - MOST_GAPS - 1


@pytest.mark.parametrize("text", ["0", "17", "17~5", "17~5.9"])
def test_a_cursor_reads_what_it_wrote(text):
    assert str(Cursor.parsed(text)) == text


@pytest.mark.parametrize("text", ["", "x", "-1", "17~", "17~5.", "9" * 19, "1\0", "1 OR 1=1", "5~1" + ".1" * 100])
def test_what_no_cursor_wrote_is_none(text):
    assert Cursor.parsed(text) is None


def test_a_gap_that_was_given_up_is_no_longer_in_it():
    assert str(Cursor(17, frozenset({5, 9})).without([5])) == "17~9"
