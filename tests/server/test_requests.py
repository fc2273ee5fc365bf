"""Requests: the library's answers, and errors that name the field at fault."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.formats.json_codec import from_json, to_json
from polyglot_norm.server.requests import OPERATIONS, answer, operation

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "docs.schema.json"
MIXED = "Зашто ћутиш целог дана?\nWould you care to give some details?\n"


def encoded(request):
    """Return an answer as it arrives."""
    return from_json(to_json(answer(request)))


def test_a_tagged_text_is_a_record_of_the_format_docs():
    found = encoded({"op": "tag", "text": MIXED})["result"]
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    doc = pn.tag(MIXED)
    assert [(s["start"], s["end"], s["lang"], s["output"]) for s in found["segments"]] == [
        (s.start, s.end, s.lang, s.output.text) for s in doc
    ]


def test_options_of_tagging_and_of_writing():
    request = {"op": "tag", "text": "🙂 " + MIXED, "transliterate": None, "offsets": "utf16"}
    found = encoded(request | {"only": ["en"], "include": ["start", "end", "output"]})["result"]
    utf16 = len(MIXED.partition("\n")[0]) + 4
    assert found["segments"] == [
        {"start": utf16, "end": utf16 + 37, "output": "Would you care to give some details?\n"}
    ]


@pytest.mark.parametrize("hints", ["sr", ["sr"], {"sr": 4}, {"sr-Cyrl": 4.0, "sr-Latn": 4.0}])
def test_hints_are_tags_or_weights(hints):
    request = {"op": "tag", "text": "Да", "include": ["lang", "confidence"]}
    expected = encoded(request | {"hints": {"sr": 4.0}})["result"]
    assert encoded(request | {"hints": hints})["result"] == expected


def test_a_detection():
    found = encoded({"op": "detect", "text": MIXED, "languages": ["en", "de"]})["result"]
    assert found == pn.detect(MIXED, languages=["en", "de"]).as_dict()


@pytest.mark.parametrize(("style", "label"), [("iso639-3", "srp_Cyrl"), ("bcp47", "sr-Cyrl")])
def test_styles_of_labels(style, label):
    request = {"text": "Зашто ћутиш целог дана и не кажеш ми истину?", "labels": style}
    found = encoded(request | {"op": "detect"})["result"]
    assert found["lang"] == found["candidates"][0][0] == label
    found = encoded(request | {"op": "tag", "include": ["lang"]})["result"]
    assert (found["lang"], found["segments"][0]["lang"]) == (label, label)


def test_cleaning():
    text = "Would  you care?\r\nБаш ме  брига!"
    assert encoded({"op": "clean", "text": text})["result"] == {"output": pn.clean(text).text}
    request = {"op": "clean", "text": text, "lang": "en", "profile": ["white_space"]}
    aligned = pn.clean(text, ("white_space",), lang="en")
    assert encoded(request | {"include": ["output", "edits"]})["result"] == {
        "output": aligned.text,
        "edits": [list(edit) for edit in aligned.edits],
    }


@pytest.mark.parametrize(
    ("options", "same"),
    [
        ({}, "latin"),
        ({"to": "latin"}, "latin"),
        ({"to": "cyrillic"}, "cyrillic"),
        ({"scheme": "ascii"}, {"*": "ascii"}),
        ({"scheme": "bgn", "languages": ["ru"]}, {"ru": "bgn"}),
    ],
)
def test_transliteration_by_the_languages_found(options, same):
    text = "Сви причају о томе. Everybody is talking about it. Щука и ёж живут в лесу. Šta ćeš?"
    found = encoded({"op": "translit", "text": text} | options)["result"]["output"]
    languages = options.get("languages")
    doc = pn.tag(text, languages=languages, transliterate=same, normalise=None)
    assert found == doc.output.text != text


def test_transliteration_of_one_language():
    request = {"op": "translit", "text": "Щука", "lang": "ru", "scheme": "iso9"}
    assert encoded(request)["result"] == {"output": "Ŝuka"}
    chosen = {"include": ["text", "edits"]}
    edits = [list(edit) for edit in pn.transliterate("Щука", "ru").edits]
    request = {"op": "translit", "text": "Щука", "lang": "ru"}
    assert encoded(request | chosen)["result"] == {"text": "Щука", "edits": edits}


@pytest.mark.parametrize(
    ("request_", "kind", "field", "says"),
    [
        ([], "RequestError", None, "must be a JSON object, got an array"),
        (None, "RequestError", None, "must be a JSON object, got null"),
        ({"text": "a"}, "RequestError", "op", "the field 'op' is missing"),
        ({"op": "tag"}, "RequestError", "text", "the field 'text' is missing"),
        ({"op": "tags", "text": "a"}, "RequestError", "op", "did you mean 'tag'?"),
        ({"op": {}, "text": "a"}, "RequestError", "op", "choose one of tag, detect, clean"),
        ({"op": "tag", "text": None}, "RequestError", "text", "must be a string, got null"),
        ({"op": "tag", "text": True}, "RequestError", "text", "must be a string, got a boolean"),
        ({"op": "detect", "text": 1}, "RequestError", "text", "must be a string, got a number"),
        (
            {"op": "detect", "text": "a", "language": "sr"},
            "RequestError",
            "language",
            "'languages'",
        ),
        ({"op": "detect", "text": "a", "x": 1}, "RequestError", "x", "the options are languages"),
        # A detector may be a path, which is for whoever runs the service to choose.
        ({"op": "tag", "text": "a", "detector": "cld2"}, "RequestError", "detector", "unknown"),
        ({"op": "tag", "text": "a", "languages": "xx-Nope"}, "UnknownTag", "languages", "xx-Nope"),
        ({"op": "tag", "text": "a", "languages": [1]}, "RequestError", "languages", "expected"),
        ({"op": "tag", "text": "a", "hints": {"sr": -1}}, "PolyglotError", "hints", "above 0"),
        ({"op": "tag", "text": "a", "unit": "word"}, "PolyglotError", "unit", "'document'"),
        ({"op": "tag", "text": "a", "offsets": "utf-8"}, "PolyglotError", "offsets", "'utf8'"),
        ({"op": "tag", "text": "a", "include": ["tag"]}, "PolyglotError", "include", "'tag'"),
        (
            {"op": "tag", "text": "a", "transliterate": "latn"},
            "UnknownScheme",
            "transliterate",
            "Latn",
        ),
        ({"op": "clean", "text": "a", "profile": "cleen"}, "UnknownProfile", "profile", "'clean'"),
        ({"op": "clean", "text": "a", "include": ["edit"]}, "PolyglotError", "include", "edits"),
        (
            {"op": "clean", "text": "a", "lang": "sr-Cyrl", "languages": "en"},
            "PolyglotError",
            None,
            "cannot be combined",
        ),
        ({"op": "translit", "text": "a", "scheme": "bng"}, "UnknownScheme", "scheme", "'bgn'"),
        ({"op": "translit", "text": "a", "lang": "tlhh"}, "UnknownTag", "lang", "'tlhh'"),
    ],
)
def test_errors_name_the_field_and_what_to_do(request_, kind, field, says):
    found = encoded(request_)
    assert "result" not in found
    error = found["error"]
    assert (error["kind"], says in error["message"]) == (kind, True), error
    assert error.get("field") == field
    assert "pn." not in error["message"]


def test_the_id_comes_back_as_it_is():
    for number in (0, -7, "a", None, 12345678901234567890123, 1.5, {"of": ["client"]}):
        assert encoded({"op": "detect", "text": "", "id": number})["id"] == number
        assert encoded({"op": "nothing", "id": number})["id"] == number


def test_a_failure_that_is_nobodys_is_an_answer_too(monkeypatch):
    monkeypatch.setitem(OPERATIONS, "tag", None)
    assert (
        encoded({"op": "tag", "text": "a", "und_below": 0.123})["error"]["kind"] == "InternalError"
    )


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "12:30", "🙂"])
@pytest.mark.parametrize("op", list(OPERATIONS))
def test_any_text_has_an_answer(op, text):
    assert "result" in encoded({"op": op, "text": text})


FIELDS = sorted({name for options in OPERATIONS.values() for name in options.__struct_fields__})
WORDS = ["sr", "und", "latin", "Latn", "ascii", "clean", "nfc", "utf16", "lang", "edits", "*"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["sr", "*", "Cyrl", ""]), inner, max_size=2),
    max_leaves=5,
)  # fmt: skip


@given(
    st.sampled_from(list(OPERATIONS)),
    st.text(max_size=30),
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=2),
)
def test_any_options_have_a_result_or_an_error_about_them(op, text, options):
    found = encoded(options | {"op": op, "text": text})
    assert found.get("error", {}).get("kind") != "InternalError"


def test_an_operation_is_prepared_once():
    options = {"languages": ["en", "sr"]}
    assert operation("tag", options) is operation("tag", dict(options))
    assert operation("tag", options) is not operation("detect", options)
