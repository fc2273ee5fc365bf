"""Line breaks and the lines between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.text.characters import CharacterClass, character_class
from polyglot_norm.text.lines import (
    BREAKS,
    Lines,
    column_number,
    count_breaks,
    line_end,
    line_ends,
    line_number,
    line_start,
    split_lines,
)
from strategies import ANY_CHARACTER

PIECES = [*BREAKS, "\r\n", "да", "x", "\x1c"]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), ANY_CHARACTER)).map("".join)

LINES = [
    ("", []),
    ("a", ["a"]),
    ("a\n", ["a\n"]),
    ("\n\n", ["\n", "\n"]),
    ("a\r\nb\rc\n\rd", ["a\r\n", "b\r", "c\n", "\r", "d"]),
    ("\r\r\n\n", ["\r", "\r\n", "\n"]),
    ("a\vb\fc\x85d\u2028e\u2029f", ["a\v", "b\f", "c\x85", "d\u2028", "e\u2029", "f"]),
    ("a\x1cb\x1dc\x1ed\x1f", ["a\x1cb\x1dc\x1ed\x1f"]),
]


@pytest.mark.parametrize(("text", "lines"), LINES)
def test_lines_end_at_mandatory_breaks(text, lines):
    assert [text[start:end] for start, end in split_lines(text)] == lines


def test_the_breaks_are_the_characters_of_that_class():
    classes = {char for char in map(chr, range(0x110000)) if is_break(char)}
    assert classes == set(BREAKS)


def is_break(char):
    return character_class(char) is CharacterClass.LINE_BREAK


@given(TEXTS)
def test_lines_cover_the_text(text):
    lines = [text[start:end] for start, end in split_lines(text)]
    assert "".join(lines) == text
    assert all(lines)
    for line in lines:
        body = line[:-2] if line.endswith("\r\n") else line[:-1]
        assert not set(body) & set(BREAKS)
    assert all(line[-1] in BREAKS for line in lines[:-1])


@given(TEXTS)
def test_ends_and_counts_agree_with_the_lines(text):
    broken = [end for _, end in split_lines(text) if text[end - 1] in BREAKS]
    assert list(line_ends(text)) == broken
    assert count_breaks(text) == len(broken)


@given(TEXTS)
def test_every_character_is_numbered_by_its_line(text):
    for number, (start, end) in enumerate(split_lines(text), 1):
        for offset in range(start, end):
            assert line_number(text, offset) == number
            assert column_number(text, offset) == offset - start + 1
            assert (line_start(text, offset), line_end(text, offset)) == (start, end)


@given(TEXTS, st.data())
def test_lines_around_offsets_from_left_to_right(text, data):
    offsets = sorted(data.draw(st.lists(st.integers(0, len(text)))))
    lines = Lines(text)
    for offset in offsets:
        assert lines.around(offset) == (line_start(text, offset), line_end(text, offset))


def test_the_end_of_a_text_is_on_its_last_line():
    assert [line_number("да\n", at) for at in (2, 3)] == [1, 2]
    assert [column_number("да\n", at) for at in (2, 3)] == [3, 1]
    assert (line_number("", 0), column_number("", 0), line_end("", 0)) == (1, 1, 0)


def test_limits():
    text = "где\r\nси"
    assert line_end(text, 0, limit=2) == 2
    assert line_end(text, 0, limit=4) == 5  # CR and LF are never parted
    assert line_end(text, 0, limit=99) == 5
    assert line_start(text, 6, floor=6) == 6
    assert count_breaks("a\nb\nc", 2) == count_breaks("a\nb\nc", 0, 3) == 1
