"""Scores of words: the sums of the weights that a model has for their n-grams."""

from array import array
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.language.model import Model, write
from polyglot_norm.language.ngrams import fold_word, hash_ngrams
from polyglot_norm.language.scorer import Scorer
from polyglot_norm.language.table_layout import Row
from polyglot_norm.text.words import scan

ORDERS = 2, 4


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model that knows the n-grams of three words, with weights made up from the hashes."""
    _, hashes = hash_ngrams(["straße", "strada", "eau"], ORDERS)
    path = tmp_path_factory.mktemp("scorer") / "model.bin"
    rows = [
        Row(ngram, [(tag, (ngram >> tag) % 200 - 100) for tag in range(ngram % 4)])
        for ngram in sorted(set(hashes))
    ]
    fields = {
        "scripts": ["Latn"],
        "tags": ["de", "it", "fr"],
        "priors": [0, 0, 0],
        "met": [0, 0, 0],
        "temperatures": [[9, 1]],
        "weakest": 0,
        "orders": ORDERS,
    }
    write(path, [{**fields, "bits": 16, "rows": rows}], {}, {})
    model: Any = Model.open(path)
    model.rows_of_test = {row.ngram: dict(row.weights) for row in rows}
    return model


@pytest.fixture
def scorer(model):
    return Scorer(model.table("Latn"))


def expected(model, word):
    """The row of a word, computed from the definition."""
    row = [0, 0, 0]
    for ngram in hash_ngrams([word], ORDERS)[1]:
        for tag, weight in model.rows_of_test.get(ngram, {}).items():
            row[tag] += weight
    return row


def test_a_row_is_the_sum_over_the_ngrams(model, scorer):
    text = "Straße, strada; eau? tra stra STRASSE xyzzy"
    words = scan(text)
    numbers = scorer.number(text, words)
    assert list(numbers) == list(range(7))
    for at, number in enumerate(numbers):
        word = text[words[3 * at] : words[3 * at + 1]]
        row = scorer.sums(array("i", [number]), 0, 1)
        assert row[:3] == expected(model, word)


def test_unknown_ngrams_are_counted(scorer):
    text = "strada xyzzy eau x"
    scorer.number(text, scan(text))
    rows = [scorer.sums(array("i", [at]), 0, 1) for at in range(4)]
    # Of four letters; a word that is too short for one counts as a whole.
    assert [row[3:] for row in rows] == [[0, 5], [4, 4], [0, 2], [1, 1]]


def test_a_word_has_one_number(scorer):
    text = "Eau eau EAU дом eau"
    assert list(scorer.number(text, scan(text))) == [0, 0, 0, -1, 0]


def test_a_full_scorer_numbers_as_many_words_as_fit(model):
    scorer = Scorer(model.table("Latn"), capacity=2)
    text = "a b a c b"
    words = scan(text)
    assert list(scorer.number(text, words)) == [0, 1, 0]
    scorer.clear()
    assert list(scorer.number(text, words, 3)) == [0, 1]
    assert scorer.count == 2


def test_many_words_keep_their_numbers_and_rows(model, scorer):
    words = ["".join(letters) for letters in product("strade", repeat=5)][:4000]
    first = scorer.number(text := " ".join(words), scan(text))
    again = scorer.number(text, scan(text))
    assert list(first) == list(again)
    assert len(set(first)) == len({fold_word(word) for word in words})
    for word, number in [*zip(words, first, strict=True)][::97]:
        assert scorer.sums(array("i", [number]), 0, 1)[:3] == expected(model, word)


def test_sums(model, scorer):
    text = "strada eau strada"
    numbers = scorer.number(text, scan(text))
    eau, strada = expected(model, "eau"), expected(model, "strada")
    both = [a + 2 * b for a, b in zip(eau, strada, strict=True)]
    assert scorer.sums(numbers, 0, 3)[:3] == both
    assert scorer.sums(numbers, 1, 1)[:3] == [0, 0, 0]


def test_a_long_run_stays_within_16_bits(scorer):
    text = "strada" * 20_000
    assert list(scorer.number(text, scan(text))) == [0]
    assert max(map(abs, scorer.sums(array("i", [0]), 0, 1))) == 8190


@given(st.text(alphabet="abcßéàİǅx'\N{RIGHT SINGLE QUOTATION MARK}\u0301 -strade", max_size=200))
def test_any_text_gets_the_rows_of_its_words(model, text):
    words = scan(text)
    scorer = Scorer(model.table("Latn"))
    for at, number in enumerate(scorer.number(text, words)):
        word = text[words[3 * at] : words[3 * at + 1]]
        assert scorer.sums(array("i", [number]), 0, 1)[:3] == expected(model, word)
