"""Labelling by any detector: the answers about all runs of a text, weighed together."""

import pytest

import polyglot_norm as pn

ENGLISH = "We met the neighbours by the river, and they asked us in for a cup of tea.\n"
LATIN = "Dobar dan svima, kako ste danas?"


def answering(answers):
    """A detector that gives the answer whose key occurs in the sample, for English by default."""

    def detector(sample):
        return next((found for key, found in answers.items() if key in sample), [("en", 1.0)])

    return detector


def langs(text, answers, **options):
    found = pn.tag(text, detector=answering(answers), **options)
    return [segment.lang for segment in found.segments]


def test_a_short_line_follows_the_rest_of_the_text():
    answers = {"Login": [("de", 0.6), ("en", 0.4)]}
    assert langs("Login", answers) == ["de"]
    assert langs(ENGLISH * 3 + "Login", answers) == ["en"] * 4


def test_a_long_line_keeps_its_own_language():
    german = "Gestern haben wir im Garten die letzten Äpfel geerntet und Kuchen gebacken."
    answers = {"Gestern": [("de", 0.99), ("en", 0.01)]}
    assert langs(ENGLISH * 3 + german, answers)[-1] == "de"


def test_serbian_in_one_script_makes_it_likelier_in_the_other():
    answers = {
        "Dobar": [("hr", 0.5), ("sr-Latn", 0.3), ("sl", 0.2)],
        "Јуче": [("sr-Cyrl", 1.0)],
    }
    assert langs(LATIN, answers, serbo_croatian="split") == ["hr"]
    both = "Јуче смо ишли на пијацу и купили шљиве.\n" + LATIN
    assert langs(both, answers, serbo_croatian="split") == ["sr-Cyrl", "sr-Latn"]


def test_the_group_of_close_relatives_keeps_its_probability():
    answers = {
        "Dobar": [("hr", 0.4), ("sr-Latn", 0.2), ("sl", 0.4)],
        "Јуче": [("sr-Cyrl", 1.0)],
    }
    both = pn.tag(
        "Јуче смо ишли на пијацу и купили шљиве.\n" + LATIN,
        detector=answering(answers),
        serbo_croatian="merge",
    )
    assert both.segments[1].candidates == (("sh-Latn", 0.6), ("sl", 0.4))


def test_hints_weigh_the_candidates():
    answers = {"casa": [("es", 0.6), ("ca", 0.4)]}
    assert langs("la casa", answers) == ["es"]
    assert langs("la casa", answers, hints={"ca": 2}) == ["ca"]


@pytest.mark.parametrize(("confidence", "lang"), [(0.9999, "fr"), (0.997, "en")])
def test_a_quotation_keeps_its_language_only_if_the_detector_is_sure(confidence, lang):
    answers = {"quand": [("fr", confidence), ("en", 1 - confidence)]}
    text = "She wrote “je viens quand je le veux” on the wall."
    assert lang in langs(text, answers)
    assert (len(set(langs(text, answers))) == 1) == (lang == "en")
