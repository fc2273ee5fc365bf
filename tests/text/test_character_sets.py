"""Sets of characters find the same as the classes of regular expressions."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.text.character_sets import CharacterSet

BODIES = [
    "abc",
    "a-c",
    "-a",
    "a-",
    r"\-\]\\",
    r"\x00-\x08\u200b-\u200f\U0001f600-\U0001f64f",
    "\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}",
    "\N{CYRILLIC SMALL LETTER A}-\N{CYRILLIC SMALL LETTER YA}",
    r"\x80-\U0010ffff",
    "",
]


@pytest.mark.parametrize("body", BODIES)
@given(text=st.text(st.characters(exclude_categories=())), start=st.integers(0, 5))
def test_the_first_character_is_that_of_the_class(body, text, start):
    match = re.compile(f"[{body}]" if body else r"(?!)").search(text, min(start, len(text)))
    assert CharacterSet(body).first(text, start) == (match.start() if match else -1)


@pytest.mark.parametrize(("stop", "found"), [(None, 3), (9, 3), (4, 3), (3, -1), (0, -1)])
def test_a_search_ends_before_its_stop(stop, found):
    assert CharacterSet("x").first("абвxx", 0, stop) == found


@pytest.mark.parametrize("body", [r"\d", r"\w", r"a\s", r"\N{DIGIT ONE}"])
def test_classes_inside_are_an_error(body):
    with pytest.raises(ValueError, match="in a set of characters"):
        CharacterSet(body)
