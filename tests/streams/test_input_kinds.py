"""Subtitles, web pages and tables as input."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.formats.json_codec import to_json
from polyglot_norm.pipeline import Tagger
from polyglot_norm.streams import StreamError, delimited, json_records
from polyglot_norm.streams.excerpts import excerpts
from polyglot_norm.streams.input_kinds import ReadOptions, passages
from polyglot_norm.streams.passage import SkippedRecord
from polyglot_norm.streams.subtitles import passages as subtitles
from polyglot_norm.streams.web_pages import declared_encoding, visible_text

SRT = (
    "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Где си био?</i>\r\nЦелог дана!\r\n\r\n"
    "2\r\n00:00:03,000 --> 00:00:04,000 X1:1 X2:2\r\n{\\an8}Where have you been?\r\n\r\n"
    "3\r\n01:00:05,10 --> 01:00:06,000\r\n\r\n"
)
VTT = (
    "WEBVTT - a film\n\nNOTE\nnot --> shown\n\nSTYLE\n::cue { color: red }\n\n"
    "intro\n00:01.000 --> 00:02.000 align:start\n<v Ана>Где си &amp; <c.x>шта</c> &lt;3?\n\n"
    "00:03.000 --> 00:04.000\nCasse-<00:03.500>toi\n"
)


def cues(text):
    (found,) = subtitles("film", [text])
    return [(found.text[c.start : c.end], c.line, dict(c.metadata)) for c in found.cues]


def test_subrip():
    assert cues(SRT) == [
        (
            "Где си био?\nЦелог дана!\n",
            3,
            {"cue": "1", "begin": "00:00:01.000", "finish": "00:00:02.500"},
        ),
        (
            "Where have you been?\n",
            8,
            {"cue": "2", "begin": "00:00:03.000", "finish": "00:00:04.000"},
        ),
    ]


def test_webvtt():
    assert [(text, where["cue"]) for text, _, where in cues(VTT)] == [
        ("Где си & шта <3?\n", "intro"),
        ("Casse-toi\n", ""),
    ]


def test_subrip_without_blank_lines():
    joined = SRT.replace("\r\n\r\n", "\r\n")
    assert [text for text, *_ in cues(joined)] == [text for text, *_ in cues(SRT)]


@pytest.mark.parametrize("text", ["", "Где си био?\n", "-->\n", "1\n\n2\n"])
def test_a_file_without_subtitles_is_reported(text):
    with pytest.raises(StreamError, match="no subtitles found"):
        list(subtitles("film.srt", [text]))


def test_many_cues_come_in_several_passages():
    text = "".join(f"{n}\n00:00:01,000 --> 00:00:02,000\n{'да ' * 99}\n\n" for n in range(2000))
    found = list(subtitles("film", [text]))
    assert len(found) > 1
    assert sum(len(passage.cues) for passage in found) == 2000
    assert [passage.first for passage in found] == [True] + [False] * (len(found) - 1)
    assert [passage.last for passage in found] == [False] * (len(found) - 1) + [True]


def test_the_cues_of_a_document_are_documents():
    (passage,) = subtitles("film", [SRT])
    for unit in ("line", "document"):
        document = Tagger(pn.Options(languages=["sr", "en"], unit=unit)).tag(passage.text)
        serbian, english = excerpts(document, passage.cues)
        assert (serbian.lang, english.lang) == ("sr-Cyrl", "en")
        assert serbian.output.text == "Gde si bio?\nCelog dana!\n"
        for excerpt in (serbian, english):
            assert "".join(segment.text for segment in excerpt.segments) == excerpt.text
            for segment in excerpt.segments:
                assert excerpt.text[segment.start : segment.end] == segment.text
                assert segment.output.source == segment.text


PAGE = (
    "<!doctype html><html><head><meta charset='{}'><title>t</title><style>p{{}}</style></head>"
    "<body><script>var x = 'no';</script><p>Где си <b>био</b>?<p hidden>no</p>"
    "<p style='display:none'>no</p><!-- no --><ul><li>один<li>два &amp; три</ul></body></html>"
)


def test_a_page_is_its_visible_text():
    pytest.importorskip("resiliparse")
    text = visible_text(PAGE)
    assert text.split() == ["Где", "си", "био?", "один", "два", "&", "три"]
    assert visible_text("<p>a\ud800b\0c</p>") != ""
    assert visible_text("") == ""


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "koi8-r"])
def test_a_page_is_read_in_the_encoding_it_declares(encoding, tmp_path):
    pytest.importorskip("resiliparse")
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(encoding).encode(encoding))
    noticed = []
    (found,) = passages(
        str(path),
        ReadOptions(),
        on_skipped=print,
        on_decoded=lambda _, decoded: noticed.append(decoded),
    )
    assert found.text.startswith("Где си био?")
    assert noticed[0].encoding == encoding


def test_valid_utf8_overrides_the_declaration(tmp_path):
    pytest.importorskip("resiliparse")
    path = tmp_path / "page.html"
    path.write_text(PAGE.format("iso-8859-1"), encoding="utf-8")
    (found,) = passages(str(path), ReadOptions(), on_skipped=print)
    assert found.text.startswith("Где си био?")


def test_declared_encodings():
    assert declared_encoding(b"<META http-equiv=x content='text/html; charset=ISO-8859-1'>") == (
        "windows-1252"
    )
    assert declared_encoding(b"<meta charset=nonsense>") is None
    assert declared_encoding(b"<meta charset=utf-16>") is None


@pytest.mark.parametrize(
    ("declared", "first", "second"),
    [
        ("sep=;\r\n", "id;text\r\n", '1;"Где си; био?"\r\n'),
        ("SEP=|\n", "id|text\n", "1|Где си; био?\n"),
        ("sep=\t\n", "id\ttext\n", "1\tГде си; био?\n"),
        ("sep=,\n", "id,text\n", "1,Где си; био?\n"),
    ],
)
def test_a_table_may_declare_what_separates_its_cells(tmp_path, declared, first, second):
    path = tmp_path / "table.csv"
    path.write_bytes(f"{declared}{first}{second}".encode())
    (found,) = passages(str(path), ReadOptions(), on_skipped=print)
    assert (found.name, found.text, found.metadata) == (
        *(f"{path}:3", "Где си; био?", {"id": "1"}),
    )


def test_a_missing_column_is_reported(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("id,body\n1,да\n")
    with pytest.raises(StreamError, match="columns are 'id', 'body'; name one with --column"):
        list(passages(str(path), ReadOptions(), on_skipped=print))
    with pytest.raises(StreamError, match="did you mean 'body'"):
        list(passages(str(path), ReadOptions(column="bodi"), on_skipped=print))


OPEN_QUOTES = [
    ('1,"да\n2,не\n', 2),
    ('1,да\n2,"да\n3,"не\n4,не\n', 3),
    ('1,"да\nне"\n2,"да\n3,не\n', 4),
    ('1,"""да\n', 2),
    ('1,"",да\n"2,не', 3),
    ('1,да "не\n2,"да""\n', 3),
    ('"1\n""","да\nне\n', 3),
    ('1,"да\n2,"не"\n3,"ни"\n', 2),
]


