"""Documents and parts: joined they are the text, whatever the chunks."""

from __future__ import annotations

import io
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.streams.parts import Per, split_documents, split_records
from polyglot_norm.text.lines import BREAKS, split_lines

TEXTS = st.text(
    st.sampled_from("aб \n\r\t\v\f\x1c\x85\u2028\u2029。\u0301\u200d🙂\ud800"), max_size=60
)
CUTS = st.lists(st.integers(0, 60), max_size=6)
LENGTHS = st.sampled_from([4, 7, 1000])


def chunked(text, cuts):
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    return [text[a:b] for a, b in pairwise(places)]


@given(TEXTS, CUTS, st.sampled_from(list(Per)), LENGTHS)
def test_parts_add_up_to_the_text(text, cuts, per, length):
    found = list(split_documents(chunked(text, cuts), per, part=length))
    assert "".join(part.text for part in found) == text
    assert all(0 < len(part.text) <= 2 * length for part in found if text)


@given(TEXTS, CUTS, st.sampled_from([Per.FILE, Per.LINE]), LENGTHS)
def test_parts_do_not_depend_on_the_chunks(text, cuts, per, length):
    assert list(split_documents(chunked(text, cuts), per, part=length)) == list(
        split_documents([text], per, part=length)
    )


@given(TEXTS, CUTS)
def test_paragraphs_do_not_depend_on_the_chunks(text, cuts):
    found = list(split_documents(chunked(text, cuts), Per.PARAGRAPH))
    assert found == list(split_documents([text], Per.PARAGRAPH))


@given(TEXTS)
def test_paragraphs_end_at_blank_lines(text):
    for part in split_documents([text], Per.PARAGRAPH):
        body = part.text.rstrip(BREAKS + " \t")
        assert not re.search(rf"(?>\r\n|[{BREAKS}])[ \t]*[{BREAKS}]", body)


@given(TEXTS, st.sampled_from(list(Per)), st.sampled_from([4, 1000]))
def test_first_and_last_parts_alternate(text, per, length):
    inside = False
    for part in split_documents([text], per, part=length):
        assert part.first is not inside
        inside = not part.last
    assert not inside


@given(TEXTS, CUTS)
def test_lines_are_those_of_the_package(text, cuts):
    found = [part.text for part in split_documents(chunked(text, cuts), Per.LINE)]
    assert found == [text[start:end] for start, end in split_lines(text)]


@given(TEXTS, CUTS)
def test_records_end_where_lines_of_a_file_end(text, cuts):
    found = [part.text for part in split_records(chunked(text, cuts))]
    assert found == io.StringIO(text, newline="").readlines()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("aaaa\n\nbb\nccccc ddddd" * 9, "aaaa\n\nbb\n"),
        ("дддд еее жжжжжжжжжжжж" * 9, "дддд еее "),
        ("一二三四五六七。八九十一二三四五" * 9, "一二三四五六七。"),
        ("e" * 9 + "\u0301" * 3 + "e" * 90, "e" * 8),
        ("👩\u200d🔬" * 40, "👩\u200d🔬" * 3),
        ("x" * 9 + "\r\n" + "y" * 90, "x" * 9 + "\r\n"),
        ("x" * 9 + "\u2028" + "y" * 90, "x" * 9 + "\u2028"),
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

    # A busy machine may slow down any one measurement.
    seconds(1 << 13)
    assert any(seconds(1 << 17) < 24 * max(seconds(1 << 14), 0.001) for _ in range(6))
