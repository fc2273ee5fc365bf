"""Rules about labels: what belongs together whatever the scores say, for every detector."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from cases import tsv
from polyglot_norm.language.detectors.labeller import DetectorLabeller
from polyglot_norm.language.detectors.registry import FunctionDetector
from polyglot_norm.language.engine import Engine, packaged_model
from polyglot_norm.language.labels import Constraints
from polyglot_norm.language.segments import cut
from polyglot_norm.language.tags import known
from polyglot_norm.language.traits import group_of, han_limits, stand_ins
from polyglot_norm.text.characters import script
from polyglot_norm.text.protect import protected
from strategies import TEXTS

FREE = Constraints(None, {}, "auto", 0.1)
LANGUAGES = {"Latn": "en", "Cyrl": "ru", "Grek": "el", "Hani": "zh-Hans", "Thai": "th"}


def by_script(sample):
    """A detector that is sure of one language a script."""
    scripts = [script(char) for char in sample if char.isalpha()]
    main = max(scripts, key=scripts.count, default="Zyyy")
    return [({"Hira": "ja", "Hang": "ko"}.get(main) or LANGUAGES.get(main, "und"), 0.9)]


LABELLERS: dict[str, Engine | DetectorLabeller] = {
    "builtin": Engine(packaged_model(), FREE),
    "function": DetectorLabeller(FunctionDetector(by_script), FREE),
}


@pytest.mark.parametrize("case", tsv("rules"), ids=lambda case: case["why"])
def test_rules_for_any_detector(case):
    text = case["text"].replace("|", "")
    segments = pn.tag(text, detector=by_script).segments
    assert [segment.text for segment in segments] == case["text"].split("|")
    assert [segment.lang for segment in segments] == case["langs"].split()


@pytest.mark.parametrize("detector", ["builtin", "langdetect"])
def test_a_look_alike_letter_does_not_cut_a_word(detector):
    (segment,) = pn.tag("Dјoković je pobedio u tri seta", detector=detector).segments
    assert segment.script == "Latn"


# ---- no border inside a run of letters ----

GLUED = st.lists(
    st.one_of(
        st.sampled_from(
            "да yes не λόγος 明日 の 会議 ไทย שלום 한국어 µm ªº ʼ ℹ ا é e\u0301 \u0301 \u200d"
            " \u00ad I 5km @mile #тема a@example.com https://example.org/č 12 ❤\ufe0f - ' . , “"
            " «".split()
        ),
        st.sampled_from([" ", " ", "\n", "“", "\N{IDEOGRAPHIC SPACE}"]),
        st.characters(categories=["L", "M"]),
    ),
    max_size=14,
).map("".join)


def letters_across(text, border):
    """The characters around a border, if it is inside a run of letters."""
    before, after = text[border - 1], text[border]
    if before.isalpha() and unicodedata.category(after)[0] in "LM":
        return before, after
    return None


@pytest.mark.parametrize("name", LABELLERS)
@pytest.mark.parametrize("across_lines", [False, True])
@given(text=st.one_of(GLUED, TEXTS))
def test_no_border_is_inside_a_run_of_letters(name, across_lines, text):
    found = protected(text)
    pieces = cut(
        text, LABELLERS[name].stretches(text, found), found.bounds, across_lines=across_lines
    )
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert not [across for p in pieces[1:] if (across := letters_across(text, p.start))]


@given(text=GLUED)
def test_no_segment_begins_inside_a_run_of_letters(text):
    segments = pn.tag(text).segments
    assert not [found for s in segments[1:] if (found := letters_across(text, s.start))]


def test_a_long_run_of_alternating_scripts_is_one_segment():
    text = "aб" * 20_000
    assert [len(segment.text) for segment in pn.tag(text).segments] == [len(text)]


# ---- traits ----


def test_groups_are_tags_of_their_own():
    assert {known()[group].macro for group in group_of().values()} == {"sh"}
    assert not group_of().keys() & group_of().values()


def test_stand_ins_are_one_letter_in_upper_case():
    for stand_in in stand_ins().values():
        assert len(stand_in.letter) == 1
        assert stand_in.letter.isupper()
        assert stand_in.word == stand_in.word.lower()


def test_limits_of_han_characters_are_for_known_languages():
    assert han_limits().keys() <= known().keys()
