"""Fields for a search engine, and queries that find what is written in the other script."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given

import polyglot_norm as pn
from formats.documents import cut_up, document
from polyglot_norm import formats, search
from polyglot_norm.cli.program import program
from strategies import TEXTS

SERBIAN = [
    ("Ђорђе Ђоковић", "Đorđe Đoković", "djordje djokovic"),
    ("што не кажеш", "što ne kažeš", "sto ne kazes"),
    ("ЉУБАВ и џем од шљива", "LJUBAV i džem od šljiva", "ljubav i dzem od sljiva"),
    ("Њива, ћуран, жаба!", "Njiva, ćuran, žaba!", "njiva, curan, zaba!"),
]


@pytest.mark.parametrize(("cyrillic", "latin", "bare"), SERBIAN)
def test_both_scripts_and_bare_letters_are_one(cyrillic, latin, bare):
    assert {search.query(each) for each in (cyrillic, latin, bare)} == {bare}


@given(TEXTS)
def test_the_field_is_plain_and_stable(text):
    found = search.latin(text)
    assert found.text.isascii()
    assert search.query(found.text) == found.text
    start, end = found.to_source(0, len(found.text))
    assert 0 <= start <= end <= len(text)


def test_the_query_may_be_any_string_but_no_other_value():
    with pytest.raises(TypeError):
        search.query(b"bytes")  # type: ignore[arg-type]


def test_each_language_has_a_field_in_its_own_script():
    doc = document(("en", "What? "), ("sr-Cyrl", "Шта? "), ("zxx", "12\n"), ("en", "Well, well.\n"),
                   ("zh-Hant", "什麼？\n"), ("und", "qqq"))  # fmt: skip
    found = search.fields(doc)
    assert found == {
        "lang": "en",
        "languages": [share.lang for share in doc.languages],
        "text_en": "What?\n12\nWell, well.",
        "text_sr": "Шта?",
        "text_zh": "什麼？",
        "text_und": "qqq",
        "latin": search.query(doc.text),
    }


def test_fields_are_cleaned_and_in_their_script():
    text = "Где си био  целог дана?\u200b " * 3
    assert search.fields(pn.tag(text))["text_sr"] == " ".join(["Где си био целог дана?"] * 3)


def lines(documents, **options):
    data = b"".join(formats.write(documents, "search", formats.WriteOptions(**options)))
    return [json.loads(line) for line in data.splitlines()]


def test_lines_have_ids_that_differ():
    doc = document(("en", "What? "), ("sr-Cyrl", "Шта? "), ("en", "Well.\n"))
    first, second = cut_up("b", doc, [1])
    (whole,) = lines([formats.NamedDocument("a", doc, metadata={"id": 17, "user": "x"})])
    assert (whole["id"], whole["metadata"]) == ("17", {"id": 17, "user": "x"})
    assert [each["id"] for each in lines([first, second])] == ["b:0", "b:6"]


def test_only_the_wanted_segments_have_fields():
    doc = document(("en", "What? ", None, 0.9), ("sr-Cyrl", "Шта? ", None, 0.4))
    (found,) = lines([doc], min_confidence=0.5)
    assert "text_sr" not in found
    assert found["latin"] == search.query(doc.text)


def test_a_record_of_the_command_line_keeps_its_fields(tmp_path):
    path = tmp_path / "comments.jsonl"
    path.write_text('{"id": 7, "text": "Где си био целог дана, човече?"}\n', encoding="utf-8")
    done = CliRunner().invoke(program, ["tag", str(path), "-f", "search"])
    record = json.loads(done.stdout)
    assert (record["id"], record["latin"]) == ("7", "gde si bio celog dana, covece?")
