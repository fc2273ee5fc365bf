"""Look-alikes: the tables, and cases that do not fit a row."""

import pytest
import unicodedata2
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.align.aligned import Aligned
from polyglot_norm.language.tags import known, script_of
from polyglot_norm.normalisation.look_alikes import alphabet, pairs
from polyglot_norm.normalisation.steps.confusables import confusables
from polyglot_norm.tables import rows
from polyglot_norm.text.characters import fold, script
from timing import seconds

LETTERS = "acehiopxyABCEHKMOPTXаcеhіорхуАВСЕНКМОРТХбдлжαβοιΑΒΕΟk'. \n"


def mended(text, lang):
    return Aligned(text, confusables(text, lang)).text


def test_every_language_of_cyrillic_and_greek_script_has_an_alphabet():
    for tag, language in known().items():
        if language.script in ("Cyrl", "Grek"):
            letters = alphabet(tag)
            assert len(letters) > 20, tag
            assert {script(letter) for letter in letters} == {language.script}, tag


def test_pairs_are_of_two_scripts_and_one_case():
    for (letter, target), others in pairs().items():
        for other in others:
            assert script(other) == target != script(letter)
            assert unicodedata2.category(letter) == unicodedata2.category(other)


def test_letters_that_readers_distinguish_are_no_pair():
    assert ("σ", "Latn") not in pairs()
    assert "w" not in pairs().get(("ш", "Latn"), ())


@pytest.mark.parametrize("row", rows("lone_words"), ids=lambda row: f"{row['tags']} {row['word']}")
def test_short_words_have_letters_of_their_languages(row):
    word, becomes = row["word"].split(), row["becomes"].split()
    for letter, other in zip(word, becomes, strict=True):
        assert chr(int(other, 16)) in pairs()[chr(int(letter, 16)), "Cyrl"]
        for tag in row["tags"].split():
            assert chr(int(other, 16)) in alphabet(tag)


@given(
    st.text(LETTERS), st.sampled_from(["ru", "uk", "sr-Cyrl", "en", "de", "el", "mk", "ja", None])
)
def test_a_word_becomes_one_of_one_script_or_is_unchanged(text, lang):
    for edit in confusables(text, lang):
        assert script(edit.replacement) != script(text[edit.start])
        assert edit.end == edit.start + 1
    once = mended(text, lang)
    assert len(once) == len(text)
    assert mended(once, lang) == once


@given(st.text(LETTERS), st.sampled_from(["ru", "en", "el"]))
def test_only_letters_of_the_language_are_used_in_its_script(text, lang):
    own = script_of(lang)
    for edit in confusables(text, lang):
        if script(edit.replacement) == own:
            assert {edit.replacement, fold(edit.replacement)} & alphabet(lang)


def test_rules_can_be_counted():
    text = "Cбербанк и Micr\N{CYRILLIC SMALL LETTER O}soft встретились c ним"
    rules = [edit.rule for edit in pn.normalise(text, "ru").edits]
    assert rules == [
        "confusables/latn-to-cyrl", "confusables/cyrl-to-latn", "confusables/lone"
    ]  # fmt: skip


def test_search_finds_disguised_words():
    query = pn.normalise("пароль", "ru", profile="search").text
    assert query in pn.normalise("Ваш ПAPOЛЬ!", "ru", profile="search").text


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["аa", "aа ", "P\N{CYRILLIC SMALL LETTER A}ypal ", " c д"])
def test_time_is_linear_in_long_lines(piece):
    def time(count):
        text = piece * count
        return seconds(lambda: list(confusables(text, "ru")))

    time(1000)
    assert time(32_000) < 16 * 4 * max(time(2_000), 0.005)
