"""Serbian from Latin letters to Cyrillic: words, sentences, what must stay, and invariants."""

from functools import cache
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from cases import tsv
from polyglot_norm import tables
from polyglot_norm.transliteration.serbian import words as serbian
from polyglot_norm.transliteration.serbian.foreign import (
    State,
    cyrillic_if_serbian,
    sequences,
    verdict,
)
from polyglot_norm.transliteration.serbian.letters import cyrillic, units
from polyglot_norm.transliteration.serbian.numerals import is_numeral
from polyglot_norm.transliteration.serbian.speller import speller
from polyglot_norm.transliteration.serbian.words import forget, to_cyrillic
from strategies import TEXTS


def converted(text):
    a = pn.transliterate(text, "sr-Latn")
    assert pn.Aligned(a.source, a.edits).text == a.text
    return a.text


@pytest.mark.parametrize("case", tsv("transliterate/sr-cyrl-words"), ids=lambda case: case["latin"])
def test_words(case):
    assert converted(case["latin"]) == case["cyrillic"]


@pytest.mark.parametrize("case", tsv("transliterate/sr-cyrl-sentences"), ids=lambda c: c["latin"])
def test_sentences(case):
    assert converted(case["latin"]) == case["cyrillic"]


@pytest.mark.parametrize("case", tsv("transliterate/sr-cyrl-kept"), ids=lambda case: case["text"])
def test_what_stays(case):
    a = pn.transliterate(case["text"], "sr-Latn")
    assert a.text == case["text"]
    assert a.edits == ()


@pytest.mark.parametrize(
    "case", tsv("transliterate/sr-latn-capitals"), ids=lambda case: case["cyrillic"]
)
def test_into_latin(case):
    assert pn.transliterate(case["cyrillic"], "sr-Cyrl").text == case["latin"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(
    "case", tsv("transliterate/sr-cyrl-known-failures"), ids=lambda case: case["latin"]
)
def test_known_failures(case):
    assert converted(case["latin"]) == case["cyrillic"]


@pytest.mark.parametrize("lang", ["sr-Latn", "bs", "sh-Latn"])
def test_languages_that_share_the_alphabet(lang):
    assert (
        pn.transliterate("Injekcija, Windows i ljubav", lang).text == "Инјекција, Windows и љубав"
    )


def test_croatian_is_not_put_into_cyrillic_by_itself():
    with pytest.raises(pn.UnknownScheme):
        pn.transliterate("Ljubav", "hr")


def test_english_in_a_serbian_comment_stays():
    text = "Baš lep film, gledao sam ga dvaput.\nI have never seen anything like this before."
    doc = pn.tag(text, languages=["en", "sr-Latn"], transliterate="cyrillic")
    assert doc.output.text == (
        "Баш леп филм, гледао сам га двапут.\nI have never seen anything like this before."
    )


def test_letters_written_apart_from_their_marks():
    assert converted(
        "S\N{COMBINING CARON}ta c\N{COMBINING ACUTE ACCENT}e\N{COMBINING ACUTE ACCENT}"
    ) == ("Шта ће\N{COMBINING ACUTE ACCENT}")


def test_every_letter_maps_to_its_source():
    a = pn.transliterate("Njegova džezva", "sr-Latn")
    assert a.to_source(0, 1) == (0, 2)
    assert a.to_text(8, 10) == (7, 8)


SERBIAN = "abvgdđežzijklmnjoprstćufhcčdžš ABVGDĐNJLJDŽI.,-'XVwxyq\N{COMBINING CARON}ǅ1"


@given(st.one_of(TEXTS, st.text(SERBIAN, max_size=40)))
def test_edits_give_the_text_and_nothing_else_changes(text):
    a = to_cyrillic(text, "sr-Latn", "rule")
    assert pn.Aligned(text, a.edits).text == a.text
    assert all(edit.rule == "rule" and edit.start < edit.end for edit in a.edits)
    assert not any("А" <= char <= "ӿ" for edit in a.edits for char in text[edit.start : edit.end])


@given(st.text(SERBIAN, max_size=30))
def test_units_are_the_word_and_spell_it(word):
    found = list(units(word))
    assert "".join(unit.latin for unit in found) == word
    assert "".join(unit.cyrillic for unit in found) == cyrillic(word)


TELLING = st.sampled_from(
    "Google Windows Boston Globe I V VI XIV USB km of the post Danas vas ljubav je i . \n - one"
    " Petar last Brink's km/h Wi-Fi-a iPhone, Save razred".split(" ")
)


@given(st.lists(TELLING, max_size=60))
def test_reading_in_stretches_changes_nothing(words):
    text = " ".join(words)
    whole = "".join(serbian._read(serbian._WORD.split(text)))
    assert to_cyrillic(text, "sr-Latn", "rule").text == whole


def test_what_was_seen_before_changes_nothing(monkeypatch):
    text = "Idem na Facebook, pa na New York Times i kući."
    expected = to_cyrillic(text, "sr-Latn", "rule").text
    monkeypatch.setattr(serbian, "MOST_REMEMBERED", 3)
    forget()
    assert to_cyrillic(text, "sr-Latn", "rule").text == expected


WORDS = st.text("абвгдђежзијклљмнњопрстћуфхцчџш", min_size=3, max_size=9)
PAIRS = ("нј", "лј", "дж", "дј")


@given(st.lists(WORDS, max_size=6))
def test_own_letters_come_back(words):
    """Words with a letter that only Serbian has are never taken for foreign."""
    words = [word + "ћ" for word in words if not any(pair in word for pair in PAIRS)]
    latin = pn.transliterate(" ".join(words), "sr-Cyrl").text
    if not any(pair in latin for pair in ("nj", "lj", "dž", "dj")):
        assert pn.transliterate(latin, "sr-Latn").text == " ".join(words)


@given(TEXTS)
def test_twice_is_once(text):
    once = to_cyrillic(text, "sr-Latn", "rule").text
    again = to_cyrillic(once, "sr-Latn", "rule").text
    letters = [char for char in once if char.isascii() and char.isalpha()]
    if not letters:
        assert again == once


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("ljubav kuća vreme", [0, 0, 0]),
        ("Windows Google Müller iPhone", [3, 3, 3, 3]),
        ("km USB XIV", [4, 4, 4]),
        ("I V VI", [5, 5, 5]),
        ("BiH MekDonald NATO", [0, 0, 0]),
        ("Boston of", [2, 2]),
    ],
)
def test_words_alone(text, states):
    assert [verdict(word).state for word in text.split()] == [State(n) for n in states]


