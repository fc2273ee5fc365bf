"""Redaction by any scheme: the span of a source word is what was made of it, and nothing else."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import polyglot_norm as pn
from cases import FOLDER, tsv
from polyglot_norm.transliteration.scheme_header import header, stems

CASES = [
    (header(stem).name, case["lang"], case["text"])
    for stem in stems()
    if (FOLDER / "transliterate" / f"{stem}.tsv").exists()
    for case in tsv(f"transliterate/{stem}")
]
WORDS = re.compile(r"\S+")


def redacted(aligned, spans):
    """Return the output without what was made of some spans of the source."""
    kept, at = [], 0
    for start, end in spans:
        first, last = aligned.to_text(start, end)
        assert at <= first <= last
        kept.append(aligned.text[at:first])
        at = last
    return "".join([*kept, aligned.text[at:]])


@pytest.mark.parametrize(("scheme", "lang", "text"), CASES)
def test_without_all_words_only_the_gaps_are_left(scheme, lang, text):
    made = pn.transliterate(text, lang, scheme)
    spans = [match.span() for match in WORDS.finditer(text)]
    assert redacted(made, spans).split() == []


@given(st.sampled_from(CASES), st.sampled_from(CASES))
def test_a_word_of_another_script_loses_what_was_made_of_it(one, other):
    scheme, lang, text = one
    assume("``" not in text)  # two of them would make code of what is between
    name = other[2].split()[0]
    whole = f"{text} \N{EM DASH} {name} \N{EM DASH} {text}"
    made = pn.transliterate(whole, lang, scheme)
    start = len(text) + 3
    first, last = made.to_text(start, start + len(name))
    alone = pn.transliterate(name, lang, scheme).text
    assert made.text[first:last].casefold() == alone.casefold()
    assert made.text[:first].endswith(" \N{EM DASH} ")
    assert made.text[last:].startswith(" \N{EM DASH} ")
