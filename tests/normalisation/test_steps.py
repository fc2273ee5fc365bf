"""The normalising steps: what they change, what they leave, and where the edits are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from strategies import ANY_CHARACTER, TEXTS


@pytest.mark.parametrize(
    ("text", "clean", "rules"),
    [
        ("", "", []),
        ("Ништа овде.\n\tИ ту.", "Ништа овде.\n\tИ ту.", []),
        ("Cafe\N{COMBINING ACUTE ACCENT}!", "Café!", ["nfc"]),
        ("Мои\N{COMBINING BREVE} дом", "Мой дом", ["nfc"]),
        ("a\x00b\x1b[1mc\x7f", "abc", ["controls", "ansi", "controls"]),
        ("\N{ZERO WIDTH NO-BREAK SPACE}text", "text", ["controls"]),
        ("a\ud83db", "a\N{REPLACEMENT CHARACTER}b", ["surrogates"]),
        ("e\x00\N{COMBINING ACUTE ACCENT}", "é", ["controls+nfc"]),
        ("각", "각", []),
        ("\u1100\u1161\u11a8", "각", ["nfc"]),
        ("family 👩\N{ZERO WIDTH JOINER}💻", "family 👩\N{ZERO WIDTH JOINER}💻", []),
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", "می\N{ZERO WIDTH NON-JOINER}خواهم", []),
    ],
)
def test_clean(text, clean, rules):
    a = pn.normalise(text)
    assert a.text == clean
    assert [edit.rule for edit in a.edits] == rules


def test_clean_text_is_returned_as_it_is():
    text = "Ništa za čišćenje. " * 50
    assert pn.normalise(text).text is text
    assert pn.tag(text, transliterate=None).segments[0].output.edits == ()


CLUSTERS = "eиᄀ가ㄱ\u0301\u0306\u0327\u1161\u11a8\u09be"


@given(st.text(st.one_of(st.sampled_from(CLUSTERS), ANY_CHARACTER)))
def test_composing_by_clusters_is_composing_the_whole(text):
    known = all(unicodedata.category(c) not in ("Cn", "Cs") for c in text)
    if known:  # to the running Python, whose Unicode may be older than ours
        assert pn.normalise(text, profile=("nfc",)).text == unicodedata.normalize("NFC", text)


@given(TEXTS)
def test_each_profile_is_idempotent(text):
    for profile in pn.profiles():
        once = pn.normalise(text, profile=profile.name).text
        assert pn.normalise(once, profile=profile.name).text == once


def test_no_profile_changes_nothing():
    text = "e\N{COMBINING ACUTE ACCENT}\x00"
    assert pn.normalise(text, profile="none").text is text
    assert pn.normalise(text, profile=None).text is text


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ("cleen", "unknown profile 'cleen'; did you mean 'clean'"),
        (("nfc", "nfq"), "unknown step 'nfq'; did you mean 'nfc'"),
    ],
)
def test_unknown_names_are_an_error(profile, message):
    with pytest.raises(pn.UnknownProfile, match=message):
        pn.normalise("text", profile=profile)
