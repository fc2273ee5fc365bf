"""JSON Lines: one object in a line, whatever it holds, as orjson writes it or not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

import polyglot_norm as pn
from formats.made import DOCUMENTS, document
from polyglot_norm import formats
from polyglot_norm.formats import NamedDocument, WriteOptions
from polyglot_norm.formats.json_codec import from_json, to_json_line
from polyglot_norm.formats.jsonl import json_line

KEYS = ["doc", "start", "end", "lang", "script", "confidence", "text", "output", "output_lang"]


def written(documents, writing=None):
    return b"".join(formats.write(documents, "jsonl", writing))


@given(DOCUMENTS)
def test_a_segment_is_a_line_of_utf8(doc):
    lines = written([("a\n\ud800", doc)]).decode().split("\n")
    assert len(lines) == len(doc.segments) + 1
    assert all(list(json.loads(line)) == KEYS for line in lines[:-1])


def test_orjson_and_json_write_alike():
    plain = {"doc": "страна", "start": 0, "confidence": 0.9712, "text": 'a"\\\n\x00\x7f\u2028'}
    with_surrogate = plain | {"doc": "\udce6"}
    assert json_line(with_surrogate) == json_line(plain).replace("страна", "\\udce6")
    assert from_json(to_json_line(with_surrogate)) == with_surrogate


def test_numbers_that_are_too_large_for_orjson_pass():
    item = NamedDocument("-", document(("en", "a")), metadata={"id": 1 << 70})
    assert json.loads(written([item]))["metadata"] == {"id": 1 << 70}


def test_blank_lines_and_unknown_keys_are_passed_over():
    good = written([document(("ru", "да"))])
    more = good.replace(b"{", b'{"new": [], ', 1)
    assert len(list(formats.read(b"\n" + good + more))) == 2


def test_a_byte_order_mark_is_passed_over():
    assert len(list(formats.read(b"\xef\xbb\xbf" + written([document(("ru", "да"))])))) == 1


def test_fields_are_chosen_and_ordered():
    doc = document(("ru", "да"))
    assert json.loads(written([doc], WriteOptions(exclude=["doc", "start", "end"]))).keys() == set(
        KEYS[3:]
    )
    assert written([doc], WriteOptions(include=["text", "lang"])) == (
        '{"text":"да","lang":"ru"}\n'.encode()
    )
    with pytest.raises(pn.PolyglotError, match="unknown field 'langs'; did you mean 'lang'"):
        written([doc], WriteOptions(include=["langs"]))
    with pytest.raises(pn.PolyglotError, match="no field is left"):
        written([doc], WriteOptions(include=["lang"], exclude=["lang"]))
    with pytest.raises(pn.PolyglotError, match="none to choose from"):
        formats.encoder("dolma", WriteOptions(exclude=["lang"]))
    with pytest.raises(pn.PolyglotError, match="include 'text' or 'output', not both"):
        formats.encoder("inline", WriteOptions(include=["text", "output"]))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"offsets": "utf-8"}, "did you mean 'utf8'"),
        ({"only": ["sr-Cyrll"]}, "did you mean 'sr-Cyrl'"),
        ({"only": []}, "names no language"),
        ({"min_confidence": 2}, "is not a probability"),
        ({"include": 7}, "is no list of names"),
    ],
)
def test_wishes_without_meaning_are_told(options, says):
    with pytest.raises(pn.PolyglotError, match=says):
        WriteOptions(**options)


def test_a_format_that_does_not_exist():
    with pytest.raises(pn.PolyglotError, match="did you mean 'jsonl'"):
        formats.encoder("json")


def test_only_the_wanted_segments_are_written():
    doc = document(("en", "a ", None, 0.5), ("sr-Cyrl", "да ", None, 0.4), ("und", "b", None, 0.1))
    for writing, langs in [
        (WriteOptions(only="sr"), ["sr-Cyrl"]),
        (WriteOptions(only=["en", "und"]), ["en", "und"]),
        (WriteOptions(min_confidence=0.4), ["en", "sr-Cyrl"]),
        (WriteOptions(min_confidence=0.4, only=["en", "und"]), ["en"]),
    ]:
        assert [json.loads(line)["lang"] for line in written([doc], writing).splitlines()] == langs
