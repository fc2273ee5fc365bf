"""Letters counted in one place: shares, the main language, one label for a text."""

from array import array

import pytest
from hypothesis import given

import polyglot_norm as pn
from polyglot_norm.language.shares import (
    count_letters,
    detection,
    language_shares,
    main_language,
)
from polyglot_norm.text.words import words
from strategies import TEXTS

SR = ("sr-Cyrl", "Cyrl", 0.9, (("sr-Cyrl", 0.9), ("mk", 0.1)))
EN = ("en", "Latn", 1.0, (("en", 1.0),))
NOTHING_PROTECTED = array("q")
NOTHING = ("zxx", "Zyyy", 1.0, (("zxx", 1.0),))


@pytest.mark.parametrize(
    ("text", "ends", "protected", "letters"),
    [
        ("", [], [], []),
        ("Да, yes.", [4, 8], [], [2, 3]),
        ("it's 2", [6], [], [4]),
        ("Да https://example.org/да не", [28], [(3, 25)], [4]),
        ("а@b.rs да", [7, 9], [(0, 6)], [0, 2]),
        ("wordword", [4, 8], [], [4, 4]),
        ("а" * 5000, [1, 4999, 5000], [], [1, 4998, 1]),
        ("а " * 5000, [5000, 10000], [], [2500, 2500]),
    ],
)
def test_letters_of_stretches(text, ends, protected, letters):
    bounds = array("q", [at for span in protected for at in span])
    assert count_letters(text, ends, bounds) == letters


@given(TEXTS)
def test_every_letter_of_a_word_counts_once(text):
    whole = sum(word.end - word.start for word in words(text))
    assert count_letters(text, [len(text)], NOTHING_PROTECTED) == [whole]
    assert sum(count_letters(text, range(1, len(text) + 1), NOTHING_PROTECTED)) == whole


def test_equal_shares_are_in_the_order_of_the_tags():
    shares = language_shares([SR, EN, NOTHING], [2, 2, 0])
    assert shares == (("en", 0.5, 1.0), ("sr-Cyrl", 0.5, 0.9))
    assert main_language(shares) == "en"


def test_stretches_without_words_have_no_share():
    assert language_shares([NOTHING], [0]) == ()
    assert main_language(()) == "zxx"
    assert detection([NOTHING], [0]).lang == "zxx"


def test_a_detection_has_the_candidates_of_its_own_words():
    found = detection([SR, EN, SR, NOTHING], [2, 3, 2, 0])
    assert (found.lang, found.script, found.share) == ("sr-Cyrl", "Cyrl", 0.5714)
    assert (found.confidence, found.candidates) == (0.9, (("sr-Cyrl", 0.9), ("mk", 0.1)))


@given(TEXTS)
def test_a_detection_is_the_main_language_of_the_document(text):
    document, found = pn.tag(text), pn.detect(text)
    assert found.lang == document.lang == found.candidates[0][0]
    assert found.confidence == found.candidates[0][1]
    assert found.share == next((s.share for s in document.languages if s.lang == found.lang), 1.0)
