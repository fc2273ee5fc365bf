"""Promises of every step and every profile, for any text and language."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nasty import ALL_TEXTS, LANGUAGES, NASTY
from polyglot_norm.align.aligned import Aligned, apply
from polyglot_norm.normalisation import profiles
from polyglot_norm.normalisation.steps import MODULE_OF, apply_step, step
from polyglot_norm.normalisation.trigger_search import TriggerSearch
from polyglot_norm.text.lines import BREAK, BREAKS

STEPS = sorted(MODULE_OF)
PROFILES = sorted(profiles.PROFILES)
# There are many steps; more examples of each are run with --hypothesis-profile explore.
FEW = settings(max_examples=settings.default.max_examples // 7)
OF_THE_WHOLE_PAGE = {"repeated_lines", "mojibake"}
PARAGRAPH_END = re.compile(rf"{BREAK}(?:[^\S{BREAKS}]*{BREAK})+")


def normalised(text, lang, profile):
    return profiles.run(profiles.check(profile), text, lang)


def once(name, text, lang):
    return apply_step(step(name), text, lang)


@pytest.mark.parametrize("name", STEPS)
@FEW
@given(ALL_TEXTS, LANGUAGES)
def test_edits_of_a_step_have_its_name_and_change_something(name, text, lang):
    edits = once(name, text, lang).edits
    Aligned(text, edits)  # in order and disjoint
    for edit in edits:
        assert re.fullmatch(rf"{name}(/[a-z0-9-]+)*", edit.rule, re.IGNORECASE)
        assert edit.replacement != text[edit.start : edit.end]


@pytest.mark.parametrize("name", STEPS)
@FEW
@given(ALL_TEXTS, LANGUAGES)
def test_a_step_finds_nothing_without_its_trigger(name, text, lang):
    if once(name, text, lang).edits:
        assert TriggerSearch((name,), lang).first_step(text) == 0


@pytest.mark.parametrize("name", STEPS)
@FEW
@given(ALL_TEXTS, LANGUAGES)
def test_a_profile_of_one_step_settles(name, text, lang):
    settled = profiles.run((name,), text, lang).text
    assert once(name, settled, lang).text == settled


@pytest.mark.parametrize("name", STEPS)
@FEW
@given(st.lists(ALL_TEXTS, max_size=3), LANGUAGES)
def test_paragraphs_are_independent(name, parts, lang):
    if name in OF_THE_WHOLE_PAGE:
        return
    text = "\n\n".join(parts)
    ends = [match.end() for match in PARAGRAPH_END.finditer(text)]
    pieces = [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]
    assert "".join(once(name, piece, lang).text for piece in pieces) == once(name, text, lang).text


@pytest.mark.parametrize("profile", PROFILES)
@given(ALL_TEXTS, LANGUAGES)
def test_edits_give_the_text_and_spans_map_both_ways(profile, text, lang):
    a = normalised(text, lang, profile)
    assert apply(a.edits, text) == a.text
    assert all(edit.replacement != text[edit.start : edit.end] for edit in a.edits)
    for i in range(len(text)):
        start, end = a.to_source(*a.to_text(i, i + 1))
        assert start <= i < end
    assert a.source_spans() == [a.to_source(i, i + 1) for i in range(len(a.text))]
    assert a.text_spans() == [a.to_text(i, i + 1) for i in range(len(text))]


@pytest.mark.parametrize("profile", PROFILES)
@given(ALL_TEXTS, LANGUAGES)
def test_normalising_twice_is_normalising_once(profile, text, lang):
    clean = normalised(text, lang, profile).text
    again = normalised(clean, lang, profile)
    assert again.text is clean


@pytest.mark.parametrize("profile", PROFILES)
@FEW
@given(ALL_TEXTS, LANGUAGES)
def test_reading_the_edits_changes_nothing(profile, text, lang):
    first, second = (normalised(text, lang, profile) for _ in range(2))
    assert len(first.edits) >= 0
    assert first.text == second.text
    assert first == second


@pytest.mark.parametrize("profile", PROFILES)
@FEW
@given(ALL_TEXTS, LANGUAGES)
def test_a_text_in_normal_form_shares_its_source(profile, text, lang):
    clean = normalised(text, lang, profile).text
    assert normalised(clean, lang, profile).text is clean


@pytest.mark.parametrize("profile", PROFILES)
def test_each_nasty_piece_by_itself(profile):
    for piece in NASTY:
        for text in (piece, piece * 3, f"a{piece}b", f"а{piece}б", f"{piece}\n{piece}"):
            clean = normalised(text, None, profile).text
            assert normalised(clean, None, profile).text == clean
