"""The texts of the normalising benchmark are what they are called."""

import polyglot_norm as pn
from benchmarks.normalising import DIRT, ENGLISH, SERBIAN, clean, dirty


def test_clean_text_is_clean_and_always_the_same():
    for lines in (ENGLISH, SERBIAN):
        text = clean(lines, 2000)
        assert text == clean(lines, 2000)
        assert len(text) >= 2000
        assert pn.normalise(text).text is text


def test_dirty_text_is_dirty_in_every_way():
    text = dirty(20_000)
    assert text == dirty(20_000)
    a = pn.normalise(text)
    found = set(pn.rule_counts(a))
    assert {"entities", "ansi", "controls", "invisibles", "nfc", "white_space"} <= found
    assert all(spoil("Old houses are, as a rule, dear. ") != "Old houses" for spoil in DIRT)
