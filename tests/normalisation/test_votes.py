"""The lines of a text vote on how it was decoded: what is not clear alone is clear in a file."""

import pytest

import polyglot_norm as pn
from polyglot_norm.normalisation.mojibake.codepages import high_half
from polyglot_norm.normalisation.steps.mojibake import mojibake

SUBTITLES = {
    "sr-Cyrl": ("cp1251", "Где си?\nИ као и он,\nТо је то место.\nА?\nНемој да причаш."),
    "ru": ("cp1251", "Кто там?\nЯ.\nИ что?\nОн ушёл вчера вечером.\nА ты?\nМы ещё не знаем."),
    "sr-Latn": ("cp1250", "Šta ćeš?\n-Mi ćemo to srediti.\nSve će biti u redu.\nVeć?\nNoć je."),
    "cs": ("cp1250", "Kde je děda?\nNěco řekl o penězích.\nTě vidím.\nPůjdeme, řekl.\nVěř mi."),
}


def decoded(text, written, read):
    table = dict(high_half(read))
    return "".join(chr(byte) if byte < 0x80 else table[byte] for byte in text.encode(written))


@pytest.mark.parametrize("language", SUBTITLES)
def test_a_whole_file_is_restored(language):
    written, text = SUBTITLES[language]
    broken = decoded(text, written, "cp1252")
    assert mojibake(broken, None).text == text
    assert pn.tag(broken).output.source == broken


@pytest.mark.parametrize("language", SUBTITLES)
def test_every_edit_names_the_same_encodings(language):
    written, text = SUBTITLES[language]
    rules = {edit.rule for edit in mojibake(decoded(text, written, "cp1252"), None).edits}
    assert len(rules) == 1


@pytest.mark.parametrize(
    "clean",
    [
        "Il est allé à la gare très tôt, voilà l’été.",
        "El niño comió una piña en São Paulo, señor.",
        "Þetta er æði góð súpa, sagði Guðný.",
        "På øen læser børnene ældre bøger.",
        "Größe, Straße, Übermut und Ärger",
        "Õues on külm öö, jõgi jäätub.",
    ],
)
@pytest.mark.parametrize("language", SUBTITLES)
def test_other_lines_of_the_page_stay(language, clean):
    written, text = SUBTITLES[language]
    page = f"{clean}\n{decoded(text, written, 'cp1252')}\n{clean}"
    assert mojibake(page, None).text == f"{clean}\n{text}\n{clean}"


def test_utf8_is_repaired_beside_them():
    written, text = SUBTITLES["ru"]
    page = f"trÃ¨s bien\n{decoded(text, written, 'cp1252')}\nâ€“ 5 â‚¬"
    assert mojibake(page, None).text == f"très bien\n{text}\n– 5 €"


def test_a_long_file_is_not_asked_line_by_line():
    written, text = SUBTITLES["sr-Cyrl"]
    lines = "\n".join(f"{text}\n{number}" for number in range(40))
    assert mojibake(decoded(lines, written, "cp1252"), None).text == lines


def test_a_single_line_does_not_decide():
    assert mojibake("Ïðèâåò\nÈ\nà propos", None).text == "Привет\nÈ\nà propos"
