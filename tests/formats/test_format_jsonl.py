"""JSON Lines must hold every text that Python can, and be read back as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from polyglot_norm.aligned import Aligned
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import NamedDocument, jsonl, writer
from polyglot_norm.records import Document, Segment

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def document(*texts):
    segments, start = [], 0
    for text in texts:
        end = start + len(text)
        candidates = (("und", 0.5),)
        segments.append(
            Segment(start, end, text, "und", "Zzzz", 0.5, candidates, Aligned(text), "und")
        )
        start = end
    whole = "".join(texts)
    return Document(whole, "und", (), tuple(segments), (), Aligned(whole))


@given(ANY_TEXT, st.lists(ANY_TEXT.filter(bool)))
def test_what_is_written_is_read_back(name, texts):
    pieces = [name, *texts]
    # A high and a low surrogate, side by side and not one character, have no form in JSON.
    assume(all(json.loads(json.dumps(piece)) == piece for piece in pieces))
    lines = list(jsonl.write([NamedDocument(name, document(*texts))]))
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert all(line.encode() for line in lines)  # UTF-8 holds it
    records = list(jsonl.read(lines))
    assert [record.text for record in records] == texts
    assert {record.doc for record in records} <= {name}


def test_orjson_and_json_write_alike():
    plain = {"doc": "страна", "start": 0, "confidence": 0.9712, "text": 'a"\\\n\x00\x7f\u2028'}
    with_surrogate = plain | {"doc": "\udce6"}
    assert jsonl.json_line(with_surrogate) == jsonl.json_line(plain).replace("страна", "\\udce6")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2 is not JSON"),
        ("[" * 100_000, "line 2 is not JSON"),
        ("[1]", "line 2 is not an object"),
        ('{"doc": "-"}', "line 2 has no 'start'"),
        ('{"doc": 7}', "line 2: 'doc' is 7"),
        ('{"doc": "-", "start": true}', "line 2: 'start' is True"),
    ],
)
def test_what_is_no_record_is_told(line, says):
    good = next(jsonl.write([NamedDocument("-", document("да"))]))
    with pytest.raises(PolyglotError, match=says):
        list(jsonl.read([good, line]))


def test_blank_lines_and_unknown_keys_are_passed_over():
    good = next(jsonl.write([NamedDocument("-", document("да"))]))
    more = good.replace("{", '{"new": [], ', 1)
    assert len(list(jsonl.read(["\n", good, "", more]))) == 2


def test_a_format_that_does_not_exist():
    with pytest.raises(PolyglotError, match="did you mean 'jsonl'"):
        writer("json")
