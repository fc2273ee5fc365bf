"""The forms NFC and NFKC, against the pinned data and the running Python."""

import unicodedata

import pytest
import unicodedata2
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.align.aligned import apply
from polyglot_norm.normalisation import unicode_tables as tables
from polyglot_norm.normalisation.steps import step, trigger
from polyglot_norm.text.characters import UNICODE_VERSION

FORMS = [("nfc", "NFC"), ("nfkc", "NFKC")]
SURROGATES = range(0xD800, 0xE000)
KNOWN = [
    char
    for char in map(chr, range(0x110000))
    if unicodedata.category(char) not in ("Cn", "Co", "Cs") and char != "\n"
]
"""Every assigned code point that the running Python knows."""

MARKS = st.sampled_from(
    "\u0301\u0323\u0327\u0308\u0342\u0345\u05b0\u0f71\u0f72\u0f74\u3099\U0001d165\u0344\u0f73"
)
STARTERS = st.sampled_from(
    "aeiouAsqω가ㄱᄀ\u1161\u11a8क\u09c7\u09be\u212b\u0958ﬁｶ\uff9e\u1100½ǆ\U0001d15e "
)
CLUSTERS = st.lists(st.one_of(STARTERS, MARKS, MARKS), max_size=12).map("".join)


def edits_of(name, text):
    """Return the edits of a step, which make the text that it returns."""
    found = step(name)(text, None)
    assert isinstance(found, pn.Aligned)
    assert apply(found.edits, text) == found.text
    return list(found.edits)


def normal(name, text):
    return apply(edits_of(name, text), text)


@pytest.mark.parametrize("around", ["{}", *(
    pytest.param(each, marks=pytest.mark.slow)
    for each in ("e{}\u0323\u0301{}", "\u1100{}\u11a8", "\u0627{}\u0653")
)])  # fmt: skip
@pytest.mark.parametrize(("name", "form"), FORMS)
def test_every_character_that_the_running_python_knows(name, form, around):
    # One per line, since nothing composes across a line break.
    text = "\n".join(around.format(char, char) for char in KNOWN)
    got = normal(name, text).split("\n")
    wanted = unicodedata.normalize(form, text).split("\n")
    assert [
        (ascii(char), g, w) for char, g, w in zip(KNOWN, got, wanted, strict=True) if g != w
    ] == []


def test_the_pinned_data_have_the_version_of_the_tables():
    assert unicodedata2.unidata_version == UNICODE_VERSION


def rows():
    """Return rows as in NormalizationTest.txt: a source and its forms NFC, NFD, NFKC, NFKD."""
    for code in range(0x110000):
        char = chr(code)
        if code not in SURROGATES and unicodedata2.normalize("NFKD", char) != char:
            yield (char, *(unicodedata2.normalize(f, char) for f in ("NFC", "NFD", "NFKC", "NFKD")))


@pytest.mark.slow
def test_rows_as_in_the_unicode_test_file():
    c1, c2, c3, c4, c5 = ("\n".join(column) for column in zip(*rows(), strict=True))
    assert normal("nfc", c1) == normal("nfc", c2) == normal("nfc", c3) == c2
    assert normal("nfc", c4) == normal("nfc", c5) == c4
    assert {normal("nfkc", c) for c in (c1, c2, c3, c4, c5)} == {c4}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "form"), FORMS)
def test_all_other_characters_are_unchanged(name, form):
    """Part 1 of the Unicode test: characters that are not in its rows stay."""
    listed = {row[0] for row in rows()}
    others = [chr(c) for c in range(0x110000) if c not in SURROGATES and chr(c) not in listed]
    text = "\n".join(others)
    assert edits_of(name, text) == []


@pytest.mark.parametrize(("name", "form"), FORMS)
@given(CLUSTERS)
def test_normalising_by_clusters_is_normalising_the_whole(name, form, text):
    assert normal(name, text) == unicodedata2.normalize(form, text)


@pytest.mark.parametrize(("name", "form"), FORMS)
@settings(max_examples=20)
@given(st.lists(MARKS, min_size=25, max_size=80).map("".join), STARTERS)
def test_long_runs_of_marks_are_sorted(name, form, marks, starter):
    text = f"{starter}{marks}x{marks}\n{marks}"
    assert normal(name, text) == unicodedata2.normalize(form, text)


@given(CLUSTERS, CLUSTERS)
def test_an_edit_covers_only_what_changed(a, b):
    edits = edits_of("nfc", f"{a} — {b}")
    for edit in edits:
        before = f"{a} — {b}"[edit.start : edit.end]
        assert edit.start >= len(a) + 3 or edit.end <= len(a)
        assert not (before and edit.replacement and before[0] == edit.replacement[0])
        assert not (before and edit.replacement and before[-1] == edit.replacement[-1])


def test_the_trigger_sets_contain_everything_that_changes():
    import re

    for exact, wide in (
        (tables.NFC_JOINING + tables.NFC_CHANGED, tables.NFC_TRIGGERS),
        (tables.NFKC_JOINING + tables.NFKC_CHANGED, tables.NFKC_TRIGGERS),
    ):
        every = "".join(chr(c) for c in range(0x30000) if c not in SURROGATES)
        assert set(re.findall(f"[{exact}]", every)) <= set(re.findall(f"[{wide}]", every))


def test_edits_cover_the_composed_letter():
    a = pn.normalise("Cafe\u0301 и мои\u0306", profile=("nfc",))
    assert a.text == "Café и мой"
    assert a.to_source(3, 4) == (3, 5)
    assert a.to_source(9, 10) == (10, 12)


@pytest.mark.parametrize(("name", "form"), FORMS)
@given(text=st.text(alphabet=st.one_of(MARKS, STARTERS), max_size=25), data=st.data())
def test_the_trigger_is_exact(name, form, text, data):
    find = trigger(name).find
    text = "".join(f"{word} {text}" for word in ("", *("реч ใช้ " * 30).split(" ")))
    for whole in (text, unicodedata2.normalize(form, text)):
        changes = unicodedata2.normalize(form, whole) != whole
        assert (find(whole, 0) >= 0) == changes
        # From any start of a cluster on, what is found lies there.
        start = data.draw(st.integers(0, len(whole)))
        assert find(whole, start) == -1 or find(whole, start) >= start