@pytest.mark.parametrize(
    ("words", "numeral"),
    [
        ("Petar *I Veliki", True),
        ("*I onda", False),
        ("u *I razredu", True),
        ("RAT *I MIR", False),
        ("KARLO *V PETI", True),
        ("*V . Putin", False),
        ("vas dvoje, *I ja", False),
        ("KAKO STE *VI DANAS", False),
        ("*I svetski rat", True),
        ("idem *I ja", False),
        ("posle *I i II svetskog", True),
    ],
)
def test_numerals(words, numeral):
    pieces, at = [""], 0
    for word in words.split():
        if word == ".":
            pieces[-1] = ". "
            continue
        comma = word.endswith(",")
        at = len(pieces) if word.startswith("*") else at
        pieces += [word.strip("*,"), ", " if comma else " "]
    assert is_numeral(pieces, at) == numeral


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["Google one ", "A-", "džnj", "I V ", "e\N{COMBINING CARON}", "x'", "Boston "]
)
def test_time_is_linear(piece):
    def seconds(times):
        forget()
        start = process_time()
        len(to_cyrillic(piece * times, "sr-Latn", "rule").edits)
        return process_time() - start

    seconds(100)
    small = min(seconds(500) for _ in range(3))
    assert min(seconds(10_000) for _ in range(2)) < 80 * small + 0.2


@pytest.mark.parametrize("text", ["", "a", "\0", "\ud800", "A" * 20_000, "é" * 10_000, "‮Ljubav"])
def test_odd_texts(text):
    a = to_cyrillic(text, "sr-Latn", "rule")
    assert pn.Aligned(text, a.edits).text == a.text


@cache
def spelling():
    return {
        sequence: int(row["weight"])
        for row in tables.rows("serbian-spelling")
        for sequence in row["sequences"].split(" ")
    }


@given(st.text("abcdefghijklmnoprstuvzčćđšžLNWx^$ ", max_size=45))
def test_the_speller_says_what_its_tables_say(word):
    weights = spelling()
    small = word.lower().translate({ord(mark): "x" for mark in "^$"})
    expected = sum(weights.get(sequence, 0) for sequence in sequences(small))
    assert speller().evidence(small) == expected
    for token in (word, f"{word}.", word.title()):
        surely = cyrillic_if_serbian(token)
        assert surely is None or surely == "".join(serbian._read(serbian._WORD.split(token)))


@given(st.lists(st.sampled_from("Google Windows ljubav je injekcija I V USB NATO".split(" "))))
def test_the_end_of_a_line_is_a_gap_like_any(words):
    text = "\n".join(words)
    whole = "".join(serbian._read(serbian._WORD.split(text)))
    assert to_cyrillic(text, "sr-Latn", "rule").text == whole
