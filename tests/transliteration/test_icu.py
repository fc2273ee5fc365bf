"""ICU's transforms as schemes, and their alignment."""

import sys

import pytest
from hypothesis import given, settings

import polyglot_norm as pn
from polyglot_norm.transliteration.icu import to_script, transliterate
from strategies import TEXTS


@pytest.fixture(autouse=True)
def _icu():
    pytest.importorskip("icu")


@settings(max_examples=40)
@given(TEXTS)
def test_the_edits_produce_the_result_of_icu(text):
    a = transliterate(text, "Any-Latin; Latin-ASCII", "icu")
    assert pn.Aligned(text, a.edits).text == a.text


def test_edits_stay_within_words():
    a = pn.transliterate("Моя щука, 12 раков\nи Юра", "ru", "icu:Russian-Latin/BGN")
    assert a.text == "Moya shchuka, 12 rakov\ni Yura"
    assert a.to_source(5, 12) == (4, 8)
    assert a.to_text(4, 8) == (5, 12)
    assert {edit.rule for edit in a.edits} == {"icu:Russian-Latin/BGN"}


def test_protected_spans_are_kept():
    a = pn.transliterate("Погледај https://example.org/филм", "sr-Cyrl", "icu:Serbian-Latin/BGN")
    assert a.text == "Pogledaj https://example.org/филм"


def test_the_output_tag_follows_from_the_name_of_a_transform():
    doc = pn.tag("Зашто ћутиш кад те питам?", transliterate={"*": "icu:Serbian-Latin/BGN"})
    assert doc.segments[0].output_lang == "sr-Latn-t-sr-cyrl-x0-icu"
    assert [to_script(i) for i in ("Any-Latin", "el-el_Latn/BGN", "NFC")] == [
        "Latn",
        "Latn",
        "",
    ]


def test_unknown_transforms_are_rejected_with_a_suggestion():
    with pytest.raises(pn.UnknownScheme, match="did you mean 'Russian-Latin/BGN'"):
        pn.transliterate("text", "ru", "icu:Rusian-Latin/BGN")


def test_a_missing_icu_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "icu", None)
    with pytest.raises(pn.MissingExtra, match=r"pip install 'polyglot-norm\[icu\]'") as caught:
        pn.transliterate("text", "ru", "icu:Latin-Russian/BGN")
    assert caught.value.extra == "icu"
