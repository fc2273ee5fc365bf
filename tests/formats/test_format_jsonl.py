"""JSON Lines: one object per line, whatever is in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

import polyglot_norm as pn
from formats.documents import DOCUMENTS, document
from polyglot_norm import formats
from polyglot_norm.formats import NamedDocument, WriteOptions, fields

KEYS = ["doc", "start", "end", "lang", "script", "confidence", "text", "output", "output_lang"]


def written(documents, options=None):
    return b"".join(formats.write(documents, "jsonl", options))


@given(DOCUMENTS)
def test_a_segment_is_a_line_of_utf8(doc):
    lines = written([("a\n\ud800", doc)]).decode().split("\n")
    assert len(lines) == len(doc.segments) + 1
    assert all(list(json.loads(line)) == KEYS for line in lines[:-1])


def test_numbers_of_any_size_are_written():
    item = NamedDocument("-", document(("en", "a")), metadata={"id": 1 << 70})
    assert json.loads(written([item]))["metadata"] == {"id": 1 << 70}


def test_metadata_stay_as_they_were_written():
    metadata = '{"id":123456789012345678901,"x":[1.10,1e999,null,"\\ud800"],"\\udfff":-0}'
    line = f'{{"doc":"-","lang":"en","text":"a","metadata":{metadata}}}\n'
    (item,) = formats.read(line.encode())
    chosen = WriteOptions(include=["doc", "lang", "text", "metadata"])
    assert written([item], chosen).decode() == line


def test_blank_lines_and_unknown_keys_are_ignored():
    good = written([document(("ru", "да"))])
    more = good.replace(b"{", b'{"new": [], ', 1)
    assert len(list(formats.read(b"\n" + good + more))) == 2


def test_a_byte_order_mark_is_ignored():
    assert len(list(formats.read(b"\xef\xbb\xbf" + written([document(("ru", "да"))])))) == 1


def test_fields_are_chosen_and_ordered():
    doc = document(("ru", "да"))
    assert json.loads(written([doc], WriteOptions(exclude=["doc", "start", "end"]))).keys() == set(
        KEYS[3:]
    )
    assert written([doc], WriteOptions(include=["text", "lang"])) == (
        '{"text":"да","lang":"ru"}\n'.encode()
    )


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("jsonl", {"include": ["langs"]}, "unknown field 'langs': did you mean 'lang'"),
        ("jsonl", {"include": ["lang"], "exclude": ["lang"]}, "no field left to write"),
        ("dolma", {"exclude": ["lang"]}, "the fields of this format are fixed"),
        ("inline", {"include": ["text", "output"]}, "include 'text' or 'output', not both"),
    ],
)
def test_invalid_fields_are_reported(name, options, message):
    with pytest.raises(pn.PolyglotError, match=message):
        formats.encoder(name, WriteOptions(**options))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"offsets": "utf-8"}, "invalid offsets 'utf-8': did you mean 'utf8'"),
        ({"only": ["sr-Cyrll"]}, "did you mean 'sr-Cyrl'"),
        ({"only": []}, "only must name at least one language"),
        ({"min_confidence": 2}, "min_confidence must be between 0 and 1, got 2"),
        ({"include": 7}, "include must be a list of names, got 7"),
    ],
)
def test_invalid_options_are_reported(options, message):
    with pytest.raises(pn.PolyglotError, match=message):
        WriteOptions(**options)


def test_an_unknown_format_is_reported():
    with pytest.raises(pn.PolyglotError, match="unknown format 'jsonn': did you mean 'json'"):
        formats.encoder("jsonn")


def test_only_the_segments_asked_for_are_written():
    doc = document(("en", "a ", None, 0.5), ("sr-Cyrl", "да ", None, 0.4), ("und", "b", None, 0.1))
    for options, langs in [
        (WriteOptions(only="sr"), ["sr-Cyrl"]),
        (WriteOptions(only=["en", "und"]), ["en", "und"]),
        (WriteOptions(min_confidence=0.4), ["en", "sr-Cyrl"]),
        (WriteOptions(min_confidence=0.4, only=["en", "und"]), ["en"]),
    ]:
        assert [json.loads(line)["lang"] for line in written([doc], options).splitlines()] == langs


def test_options_change_nothing_but_what_they_name():
    doc = document(("en", "a "), ("sr-Cyrl", "да ", "da ", 0.4), ("en", "b"))
    item = NamedDocument("a\ud800", doc, metadata={"id": 1 << 70, "x": ["\udfff"]})
    usual = formats.encoder("jsonl").piece(item)
    same = WriteOptions(
        include=[*fields.DOCUMENT, "candidates", "metadata"], exclude=["candidates"]
    )
    assert formats.encoder("jsonl", same).piece(item) == usual
    only = formats.encoder("jsonl", WriteOptions(only=["sr"])).piece(item)
    assert only == usual.splitlines(keepends=True)[1]


@pytest.mark.parametrize("name", ["jsonl", "docs", "tsv", "csv"])
def test_outputs_that_nobody_wants_are_not_made(name):
    normalised = []

    def noting(text, lang):
        normalised.append(lang)
        return ()

    doc = pn.tag("Зашто ћутиш? Would you care to tell me?", normalise=[noting])
    item = NamedDocument("a.txt", doc)
    data = b"".join(
        formats.write([item], name, WriteOptions(include=["lang", "start", "candidates"]))
    )
    assert b"sr-Cyrl" in data
    assert not normalised
    b"".join(formats.write([item], name, WriteOptions(include=["output"])))
    assert normalised
