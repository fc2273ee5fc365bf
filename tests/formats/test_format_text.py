"""The page for reading: margins that hold, and a terminal that cannot be driven by a text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import polyglot_norm as pn
from polyglot_norm.aligned import Aligned, Edit
from polyglot_norm.formats import NamedDocument, Screen, text
from polyglot_norm.formats.printable import printable
from polyglot_norm.records import Document, LanguageShare, Segment

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def segment(start, source, lang="en", output=None):
    aligned = Aligned(source)
    if output is not None:
        aligned = Aligned(source, [Edit(0, len(source), output, "test")])
    return Segment(start, start + len(source), source, lang, "Latn", 0.9, (), aligned, lang)


def shown(*parts, width=40, colour=False, titles=False):
    """What is written of a document made of ``(lang, text)`` or ``(lang, text, output)``."""
    segments, start = [], 0
    for lang, source, *output in parts:
        segments.append(segment(start, source, lang, *output))
        start += len(source)
    whole = "".join(part[1] for part in parts)
    langs = dict.fromkeys(part[0] for part in parts)
    shares = tuple(LanguageShare(lang, 1 / len(langs), 0.9) for lang in langs)
    document = Document(whole, "en", shares, tuple(segments), (), Aligned(whole))
    named = [NamedDocument("a.txt", document)]
    return "".join(text.write(named, Screen(width, colour, titles)))


@given(
    st.lists(st.tuples(st.sampled_from(["en", "sr-Cyrl"]), ANY_TEXT.filter(bool))),
    st.integers(30, 120),
)
def test_no_text_steers_the_terminal_or_breaks_the_margin(parts, width):
    page = shown(*parts, width=width)
    rows = page.split("\n")
    for row in rows:
        assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in row)
        assert not set(row) & set("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202d\u202e\u2066")
        assert cell_len(row) <= width
    margin = max((len(lang) for lang, _ in parts), default=0)
    legend = rows.index("") if parts else 0
    assert all(row[margin + 1] in "│╭├╰" for row in rows[:legend])


def test_controls_are_shown():
    page = shown(("en", "a\x1b]0;b\x07\x9b\u202ec\x00"))
    assert "a␛]0;b␇<U+009B><U+202E>c␀" in page
    assert printable("a\tb") == "a    b"
    assert printable("می\u200cخواهم 👨\u200d👩") == "می\u200cخواهم 👨\u200d👩"


def test_every_line_of_the_page_has_its_row():
    page = shown(("en", "one\r\n\r\n"), ("de", "zwei\n  drei"), ("en", "\x0cfour\n"))
    assert page.split("\n")[:5] == ["en │ one", "   │", "de │ zwei", "de │   drei", "en │ four"]


def test_a_line_of_several_languages_is_bracketed():
    page = shown(("en", "He said "), ("de", "ganz leise "), ("en", "no.\n"), ("en", "Then left."))
    assert page.split("\n")[:4] == [
        "en ╭ He said",
        "de ├ ganz leise",
        "en ╰ no.",
        "en │ Then left.",
    ]


def test_output_is_shown_where_one_sees_a_difference():
    assert shown(("ru", "да", "da")).split("\n")[:2] == ["ru │ да", " → │ da"]
    assert "→" not in shown(("fr", "e\u0301te\u0301", "été"))
    assert shown(("en", "a\x07b", "ab")).split("\n")[:2] == ["en │ a␇b", " → │ ab"]


def test_long_rows_keep_the_margin():
    page = shown(("en", "word " * 12 + "x" * 50 + " end"), width=30)
    rows = page.split("\n\n")[0].split("\n")
    assert rows[0] == "en │ word word word word word"
    assert all(row.startswith("   │ ") for row in rows[1:])
    assert sum(row.count("x") for row in rows) == 50
    assert all(cell_len(row) <= 30 for row in rows)


def test_a_combining_mark_stays_with_its_letter():
    assert text.wrap("e\u0301" * 6, 4) == ["e\u0301" * 4, "e\u0301" * 2]


def test_colours_differ_and_are_always_closed():
    page = shown(("en", "one\n"), ("de", "zwei\n"), ("zxx", "12:30"), colour=True, titles=True)
    rows = page.split("\n")
    assert rows[0].startswith("\x1b[1m── a.txt ──")
    assert rows[2] == " en \x1b[2m│\x1b[0m one"
    assert rows[3] == "\x1b[36m de\x1b[0m \x1b[2m│\x1b[0m \x1b[36mzwei\x1b[0m"
    for row in rows:
        assert row.count("\x1b[") == 2 * row.count("\x1b[0m")


def test_the_legend_is_the_shares_of_the_document():
    document = pn.tag("Добро јутро свима, драги пријатељи!", languages=["sr", "en"])
    page = "".join(text.write([NamedDocument("-", document)]))
    assert page.endswith("\n\nsr-Cyrl Serbian (Cyrillic) 100 %\n")
    empty, digits = (NamedDocument("-", pn.tag(source)) for source in ("", "12:30"))
    assert "".join(text.write([empty])) == ""
    assert "".join(text.write([digits])) == "zxx │ 12:30\n\nno words\n"
