"""Signs are what the same regular expressions find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.text.signs import Sign, Signs

SIGNS = [
    Sign("&"),
    Sign(r"\x80-\x9f\ud800-\udfff"),
    Sign(" ", before=" "),
    Sign("\n", before=" \t"),
    Sign("\n", before="\n", earlier="\n"),
    Sign("b-d", before="a-c"),
    Sign("xy", before="ab", earlier="a-c"),
    Sign("А-Яа-я𐐨", before="a-zA-Z"),
    Sign("\U0001f600-\U0001f64f", before="\u200d"),
    Sign("abc", before="xyz"),
]
LETTERS = "&ab cdxy\n\t\x80éЖж𐐨😀\u200d\ud800\0"
texts = st.text(st.sampled_from(LETTERS)) | st.text(st.characters(exclude_categories=()))


def regex(sign: Sign) -> str:
    return "".join(f"[{body}]" for body in (sign.earlier, sign.before, sign.characters) if body)


@given(texts)
def test_each_sign_is_found_where_its_regex_matches(text):
    signs = Signs(SIGNS)
    found = signs.of(text)
    assert [sign for sign in SIGNS if found & signs.bits[sign]] == [
        sign for sign in SIGNS if re.search(regex(sign), text)
    ]
    assert found <= sum(signs.bits.values())


@given(texts, st.integers(0, 20), st.integers(0, 20))
def test_a_piece_is_seen_by_itself(text, one, other):
    signs = Signs(SIGNS)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert signs.of_pieces(text, [(0, start), (start, end)]) == [
        signs.of(text[:start]),
        signs.of(text[start:end]),
    ]


@pytest.mark.parametrize(
    ("signs", "message"),
    [
        ([Sign(chr(code)) for code in range(65, 130)], "at most 64 parts, got 65"),
        ([Sign("a", before="b", earlier="c")] * 33, "at most 64 parts, got 66"),
        (
            [Sign("".join(chr(a) for a in range(256, 1280) if a >> i & 1)) for i in range(10)],
            "at most 256 kinds",
        ),
    ],
)
def test_there_is_a_limit(signs, message):
    with pytest.raises(ValueError, match=message):
        Signs(signs)
