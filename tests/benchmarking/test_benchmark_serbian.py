"""The hard phrases of the Serbian benchmark."""

import pytest

import polyglot_norm as pn
from benchmarks.serbian_hard import KINDS, hard_rows

WORDS_OF_SERBIAN_TOO = ("Real Madrid", "sin x + cos y")


@pytest.mark.parametrize("row", hard_rows(), ids=lambda row: row.latin)
def test_phrases_that_tables_of_letters_get_wrong(row):
    assert row.kind in KINDS
    if row.latin in WORDS_OF_SERBIAN_TOO:
        pytest.xfail("real and sin are Serbian words")
    assert pn.transliterate(row.latin, "sr-Latn").text == row.cyrillic