@pytest.mark.parametrize(("rows", "line"), OPEN_QUOTES)
def test_a_quotation_mark_that_is_never_closed_is_reported_with_its_line(rows, line, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("id,text\n" + rows, encoding="utf-8")
    message = f"the quotation mark opened in line {line} is never closed"
    with pytest.raises(StreamError, match=message):
        list(passages(str(path), ReadOptions(), on_skipped=print))


def test_a_quoted_cell_without_end_is_not_held_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "LONGEST", 1000)
    path = tmp_path / "table.csv"
    path.write_text('id,text\n1,"да\n' + "2,не\n" * 1000)
    with pytest.raises(StreamError, match="opened in line 2 is never closed"):
        list(passages(str(path), ReadOptions(), on_skipped=print))


CELLS = st.text(st.sampled_from('aж,;"\n\r\u2028 '), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS.filter(bool)), max_size=4))
def test_any_csv_that_python_writes_is_read(rows):
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("id", "text"), *rows])
    found = list(
        delimited.passages("a.csv", [file.getvalue()], column=None, tabs=False, on_skipped=print)
    )
    assert [(p.metadata["id"], p.text) for p in found] == rows


def test_a_long_record_comes_in_parts(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1, "text": "' + "да ли " * 100_000 + '"}\n', encoding="utf-8")
    found = list(passages(str(path), ReadOptions(), on_skipped=print))
    assert len(found) > 1
    assert {(p.name, p.metadata["id"]) for p in found} == {(f"{path}:1", 1)}
    assert "".join(p.text for p in found) == "да ли " * 100_000
    place = 0
    for passage in found:
        assert passage.before.codepoint == place
        place += len(passage.text)
    assert [p.first for p in found] == [True] + [False] * (len(found) - 1)
    assert [p.last for p in found] == [False] * (len(found) - 1) + [True]


def read_json(text, **options):
    """Return the texts, their metadata as they are written out, and the skipped records."""
    skipped: list[SkippedRecord] = []
    found = json_records.passages("a", [text], on_skipped=skipped.append, **options)
    texts = [(p.text, p.metadata and to_json(p.metadata).decode()) for p in found]
    return texts, [str(record) for record in skipped]


@pytest.mark.parametrize(
    ("record", "field", "text", "metadata"),
    [
        ('{"text":"да"}', "text", "да", None),
        ('{"id": 1, "text": "да", "n": 1.10}', "text", "да", '{"id":1,"n":1.10}'),
        ('{"n":123456789012345678901,"t":"да"}', "t", "да", '{"n":123456789012345678901}'),
        ('{"x":[NaN, -Infinity],"t":"да"}', "t", "да", '{"x":["NaN", "-Infinity"]}'),
        ('{"x":"\\ud800","t":"\\udfff"}', "t", "\udfff", '{"x":"\\ud800"}'),
        ('{"x":1e999,"t":"\u2028"}', "t", "\u2028", '{"x":1e999}'),
        ('{"a":{"b":{"c":"да","d":1e5}}}', "a.b.c", "да", '{"a":{"b":{"d":1e5}}}'),
        ('{"a":{"b.c":"да"}}', "a.b.c", "да", '{"a":{}}'),
        ('{"a.b":"да","a":{"b":"не"}}', "a.b", "да", '{"a":{"b":"не"}}'),
    ],
)
def test_fields_of_json_are_read_and_the_others_kept(record, field, text, metadata):
    assert read_json(record, field=field) == ([(text, metadata)], [])


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ('{"text":7}', "field 'text' is not a string (got 7)"),
        ('{"txt":"да"}', "no field 'text' (did you mean 'txt'? fields: 'txt')"),
        ("{}", "no field 'text' (fields: none)"),
        ("[1]", "not a JSON object (it is not an object but [1])"),
        ('{"text":"да"', "not a JSON object (Expecting ',' delimiter: line 1 column 13 (char 12))"),
    ],
)
def test_records_without_a_text_are_skipped(record, message):
    assert read_json(f'{record}\n{{"text":"да"}}', field="text") == (
        [("да", None)],
        [f"line 1: {message}"],
    )


@pytest.mark.parametrize("options", [{"kind": "jsonn"}, {"per": "word"}])
def test_invalid_options_are_reported(options):
    with pytest.raises(pn.PolyglotError, match=r"invalid .* expected one of"):
        ReadOptions(**options)
