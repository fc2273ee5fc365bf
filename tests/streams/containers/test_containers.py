"""Containers: what is not text comes back byte for byte, whatever the file."""

from __future__ import annotations

import codecs
import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import html5lib
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from nasty import NASTY
from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.cleaning import Cleaner
from polyglot_norm.cli.program import program
from polyglot_norm.streams import StreamError
from polyglot_norm.streams.containers import (
    cells,
    cues,
    html_text,
    html_tokens,
    json_strings,
    markdown,
    plain,
)  # fmt: skip
from polyglot_norm.streams.containers.encoded import FileEncoder, FileEncoding
from polyglot_norm.streams.containers.language_marks import Label, with_marks
from polyglot_norm.streams.containers.stretches import change, stretches
from polyglot_norm.streams.containers.text import Text, written
from polyglot_norm.streams.containers.text import plain as plain_text
from polyglot_norm.streams.parts import Per

CASES = Path(__file__).parents[2] / "cases" / "containers.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").split("\n") if line]
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
}


def data(case, side):
    encoding = case.get("encoding", "utf-8")
    mark = MARKS[encoding] if case.get("mark") else b""
    return mark + case[side].encode(encoding)


@pytest.mark.parametrize("case", ROWS, ids=lambda case: case["name"])
def test_only_the_text_of_a_file_changes(case, tmp_path):
    path = tmp_path / case["file"]
    path.write_bytes(data(case, "in"))
    for args, side in (["--to", "none"], "in"), (["--lang", "sr-Cyrl"], "out"):
        result = CliRunner().invoke(program, ["translit", *args, *case.get("args", []), str(path)])
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout_bytes == data(case, side)


def test_there_are_many_kinds_of_files():
    assert len(ROWS) >= 40
    assert {Path(case["file"]).suffix for case in ROWS} >= {
        *(".srt", ".vtt", ".csv", ".tsv", ".jsonl", ".json", ".html", ".xhtml", ".md", ".txt")
    }


MARKUP = [
    "<", ">", "<p>", "</p>", "<b", "</", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script",
    "<pre>", "<title>", "</title>", "<code>", "</code>", 'a="', "'", "=", "/>", "<br>", "&",
    "&amp;", "&#", "&#0;", "&#xD800;", "&notit;", "{\\an8}", "\\N", "{", "}", "`", "```", "~~~",
    "[", "](",
    ")", "]:", "[^1]", "$", "$$", "---", "#", "    ", "> ", "- ", "1. ", "|", "*", "\\", '"', '""',
    ",", ";", "\t", "\r\n", "\n", "\r", "\n\n", "00:00:01,0 --> 00:00:02,0\n", "WEBVTT", "NOTE",
    '{"text":"', '"}', '{"text":1}', "\\u0436", "\\ud83d", "\\", "[", "]", "{", "}", ":", "NaN",
    "\0", "\ufeff", "\x85", "\u2028", "да", "не љубав", "text", " ", "https://x.рс/ж",
]  # fmt: skip
FILES = st.lists(st.sampled_from(MARKUP + NASTY), max_size=30).map("".join)


def skip(record):
    """Ignore a record that cannot be read."""


KINDS: dict[str, Any] = {
    "text": lambda chunks: plain.pieces(chunks),
    "lines": lambda chunks: plain.pieces(chunks, Per.LINE),
    "markdown": partial(markdown.pieces, "x"),
    "html": partial(html_text.pieces, "x"),
    "srt": partial(cues.pieces, "x", as_vtt=False),
    "vtt": partial(cues.pieces, "x", as_vtt=True),
    "csv": partial(cells.pieces, "x", column="1", tabs=None, on_skipped=skip),
    "tsv": partial(cells.pieces, "x", column="1", tabs=True, on_skipped=skip),
    "jsonl": partial(json_strings.of_lines, "x", field="text", on_skipped=skip),
    "json": partial(json_strings.of_document, "x", field="text", on_skipped=skip),
}
HEADS = {
    "srt": "1\n00:00:01,0 --> 00:00:02,0\n", "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n",
    "csv": "а,б\n", "tsv": "а\tб\n",
}  # fmt: skip


def pieces(kind, page):
    """Return the pieces of a page in two chunks, or none if it is not of the kind."""
    half = len(page) // 2
    try:
        return list(KINDS[kind]([page[:half], page[half:]]))
    except StreamError:
        return None


def unchanged(text, lines=False):
    return Aligned(text)


@pytest.mark.parametrize("kind", KINDS)
@given(page=FILES, headed=st.booleans())
def test_pieces_add_up_to_the_file(kind, page, headed):
    page = HEADS.get(kind, "") + page if headed else page
    found = pieces(kind, page)
    if found is not None:
        assert written(found) == page
        for stretch in stretches(found, 8):
            for independent in (False, True):
                same = change(stretch, unchanged, independent=independent)
                assert same.text == written(stretch.pieces)


