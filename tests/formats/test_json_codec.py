"""JSON with any string in it, and JSON objects whose values are never altered."""

from __future__ import annotations

import json
import math
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.formats.json_codec import (
    JsonObject,
    from_json,
    raw_fields,
    to_json,
    to_json_line,
    to_json_lines,
)
from strategies import TEXTS

NUMBERS = ["123456789012345678901", "1.10", "1e999", "-0", "1E5"]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def paired(text):
    """The text as JSON can hold it: surrogates that make a pair are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@given(TEXTS)
def test_any_string_survives(text):
    line = to_json_line({"text": text, "list": [(text, 1)]})
    line.decode()
    assert line.count(b"\n") == 1
    assert from_json(line) == {"text": paired(text), "list": [[paired(text), 1]]}


@given(st.lists(VALUES, max_size=3))
def test_lines_are_what_the_standard_library_reads(values):
    lines = to_json_lines(values)
    assert [json.loads(line) for line in lines.splitlines()] == [
        json.loads(json.dumps(value)) for value in values
    ]


def test_lone_surrogates_change_nothing_else():
    plain = {"doc": "страна", "start": 0, "confidence": 0.9712, "text": 'a"\\\n\x00\x7f\u2028'}
    odd = to_json(plain | {"doc": "\udce6"})
    assert odd == to_json(plain).replace("страна".encode(), b"\\udce6")


def test_what_is_no_json_becomes_a_string():
    raw = '{"a":[NaN,-Infinity],"NaN":Infinity,"b":"NaN \\" Infinity"}'
    expected = '{"a":["NaN","-Infinity"],"NaN":"Infinity","b":"NaN \\" Infinity"}'
    assert to_json(JsonObject(raw.encode())).decode() == expected
    assert JsonObject(raw.encode())["a"] == ["NaN", "-Infinity"]


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_of_an_object_are_never_altered(number):
    raw = f'{{"n": {number}, "list": [{number}], "\\ud800": "\\udfff"}}'
    found = JsonObject(raw.encode())
    assert to_json({"metadata": found}).decode() == f'{{"metadata":{raw}}}'
    assert to_json(["\ud800", found]).decode() == f'["\\ud800",{raw}]'
    assert pickle.loads(pickle.dumps(found)).raw == found.raw
    fields = raw_fields(raw)
    assert fields["n"] == number.encode()
    assert to_json(JsonObject.of_fields(fields)).decode() == raw.replace(": ", ":").replace(
        ", ", ","
    )


def test_an_object_is_a_mapping():
    found = JsonObject(b'{"id": 7, "tags": ["\\u0434\\u0430", null]}')
    assert found == {"id": 7, "tags": ["да", None]}
    assert (len(found), list(found), found.get("other")) == (2, ["id", "tags"], None)
    assert found["tags"] is found["tags"]
    assert repr(JsonObject(b"{}")) == "JsonObject(b'{}')"


def test_an_object_of_several_lines_becomes_one():
    assert to_json(JsonObject(b'{\r\n"a": 1}')) == b'{  "a": 1}'


def test_a_number_that_json_cannot_hold_becomes_null():
    assert to_json([math.nan, math.inf]) == b"[null,null]"


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_an_object_is_split_into_its_fields(values):
    text = to_json(values).decode()
    found = {name: from_json(raw) for name, raw in raw_fields(text).items()}
    assert found == from_json(text)
    spaced = json.dumps(values, indent=1).replace("\n", "\r\n")
    assert {name: from_json(raw) for name, raw in raw_fields(spaced).items()} == found


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": NaN', '{"a" 1}', "NaN", "[" * 10_000])
def test_anything_but_an_object_is_refused(text):
    with pytest.raises(ValueError, match=r"\S"):
        raw_fields(text)


def test_values_that_json_has_no_form_for_are_named():
    with pytest.raises(TypeError, match=r"cannot write a complex as JSON: 1j"):
        to_json([1j])


class Text(str):
    """A string of a subclass."""


def test_strings_of_subclasses_are_strings():
    assert to_json([Text("да"), Text("\ud800")]).decode() == '["да","\\ud800"]'
