"""Confidence beside other text: an unrelated line is no evidence for a label."""

from itertools import product

import pytest

import polyglot_norm as pn

LINES = (
    "Saya belum makan pagi ini",
    "Vi skulle reise heim i morgon",
    "Jeg har ikke sett den boka",
    "O meu irmán non veu nada",
    "La meua germana no ha vingut",
    "Ovo je jako dobra knjiga",
    "Siempre llegas tarde a casa",
    "Die kinders speel buite",
    "Abantwana badlala phandle",
)
UNRELATED = (
    "Would you care to give us some more details?",
    "Можете ли вы рассказать об этом подробнее?",
    "Pouvez-vous nous en dire un peu plus ?",
)
AROUND = ("{other}\n{line}", "{line}\n{other}", "{other}\n{line}\n{other}")


def probability(doc, line, lang):
    """The probability of a language for a line of a document."""
    start = doc.text.index(line)
    (segment,) = (s for s in doc if s.start <= start < s.end)
    return dict(segment.candidates).get(lang, 0.0)


@pytest.mark.parametrize(("line", "other", "around"), list(product(LINES, UNRELATED, AROUND)))
def test_an_unrelated_line_makes_no_label_surer(line, other, around):
    alone = pn.detect(line)
    doc = pn.tag(around.format(line=line, other=other))
    assert probability(doc, line, alone.lang) <= alone.confidence + 0.005


def test_a_line_that_does_not_decide_stays_undecided_beside_another_language():
    line = "Ovo je jako dobra knjiga"
    assert pn.detect(line).lang == "sh-Latn"
    doc = pn.tag(f"{UNRELATED[0]}\n{line}")
    assert [segment.lang for segment in doc] == ["en", "sh-Latn"]


def test_lines_in_one_language_make_each_other_surer():
    line = "Saya belum makan pagi ini"
    page = "Kami berangkat ke kantor pukul tujuh karena jalanan macet sekali.\n" * 3
    alone = pn.detect(line)
    assert alone.lang == "id"
    assert probability(pn.tag(page + line), line, "id") > alone.confidence


def test_a_name_alone_on_a_line_is_in_the_language_of_its_page():
    page = "This is an English page listing Dutch towns\nHeerhugowaard\n"
    assert [segment.lang for segment in pn.tag(page)] == ["en", "en"]


@pytest.mark.parametrize("word", ["go", "ha", "argh", "no", "la"])
def test_a_word_that_is_repeated_says_little_more(word):
    once, few, many = (pn.detect(" ".join([word] * times)).confidence for times in (1, 4, 40))
    assert once < 0.9  # go is a word of English, and of others
    assert few <= once + 0.05
    assert many <= once + 0.05


def test_repeated_words_of_relatives_are_no_surer_beside_other_text():
    line = "hvala hvala hvala hvala hvala hvala"
    (alone,) = pn.tag(line, serbo_croatian="split")
    beside, _ = pn.tag(f"{line}\nSee you tomorrow, my friend!", serbo_croatian="split")
    assert beside.confidence <= alone.confidence + 0.05


@pytest.mark.parametrize("laughter", ["hahahahahaha", "jajajajaja", "хахахахаха", "kekekekekeke"])
def test_laughter_alone_is_in_no_sure_language(laughter):
    assert pn.detect(laughter).confidence < 0.6
    assert pn.detect(laughter).confidence <= pn.detect(laughter[:4]).confidence


def test_mash_is_in_no_language_that_is_romanised_for_training():
    found = pn.detect("hjkhjkhjk fdsafdsa poiuyt xcvbnm tyuioptyuioptyuiop poiuytpoiuyt")
    assert found.lang == "und" or found.confidence < 0.5
