"""Documents and parts: together they are the text, and chunks leave no trace."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.streams.parts import Per, count_breaks, split_documents

TEXTS = st.text(st.sampled_from("aб \n\r\t。\u0301\u200d🙂\ud800"), max_size=60)
CUTS = st.lists(st.integers(0, 60), max_size=6)


def chunked(text, cuts):
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    return [text[a:b] for a, b in pairwise(places)]


@given(TEXTS, CUTS, st.sampled_from(list(Per)), st.sampled_from([4, 7, 1000]))
def test_units_add_up_to_the_text(text, cuts, per, part):
    found = list(split_documents(chunked(text, cuts), per, part=part))
    assert "".join(unit.text for unit in found) == text
    assert all(0 < len(unit.text) <= 2 * part for unit in found if text)


@given(TEXTS, CUTS, st.sampled_from([Per.FILE, Per.LINE]), st.sampled_from([4, 7, 1000]))
def test_where_is_cut_does_not_depend_on_the_chunks(text, cuts, per, part):
    assert list(split_documents(chunked(text, cuts), per, part=part)) == list(
        split_documents([text], per, part=part)
    )


@given(TEXTS, CUTS)
def test_paragraphs_do_not_depend_on_the_chunks(text, cuts):
    found = list(split_documents(chunked(text, cuts), Per.PARAGRAPH))
    assert found == list(split_documents([text], Per.PARAGRAPH))


@given(TEXTS, st.sampled_from(list(Per)), st.sampled_from([4, 1000]))
def test_first_and_last_come_in_turn(text, per, part):
    inside = False
    for unit in split_documents([text], per, part=part):
        assert unit.first is not inside
        inside = not unit.last
    assert not inside


@given(TEXTS)
def test_lines_are_those_that_are_counted(text):
    found = list(split_documents([text], Per.LINE))
    assert sum(unit.text.endswith(("\n", "\r")) for unit in found) == count_breaks(text)
    assert all(count_breaks(unit.text) <= 1 for unit in found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("aaaa\n\nbb\nccccc ddddd" * 9, "aaaa\n\nbb\n"),
        ("дддд еее жжжжжжжжжжжж" * 9, "дддд еее "),
        ("一二三四五六七。八九十一二三四五" * 9, "一二三四五六七。"),
        ("e" * 9 + "\u0301" * 3 + "e" * 90, "e" * 8),
        ("👩\u200d🔬" * 40, "👩\u200d🔬" * 3),
        ("x" * 9 + "\r\n" + "y" * 90, "x" * 9 + "\r\n"),
    ],
)
def test_a_part_ends_where_a_reader_would_end_it(text, first):
    assert next(split_documents([text], part=11)).text == first


@pytest.mark.slow
@pytest.mark.parametrize("text", ["a", "\n", "\r", " ", "\u0301", "a\n \t", "👩\u200d", "\ud800"])
def test_time_is_linear_for_every_text(text):
    def seconds(size):
        chunks = [text * (4096 // len(text))] * (size // 4096)
        start = time.process_time()
        for per in Per:
            for _ in split_documents(chunks, per, part=1024):
                pass
        return time.process_time() - start

    # The machine may be busy at any moment, but not so that quadratic looks linear.
    seconds(1 << 13)
    assert any(seconds(1 << 17) < 24 * max(seconds(1 << 14), 0.001) for _ in range(6))
