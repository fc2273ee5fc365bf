"""Pages with the languages of their parts marked: where marks go, and that nothing else changes."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.streams.marking import remarks as rules
from polyglot_norm.streams.marking.attributes import attributes
from polyglot_norm.streams.marking.elements import read
from polyglot_norm.streams.marking.page import MarkOptions, marked
from strategies import TEXTS
from timing import seconds

CASES = Path(__file__).parents[2] / "cases" / "marking.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
TAGGER = pn.Tagger(pn.Options(normalise=None, transliterate=None))

PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<ul>", "<li>", "</ul>", "<br>",
    "<table>", "<tr>", "<td>", "</table>", "<a href='x'>", "</a>", "<span lang=sr>", "<p lang=fr>",
    "</span>", "<h2>", "</h2>", "<code>", "</code>", "<script>", "</script>", "<!-- -->", "<title>",
    "</title>", "<select>", "<option>", "</select>", "<p dir=auto>", "<div lang>", "</", "<",
    "&amp;", "<html>", "<html lang=en>", "<body>", "</body>", "</html>", "<!doctype html>",
    "<img alt=да>", "Где си био целог дана, човече?", "That was all that I know about it.", " ",
    "\n", "Ништа. ",
    "Warum hast du mir das nicht gesagt?", "هذا الفيلم كان طويلا جدا.", "12", "&nbsp;", "&#1072;",
]  # fmt: skip
PAGES = st.one_of(st.lists(st.sampled_from(PIECES), max_size=16).map("".join), TEXTS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_marks_are_where_they_should_be(row):
    expected = row["becomes"] or row["page"]
    assert marked("", row["page"], TAGGER).edits.text == expected
    assert marked("", expected, TAGGER).edits.text == expected


@settings(max_examples=200)
@given(PAGES, st.booleans())
@example("<p>a</i>Где си био целог дана, човече?<b>да</p>", False)
def test_nothing_but_marks_is_added_and_twice_is_once(page, directions):
    options = MarkOptions(directions=directions)
    found = marked("", page, TAGGER, options).edits
    for edit in found.edits:
        assert edit.start == edit.end
        assert re.fullmatch(
            r'<span lang="[\w-]+"( dir="\w+")?>|</span>| lang="[\w-]+"( dir="\w+")?',
            edit.replacement,
        )
    again = marked("", found.text, TAGGER, options)
    assert again.edits.text == found.text
    assert not [r for r in again.remarks if r.rule == rules.UNMARKED and r.mended]


@settings(max_examples=120)
@given(PAGES)
def test_a_browser_sees_the_same_elements_and_text(page):
    page = re.sub("[\ud800-\udfff]", "", page)
    assert seen(marked("", page, TAGGER).edits.text) == seen(page)


def seen(page):
    """Return what a browser makes of a page, without the marks."""
    parts: list[str] = []

    def walk(element):
        name = element.tag if isinstance(element.tag, str) else "comment"
        kept = {k: v for k, v in element.attrib.items() if k not in ("lang", "dir")}
        is_mark = name == "span" and not kept
        if not is_mark:
            parts.append(f"<{name}{sorted(kept.items())}>")
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if not is_mark:
            parts.append(f"</{name}>")

    walk(html5lib.parse(page, namespaceHTMLElements=False))
    return "".join(parts)


@given(PAGES)
def test_elements_are_nested_and_cover_their_tags(page):
    whole = read(page)
    for element in whole.all():
        assert 0 <= element.start <= element.inside <= element.end <= len(page)
        places = [(child.start, child.end) for child in element.children]
        assert places == sorted(places)
        assert all(start >= element.inside or not element.name for start, _ in places)
        for attribute in element.attributes.values():
            assert element.start < attribute.start <= attribute.end <= element.inside


def test_attributes_are_read_as_browsers_read_them():
    tag = """<p a=1 B='x y' c="&lt;" d e = f a=2 /g>"""
    found = {a.name: (a.value, tag[a.start : a.end]) for a in attributes(tag, 0, len(tag))}
    assert found == {"a": ("1", "1"), "b": ("x y", "x y"), "c": ("<", "&lt;"), "d": ("", ""),
                     "e": ("f", "f"), "g": ("", "")}  # fmt: skip


ENGLISH = "<p>That was all that I know about it, my friend."
SERBIAN = "<p>Где си био целог дана, човече? Нисам те видео од јуче."


def ruled(page, **options):
    return [r.rule for r in marked("", page, TAGGER, MarkOptions(**options)).remarks]


def test_the_language_of_the_page():
    assert ruled(f"<html lang=en>{ENGLISH}") == []
    assert ruled(f"<html>{ENGLISH}") == [rules.PAGE_MISSING]
    assert ruled(f"<!doctype html>{ENGLISH}") == [rules.PAGE_MISSING]
    assert ruled(f"<title>x</title>{ENGLISH}") == [rules.PAGE_MISSING]
    assert ruled(ENGLISH) == []  # a part of a page
    wrong = f"<html lang='en'>{SERBIAN}"
    assert ruled(wrong) == [rules.PAGE_WRONG, rules.UNMARKED]
    assert ruled(wrong, correct=True) == [rules.PAGE_WRONG]
    corrected = marked("", wrong, TAGGER, MarkOptions(correct=True)).edits.text
    assert corrected == f"<html lang='sr-Cyrl'>{SERBIAN}"
    assert ruled(corrected) == []


def test_a_page_with_long_comments_is_in_its_own_language():
    assert ruled(f"<html lang=en>{ENGLISH * 2}{SERBIAN * 3}") == [rules.UNMARKED] * 3


def test_a_page_in_the_other_direction_says_so():
    arabic = "<p>هذا الفيلم كان طويلا جدا ولكنه أعجبني كثيرا."
    found = marked("", f"<html>{arabic}", TAGGER).edits.text
    assert found == f'<html lang="ar" dir="rtl">{arabic}'
    english = marked("", f"<html lang=ar dir=rtl>{arabic * 3}{ENGLISH}", TAGGER).edits.text
    assert english.endswith('<p lang="en" dir="ltr">That was all that I know about it, my friend.')


def test_declarations_that_are_wrong_or_not_valid():
    page = f"<html lang=en>{ENGLISH}<p lang=fr>{SERBIAN[3:]}<p lang=english>{ENGLISH[3:]}"
    assert ruled(page) == [rules.WRONG, rules.INVALID, rules.WRONG]
    corrected = marked("", page, TAGGER, MarkOptions(correct=True)).edits.text
    assert "<p lang=sr-Cyrl>Где" in corrected
    assert "<p lang=en>That" in corrected
    assert ruled(corrected) == []


@pytest.mark.parametrize(
    "element",
    [
        "<img alt='{}'>",
        "<input placeholder='{}'>",
        "<a title='{}'>x</a>",
        "<b aria-label='{}'>x</b>",
    ],
)
def test_attributes_in_another_language_are_reported(element):
    page = f"<html lang=en>{ENGLISH}" + element.format("Где си био целог дана, човече?")
    (remark,) = marked("", page, TAGGER).remarks
    assert remark.rule == rules.ATTRIBUTE
    assert page[remark.start : remark.end] == "Где си био целог дана, човече?"
    assert ruled(page.replace("Где си био целог дана", "Where have you been")) == []


def test_what_is_unsure_is_not_marked():
    page = f"<html lang=en>{ENGLISH}<p>Где си био целог дана, човече?"
    (mark,) = marked("", page, TAGGER).remarks
    assert marked("", page, TAGGER, MarkOptions(sure=1.0)).edits.text == page or (
        mark.confidence == 1.0
    )


PLAIN = "That was all that I know about it, my friend, and I will not say it again.\n\n"
MARKDOWN = [
    ("{Где си био целог дана, човече?}\n", "a paragraph"),
    ("> {Где си} *{био}* {целог дана, човече?}\n", "a quotation with a word between stars"),
    ("- ![слика града](x.png) {Где си} [{био целог}](дана.md) {дана?}\n", "a picture and a link"),
    ("<b lang=sr>Где си био целог дана, човече?</b>\n", "marked already"),
    ("    Где си био целог дана, човече?\n", "code"),
    ("```\nГде си био целог дана, човече?\n```\n", "code between fences"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "why"), MARKDOWN, ids=[why for _, why in MARKDOWN])
def test_markdown_gets_spans_that_hold_no_markup(text, why):
    bare = PLAIN + text.replace("{", "").replace("}", "")
    found = marked("", bare, TAGGER, kind="markdown")
    spans = text.replace("{", '<span lang="sr-Cyrl">').replace("}", "</span>")
    assert found.edits.text == PLAIN + spans, why
    again = marked("", found.edits.text, TAGGER, kind="markdown")
    assert (again.edits.text, again.remarks) == (found.edits.text, [])


@given(PAGES)
def test_markdown_is_kept_but_for_marks_and_twice_is_once(text):
    found = marked("", text, TAGGER, kind="markdown").edits
    assert all(edit.start == edit.end for edit in found.edits)
    assert marked("", found.text, TAGGER, kind="markdown").edits.text == found.text


@pytest.mark.parametrize(
    "piece",
    [
        "<b>",
        "</i>",
        "<p>да <b>",
        "<div lang=sr>x",
        "<li>не</b>",
        "<p>Где си био целог дана?",
        "<b>Где си био?</b> That was all that I know. ",
        "<p lang=fr>Где си био целог дана?",
    ],
)
def test_time_is_linear(piece):
    narrow = pn.Tagger(pn.Options(languages=["en", "sr"], normalise=None, transliterate=None))
    marked("", piece, narrow)  # so that nothing is loaded later
    few, many = (seconds(partial(marked, "", piece * times, narrow)) for times in (1_000, 8_000))
    assert many < 24 * few  # eight times as much; three times that is far from its square
