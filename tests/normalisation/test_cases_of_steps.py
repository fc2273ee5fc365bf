"""The tables in ``tests/cases/normalise``: text that each step changes, and text it must not."""

import re

import pytest

from cases import FOLDER, tsv
from polyglot_norm.normalisation.steps import MODULE_OF, apply_step, step

STEPS = (
    "letters", "confusables", "quotes", "dashes", "ellipses", "digits", "widths", "elongation",
    "casefold", "ascii", "entities", "ansi", "controls", "invisibles", "nfc", "nfkc", "white_space",
    "mask_urls", "mask_emails", "mask_mentions", "mask_numbers", "repeated_lines",
    "mojibake", "mark_order", "restore_diacritics", "presentation", "optional_marks",
    "compatibility", "symbol_names",
)  # fmt: skip


def cases(kind):
    return [
        pytest.param(
            name, row["lang"] or None, row["text"], row.get("becomes", ""),
            id=f"{name}-{row['lang']}-{row['why']}",
        )
        for name in STEPS
        for row in tsv(f"normalise/{name}{kind}")
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "lang", "text", "becomes"), cases(""))
def test_what_a_step_changes(name, lang, text, becomes):
    made = apply_step(step(name), text, lang)
    assert made.text == becomes
    assert apply_step(step(name), becomes, lang).edits == ()
    assert {re.split("/", edit.rule)[0] for edit in made.edits} == {name}


@pytest.mark.parametrize(("name", "lang", "text", "_"), cases("-unchanged"))
def test_what_a_step_leaves_alone(name, lang, text, _):
    assert apply_step(step(name), text, lang).edits == ()


def test_every_table_is_of_a_step():
    found = {path.stem.removesuffix("-unchanged") for path in (FOLDER / "normalise").glob("*.tsv")}
    assert set(STEPS) <= found <= {*MODULE_OF, "mixed_words"}
