"""The layout of a table: rows that are laid out are found again, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.language.table_layout import Layout, Row, laid_out

WEIGHTS = st.integers(-127, 127).filter(bool)
HASHES = st.integers(0, 2**32 - 1)


def key(ngram, bits):
    """Return what a table with so many bits keeps of a hash."""
    return ngram >> (32 - bits), ngram & 0xFFFF


@given(
    st.integers(1, 10),
    st.sampled_from([1, 2, 16, 17, 141, 256]),
    st.sets(HASHES, max_size=40),
    st.data(),
)
def test_rows_that_are_laid_out_are_found(bits, tags, ngrams, data):
    rows: dict[tuple[int, int], tuple[int, dict[int, int]]] = {}
    for ngram in ngrams:
        columns = data.draw(st.sets(st.integers(0, tags - 1), min_size=1, max_size=40))
        rows.setdefault(key(ngram, bits), (ngram, {at: data.draw(WEIGHTS) for at in columns}))
    table = Layout(
        laid_out([Row(n, sorted(w.items())) for n, w in rows.values()], bits, tags), bits, tags
    )
    for ngram, weights in rows.values():
        found = table.weights(ngram)
        assert {tag: weight for tag, weight in found.items() if weight} == weights


@given(st.sets(HASHES, max_size=30), HASHES)
def test_other_hashes_are_not_found(ngrams, other):
    table = Layout(laid_out([Row(ngram, [(0, 1)]) for ngram in ngrams], 4, 3), 4, 3)
    known = {key(ngram, 4) for ngram in ngrams}
    assert (table.weights(other) is not None) == (key(other, 4) in known)


def test_a_bucket_that_is_too_full_is_refused():
    full = [Row(number, [(0, 1)]) for number in range(256)]
    with pytest.raises(ValueError, match="at most 255 rows, got 256; use more bits"):
        laid_out(full, 1, 141)


def test_a_full_bucket_holds_rows_of_all_lengths():
    """Where the weights of a row begin is the sum of the lengths before it."""
    rows = [Row(number, [(tag, 1) for tag in range(number % 40 + 1)]) for number in range(255)]
    table = Layout(laid_out(rows, 1, 141), 1, 141)
    for number, weights in rows:
        found = table.weights(number)
        assert found
        assert {tag: weight for tag, weight in found.items() if weight} == dict(weights)
