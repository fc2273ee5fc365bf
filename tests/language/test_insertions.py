"""One to three words of another language inside a sentence; names stay with their sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from strategies import TEXTS

INSERTED = [
    ("I told my mother that the weltschmerz was back, and she only laughed at me.", "de", (26, 38)),
    ("We had to cancel the meeting because of the verspätung of the train.", "de", (44, 55)),
    ("Sinoć smo gledali film, ali je bilo totally boring pa smo otišli.", "en", (36, 51)),
]
WHOLE = [
    ("Yesterday we drove from Stuttgart to Heilbronn and met Jürgen Klinsmann.", "en"),
    ("The restaurant in Guadalajara was run by a family called Echeverría.", "en"),
    ("Das ganze Team hat gestern bis spät am Entwurf gearbeitet und dann aufgegeben.", "de"),
    ("Mi hermano quiere ver el partido con sus amigos esta noche en casa.", "es"),
]


@pytest.mark.parametrize(("text", "lang", "span"), INSERTED)
def test_words_that_the_language_around_does_not_have_are_found(text, lang, span):
    host, guest, after = pn.tag(text).segments
    assert (guest.lang, (guest.start, guest.end)) == (lang, span)
    assert host.lang.partition("-")[0] in ("en", "sr", "sh")
    assert after.lang.partition("-")[0] in ("en", "sr", "sh")
    assert guest.confidence < host.confidence


@pytest.mark.parametrize(("text", "lang"), WHOLE)
def test_names_stay_with_their_sentence(text, lang):
    assert [segment.lang for segment in pn.tag(text).segments] == [lang]


def test_no_language_is_inserted_that_is_not_allowed():
    text, lang, _ = INSERTED[0]
    assert {s.lang for s in pn.tag(text, languages=["en", "fr", "es", "it", "pl"]).segments} == {
        "en"
    }
    assert lang in {s.lang for s in pn.tag(text, languages=["en", "fr", "es", "it", lang]).segments}


def test_a_close_relative_is_no_insertion():
    text = "Ye cierto, ensin embargo nun sé por qué sí me sal automáticamente esta etiqueta."
    assert {segment.lang for segment in pn.tag(text).segments} == {"ast"}


def test_a_word_of_romanised_text_that_looks_foreign_is_no_insertion():
    text = "had rajel howa li khalla nass bla khobza w jab hittist l dar m3a khouk lbareh"
    assert [segment.lang for segment in pn.tag(text).segments] == ["ar-Latn"]


def test_relatives_insert_nothing_into_each_other():
    text = "Sutra ujutro idemo zajedno na kavu, pa poslije na tržnicu po kruh i mlijeko."
    found = {segment.lang for segment in pn.tag(text, serbo_croatian="split").segments}
    assert len(found & {"bs", "hr", "sr-Latn"}) == 1


@given(
    st.lists(st.sampled_from(["weltschmerz", "the", "house", "NY", "a", "garden"]), max_size=9),
    TEXTS,
)
def test_segments_still_cover_the_text(words, after):
    text = " ".join(words) + after
    assert "".join(segment.text for segment in pn.tag(text)) == text
