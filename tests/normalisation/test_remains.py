"""What looks damaged and cannot be repaired is left as it is: someone else may know more."""

import pytest

import polyglot_norm as pn

CHINESE = "ä¸\N{SOFT HYPHEN}çš„ ?å…"


@pytest.mark.parametrize("step", ["controls", "invisibles", "white_space"])
@pytest.mark.parametrize(
    "text",
    [
        f"x {CHINESE} y",
        "ð\x9f\x98 and ä¸\N{SOFT HYPHEN}ç",
        "ã\x81\x82ã\x81 ã\x83\x84",
    ],
)
def test_bytes_of_characters_stay(step, text):
    assert pn.normalise(text, profile=(step,)).text == text


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("«\N{NO-BREAK SPACE}été\N{NO-BREAK SPACE}», là\N{NO-BREAK SPACE}!", "« été », là !"),
        (
            "“LIBERTÉ”\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}créé\N{NO-BREAK SPACE}!",
            "“LIBERTÉ” – créé !",
        ),
        (
            "Größe\N{SOFT HYPHEN}n\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}5\N{NO-BREAK SPACE}€",
            "Größen – 5 €",
        ),
        ("κόσμος\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}–", "κόσμος » –"),
        ("שלום\N{RIGHT-TO-LEFT MARK}\N{NO-BREAK SPACE}–", "שלום –"),
    ],
)
def test_spaces_of_clean_text_do_not(text, becomes):
    assert pn.normalise(text).text == becomes


def test_controls_of_a_line_in_windows_1252_become_marks():
    assert pn.normalise("\x93R\xe9sum\xe9\x94 \x96 d\xe9j\xe0 vu\x85").text == "“Résumé” – déjà vu…"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Wait\x85 what?\nYes\x85\n", "Wait… what?\nYes…\n"),
        ("Wait\x85 what?\rYes\x85", "Wait… what?\nYes…"),
        ("first\x85second\x85", "first\nsecond\n"),
        ("元ç´\xa0ç´\x85ç´\n", "元ç´\xa0ç´\x85ç´\n"),
    ],
)
def test_nel_ends_lines_only_where_nothing_else_does(text, clean):
    assert pn.clean(text).text == pn.normalise(text).text == clean
    assert pn.normalise(clean).text == clean


def test_segments_end_at_nel_whatever_it_becomes():
    doc = pn.tag("Wait\x85 what is this?\nYes\x85 it is.")
    assert [s.text for s in doc] == ["Wait\x85", " what is this?\n", "Yes\x85", " it is."]
    assert doc.output.text == "Wait… what is this?\nYes… it is."
    across = pn.tag("Wait\x85 what is this?\nYes\x85 it is.", unit="document")
    assert len(across.segments) == 1
