"""Labelling by any detector: the answers about all runs of a document, weighed together."""

import pytest

import polyglot_norm as pn

ENGLISH = "It was a long day in town and nobody came.\n"
GERMAN = "Wir gingen am Abend alle zusammen durch die Stadt nach Hause.\n"
NAME = "Otto Hand\n"
SERBIAN_LINE = "Јуче смо ишли на пијацу и купили шљиве.\n"
GROUP_LINE = "Ostali smo doma cijeli dan.\n"


def unsure(text):
    """A detector that narrowly takes a name for German, and a line of the group for Croatian."""
    if "Otto" in text:
        return [("de", 0.6), ("en", 0.4)]
    if "doma" in text:
        return [("hr", 0.45), ("sr-Latn", 0.25), ("sl", 0.3)]
    lang = "sr-Cyrl" if "смо" in text else "de" if "Wir" in text else "en"
    return [(lang, 0.98), ("fr", 0.02)]


def langs_of(text, **options):
    return [segment.lang for segment in pn.tag(text, detector=unsure, **options).segments]


def test_an_unsure_line_follows_the_rest_of_the_document():
    assert langs_of(NAME) == ["de"]
    assert langs_of(ENGLISH + NAME + ENGLISH) == ["en", "en", "en"]
    assert langs_of(GERMAN + NAME + GERMAN) == ["de", "de", "de"]


def test_a_sure_line_does_not_follow_the_rest_of_the_document():
    assert langs_of(ENGLISH + GERMAN + ENGLISH) == ["en", "de", "en"]


def test_a_hint_outweighs_an_unsure_answer():
    assert langs_of(NAME, hints={"en": 5}) == ["en"]


def test_serbian_in_one_script_makes_it_likelier_in_the_other():
    assert langs_of(GROUP_LINE, serbo_croatian="split") == ["hr"]
    beside = langs_of(SERBIAN_LINE + GROUP_LINE + SERBIAN_LINE, serbo_croatian="split")
    assert beside == ["sr-Cyrl", "sr-Latn", "sr-Cyrl"]


def test_a_language_in_another_script_leaves_the_weight_of_its_group():
    """Serbian in Cyrillic separates the members of the group, not the group from Slovene."""
    alone, beside = (
        dict(pn.tag(text, detector=unsure, serbo_croatian="merge").segments[-1].candidates)
        for text in (GROUP_LINE, SERBIAN_LINE + GROUP_LINE)
    )
    assert alone == pytest.approx({"sh-Latn": 0.7, "sl": 0.3})
    assert beside == pytest.approx(alone, abs=0.01)


@pytest.mark.parametrize(("confidence", "langs"), [(0.9999, {"en", "fr"}), (0.997, {"en"})])
def test_a_quotation_keeps_its_language_only_if_the_detector_is_sure(confidence, langs):
    def detector(text):
        return [("fr", confidence), ("en", 1 - confidence)] if "quand" in text else [("en", 1.0)]

    text = "She wrote “je viens quand je le veux” on the wall."
    assert {segment.lang for segment in pn.tag(text, detector=detector)} == langs
