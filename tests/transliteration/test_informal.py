"""Informal Latin letters read back: what is kept, letter case, and alignment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.transliteration.letter_model import EDGE, START, STEPS, model

TAGS = ("ru-Latn", "bg-Latn", "uk-Latn", "el-Latn")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ru-Latn", "download"),
        ("ru-Latn", "привет"),
        ("ru-Latn", "caf\N{LATIN SMALL LETTER E WITH OGONEK} 2024 x2"),
        ("ru-Latn", "kak" * 14),
        ("bg-Latn", "https://example.org/da @ivan"),
        ("uk-Latn", "#kava \N{THUMBS UP SIGN}"),
        ("el-Latn", "καλημέρα WordPress"),
    ],
)
def test_what_is_no_word_of_the_language_is_kept(tag, text):
    assert pn.transliterate(text, tag, "informal").text == text


@pytest.mark.parametrize("tag", TAGS)
@given(data=st.data())
def test_the_edits_produce_the_text(tag, data):
    letters = st.sampled_from("aeiouyhjkstczqxw468áěčž'’ .\nAEZS\N{COMBINING CARON}İ")
    text = data.draw(st.text(letters, max_size=16))
    a = pn.transliterate(text, tag, "informal")
    assert pn.Aligned(text, a.edits).text == a.text


def test_each_spelling_maps_to_its_letters():
    a = pn.transliterate("Tvoya shchuka", "ru-Latn", "informal")
    assert a.text == "Твоя щука"
    assert a.to_source(5, 6) == (6, 10)
    assert a.to_source(3, 4) == (3, 5)


@pytest.mark.parametrize("tag", TAGS)
def test_it_is_the_default_and_the_policy_cyrillic_uses_it_for_cyrillic(tag):
    script = "Grek" if tag == "el-Latn" else "Cyrl"
    scheme = pn.transliterate("ne", tag)
    assert scheme.text == pn.transliterate("ne", tag, "informal", to=script).text
    assert scheme.text != "ne"


@pytest.mark.parametrize("language", ["ru", "bg", "uk", "el"])
@pytest.mark.parametrize("before", [START, "_нов", "___н", "ων_ε", "ста"])
def test_the_chances_of_letters_add_up_to_one(language, before):
    letters = {"el": "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ"}.get(
        language, "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя’"
    )
    before = before.rjust(len(START), EDGE)
    total = sum(2.718281828 ** (-model(language).cost(before, c) / STEPS) for c in letters + EDGE)
    assert 0.9 < total < 1.1
