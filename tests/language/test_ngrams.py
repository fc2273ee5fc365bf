"""Character n-grams: how words are folded, and which n-grams are hashed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.language.ngrams import LARGEST_ORDER, character_ngrams, fold_word, hash_ngrams

ORDERS = 2, 3, 5


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Straße", "straße"),
        ("ЋАО", "ћао"),
        ("L\N{RIGHT SINGLE QUOTATION MARK}eau", "l'eau"),
        ("jaaaaa", "jaa"),
        ("hahahahaha", "haha"),
        ("Ahahaha", "ahaha"),
        ("trololololo", "trololo"),
        ("nijnijnijnij", "nijnij"),
        ("banana", "banana"),
        ("Mississippi", "mississippi"),
        ("ха" * 500, "хаха"),
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
    bounds, hashes = hash_ngrams(words, ORDERS)
    return [set(hashes[start:end]) for start, end in pairwise(bounds)]


def test_words_have_different_ngrams():
    first, second, long, empty = ngrams_of(["ab", "ba", "abcdef", ""])
    assert first != second
    assert len(long) == 7 + 6 + 4 + 1  # of two, three and five letters, then the whole
    assert not empty


def test_what_has_all_letters_and_edges_is_the_whole():
    assert character_ngrams("abc", (3, 5)) == ["_ab", "abc", "bc_", "_abc_"]
    assert character_ngrams("abc", ()) == ["_abc_"]


def test_the_whole_is_hashed_apart_from_ngrams():
    _, alone = hash_ngrams(["abc"], ())
    _, others = hash_ngrams(["abc"], (3, 5))
    assert alone[-1] == others[-1]
    assert alone[-1] not in hash_ngrams(["xabcy"], (5,))[1]


def test_forms_that_are_folded_alike_have_the_same_ngrams():
    first, second = ngrams_of(["ЋАО", "ћао"])
    assert first == second


def test_a_long_word_is_cut_into_pieces():
    piece = "абвгд" * 8
    (whole,) = ngrams_of([piece * 3])
    (once,) = ngrams_of([piece])
    assert whole == once


@given(
    st.text(alphabet="abcßéàİǅx'\N{RIGHT SINGLE QUOTATION MARK}\u0301\u00adжЖあ", max_size=90),
    st.sets(st.integers(2, LARGEST_ORDER)).map(sorted),
)
def test_each_ngram_has_a_hash_in_the_same_order(word, orders):
    _, hashes = hash_ngrams([word], orders)
    ngrams = character_ngrams(word, orders)
    assert len(ngrams) == len(hashes)
    assert len(set(zip(ngrams, hashes, strict=True))) == len(set(ngrams)) == len(set(hashes))
