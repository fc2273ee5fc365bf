"""What is not as it should be is told, with where it is; nothing a file holds does any harm."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from formats.made import document
from polyglot_norm import formats
from polyglot_norm.formats import FORMATS

READABLE = [name for name, format_ in FORMATS.items() if format_.readable]
DOC = document(("en", "Would you & <me>?\n"), ("sr-Cyrl", "Да ли ћеш?\n\n", "Da li ćeš?\n\n"))
FILES = {name: b"".join(formats.write([("a.txt", DOC)] * 2, name)) for name in READABLE}


def taken(data, name, **options):
    return list(formats.read(data, name, **options))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("jsonl", b'{"lang":"en","text":"a"}\n{', "line 2 is not JSON"),
        ("jsonl", b"[" * 100_000, "line 1 is not JSON"),
        ("jsonl", b"[1]", "line 1 is not an object"),
        ("jsonl", b"\xff", "line 1 is not JSON"),
        ("jsonl", b'{"doc":"-","lang":"en"}', "line 1 has no 'text'"),
        ("jsonl", b'{"text":"a"}', "line 1 has no 'lang'"),
        ("jsonl", b'{"lang":7,"text":"a"}', "line 1: 'lang' is 7"),
        ("jsonl", b'{"doc":7,"lang":"en","text":"a"}', "line 1: 'doc' is 7"),
        ("jsonl", b'{"start":true,"lang":"en","text":"a"}', "line 1: 'start' is True"),
        ("jsonl", b'{"start":-1,"lang":"en","text":"a"}', "must be in order"),
        ("jsonl", b'{"start":0,"end":9,"lang":"en","text":"a"}', "from 0 to 9 are 9 places"),
        (
            "jsonl",
            '{"start":0,"end":4,"lang":"ru","text":"да"}'.encode(),
            "the offsets seem to be in utf8",
        ),
        ("jsonl", b'{"lang":"en","text":"a","edits":[[0,1]]}', "'edits' holds"),
        ("jsonl", b'{"lang":"en","text":"a","edits":[[0,9,"",""]]}', "does not fit"),
        (
            "jsonl",
            b'{"lang":"en","text":"a","output":"b","edits":[]}',
            "the edits of the text do not give the output",
        ),
        ("docs", b'{"doc":"a","segments":7}', "line 1 has no list of 'segments'"),
        ("docs", b'{"doc":"a","segments":[{"text":"a"}]}', "line 1, segment 1 has no 'lang'"),
        (
            "docs",
            b'{"segments":[{"text":"ab","lang":"en"},{"text":"a","start":1,"lang":"en"}]}',
            "must not overlap",
        ),
        ("tsv", b"doc\ttext\n", "line 1: the header has no column 'lang'"),
        ("tsv", b"lang\ttext\nen\n", "line 2: 1 cells where the header has 2"),
        ("tsv", b"lang\ttext\nen\t\\x\n", "line 2: '\\\\\\\\x' means nothing"),
        ("tsv", b"lang\ttext\tstart\nen\ta\tz\n", "line 2: invalid literal"),
        ("tsv", b"lang\ttext\nen\t\xff\n", "line 2: 'utf-8' codec"),
        ("inline", b"<en>a", "line 1: <en> is never closed"),
        ("inline", b"a\n<en>a</ru>", "line 2: </ru> where no <ru> is open"),
        ("inline", b"<en>a<ru>b</ru></en>", "line 1: <ru> inside of <en>"),
        ("inline", b"<en>a & b</en>", "line 1: '& b' means nothing"),
        ("inline", b"<en>a &#x110000; b</en>", "means nothing"),
        ("inline", b"<en>a < b</en>", "line 1: '< b</en>' is no mark"),
        ("inline", b"<en>\xff</en>", "is not UTF-8"),
        ("xml", b"<documents><document>", "not well-formed XML"),
        ("xml", b"<other/>", "no element in it is a <documents>"),
        ("xml", b"<!DOCTYPE a [<!ENTITY x 'x'>]><documents>&x;</documents>", "document type"),
        ("xml", b"<documents><segment></segment></documents>", "has no 'text'"),
        (
            "xml",
            b'<documents><segment xml:lang="en"><text>a</text></segment></documents>',
            "outside of any document",
        ),
        (
            "xml",
            b'<documents><document><segment xml:lang="en"><text><char code="zz"/></text></segment>',
            "'zz' is not the number of a character",
        ),
        ("tei", b"<other/>", "no element in it is a <TEI>"),
        ("conllu", b"1\ta\n", "line 1 is no token"),
        ("conllu", b"x" + b"\t_" * 9 + b"\n", "line 1 is no token"),
        ("conllu", b"1\ta" + b"\t_" * 7 + b"\tConfidence=x\n", "Confidence=x is no number"),
        ("conllu", b"# \xff\n", "line 1 is not UTF-8"),
        ("parquet", b"PAR1xxxx", "is no Parquet file"),
        ("arrow", b"ARROW1xxxx", "is no Arrow file"),
        ("arrow", b"", "is no Arrow file"),
    ],
)
def test_faults_are_told(name, data, says):
    with pytest.raises(pn.PolyglotError, match=says):
        taken(data, name)


@settings(max_examples=200)
@given(
    st.sampled_from(READABLE),
    st.lists(st.tuples(st.integers(0), st.integers(0, 4), st.binary(max_size=3)), max_size=3),
)
def test_damaged_files_give_documents_or_errors_of_ours(name, damages):
    data = FILES[name]
    for place, length, replacement in damages:
        place %= len(data)
        data = data[:place] + replacement + data[place + length :]
    try:
        found = taken(data, name)
    except pn.PolyglotError:
        return
    for item in found:
        assert "".join(s.text for s in item.document.segments) == item.document.text


@given(st.sampled_from(READABLE), st.binary(max_size=60))
def test_nothing_is_read_of_noise(name, data):
    try:
        taken(data, name)
        taken(data, None)
    except pn.PolyglotError:
        pass


class Pipe(io.RawIOBase):
    """A file that cannot be sought in, and gives a few bytes at a time."""

    def __init__(self, data):
        self._file = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        data = self._file.read(min(7, len(buffer)))
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("name", READABLE)
def test_pipes_are_read_as_files_are(name):
    found = taken(io.BufferedReader(Pipe(FILES[name])), None)
    assert found == taken(FILES[name], name)
    assert len(found) == (1 if name == "inline" else 2)


@pytest.mark.parametrize("name", ["inline", "xml", "tei"])
def test_marks_may_lie_across_the_chunks_in_which_a_file_is_read(name, monkeypatch):
    from polyglot_norm.formats import inline, xml_escapes

    whole = taken(FILES[name], name)
    for size in (1, 2, 5):
        monkeypatch.setattr(inline, "_CHUNK", size)
        monkeypatch.setattr(xml_escapes, "_CHUNK", size)
        assert taken(FILES[name], name) == whole


def test_treebanks_of_others_can_be_read():
    rows = [
        "# text = Vámonos al mar.",
        *("1-2\tVámonos\t_\t_\t_\t_\t_\t_\t_\tLang=es", "1\tVamos", "2\tnos", "2.1\tno"),
        *("3-4\tal\t_\t_\t_\t_\t_\t_\t_\tLang=es", "3\ta", "4\tel"),
        "5\tmar\t_\t_\t_\t_\t_\t_\t_\tLang=es|SpaceAfter=No",
        "6\t.\t_\t_\t_\t_\t_\t_\t_\t_",
        "",
        "1\tDa\t_\t_\t_\t_\t_\t_\t_\tLang=sr",
    ]
    rows = [row + "\t_" * (9 - row.count("\t")) if row[:1].isdigit() else row for row in rows]
    (found,) = formats.read("\n".join(rows).encode(), name="es.conllu")
    assert found.name == "es.conllu"
    assert [(s.lang, s.text) for s in found.document.segments] == [
        ("es", "Vámonos al mar"),
        ("und", ". "),
        ("sr", "Da "),
    ]


def test_corrections_by_hand_can_be_read_inline():
    (found,) = taken("<de>Er sagte</de> nichts, <sr>а онда</sr>\n".encode(), "inline")
    assert [(s.lang, s.text) for s in found.document.segments] == [
        ("de", "Er sagte "),
        ("und", "nichts, "),
        ("sr", "а онда\n"),
    ]


def test_what_cannot_be_read_is_told():
    with pytest.raises(pn.PolyglotError, match="'html' cannot be read back; choose one of jsonl"):
        formats.read(b"", "html")
    with pytest.raises(pn.PolyglotError, match="'jsonlines' is unknown; did you mean 'jsonl'"):
        formats.read(b"", "jsonlines")
    with pytest.raises(pn.PolyglotError, match="did you mean 'utf8'"):
        formats.read(b"", "jsonl", offsets="utf-8")
    with pytest.raises(pn.PolyglotError, match="limit=0 is too small"):
        formats.read(b"", "jsonl", limit=0)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if not format_.binary])
@pytest.mark.parametrize(
    "unit", [".", "\n", "<", "& ", "\ud800", '."', "a ", "e\u0301", "\\", "()"]
)
def test_time_is_linear_in_the_text(name, unit):
    """Eight times the text takes about eight times as long; quadratic would be sixty-four."""

    def seconds(size):
        text = unit * size
        halves = (text[: len(text) // 2], text[len(text) // 2 :])
        doc = document(("en", halves[0]), ("sr-Cyrl", halves[1]))
        began = time.process_time()
        b"".join(formats.write([doc], name))
        return time.process_time() - began

    # The machine may be busy at any moment, but not so that quadratic time looks linear.
    seconds(100)
    assert any(seconds(12_000) < 24 * max(seconds(1_500), 0.001) for _ in range(6))
