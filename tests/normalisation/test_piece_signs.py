"""A piece that shows no sign needs no step: running all of them changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicodedata2 import normalize

from polyglot_norm.normalisation import profiles, unicode_tables
from polyglot_norm.normalisation.piece_signs import PieceSigns
from polyglot_norm.normalisation.steps import MODULE_OF, letters
from polyglot_norm.text.character_sets import ranges

CLEAN = PieceSigns(profiles.CLEAN)
EVERY = PieceSigns(tuple(MODULE_OF))
LANGS = ["und", "en", "sr-Cyrl", "sr-Latn", "el", "ru", "uk", "th", "lo", "ar", "fa", "he", "hi"]
LANGS += ["bn", "ta", "ko", "zh-Hans", "ja", "ro", "tr", "vi", "yo", "ce", "my", "bo"]


def characters(body: str) -> list[str]:
    return [chr(code) for first, last in ranges(body) for code in range(first, last + 1)]


ALPHABETS = {
    "marks": characters(unicode_tables.NFC_JOINING),
    "bases": characters(unicode_tables.NFC_FIRSTS + unicode_tables.NFC_SECONDS),
    "spaces": [*" \t\n\r\x85\xa0\u3000\u2003ab"],
    "scripts": [*"aAcožжАοΟσ ,i", "a ", " с ", "во"],
    "thai": [*"กเแาำิีุู็่้๊๋ํຢະັາຳິຸ່້ໍ "],
    "signs": [*"&;#1am<\x00\x1b[\x9b\u200b\u200d\ufe0f\xad\ud83d\ude00Ãé©µ€№"],
    "letters": [*"'`.1I|lilşŞđÐðǆеғѓëèəәيىكکھہأعلىऄअाउुএআ", "\u0307", "\u0329", "l.l"],
}


@pytest.mark.parametrize("pieces", ALPHABETS.values(), ids=ALPHABETS)
@given(data=st.data(), lang=st.sampled_from(LANGS))
def test_without_a_sign_nothing_changes(pieces, data, lang):
    text = data.draw(st.text(st.sampled_from("aжก ")) | st.just("")) + "".join(
        data.draw(st.lists(st.sampled_from(pieces), max_size=6))
    )
    found = CLEAN.of(text, [(0, len(text))])[0]
    if not CLEAN.may_need(found, text, lang):
        assert profiles.changed(profiles.CLEAN, text, lang) is None


@given(st.text(st.characters(exclude_categories=()), max_size=8), st.sampled_from(LANGS))
def test_without_a_sign_nothing_changes_in_any_text(text, lang):
    for signs in (CLEAN, EVERY):
        if not signs.may_need(signs.of(text, [(0, len(text))])[0], text, lang):
            assert profiles.changed(signs.steps, text, lang) is None


@pytest.mark.slow
def test_no_pair_of_characters_is_changed_by_nfc_without_a_sign():
    nfc = PieceSigns(("nfc",))
    after = characters(unicode_tables.NFC_JOINING)
    before = [*map(chr, range(0x20, 0xAC02)), *map(chr, range(0xE000, 0x10000))]
    for second in after:
        text = "".join(f"{first}{second}." for first in before)
        if normalize("NFC", text) == text:
            continue
        for first in before:
            pair = first + second
            if normalize("NFC", pair) != pair:
                assert nfc.of(pair, [(0, 2)]) != [0], ascii(pair)


def test_steps_that_are_not_ours_may_always_change_a_piece():
    signs = PieceSigns((lambda text, lang: (), "nfc"))
    assert signs.may_need(0, "a", "en")


def test_a_step_without_signs_is_needed_where_its_trigger_is():
    signs = PieceSigns(("elongation",))
    assert signs.may_need(0, "дааа", "ru")
    assert not signs.may_need(0, "да", "ru")


def test_letters_know_the_first_characters_of_their_rows():
    assert letters.signs("en") == ()
    assert "\N{LATIN SMALL LETTER S WITH CEDILLA}" in letters.signs("ro")[0].characters
