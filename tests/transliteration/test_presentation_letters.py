"""Letters in the shape in which a font draws them are transliterated like plain ones."""

import pytest

import polyglot_norm as pn


@pytest.mark.parametrize(
    ("lang", "to", "text", "becomes"),
    [
        (
            "sr-Latn",
            "cyrillic",
            "Ðavo je u detaǉima, nĳe rekao.",
            "Ђаво је у детаљима, није рекао.",
        ),
        ("sr-Latn", "cyrillic", "naǆiveti nadživeti", "наџивети надживети"),
        ("hy", "latin", "ﬓ", "mn"),
    ],
)
def test_they_are_transliterated(lang, to, text, becomes):
    made = pn.transliterate(text, lang=lang, to=to)
    assert made.text == becomes
    assert made.source == text


def test_those_in_links_of_the_same_text_stay_in_place():
    made = pn.transliterate("nĳe https://example.org", lang="sr-Latn", to="cyrillic")
    assert made.text == "није https://example.org"