def in_ascii(text, lines=False):
    """Change every letter beyond ASCII to one of it, and nothing else."""
    far = ((i, char) for i, char in enumerate(text) if char.isalpha() and not char.isascii())
    return Aligned(text, [Edit(i, i + 1, "a", "test") for i, char in far])


def markup_of(page):
    return [page[t.start : t.end] for t in html_tokens.tokens(page) if t.name is not None]


@given(page=FILES)
def test_no_letter_makes_markup_of_text(page):
    found = pieces("html", page)
    changed = "".join(change(s, in_ascii, independent=False).text for s in stretches(found, 8))
    assert markup_of(changed) == markup_of(page)


def shouted(text, lines=False):
    """Change every letter, and nothing else."""
    pairs = ((i, char, "Ж" if char != "Ж" else "Ш") for i, char in enumerate(text))
    return Aligned(text, [Edit(i, i + 1, new, "test") for i, char, new in pairs if char.isalpha()])


@pytest.mark.parametrize("kind", KINDS)
@given(page=FILES)
def test_a_changed_file_has_the_same_pieces(kind, page):
    """What is written is read as it was meant, and so is every other part of the file."""
    found = pieces(kind, HEADS.get(kind, "") + page)
    if found is None:
        return
    new = "".join(change(stretch, shouted).text for stretch in stretches(found))
    again = pieces(kind, new)
    assert again is not None
    texts = [
        "".join(p.meaning.text for p in each if isinstance(p, Text)) for each in (found, again)
    ]
    assert shouted(texts[0]).text == texts[1]
    kept = ["".join(p for p in each if isinstance(p, str)) for each in (found, again)]
    assert kept[0] == kept[1]


@pytest.mark.parametrize(
    "line", ['{"text":"да"}{"text":"не"}\n', '{"text":"да"} x\n', '{"text":"да"}]']
)
def test_a_line_with_more_than_one_value_is_kept_and_reported(line):
    skipped: list[Any] = []
    found = json_strings.of_lines("x", [line], field="text", on_skipped=skipped.append)
    assert list(found) == [line]
    assert [record.reason for record in skipped] == ["not a JSON object"]


ELEMENTS = [
    "<table>", "<td>", "<select>", "<option>", "<svg>", "<math>", "<plaintext>", "<textarea>",
    "</textarea>", "<style>", "</style>", "<xmp>", "</xmp>", "<iframe>", "</iframe>", "<a href=x>",
    "</a>", "<i>", "<p class='a>b'>", "<!x", "<?x", "</ x>", "</>", "<>", "< p>", "<!-->", "<!--->",
    "--!>", "<template>", "</template>", "</script>",
]  # fmt: skip
UNREAD = ("script", "style", "textarea", "code", "xmp", "iframe", "plaintext")


def as_browsers_read(page):
    """Return the elements and attributes of a page, comments and what holds no text."""
    found = html5lib.parse(page, namespaceHTMLElements=False)
    return [
        (str(each.tag), each.attrib if isinstance(each.tag, str) else each.text,
         each.text if each.tag in UNREAD else None)
        for each in found.iter()
    ]  # fmt: skip


@given(page=st.lists(st.sampled_from([*MARKUP, *ELEMENTS]), max_size=14).map("".join))
def test_browsers_find_the_same_markup_on_a_changed_page(page):
    page = page.replace("\0", "").replace("\ufeff", "")
    new = "".join(change(each, shouted).text for each in stretches(pieces("html", page)))
    assert as_browsers_read(new) == as_browsers_read(page)


@given(page=st.lists(st.sampled_from([*MARKUP, *ELEMENTS]), max_size=14).map("".join))
def test_marks_of_languages_hold_text_and_nothing_else(page):
    def labels(text):
        return [Label(i, i + 3, "sr" if i % 2 else "en") for i in range(0, len(text), 3)]

    for stretch in stretches(pieces("html", page)):
        new = change(stretch, shouted)
        marked = with_marks(stretch, new, labels).text
        assert re.sub('<span lang="(?:sr|en)">|</span>', "", marked) == new.text
        for held in re.findall('<span lang="(?:sr|en)">(.*?)</span>', marked, re.DOTALL):
            assert not html_tokens.MARKUP.search(held)
            assert held.strip() == held != ""


@pytest.mark.parametrize("kind", ["html", "markdown"])
@given(page=st.lists(st.sampled_from([*MARKUP, *ELEMENTS, " ", "  "]), max_size=16).map("".join))
def test_white_space_of_markup_is_kept(kind, page):
    page = re.sub("[\0\ufeff\x85\u2028]|\r(?!\n)", "", page)
    tidy = Cleaner(("white_space",))
    new = "".join(change(each, tidy).text for each in stretches(pieces(kind, page)))
    assert new == page


HOSTILE = """<b>&amp;"quoted",; 'x' \\n\\ `code` [a](b) *c* --> <!-- $"""


