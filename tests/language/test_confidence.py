"""Confidence beside other text: an unrelated line is no evidence for a label."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize("word", ["dyyw", "fiic", "tyyt", "wuc", "huu", "дфыв"])
def test_a_word_that_is_all_the_text_there_is_names_no_language(word):
    found = pn.detect(" ".join([word] * 6))
    assert found.lang == "und" or found.confidence < 0.5


@pytest.mark.parametrize(
    "noise",
    [
        "Zugpg auexkwrg Qwtejsu fwi Cwwe wty Ungisoafjrtnr yue fju Unrkw",
        "Qc ijcae aynqmay qmcognpw kcip jo kmrny, sqjw fhg aopwq uibvt",
        "хзщхзщхзщ шгнекушгнекушгнеку имсчя вапвапвап итьитьить йцукйцук",
        "sutusol hewyfe xonemur muvaritac litijigow bimy pamel",
    ],
)
def test_a_few_words_of_noise_that_resemble_a_language_name_none(noise):
    found = pn.detect(noise)
    assert found.lang == "und" or found.confidence < 0.5
    assert all(s.confidence < 0.8 for s in pn.tag(noise) if s.lang != "und")


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("other", UNRELATED)
def test_a_line_of_its_own_is_no_less_sure_than_a_part_of_one(line, other):
    lang = pn.detect(line).lang
    own, part = (pn.tag(f"{other}{gap}{line}{gap}{other}") for gap in ("\n", " "))
    joined = [s for s in part if line[:9] in s.text and s.lang == lang]
    assert all(s.confidence <= probability(own, line, lang) + 0.005 for s in joined)


@pytest.mark.parametrize("line", ["rana kora", "ena do", "pano kela rimo", "doko mana ra"])
def test_an_unlikely_language_beside_other_text_is_named_only_on_demand(line):
    page = f"The committee will meet again on Thursday to discuss the budget.\n{line}\n"
    assert all(s.lang == "und" or s.confidence >= 0.35 for s in pn.tag(page))
    assert all(s.lang != "und" for s in pn.tag(page, und_below=0))


@given(st.lists(st.sampled_from([*LINES, *UNRELATED, "qxv zzkw wqpl", "a", "de", "и"]), max_size=8))
def test_the_first_candidate_is_the_label_with_its_confidence(parts):
    for segment in pn.tag(" ".join(parts)):
        assert segment.candidates[0] == (segment.lang, segment.confidence)


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


@pytest.mark.parametrize("text", ["Berlin", "iPhone 15 Pro Max", "ha ha ha ha"])
def test_names_and_laughter_have_a_language_for_who_wants_one_for_everything(text):
    assert pn.detect(text).lang == "und"
    (segment,) = pn.tag(text, und_below=0)
    assert segment.lang != "und"
