"""The texts of the normalising benchmark are as clean, and as dirty, as they claim."""

import pytest

import polyglot_norm as pn
from benchmarks.deck import Deck
from benchmarks.normalising import DIRT, clean, dirty, race
from numbered_corpus import write_numbered


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_numbered(tmp_path_factory.mktemp("corpus"))


def test_clean_text_is_clean_and_always_the_same(corpus):
    paragraphs = clean(Deck(corpus), "en", 2000)
    assert paragraphs == clean(Deck(corpus), "en", 2000)
    text = "\n\n".join(paragraphs)
    assert len(text) >= 2000
    assert pn.normalise(text).text is text


def test_dirty_text_is_dirty_in_every_way(corpus):
    lines = dirty(Deck(corpus), 20_000)
    assert lines == dirty(Deck(corpus), 20_000)
    found = set(pn.rule_counts(pn.normalise("\n".join(lines))))
    assert {"entities", "ansi", "controls", "invisibles", "nfc", "white_space"} <= found
    assert all(spoil("Old houses are, as a rule, dear. ") != "Old houses" for spoil in DIRT)


def test_ratios_are_to_ftfy():
    found = race(("normalise", "ftfy"), ["Old houses are dear."], 1)
    assert found["ftfy"].ratio == 1
    assert found["normalise"].rate > 0
