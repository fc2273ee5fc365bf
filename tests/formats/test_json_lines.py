"""Lines of JSON written at once: byte for byte those of orjson, compiled and interpreted."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.made import DOCUMENTS, document, segment
from polyglot_norm import formats
from polyglot_norm.align.aligned import Aligned
from polyglot_norm.formats import NamedDocument, Offsets, WriteOptions, fields
from polyglot_norm.formats import json_lines as installed
from polyglot_norm.formats.json_codec import to_json_lines
from polyglot_norm.segment import Segment

SOURCE = Path(formats.__file__).with_name("json_lines.py")


def load_source(name):
    """The same source as a module of its own, interpreted."""
    loader = SourceFileLoader(name, str(SOURCE))
    module = module_from_spec(spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


STAGES = [pytest.param(load_source("interpreted_json_lines"), id="interpreted")]
if installed.COMPILED:
    STAGES.append(pytest.param(installed, id="compiled"))


def by_orjson(item):
    return to_json_lines(list(fields.records(item, WriteOptions())))


def at_once(stage, item):
    opening = b'{"doc":"a","start":'
    before = item.before.of_kind("codepoint")
    return stage.SegmentLines().write(item.document.segments, before, opening, b"}\n")


@pytest.mark.parametrize("stage", STAGES)
@given(doc=DOCUMENTS, before=st.integers(0, 1 << 60))
def test_lines_are_those_of_orjson(stage, doc, before):
    item = NamedDocument("a", doc, Offsets(before))
    written = "".join(s.text + s.output.text for s in doc.segments)
    has_surrogate = any("\ud800" <= character <= "\udfff" for character in written)
    assert at_once(stage, item) == (None if has_surrogate else by_orjson(item))


@pytest.mark.parametrize("stage", STAGES)
def test_every_character_is_written_as_by_orjson(stage):
    characters = [*range(0xD800), *range(0xE000, 0x11000), *range(0x11000, 0x110000, 0xFFF)]
    text = "".join(map(chr, characters))
    for part in (text[:0x80], text[:0x100], text[:0x10000], text):
        item = NamedDocument("a", document(("en", part), ("ru", part, part[::-1])))
        assert at_once(stage, item) == by_orjson(item)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("confidence", [0.0, -0.0, 1.0, 1, 0, True, 1e-7, 0.1 + 0.2, 1e300])
def test_numbers_are_written_as_by_orjson(stage, confidence):
    lines = stage.SegmentLines()
    for first in (1, 1.0, 0.0, confidence):  # which have one key in a dict
        item = NamedDocument("a", document(("en", "x", "y", first), ("en", "z", None, confidence)))
        found = lines.write(item.document.segments, 0, b'{"doc":"a","start":', b"}\n")
        assert found == by_orjson(item)


class Text(str):
    """No plain string."""


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_no_plain_string_is_left_to_orjson(stage):
    lines = stage.SegmentLines()
    for text, output in (("да\ud800", "x"), ("x", "да\udfff"), ("x", Text("y"))):
        odd = Segment(0, 1, text, "en", "Latn", 0.9, (), Aligned.lazily("x", output, tuple), "en")
        assert lines.write([segment(0, "fine"), odd], 0, b"", b"") is None
    assert lines.write([], 0, b"", b"") == b""


@pytest.mark.parametrize("stage", STAGES)
def test_more_kinds_of_tags_than_are_remembered(stage):
    lines = stage.SegmentLines()
    for first in range(0, 40_000, 4000):
        rows = [segment(0, "a", f"x-{n}") for n in range(first, first + 4000)]
        written = lines.write(rows, 0, b"{", b"\n").split(b"\n")
        assert all(f'"x-{n}"'.encode() in line for n, line in enumerate(written[:-1], first))


def test_a_wish_for_fields_or_offsets_changes_nothing_else():
    doc = document(("en", "a "), ("sr-Cyrl", "да ", "da ", 0.4), ("en", "b"))
    item = NamedDocument("a\ud800", doc, metadata={"id": 1 << 70, "x": ["\udfff"]})
    usual = formats.encoder("jsonl").piece(item)
    asked = WriteOptions(
        include=[*fields.DOCUMENT, "candidates", "metadata"], exclude=["candidates"]
    )
    assert formats.encoder("jsonl", asked).piece(item) == usual
    only = formats.encoder("jsonl", WriteOptions(only=["sr"])).piece(item)
    assert only == usual.splitlines(keepends=True)[1]
