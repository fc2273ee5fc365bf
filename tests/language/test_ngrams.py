"""Words to evidence: the sum of what the model holds for a word's letter sequences."""

from array import array
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.language.model import Model, Row, write
from polyglot_norm.language.ngrams import Scorer, fold_word, letter_sequences
from polyglot_norm.text.words import scan

WEIGHTS = {0: -127, 1: 5, 2: 127}


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model that knows the sequences of three words, with weights made up from the hashes."""
    _, hashes = letter_sequences(["straße", "strada", "eau"])
    path = tmp_path_factory.mktemp("score") / "model.bin"
    rows = [
        Row(sequence, [(tag, (sequence >> tag) % 200 - 100) for tag in range(sequence % 4)])
        for sequence in sorted(set(hashes))
    ]
    fields = {"scripts": ["Latn"], "tags": ["de", "it", "fr"], "priors": [0, 0, 0]}
    write(path, [{**fields, "temperatures": [[9, 1]], "bits": 16, "rows": rows}], {}, {})
    model: Any = Model.open(path)
    model.rows_of_test = {row.sequence: dict(row.weights) for row in rows}
    return model


def expected(model, word):
    """The row of a word, computed from the definition."""
    row = [0, 0, 0]
    for sequence in letter_sequences([word])[1]:
        for tag, weight in model.rows_of_test.get(sequence, {}).items():
            row[tag] += weight
    return row


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


def test_what_is_distinguished_by_sequences():
    bounds, hashes = letter_sequences(["ab", "ba", "abcdef", ""])
    words = [set(hashes[start:end]) for start, end in pairwise(bounds)]
    assert words[0] != words[1]
    assert len(words[2]) == 7 + 6 + 5 + 4 + 1  # pairs to fives, then the whole
    assert not words[3]


def test_rows_are_the_sums_of_the_sequences(model):
    text = "Straße, strada; eau? tra stra STRASSE xyzzy"
    words = scan(text)
    scorer = model.table("Latn").scorer()
    numbers = scorer.number(text, words)
    assert list(numbers) == list(range(7))
    for at, number in enumerate(numbers):
        word = text[words[3 * at] : words[3 * at + 1]]
        row = scorer.sums(array("i", [number]), 0, 1)
        assert row[:3] == expected(model, word)


def test_what_is_not_known_is_counted(model):
    scorer = model.table("Latn").scorer()
    text = "strada xyzzy"
    scorer.number(text, scan(text))
    rows = [scorer.sums(array("i", [at]), 0, 1) for at in range(2)]
    assert [row[3:] for row in rows] == [[0, 5], [4, 4]]


def test_the_same_word_has_one_number(model):
    text = "Eau eau EAU дом eau"
    assert list(model.table("Latn").scorer().number(text, scan(text))) == [0, 0, 0, -1, 0]


def test_a_full_scorer_says_how_far_it_came(model):
    scorer = model.table("Latn").scorer(capacity=2)
    text = "a b a c b"
    words = scan(text)
    assert list(scorer.number(text, words)) == [0, 1, 0]
    scorer.clear()
    assert list(scorer.number(text, words, 3)) == [0, 1]
    assert scorer.count == 2


def test_sums(model):
    scorer = model.table("Latn").scorer()
    text = "strada eau strada"
    numbers = scorer.number(text, scan(text))
    eau, strada = expected(model, "eau"), expected(model, "strada")
    both = [a + 2 * b for a, b in zip(eau, strada, strict=True)]
    assert scorer.sums(numbers, 0, 3)[:3] == both
    assert scorer.sums(numbers, 0, 3, labels=[2, 0]) == [both[2], both[0]]
    assert scorer.sums(numbers, 1, 1)[:3] == [0, 0, 0]


def test_long_runs_are_taken_in_pieces_and_stay_within_16_bits(model):
    text = "strada" * 20_000
    scorer = model.table("Latn").scorer()
    assert list(scorer.number(text, scan(text))) == [0]
    assert max(map(abs, scorer.sums(array("i", [0]), 0, 1))) == 8190


@given(st.text(alphabet="abcßéàİǅx'\N{RIGHT SINGLE QUOTATION MARK}\u0301 -strade", max_size=200))
def test_any_text_gets_the_rows_of_its_words(model, text):
    words = scan(text)
    scorer = Scorer(model.table("Latn"))
    numbers = scorer.number(text, words)
    for at, number in enumerate(numbers):
        word = text[words[3 * at] : words[3 * at + 1]]
        assert scorer.sums(array("i", [number]), 0, 1)[:3] == expected(model, word)
