"""The page for reading: straight margins, and no control over the terminal by any text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import polyglot_norm as pn
from formats import documents
from polyglot_norm import formats
from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.document import Document
from polyglot_norm.formats import Screen, WriteOptions, terminal
from polyglot_norm.formats.display_width import display_width
from polyglot_norm.formats.printable import printable
from polyglot_norm.segment import Segment

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def segment(start, source, lang="en", output=None):
    aligned = Aligned(source)
    if output is not None:
        aligned = Aligned(source, [Edit(0, len(source), output, "test")])
    return Segment(start, start + len(source), source, lang, "Latn", 0.9, (), aligned, lang)


def shown(*parts, width=40, colour=False, titles=False):
    """Return the page of a document made of ``(lang, text)`` or ``(lang, text, output)``."""
    segments, start = [], 0
    for lang, source, *output in parts:
        segments.append(segment(start, source, lang, *output))
        start += len(source)
    whole = "".join(part[1] for part in parts)
    document = Document.of(whole, segments)
    return written([("a.txt", document)], Screen(width, colour, titles))


def written(documents, screen=None):
    """Return the pages of documents."""
    options = WriteOptions(screen=screen or Screen())
    return b"".join(formats.write(documents, "text", options)).decode()


def test_lines_are_numbered_through_all_parts_of_a_document():
    first, second = pn.tag("Would you?\n\n"), pn.tag("Да ли ћеш? And you?")
    parts = [
        formats.NamedDocument("x", first, last=False),
        formats.NamedDocument("x", second, first=False),
        formats.NamedDocument("y", first),
    ]
    rows = written(parts, Screen(numbers=True)).splitlines()
    assert [row[:4] for row in rows if row[:3].strip().isdigit()] == [
        *("  1 ", "  2 ", "  3 ", "  1 ", "  2 ")
    ]
    assert rows[3].startswith("    ")  # the second row of a line has no number
    assert [len(row) <= 40 for row in written(parts, Screen(40, numbers=True)).splitlines()]


@given(
    st.lists(st.tuples(st.sampled_from(["en", "sr-Cyrl"]), ANY_TEXT.filter(bool))),
    st.integers(30, 120),
)
def test_no_text_controls_the_terminal_or_breaks_the_margin(parts, width):
    page = shown(*parts, width=width)
    rows = page.split("\n")
    for row in rows:
        assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in row)
        assert not set(row) & set("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202d\u202e\u2066")
        assert cell_len(row) <= width
    margin = max((len(lang) for lang, _ in parts), default=0)
    legend = rows.index("") if parts else 0
    assert all(row[margin + 1] in "│╭├╰" for row in rows[:legend])


def test_control_characters_are_visible():
    page = shown(("en", "a\x1b]0;b\x07\x9b\u202ec\x00"))
    assert "a␛]0;b␇<U+009B><U+202E>c␀" in page
    assert printable("a\tb") == "a    b"
    assert printable("می\u200cخواهم 👨\u200d👩") == "می\u200cخواهم 👨\u200d👩"


def test_every_line_has_its_row():
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


def test_output_is_shown_if_it_looks_different():
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
    assert terminal.wrap("e\u0301" * 6, 4) == ["e\u0301" * 4, "e\u0301" * 2]


def test_colours_differ_and_are_always_closed():
    page = shown(("en", "eleven\n"), ("de", "zwei\n"), ("zxx", "12:30"), colour=True, titles=True)
    rows = page.split("\n")
    assert rows[0].startswith("\x1b[1m── a.txt ──")
    assert rows[2] == " en \x1b[2m│\x1b[0m eleven"
    assert rows[3] == "\x1b[36m de\x1b[0m \x1b[2m│\x1b[0m \x1b[36mzwei\x1b[0m"
    for row in rows:
        assert row.count("\x1b[") == 2 * row.count("\x1b[0m")


def test_the_legend_has_the_shares_of_the_document():
    document = pn.tag("Добро јутро свима, драги пријатељи!", languages=["sr", "en"])
    page = written([document])
    assert page.endswith("\n\nsr-Cyrl Serbian (Cyrillic) 100 %\n")
    assert written([pn.tag("")]) == ""
    assert written([pn.tag("12:30")]) == "zxx │ 12:30\n\nno words\n"


def test_each_of_several_documents_has_a_title():
    documents = [("a.txt", pn.tag("12:30")), ("b.txt", pn.tag("")), ("c.txt", pn.tag("7"))]
    assert written(documents, Screen(20, titles=True)).split("\n") == [
        "── a.txt ───────────", "", "zxx │ 12:30", "", "no words", "",
        "── b.txt ───────────", "", "no text", "",
        "── c.txt ───────────", "", "zxx │ 7", "", "no words", "",
    ]  # fmt: skip


def test_doubtful_labels_have_a_question_mark():
    doubtful = documents.document(("ru", "Да.", None, 0.4), ("en", "Yes.", None, 0.5))
    assert written([doubtful]).split("\n")[:2] == ["ru? ╭ Да.", " en ╰ Yes."]


def test_a_document_in_parts_has_one_title_and_one_legend():
    doc = documents.document(("en", "one two\n"), ("ru", "три\n"), ("en", "four five\n"))
    page = written(documents.cut_up("a.txt", doc, [1, 2]), Screen(60, titles=True))
    assert page.count("── a.txt") == 1
    assert page.split("\n\n")[1:] == [
        "en │ one two\nru │ три\nen │ four five",
        "en English 82 %   ru Russian 18 %\n",
    ]


def test_rows_are_cut_between_grapheme_clusters():
    family, flag = "👨\u200d👩\u200d👧", "🇷🇸"
    assert terminal.wrap(family * 3 + flag * 3, 4) == [family * 2, family + flag, flag * 2]
    assert all(display_width(row) <= 10 for row in terminal.wrap("क्याआपहिन्दीबोलतेहैं" * 9, 10))
    assert "".join(terminal.wrap("நன்றிவணக்கம்" * 9, 7)) == "நன்றிவணக்கம்" * 9
    assert not any(row[0] in "\u0bbf\u0bcd" for row in terminal.wrap("நன்றிவணக்கம்" * 9, 7))
