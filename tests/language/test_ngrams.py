"""Character n-grams: how words are folded, and which n-grams are hashed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.language.ngrams import character_ngrams, fold_word, hash_ngrams


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Straße", "straße"),
        ("ЋАО", "ћао"),
        ("L\N{RIGHT SINGLE QUOTATION MARK}eau", "l'eau"),
        ("jaaaaa", "jaa"),
        ("e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}", "ete"),
        ("co\N{SOFT HYPHEN}op", "coop"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
        ("İzmir", "İzmir"),
        ("", ""),
    ],
)
def test_fold(word, folded):
    assert fold_word(word) == folded


def ngrams_of(words):
    bounds, hashes = hash_ngrams(words)
    return [set(hashes[start:end]) for start, end in pairwise(bounds)]


def test_words_have_different_ngrams():
    first, second, long, empty = ngrams_of(["ab", "ba", "abcdef", ""])
    assert first != second
    assert len(long) == 7 + 6 + 5 + 4 + 1  # of two to five letters, then the whole
    assert not empty


def test_forms_that_are_folded_alike_have_the_same_ngrams():
    first, second = ngrams_of(["ЋАО", "ћао"])
    assert first == second


def test_a_long_word_is_cut_into_pieces():
    piece = "абвгд" * 8
    (whole,) = ngrams_of([piece * 3])
    (once,) = ngrams_of([piece])
    assert whole == once


@given(st.text(alphabet="abcßéàİǅx'\N{RIGHT SINGLE QUOTATION MARK}\u0301\u00adжЖあ", max_size=90))
def test_each_ngram_has_a_hash_in_the_same_order(word):
    _, hashes = hash_ngrams([word])
    ngrams = character_ngrams(word)
    assert len(ngrams) == len(hashes)
    assert len(set(zip(ngrams, hashes, strict=True))) == len(set(ngrams)) == len(set(hashes))
