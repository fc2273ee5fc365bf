"""Borders between languages, in a table with ``|`` at every border.

Words are labelled by their script alone, so that the table does not depend on the engine.
"""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.language.labels import Label
from polyglot_norm.language.rules.glued import join_glued
from polyglot_norm.language.segments import cut
from polyglot_norm.language.stretch import Stretch
from polyglot_norm.language.stretches import Stretches
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.lines import BREAKS, split_lines
from polyglot_norm.text.protect import protected
from polyglot_norm.text.words import scan

TAGS = {"Latn": "en", "Cyrl": "ru", "Grek": "el", "Hani": "zh-Hans"}

BORDERS = {
    "white space stays before the border": "Да, |yes |и |no",
    "so do two spaces and a tab": "Да.  \t|Yes",
    "sentence marks stay before it": "Ну конечно! |Of course. |Да… |yes",
    "closing marks stay before it": "(Да) |yes! |«Нет!» |no",
    "opening marks go with the next word": "Он сказал: |“yes” |и ушёл",
    "opening brackets": "Слово |(word) |и |[word]",
    "guillemets": "He said |«да» |and |‹нет›",
    "German marks": "He said |„да“ |and left",
    "CJK brackets": "Слово|「word」|слово",
    "Spanish marks": "Да, |¿yes? |Да, |¡yes!",
    "a straight mark after a space opens": 'Слово |"word" |слово',
    "a straight mark after a letter closes": 'The "word" |слово',
    "a dash between spaces stays before it": "Да - |yes",
    "a dash that touches a word goes with it": "Да |-yes",
    "no border between words that touch": "даyesда",
    "words that touch get the main language of the line": "Да, это очень хорошоthe |rest of it",
    "a letter of no script goes with the word that it touches": "Да |ʼyes",
    "a link that touches a word goes with it": "Да |https://example.org明日 |и |no",
    "so does a quantity": "Да |12 km明日 |и |no",
    "a hyphen stays before it": "да-|yes",
    "a link goes with the word before": "Вот https://example.org/page |and more",
    "so does an address": "Пишите a@example.com |or call",
    "so does a number": "Цена 12,50 € |per page",
    "so does an emoji": "Привет 👩🏽‍💻 |hello",
    "at the start of a line, a link goes with the next word": "https://example.org/страница yes",
    "so does a mention": "@mile да |yes",
    "a link between brackets": "Вот (https://example.org) |yes",
    "blank lines go with the line before": "Да\n\n \n|Yes\n",
    "each line is a piece": "Да\n|Нет\n|Yes",
    "CRLF": "Да\r\n\r\n|Yes\r\n|No",
    "CR": "Да\r|Yes",
    "line separator": "Да\N{LINE SEPARATOR}|Yes\N{PARAGRAPH SEPARATOR}|No",
    "next line, form feed": "Да\N{NEXT LINE}|Yes\f|No\v|Да",
    "blank lines at the start": "\n \r\n|Да",
    "only blank lines": "\n\n\t\n",
    "a line of punctuation": "Да\n|***\n|Yes",
    "white space before the first word": "  Да, |yes",
    "white space after the last": "Да, |yes  ",
}


def words_by_script(text, spans):
    flat = scan(text)
    for i in range(0, len(flat), 3):
        start, end, script = flat[i], flat[i + 1], SCRIPTS[flat[i + 2]]
        if not any(span.start < end and start < span.end for span in spans):
            label = Label(TAGS[script], script, 0.9, ((TAGS[script], 0.9),))
            yield Stretch(start, end, label, end - start)


def pieces(text, *, across_lines=False):
    found = protected(text)
    stretches = Stretches.of(words_by_script(text, found.records()))
    return cut(text, stretches, found.bounds, across_lines=across_lines, settle=join_glued)


@pytest.mark.parametrize("marked", BORDERS.values(), ids=BORDERS.keys())
def test_borders(marked):
    text = marked.replace("|", "")
    assert "|".join(text[p.start : p.end] for p in pieces(text)) == marked


@pytest.mark.parametrize(
    ("text", "langs"),
    [
        ("\n\nДа", ["zxx", "ru"]),
        ("***", ["zxx"]),
        ("12:30\nДа", ["zxx", "ru"]),
        ("Да\n12:30\n\nYes", ["ru", "zxx", "en"]),
        ("https://example.org", ["zxx"]),
        ("", []),
    ],
)
def test_text_without_words_has_no_language(text, langs):
    assert [piece.label.lang for piece in pieces(text)] == langs


def test_neighbours_in_one_language_are_one_piece():
    (piece,) = pieces("One, two (three) — four.")
    assert (piece.start, piece.end) == (0, 24)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Да\n\nНет\n|Yes\nNo", "Да\n\nНет\n|Yes\nNo"),
        ("Да\n|12:30\n|Нет", "Да\n|12:30\n|Нет"),
        ("Да, |yes\r\nyes\r\n|да", "Да, |yes\r\nyes\r\n|да"),
    ],
)
def test_across_lines_one_language_is_one_piece(text, joined):
    text = text.replace("|", "")
    found = pieces(text, across_lines=True)
    assert "|".join(text[p.start : p.end] for p in found) == joined


def test_joined_pieces_have_the_surest_label():
    stretches = [
        Stretch(0, 2, Label("ru", "Cyrl", 0.4, (("ru", 0.4),)), 2),
        Stretch(3, 5, Label("ru", "Cyrl", 0.8, (("ru", 0.8),)), 2),
    ]
    (piece,) = cut("да да", Stretches.of(stretches), array("q"), across_lines=False)
    assert piece.label.confidence == 0.8


@given(st.lists(st.sampled_from([*BREAKS, "\r\n", "\x1c", " "])))
def test_each_line_is_a_piece(gaps):
    text = "".join(f"да{gap}" for gap in gaps) + "да"
    assert [(p.start, p.end) for p in pieces(text)] == split_lines(text)


PAGE = "Where have you been all day?\n\nWe were waiting for you here.\nГде ты был весь день?\n"


def test_unit_line_and_unit_document_of_a_real_page():
    by_line = [(s.lang, s.text.count("\n")) for s in pn.tag(PAGE).segments]
    assert by_line == [("en", 2), ("en", 1), ("ru", 1)]
    whole = [(s.lang, s.text.count("\n")) for s in pn.tag(PAGE, unit="document").segments]
    assert whole == [("en", 3), ("ru", 1)]


def test_offsets_count_from_the_start_of_the_text():
    for unit in ("line", "document"):
        for segment in pn.tag(PAGE, unit=unit).segments:
            assert PAGE[segment.start : segment.end] == segment.text