def hostile(text, lines=False):
    """Put everything that is markup somewhere into a text, after its first letter."""
    place = next((i + 1 for i, char in enumerate(text) if char.isalpha()), None)
    return Aligned(text, [] if place is None else [Edit(place, place, HOSTILE, "test")])


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("csv", 'б,text\nж,да\nж,"а"\n'),
        ("csv", 'б;text\nж;да\nж;"а"\n'),
        ("tsv", "б\ttext\nж\tда\n"),
        ("jsonl", '{"text":"да"}\n{"text":"\\u0436"}\n'),
        ("json", '[{"text":"да","б":1}]'),
        ("html", "<p>да<b>не</b></p><title>x</title>"),
        ("markdown", "# да\n\n- `ж` не\n"),
        ("vtt", "00:01.000 --> 00:02.000\nда &amp; <i>не</i>\n"),
    ],
)
def test_new_text_is_no_markup(kind, page):
    read = KINDS[kind]
    if kind in ("csv", "tsv"):
        read = partial(read, column="text")
    found = list(read([page]))
    new = "".join(change(each, hostile, independent=True).text for each in stretches(found))
    texts = [p.meaning.text for p in read([new]) if isinstance(p, Text)]
    assert texts == [hostile(p.meaning.text).text for p in found if isinstance(p, Text)]


@given(page=FILES)
def test_lines_that_end_with_crlf_are_changed_as_their_edits_say(page):
    raw = page.replace("\r", "").replace("\n", "\r\n")
    text = plain_text(raw)
    new = text.changed(Cleaner()(text.meaning.text))
    assert Aligned(raw, new.edits).text == new.text
    assert "\n" not in new.text.replace("\r\n", "") or "\n" not in raw


@given(page=FILES)
def test_cleaning_a_file_is_cleaning_its_text(page):
    page = re.sub("\r(?!\n)", "", page)
    for stretch in stretches(pieces("text", page)):
        text = page.replace("\r\n", "\n")
        assert change(stretch, Cleaner()).text.replace("\r\n", "\n") == pn.clean(text).text


@pytest.mark.parametrize("file", ["a.srt", "a.vtt", "a.csv", "a.jsonl", "a.html", "a.txt"])
def test_texts_share_what_the_file_holds(file, tmp_path):
    texts = ["Gde si bio ceo dan, komšija?", "Nisam ga video od juče.", "Eno ga!"]
    forms = {
        "a.srt": "1\n00:00:01,0 --> 00:00:02,0\n%s\n\n", "a.vtt": "00:01.0 --> 00:02.0\n%s\n\n",
        "a.csv": "%s,ж\n", "a.jsonl": '{"text":"%s"}\n', "a.html": "<p>%s</p>", "a.txt": "%s\n",
    }  # fmt: skip
    head = "text,б\n" if file == "a.csv" else ""
    (tmp_path / file).write_text(head + "".join(forms[file] % text for text in texts), "utf-8")
    args = ["translit", "--to", "cyrillic", "--per", "line", str(tmp_path / file)]
    for more, last in ([], "Ено га!"), (["--jobs", "2"], "Ено га!"), (["--independent"], "Eno ga!"):
        result = CliRunner().invoke(program, args + more)
        assert result.exit_code == 0
        assert forms[file] % last in result.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_long_files_take_linear_time_and_come_back(kind):
    for unit in ("<", "`", "&", '"', "[", "\\", "<!--", "](", "$", "да ", "\n", "<a b='", "``` "):
        page = HEADS.get(kind, "") + unit * 20_000
        found = pieces(kind, page)
        assert found is None or written(found) == page


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "html", "markdown", "text"])
def test_huge_fields(kind):
    long = "да не " * 60_000
    page = {"csv": f"а,б\n{long},ж\n", "tsv": f"а\tб\n{long}\tж\n",
            "jsonl": f'{{"text":"{long}","б":1}}\n'}.get(kind, long)  # fmt: skip
    found = [change(stretch, shouted).text for stretch in stretches(pieces(kind, page))]
    assert "".join(found).count("Ж") == long.count("а") * 4


def encoded(encoding, *texts, references=False):
    lacking = []
    encoder = FileEncoder(
        FileEncoding(encoding, references=references), lambda *found: lacking.append(found)
    )
    return b"".join([*map(encoder.part, texts), *encoder.rest()]), lacking


def test_a_file_whose_encoding_lacks_a_letter_becomes_utf_8_as_a_whole():
    assert encoded("windows-1250", "šta ", "će") == ("šta će".encode("cp1250"), [])
    assert encoded("windows-1251", "да ", "će") == ("да će".encode(), [("windows-1251", "ć")])
    assert encoded("windows-1251", "да ć", references=True)[0] == "да &#263;".encode("cp1251")
    assert encoded("iso-2022-jp", "日本", "x")[0] == "日本x".encode("iso2022_jp")
