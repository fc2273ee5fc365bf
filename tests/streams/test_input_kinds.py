"""Subtitles and pages: what is read of them, and what stays with it."""

from __future__ import annotations

import pytest

import polyglot_norm as pn
from polyglot_norm.pipeline import Tagger
from polyglot_norm.streams import StreamError, delimited
from polyglot_norm.streams.excerpts import excerpts
from polyglot_norm.streams.input_kinds import ReadOptions, passages
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
    packed = SRT.replace("\r\n\r\n", "\r\n")
    assert [text for text, *_ in cues(packed)] == [text for text, *_ in cues(SRT)]


@pytest.mark.parametrize("text", ["", "Где си био?\n", "-->\n", "1\n\n2\n"])
def test_what_is_no_subtitles_is_told(text):
    with pytest.raises(StreamError, match="holds no subtitles"):
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


def test_a_page_is_what_its_reader_sees():
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


def test_a_page_in_utf_8_that_says_otherwise_is_utf_8(tmp_path):
    pytest.importorskip("resiliparse")
    path = tmp_path / "page.html"
    path.write_text(PAGE.format("iso-8859-1"), encoding="utf-8")
    (found,) = passages(str(path), ReadOptions(), on_skipped=print)
    assert found.text.startswith("Где си био?")


def test_what_a_page_may_declare():
    assert declared_encoding(b"<META http-equiv=x content='text/html; charset=ISO-8859-1'>") == (
        "windows-1252"
    )
    assert declared_encoding(b"<meta charset=nonsense>") is None
    assert declared_encoding(b"<meta charset=utf-16>") is None


def test_a_column_that_is_not_there_is_told(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("id,body\n1,да\n")
    with pytest.raises(StreamError, match="there is no column 'text'; name one of: 'id', 'body'"):
        list(passages(str(path), ReadOptions(), on_skipped=print))
    with pytest.raises(StreamError, match="did you mean 'body'"):
        list(passages(str(path), ReadOptions(column="bodi"), on_skipped=print))


def test_a_quotation_mark_left_open_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "LONGEST", 1000)
    path = tmp_path / "table.csv"
    path.write_text('id,text\n1,"да\n' + "2,не\n" * 1000)
    with pytest.raises(StreamError, match="is a quotation mark left open"):
        list(passages(str(path), ReadOptions(), on_skipped=print))


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


def test_a_reading_that_has_no_meaning():
    for options in ({"kind": "jsonn"}, {"per": "word"}):
        with pytest.raises(pn.PolyglotError, match="has no meaning"):
            ReadOptions(**options)
