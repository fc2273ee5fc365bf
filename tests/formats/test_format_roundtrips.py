"""What is written is read back: the text, and the segments with all that the format holds."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from formats.documents import DOCUMENTS, cut_up, document
from polyglot_norm import formats
from polyglot_norm.formats import FORMATS, OFFSET_KINDS, NamedDocument, Offsets, WriteOptions
from polyglot_norm.formats.arrow_schema import without_surrogates
from strategies import TEXTS

READABLE = [name for name, format_ in FORMATS.items() if format_.readable]
WITH_TEXT_ONLY = ("inline", "tei", "conllu")
SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

FULL = ("start", "end", "lang", "script", "confidence", "text", "output", "output_lang")

# A case is a file written and read, or parsed by another package: dear, and for every format.
FEW = settings(max_examples=40)


def written(items, name, writing=None):
    return b"".join(formats.write(items, name, writing))


def kept(name, segment):
    """What a format can hold of a segment."""
    if name == "inline" or name == "tei":
        return segment.start, segment.end, segment.lang, segment.text
    record = segment.as_dict()
    if name in ("parquet", "arrow"):
        record = {key: without_surrogates(record[key]) for key in FULL}
    return tuple(record[key] for key in FULL)


def segments_of(items):
    """The segments of all items."""
    return [segment for item in items for segment in item.document.segments]


@pytest.mark.parametrize("name", sorted({*READABLE} - {"conllu"}))
@FEW
@given(documents=st.lists(st.tuples(TEXTS, DOCUMENTS), min_size=1, max_size=3))
def test_segments_come_back(name, documents):
    several = WriteOptions(screen=formats.Screen(titles=True))
    documents = [(f"{number}", doc) for number, (_, doc) in enumerate(documents)]
    if name in ("jsonl", "docs"):  # JSON has no form for a pair that is not one character
        assume(
            not any(
                SURROGATE_PAIR.search(text)
                for _, doc in documents
                for segment in doc.segments
                for text in (segment.text, segment.output.text)
            )
        )
    if name == "tsv":
        assume(all("\ufeff" not in doc for doc, _ in documents))
    if name in ("jsonl", "tsv", "parquet", "arrow"):  # a row a segment: no segment, no row
        documents = [item for item in documents if item[1].segments]
    if name == "inline":
        documents = [(n, doc) for n, doc in documents if borders_hold(doc)]
    if name == "tei":
        several = WriteOptions()
    found = list(formats.read(written(documents, name, several), name))
    if documents or name != "inline":  # a text without anything is an empty document
        assert [item.name for item in found] == [doc for doc, _ in documents]
    for item, (_, doc) in zip(found, documents, strict=False):
        assert [kept(name, s) for s in item.document.segments] == [
            kept(name, s) for s in doc.segments
        ]
        assert item.first
        assert item.last


def borders_hold(doc):
    """Whether no segment begins with the white space that would go to the one before."""
    return not any(segment.text[:1].isspace() for segment in doc.segments[1:])


@FEW
@given(TEXTS)
def test_conllu_holds_any_text_that_has_a_token(text):
    doc = pn.tag(text)
    assume(text.strip())
    found = list(formats.read(written([doc], "conllu"), "conllu"))
    assert [item.document.text for item in found] == [text]
    labels = [
        (lang, character)
        for segment in found[0].document.segments
        for lang, character in ((segment.lang, c) for c in segment.text)
        if not character.isspace()
    ]
    assert labels == [
        (segment.lang, character)
        for segment in doc.segments
        for character in segment.text
        if not character.isspace()
    ]


@pytest.mark.parametrize("name", READABLE)
def test_the_samples_come_back(name, samples):
    text = (samples / "news-page.txt").read_text(encoding="utf-8")
    doc = pn.tag(text)
    found = next(formats.read(written([("news-page.txt", doc)], name))).document
    assert [(s.start, s.end, s.lang, s.text) for s in found.segments] == [
        (s.start, s.end, s.lang, s.text) for s in doc.segments
    ]
    assert found.lang == doc.lang
    if name not in WITH_TEXT_ONLY:
        assert found.output.text == doc.output.text
    if name == "conllu":
        assert [s.confidence for s in found.segments] == [s.confidence for s in doc.segments]
        assert found.output.text.split() == doc.output.text.split()


@pytest.mark.parametrize("name", ["jsonl", "docs", "tsv", "parquet", "arrow"])
def test_all_of_a_record_comes_back_when_it_is_asked_for(name):
    doc = pn.tag("Would you?\nЗашто „Љубав“?\n")
    all_fields = WriteOptions(include=[*FULL, "candidates", "edits", "metadata"])
    metadata = {"id": 7, "tags": ["да", None]}
    item = NamedDocument("-", doc, metadata=metadata)
    found = next(formats.read(written([item], name, all_fields)))
    assert found.document.segments == doc.segments
    assert found.document.output == doc.output
    assert found.metadata == metadata


@pytest.mark.parametrize("name", sorted({*READABLE} - {"conllu"}))
@FEW
@given(doc=DOCUMENTS, places=st.lists(st.integers(0, 4), max_size=3))
def test_parts_are_written_as_the_whole_is(name, doc, places):
    parts = cut_up("a.txt", doc, places)
    if name in ("docs", "tei"):  # which show where a part begins
        (data, whole) = (written(items, name) for items in (parts, [("a.txt", doc)]))
        assert [kept(name, s) for s in segments_of(formats.read(data))] == [
            kept(name, s) for s in segments_of(formats.read(whole))
        ]
        return
    for unit in OFFSET_KINDS:
        writing = WriteOptions(offsets=unit)
        assert written(parts, name, writing) == written([("a.txt", doc)], name, writing)


@FEW
@given(doc=DOCUMENTS, unit=st.sampled_from(OFFSET_KINDS), limit=st.integers(1, 20))
def test_parts_are_read_as_the_whole_is(doc, unit, limit):
    assume(not any(SURROGATE_PAIR.search(s.text + s.output.text) for s in doc.segments))
    data = written([("a.txt", doc)], "docs", WriteOptions(offsets=unit))
    parts = list(formats.read(data, offsets=unit, limit=limit))
    assert "".join(item.document.text for item in parts) == doc.text
    assert [item.first for item in parts] == [True, *[False] * (len(parts) - 1)]
    assert [item.last for item in parts] == [*[False] * (len(parts) - 1), True]
    before = Offsets()
    for item in parts:
        assert item.before == before
        before = before.after(item.document.text)
    for other in OFFSET_KINDS:
        again = b"".join(formats.write(parts, "jsonl", WriteOptions(offsets=other)))
        assert again == written([("a.txt", doc)], "jsonl", WriteOptions(offsets=other))


@FEW
@given(doc=DOCUMENTS)
def test_offsets_point_into_the_encoded_text(doc):
    encoded = {
        "utf8": doc.text.encode("utf-8", "surrogatepass"),
        "utf16": doc.text.encode("utf-16-le", "surrogatepass"),
    }
    for unit, size in (("utf8", 1), ("utf16", 2)):
        rows = written([doc], "jsonl", WriteOptions(offsets=unit)).splitlines()
        for row, segment in zip(map(json.loads, rows), doc.segments, strict=True):
            there = encoded[unit][row["start"] * size : row["end"] * size]
            name = "utf-8" if unit == "utf8" else "utf-16-le"
            assert there.decode(name, "surrogatepass") == segment.text


def test_what_is_left_out_leaves_gaps():
    doc = document(("en", "one "), ("sr-Cyrl", "два "), ("en", "three "), ("sr-Cyrl", "четири"))
    serbian = written([doc], "jsonl", WriteOptions(only=["sr"]))
    parts = list(formats.read(serbian))
    assert [(p.before.codepoint, p.document.text, p.first, p.last) for p in parts] == [
        (4, "два ", True, False),
        (14, "четири", False, True),
    ]
    assert written(parts, "tsv") == written([doc], "tsv", WriteOptions(only=["sr"]))
    with pytest.raises(pn.PolyglotError, match="cannot compute offsets in utf8"):
        written(parts, "jsonl", WriteOptions(offsets="utf8"))


@pytest.mark.parametrize("name", ["inline", "xml", "tei", "html", "conllu"])
def test_what_is_left_out_of_a_text_keeps_its_place(name):
    doc = document(("en", "one "), ("sr-Cyrl", "два "), ("en", "three", None, 0.2))
    data = written([doc], name, WriteOptions(min_confidence=0.5)).decode()
    if name != "xml":
        assert "three" in data
    else:
        assert "three" not in data
    assert len(re.findall("(?<![a-z])en(?![a-z])", data)) <= 3


@pytest.mark.parametrize("name", READABLE)
def test_formats_are_recognised_by_their_beginning(name):
    data = written([("a.txt", document(("en", "one\n"), ("ru", "два")))], name)
    assert formats.sniff(data[:4096]) == name


@pytest.mark.parametrize(
    "text", [b"", b"plain text", b"<html>", b"a,b\n", b"\x00\xff", b"<" * 5000]
)
def test_other_files_are_not_recognised(text):
    with pytest.raises(pn.PolyglotError, match="unrecognised format; name it"):
        list(formats.read(text))
