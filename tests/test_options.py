"""Options: values that are allowed, and the messages that refuse others."""

import copy
import dataclasses
import pickle

import pytest

import polyglot_norm as pn
from polyglot_norm.options import Options


def shout(_text):
    return [("en", 1.0)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"languages": ["en", "sr"]}, ("languages", ("en", "sr"))),
        ({"languages": "en"}, ("languages", ("en",))),
        ({"languages": (tag for tag in ("en", "ru"))}, ("languages", ("en", "ru"))),
        ({"languages": None}, ("languages", None)),
        ({"hints": "sr"}, ("hints", (("sr", 4.0),))),
        ({"hints": ["sr", ("de", 8)]}, ("hints", (("sr", 4.0), ("de", 8)))),
        ({"hints": {"sr": 2, "de": 0.5}}, ("hints", (("sr", 2), ("de", 0.5)))),
        ({"normalise": ["nfc"]}, ("normalise", ("nfc",))),
        ({"normalise": None}, ("normalise", None)),
        ({"transliterate": {"sr": None}}, ("transliterate", {"sr": None})),
        ({"detector": shout}, ("detector", shout)),
    ],
)
def test_what_is_kept(given, kept):
    name, value = kept
    assert getattr(Options(**given), name) == value


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"languages": []}, "languages is empty"),
        ({"languages": ["en", 3]}, "invalid entry 3 in languages"),
        ({"languages": 3}, "invalid languages 3: expected a sequence"),
        ({"hints": {"sr": 0}}, "invalid hint 'sr': 0: expected a tag with a weight above 0"),
        ({"hints": {"sr": -1}}, "weight above 0"),
        ({"hints": {"sr": "much"}}, "weight above 0"),
        ({"hints": [3]}, "invalid hint 3"),
        ({"hints": 3}, "invalid hints 3: expected a sequence"),
        (
            {"unit": "lines"},
            "invalid unit 'lines': expected 'line' or 'document'; did you mean 'line'?",
        ),
        ({"unit": None}, "invalid unit None: expected 'line' or 'document'"),
        ({"serbo_croatian": "spilt"}, "did you mean 'split'?"),
        ({"und_below": 1.5}, "invalid und_below 1.5: expected a probability from 0 to 1"),
        ({"und_below": -0.1}, "expected a probability from 0 to 1"),
        ({"und_below": float("nan")}, "invalid und_below nan: expected a probability"),
    ],
)
def test_invalid_values_are_refused_at_once(given, says):
    with pytest.raises(pn.PolyglotError) as caught:
        Options(**given)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ({"languages": ["sr-Cyrll"]}, pn.UnknownTag, "did you mean 'sr-Cyrl'?"),
        ({"hints": ["klingon"]}, pn.UnknownTag, "unknown language tag 'klingon'"),
        ({"transliterate": "latn"}, pn.UnknownScheme, "did you mean 'Latn'"),
        ({"transliterate": {"sr": "iso-9000"}}, pn.UnknownScheme, "iso-9000"),
        ({"transliterate": {"xx": None}}, pn.UnknownTag, "'xx'"),
        ({"normalise": "cleen"}, pn.UnknownProfile, "did you mean 'clean'?"),
        ({"normalise": ("nfd",)}, pn.UnknownProfile, "unknown step 'nfd'"),
        ({"detector": "langdetct"}, pn.PolyglotError, "did you mean 'langdetect'?"),
    ],
)
def test_unknown_names_are_refused_when_a_tagger_is_made(given, error, says):
    for use in (lambda: pn.Tagger(pn.Options(**given)), lambda: pn.tag("", **given)):
        with pytest.raises(error) as caught:
            use()
        assert says in str(caught.value)


@pytest.mark.parametrize("use", [pn.Options, lambda **given: pn.tag("text", **given)])
def test_a_misspelt_option_names_the_nearest(use):
    with pytest.raises(TypeError, match=r"unknown option 'language'; did you mean 'languages'\?"):
        use(language="en")


def test_options_are_keywords():
    with pytest.raises(TypeError):
        pn.Options(["en"])  # type: ignore[call-arg]


def test_options_cannot_be_changed_to_the_bottom():
    options = pn.Options(transliterate={"sr": None}, normalise=["nfc"], hints={"sr": 2})
    with pytest.raises(TypeError):
        options.transliterate["sr"] = "bgn"  # type: ignore[index]
    assert isinstance(options.normalise, tuple)
    assert isinstance(options.hints, tuple)


@pytest.mark.parametrize(
    ("names", "tags"),
    [
        (["serbian"], {"sr-Cyrl", "sr-Latn"}),
        (["Serbian (Latin)", "english"], {"sr-Latn", "en"}),
        ("south-slavic", {"bg", "bs", "hr", "mk", "sh-Latn", "sl", "sr-Cyrl", "sr-Latn"}),
    ],
)
def test_languages_by_name_and_preset(names, tags):
    text = "Ово је било давно.\nDanas je lep dan.\nThis is in English."
    found = {segment.lang for segment in pn.tag(text, languages=names)}
    assert found <= {*tags, "und"}
    assert found == {segment.lang for segment in pn.tag(text, languages=tags)}


@pytest.mark.parametrize("given", [b"bytes", None, 3, ["a", "list"]])
def test_a_text_must_be_a_str(given):
    for function in (pn.tag, pn.detect):
        with pytest.raises(TypeError, match=f"must be a str, not {type(given).__name__}"):
            function(given)


def test_options_are_values():
    options = Options(languages=["en"], hints={"en": 2}, transliterate={"*": None}, detector=shout)
    assert pickle.loads(pickle.dumps(options)) == options == copy.deepcopy(options)
    assert hash(options) == hash(dataclasses.replace(options))
    assert options != Options()
    with pytest.raises(AttributeError):
        options.unit = "document"  # type: ignore[misc]


def test_only_allowed_languages_are_found():
    text = "Hvala lepo, see you tomorrow morning!\nДо свидания!"
    for segment in pn.tag(text, languages=["sr-Latn", "en"]).segments:
        assert segment.lang in ("sr-Latn", "en", "und")
        assert {tag for tag, _ in segment.candidates} <= {"sr-Latn", "en", "und"}


def test_unsure_is_und():
    lang = pn.tag("Zašto to niko nije rekao na vreme?", und_below=1.0).segments[0].lang
    assert lang in ("und", "sr-Latn")
    assert pn.tag("xkcdqz wvbn", und_below=1.0).lang == "und"


@pytest.mark.parametrize(
    ("choice", "langs"),
    [("merge", {"sh-Latn"}), ("split", {"hr", "sr-Latn", "bs"})],
)
def test_serbo_croatian(choice, langs):
    text = "Danas je lep dan i idemo zajedno na reku."
    assert pn.tag(text, serbo_croatian=choice).lang in langs


def test_a_function_can_be_the_detector():
    doc = pn.tag("Kiel vi fartas hodiaŭ?", detector=lambda _: [("eo", 0.9), ("es", 0.1)])
    assert doc.lang == "eo"


def test_a_detector_of_tags_that_we_do_not_know():
    doc = pn.tag("nuqneH, qaleghneS", detector=lambda _: [("tlh", 1.0)])
    assert (doc.lang, doc.segments[0].script) == ("tlh", "Latn")
    assert pn.detect("tlhIngan maH").lang != "tlh"
