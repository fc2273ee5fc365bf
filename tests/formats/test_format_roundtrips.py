"""Documents that are read equal those that were written, but for what a format cannot hold."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from formats.documents import DOCUMENTS, TAGGED, changed, cut_up, document
from polyglot_norm import formats
from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.document import Document
from polyglot_norm.formats import FORMATS, OFFSET_KINDS, NamedDocument, Offsets, WriteOptions
from polyglot_norm.formats.arrow_schema import without_surrogates
from polyglot_norm.formats.word_edits import word_edits
from polyglot_norm.language.tags import script_of
from polyglot_norm.segment import Segment

READABLE = [name for name, format_ in FORMATS.items() if format_.readable]
OF_RECORDS = ["jsonl", "docs", "tsv", "xml", "parquet", "arrow"]
OF_ROWS = ["jsonl", "tsv", "parquet", "arrow"]
SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

SEGMENT = ["start", "end", "lang", "script", "confidence", "text", "output", "output_lang"]
ALL_FIELDS = [*SEGMENT, "candidates", "edits", "metadata"]

# Each case writes and reads a file in every format, which is slow.
FEW = settings(max_examples=40)


def written(items, name, options=None):
    return b"".join(formats.write(items, name, options))


def read_again(doc, name, include=None):
    """Write a document and read it, or return None if the format leaves it out."""
    options = WriteOptions(include=include, screen=formats.Screen(titles=name == "inline"))
    items = list(formats.read(written([("a", doc)], name, options), name))
    if items:
        (item,) = items
        assert (item.before, item.first, item.last) == (Offsets(), True, True)
    return items[0].document if items else None


# What each format cannot hold, as docs/formats.md says it.


def lone_candidate(doc):
    """The document with the language of each segment as its only candidate."""
    return changed(doc, candidates=lambda s: ((s.lang, s.confidence),))


def guessed_edits(doc):
    """The document with an edit for each word that differs from its output."""
    return changed(
        doc,
        output=lambda s: Aligned(s.text, word_edits(s.text, s.output.text)),
    )


def bare(doc):
    """The document with the script of the tag, and without output."""
    return lone_candidate(
        changed(
            doc,
            script=lambda s: script_of(s.lang),
            output=lambda s: Aligned(s.text),
            output_lang=lambda s: s.lang,
        )
    )


def certain(doc):
    """The document with a confidence of 1, or of 0 for ``und``."""
    return changed(doc, confidence=lambda s: 0.0 if s.lang == "und" else 1.0)


def joined_white_space(doc):
    """The document with white space at the start of each segment moved to the one before."""
    segments, start, text = list[Segment](), 0, doc.text
    spoken = [s for s in doc.segments if s.text.strip()]
    for number, old in enumerate(spoken):
        end = len(text)
        if number + 1 < len(spoken):
            following = spoken[number + 1]
            end = following.end - len(following.text.lstrip())
        label = (old.lang, old.script, old.confidence, old.candidates)
        segments.append(Segment(start, end, text[start:end], *label, Aligned(text[start:end]), ""))
        start = end
    return Document.of(text, segments)


def in_utf8(doc):
    """The document with every lone surrogate replaced."""
    return changed(
        doc,
        text=lambda s: without_surrogates(s.text),
        output=lambda s: Aligned(
            without_surrogates(s.text),
            [
                Edit(e.start, e.end, without_surrogates(e.replacement), e.rule)
                for e in s.output.edits
            ],
        ),
    )


def same(doc):
    return doc


WITH_ALL_FIELDS = dict.fromkeys(OF_RECORDS, same) | {"parquet": in_utf8, "arrow": in_utf8}
BY_DEFAULT = WITH_ALL_FIELDS | {"tei": bare, "inline": lambda doc: bare(certain(doc))}


def holds_surrogate_pair(doc):
    """True if JSON cannot hold a document: a pair of surrogates is one character to it."""
    return any(SURROGATE_PAIR.search(s.text) or SURROGATE_PAIR.search(s.output.text) for s in doc)


def check(doc, name, expected, include=None):
    if name in ("jsonl", "docs"):
        assume(not holds_surrogate_pair(doc))
    found = read_again(doc, name, include)
    if found is None:
        assert name in OF_ROWS
        assert doc.text == ""
        return
    assert found.segments == expected.segments
    assert found == expected
    if name not in ("parquet", "arrow"):
        shares = [(share.lang, share.share) for share in doc.languages]
        assert [(share.lang, share.share) for share in found.languages] == shares
        assert (found.text, found.lang, found.protected) == (doc.text, doc.lang, doc.protected)


@pytest.mark.parametrize("name", WITH_ALL_FIELDS)
@FEW
@given(doc=TAGGED | DOCUMENTS)
def test_documents_are_read_whole_with_all_fields(name, doc):
    check(doc, name, WITH_ALL_FIELDS[name](doc), ALL_FIELDS)


@pytest.mark.parametrize("name", BY_DEFAULT)
@FEW
@given(doc=TAGGED | DOCUMENTS)
def test_documents_are_read_but_for_what_a_format_cannot_hold(name, doc):
    held = BY_DEFAULT[name](doc)
    check(doc, name, guessed_edits(lone_candidate(held)) if name in OF_RECORDS else held)


@FEW
@given(doc=TAGGED | DOCUMENTS)
def test_conllu_holds_the_segments_of_tokens(doc):
    found = read_again(doc, "conllu")
    assert found is not None
    if not doc.text.strip():
        assert found == pn.tag("")
        return
    expected = lone_candidate(joined_white_space(doc))
    names = ("start", "end", "text", "lang", "script", "confidence", "candidates")
    assert [[getattr(s, name) for name in names] for s in found] == [
        [getattr(s, name) for name in names] for s in expected
    ]
    assert (found.text, found.lang, found.languages, found.protected) == (
        (doc.text, doc.lang, doc.languages, doc.protected)
    )


@pytest.mark.parametrize("name", sorted({*READABLE} - {"conllu"}))
@FEW
@given(docs=st.lists(DOCUMENTS, min_size=1, max_size=3))
def test_several_documents_are_read_in_order(name, docs):
    if name in ("jsonl", "docs"):
        assume(not any(map(holds_surrogate_pair, docs)))
    if name in OF_ROWS or name == "inline":
        docs = [doc for doc in docs if doc.text]
    options = WriteOptions(screen=formats.Screen(titles=name == "inline"))
    items = [(f"{number}", doc) for number, doc in enumerate(docs)]
    found = list(formats.read(written(items, name, options), name)) if items else []
    assert [item.name for item in found] == [item[0] for item in items]
    assert [item.number for item in found] == list(range(len(items)))
    texts = [without_surrogates(d.text) if name in ("parquet", "arrow") else d.text for d in docs]
    assert [item.document.text for item in found] == texts


@pytest.mark.parametrize("name", READABLE)
def test_a_sample_is_read_as_it_was_written(name, samples):
    text = (samples / "news-page.txt").read_text(encoding="utf-8")
    doc = pn.tag(text)
    found = next(formats.read(written([("news-page.txt", doc)], name))).document
    assert [(s.start, s.end, s.lang, s.text) for s in found.segments] == [
        (s.start, s.end, s.lang, s.text) for s in doc.segments
    ]
    assert found.lang == doc.lang
    if name in OF_RECORDS:
        assert found.output.text == doc.output.text
    if name == "conllu":
        assert [s.confidence for s in found.segments] == [s.confidence for s in doc.segments]
        assert found.output.text.split() == doc.output.text.split()


@pytest.mark.parametrize("name", OF_RECORDS)
def test_metadata_are_read_as_they_were_written(name):
    doc = pn.tag("Would you?\nЗашто „Љубав“?\n")
    metadata = {"id": 1 << 70, "tags": ["да", None]}
    item = NamedDocument("-", doc, metadata=metadata)
    options = WriteOptions(include=ALL_FIELDS)
    (found,) = formats.read(written([item], name, options))
    assert (found.document, found.metadata) == (doc, metadata)


@pytest.mark.parametrize("name", sorted({*READABLE} - {"conllu"}))
@FEW
@given(doc=DOCUMENTS, places=st.lists(st.integers(0, 4), max_size=3))
def test_parts_are_written_like_the_whole(name, doc, places):
    parts = cut_up("a.txt", doc, places)
    if name in ("docs", "tei"):  # which show where a part begins
        (data, whole) = (written(items, name) for items in (parts, [("a.txt", doc)]))
        assert list(formats.read(data)) == list(formats.read(whole))
        return
    for kind in OFFSET_KINDS:
        options = WriteOptions(offsets=kind)
        assert written(parts, name, options) == written([("a.txt", doc)], name, options)


@FEW
@given(doc=DOCUMENTS, kind=st.sampled_from(OFFSET_KINDS), limit=st.integers(1, 20))
def test_parts_are_read_like_the_whole(doc, kind, limit):
    assume(not holds_surrogate_pair(doc))
    data = written([("a.txt", doc)], "docs", WriteOptions(offsets=kind))
    parts = list(formats.read(data, offsets=kind, limit=limit))
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
    for kind, size in (("utf8", 1), ("utf16", 2)):
        rows = written([doc], "jsonl", WriteOptions(offsets=kind)).splitlines()
        for row, segment in zip(map(json.loads, rows), doc.segments, strict=True):
            there = encoded[kind][row["start"] * size : row["end"] * size]
            name = "utf-8" if kind == "utf8" else "utf-16-le"
            assert there.decode(name, "surrogatepass") == segment.text


def test_segments_left_out_leave_gaps():
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
def test_segments_left_out_of_a_text_keep_their_place(name):
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
