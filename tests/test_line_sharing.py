"""Short lines take a language that their text holds; whole sentences keep their own."""

from __future__ import annotations

import pytest
from hypothesis import given

import polyglot_norm as pn
from polyglot_norm.line_sharing import held_languages, tag_lines
from strategies import TEXTS

FILM = "Gde si bio ceo dan, komšija?\nNisam ga video od juče.\nRekao je da će doći na ručak.\n"


@pytest.mark.parametrize(
    ("line", "langs"),
    [
        ("Eno ga!", {"sr-Latn"}),
        ("Đino!", {"sr-Latn"}),
        ("Why would you say such a terrible thing to me?", {"sr-Latn", "en"}),
        ("Где ты был вчера?", {"sr-Latn", "ru"}),
        ("12:30", {"sr-Latn", "zxx"}),
    ],
)
def test_a_line_takes_a_language_of_its_text(line, langs):
    assert {segment.lang for segment in tag_lines(pn.Tagger(), f"{FILM}{line}\n")} == langs


def test_without_a_sentence_there_is_nothing_to_go_by():
    text = "Eno ga!\nStani!\n"
    assert held_languages(pn.tag(text)) == frozenset()
    assert tag_lines(pn.Tagger(), text) == pn.tag(text)


class Unhashable:
    """A detector that is an object without a hash, and sure of short texts."""

    __hash__ = None

    def __call__(self, text):
        return [("sw" if len(text) < 9 else "hr", 0.999)]


def test_another_detector_is_asked_again_about_short_lines():
    tagger = pn.Tagger(pn.Options(detector=Unhashable()))
    assert "sw" in {segment.lang for segment in tagger.tag(FILM + "Eno ga!")}
    assert "sw" not in {segment.lang for segment in tag_lines(tagger, FILM + "Eno ga!")}


@given(text=TEXTS)
def test_segments_cover_the_text(text):
    assert "".join(segment.text for segment in tag_lines(pn.Tagger(), text)) == text
