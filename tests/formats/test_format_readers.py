"""Invalid files are reported with the place of the fault, and no file does any harm."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from formats.documents import document
from polyglot_norm import formats
from polyglot_norm.formats import FORMATS

READABLE = [name for name, format_ in FORMATS.items() if format_.readable]
DOC = document(("en", "Would you & <me>?\n"), ("sr-Cyrl", "Да ли ћеш?\n\n", "Da li ćeš?\n\n"))
FILES = {name: b"".join(formats.write([("a.txt", DOC)] * 2, name)) for name in READABLE}


def read(data, name, **options):
    return list(formats.read(data, name, **options))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("jsonl", b'{"lang":"en","text":"a"}\n{', "line 2 is not JSON"),
        ("jsonl", b'{"a":' * 100_000, "line 1 is not JSON"),
        ("jsonl", b"[1]", "line 1 is not a valid record: Expected `object`, got `array`"),
        ("jsonl", b"\xff", "line 1 is not UTF-8"),
        ("jsonl", b'{"doc":"-","lang":"en"}', "line 1 .* missing required field `text`"),
        ("jsonl", b'{"text":"a"}', "line 1 .* missing required field `lang`"),
        ("jsonl", b'{"lang":7,"text":"a"}', r"line 1 .* got `int` - at `\$.lang`"),
        ("jsonl", b'{"lang":7,"text":"\\ud800"}', r"line 1 .* got `int` - at `\$.lang`"),
        ("jsonl", b'{"doc":7,"lang":"en","text":"a"}', r"line 1 .* got `int` - at `\$.doc`"),
        ("jsonl", b'{"start":true,"lang":"en","text":"a"}', r"got `bool` - at `\$.start`"),
        ("jsonl", b'{"start":-1,"lang":"en","text":"a"}', "must be in order"),
        (
            "jsonl",
            b'{"start":0,"end":9,"lang":"en","text":"a"}',
            "offsets 0 to 9 span 9, but the text has a length of 1",
        ),
        (
            "jsonl",
            '{"start":0,"end":4,"lang":"ru","text":"да"}'.encode(),
            "the offsets seem to be utf8",
        ),
        ("jsonl", b'{"lang":"en","text":"a","edits":[[0,1]]}', "Expected `array` of length 4"),
        ("jsonl", b'{"lang":"en","text":"a","edits":[[0,9,"",""]]}', "does not fit"),
        (
            "jsonl",
            b'{"lang":"en","text":"a","output":"b","edits":[]}',
            "the edits of the text do not give the output",
        ),
        ("docs", b'{"doc":"a","segments":7}', r"line 1 .* got `int` - at `\$.segments`"),
        (
            "docs",
            b'{"doc":"a","segments":[{"text":"a"}]}',
            r"line 1 .* missing required field `lang` - at `\$.segments\[0\]`",
        ),
        (
            "docs",
            b'{"segments":[{"text":"ab","lang":"en"},{"text":"a","start":1,"lang":"en"}]}',
            "must not overlap",
        ),
        ("tsv", b"doc\ttext\n", "line 1: no column 'lang' in the header"),
        ("tsv", b"lang\ttext\nen\n", "line 2: expected 2 cells, as in the header, got 1"),
        ("tsv", b"lang\ttext\nen\t\\x\n", r"line 2: unknown escape"),
        ("tsv", b"lang\ttext\tstart\nen\ta\tz\n", r"line 2 .* at `\$.start`"),
        ("tsv", b"lang\ttext\nen\t\xff\n", "line 2: 'utf-8' codec"),
        ("inline", b"<en>a", "line 1: <en> is never closed"),
        ("inline", b"a\n<en>a</ru>", "line 2: </ru> without an open <ru>"),
        ("inline", b"<en>a<ru>b</ru></en>", "line 1: <ru> inside <en>"),
        ("inline", b"<en>a & b</en>", "line 1: invalid reference '& b'"),
        ("inline", b"<en>a &#x110000; b</en>", "invalid reference"),
        ("inline", b"<en>a < b</en>", "line 1: invalid tag '< b</en>'"),
        ("inline", b"<en>\xff</en>", "not UTF-8 after line 1"),
        ("xml", b"<documents><document>", "not well-formed XML"),
        ("xml", b"<other/>", "no <documents> element"),
        ("xml", b"<!DOCTYPE a [<!ENTITY x 'x'>]><documents>&x;</documents>", "document type"),
        ("xml", b"<documents><segment></segment></documents>", "missing required field `text`"),
        (
            "xml",
            b'<documents><segment xml:lang="en"><text>a</text></segment></documents>',
            "outside any document",
        ),
        (
            "xml",
            b'<documents><document><segment xml:lang="en"><text><char code="zz"/></text></segment>',
            "invalid character code 'zz'",
        ),
        (
            "xml",
            b'<documents><document metadata="{"/></documents>',
            "line 1: metadata is not JSON",
        ),
        ("tei", b"<other/>", "no <TEI> element"),
        ("conllu", b"1\ta\n", "line 1 is not a token"),
        ("conllu", b"x" + b"\t_" * 9 + b"\n", "line 1 is not a token"),
        (
            "conllu",
            b"1\ta" + b"\t_" * 7 + b"\tConfidence=x\n",
            "Confidence must be a number, got 'x'",
        ),
        ("conllu", b"# \xff\n", "line 1 is not UTF-8"),
        ("parquet", b"PAR1xxxx", "not a Parquet file"),
        ("arrow", b"ARROW1xxxx", "not an Arrow file"),
        ("arrow", b"", "not an Arrow file"),
    ],
)
def test_faults_are_reported(name, data, message):
    with pytest.raises(pn.PolyglotError, match=message):
        read(data, name)


@settings(max_examples=200)
@given(
    st.sampled_from(READABLE),
    st.lists(st.tuples(st.integers(0), st.integers(0, 4), st.binary(max_size=3)), max_size=3),
)
def test_damaged_files_give_documents_or_our_own_errors(name, damages):
    data = FILES[name]
    for place, length, replacement in damages:
        place %= len(data)
        data = data[:place] + replacement + data[place + length :]
    try:
        found = read(data, name)
    except pn.PolyglotError:
        return
    for item in found:
        assert "".join(s.text for s in item.document.segments) == item.document.text


@given(st.sampled_from(READABLE), st.binary(max_size=60))
def test_noise_gives_nothing_but_our_own_errors(name, data):
    try:
        read(data, name)
        read(data, None)
    except pn.PolyglotError:
        pass


class Pipe(io.RawIOBase):
    """A file that cannot seek, and gives a few bytes at a time."""

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
    found = read(io.BufferedReader(Pipe(FILES[name])), None)
    assert found == read(FILES[name], name)
    assert len(found) == (1 if name == "inline" else 2)


@pytest.mark.parametrize("name", ["inline", "xml", "tei"])
def test_tags_may_cross_the_chunks_in_which_a_file_is_read(name):
    whole = read(FILES[name], name)
    for size in (1, 2, 5):
        assert read(SmallReads(FILES[name], size), name) == whole


class SmallReads(io.BytesIO):
    """A file that gives fewer bytes at a time than it is asked for."""

    def __init__(self, data, size):
        super().__init__(data)
        self._size = size

    def read(self, size=-1):
        return super().read(min(size, self._size) if size >= 0 else -1)


def test_other_treebanks_can_be_read():
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


def test_text_tagged_by_hand_can_be_read_inline():
    (found,) = read("<de>Er sagte</de> nichts, <sr>а онда</sr>\n".encode(), "inline")
    assert [(s.lang, s.text) for s in found.document.segments] == [
        ("de", "Er sagte "),
        ("und", "nichts, "),
        ("sr", "а онда\n"),
    ]


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("html", {}, "format 'html' cannot be read; expected one of jsonl"),
        ("jsonlines", {}, "'jsonlines' is unknown: did you mean 'jsonl'"),
        ("jsonl", {"offsets": "utf-8"}, "did you mean 'utf8'"),
        ("jsonl", {"limit": 0}, "limit must be at least 1 code point, or None, got 0"),
    ],
)
def test_invalid_options_are_reported(name, options, message):
    with pytest.raises(pn.PolyglotError, match=message):
        formats.read(b"", name, **options)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if not format_.binary])
@pytest.mark.parametrize(
    "unit", [".", "\n", "<", "& ", "\ud800", '."', "a ", "e\u0301", "\\", "()"]
)
def test_time_is_linear_in_the_text(name, unit):
    """Eight times the text takes about eight times as long; if quadratic, sixty-four."""

    def seconds(size):
        text = unit * size
        halves = (text[: len(text) // 2], text[len(text) // 2 :])
        doc = document(("en", halves[0]), ("sr-Cyrl", halves[1]))
        began = time.process_time()
        b"".join(formats.write([doc], name))
        return time.process_time() - began

    # A busy machine may slow down any one measurement.
    seconds(100)
    assert any(seconds(12_000) < 24 * max(seconds(1_500), 0.001) for _ in range(6))
