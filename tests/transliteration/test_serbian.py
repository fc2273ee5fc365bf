"""Serbian from Latin to Cyrillic: words, sentences, text that must stay, and invariants."""

from functools import cache
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from cases import tsv
from polyglot_norm import tables
from polyglot_norm.transliteration.serbian.cyrillic_word import cyrillic, letters
from polyglot_norm.transliteration.serbian.foreign_words import (
    WordKind,
    cyrillic_if_serbian,
    trigrams,
    verdict,
)
from polyglot_norm.transliteration.serbian.roman_numerals import is_numeral
from polyglot_norm.transliteration.serbian.speller import speller
from polyglot_norm.transliteration.serbian.to_cyrillic import (
    MOST_CACHED,
    clear_caches,
    to_cyrillic,
)
from strategies import TEXTS

NBSP = "\N{NO-BREAK SPACE}"


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
def test_text_that_stays_in_latin(case):
    a = pn.transliterate(case["text"], "sr-Latn")
    assert a.text == case["text"]
    assert a.edits == ()


@pytest.mark.parametrize(
    "case", tsv("transliterate/sr-latn-upper-case"), ids=lambda case: case["cyrillic"]
)
def test_upper_case_in_latin(case):
    assert pn.transliterate(case["cyrillic"], "sr-Cyrl").text == case["latin"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(
    "case", tsv("transliterate/sr-cyrl-known-failures"), ids=lambda case: case["latin"]
)
def test_known_failures(case):
    assert converted(case["latin"]) == case["cyrillic"]


@pytest.mark.parametrize("lang", ["sr-Latn", "bs", "sh-Latn"])
def test_languages_with_the_same_alphabet(lang):
    assert (
        pn.transliterate("Injekcija, Windows i ljubav", lang).text == "Инјекција, Windows и љубав"
    )


def test_croatian_has_no_scheme_to_cyrillic():
    with pytest.raises(pn.UnknownScheme):
        pn.transliterate("Ljubav", "hr")


def test_english_in_a_serbian_comment_stays():
    text = "Baš lep film, gledao sam ga dvaput.\nI have never seen anything like this before."
    doc = pn.tag(text, languages=["en", "sr-Latn"], transliterate="cyrillic")
    assert doc.output.text == (
        "Баш леп филм, гледао сам га двапут.\nI have never seen anything like this before."
    )


def test_decomposed_letters():
    assert converted(
        "S\N{COMBINING CARON}ta c\N{COMBINING ACUTE ACCENT}e\N{COMBINING ACUTE ACCENT}"
    ) == ("Шта ће\N{COMBINING ACUTE ACCENT}")


def test_every_letter_maps_to_its_source():
    a = pn.transliterate("Njegova džezva", "sr-Latn")
    assert a.to_source(0, 1) == (0, 2)
    assert a.to_text(8, 10) == (7, 8)


SERBIAN = "abvgdđežzijklmnjoprstćufhcčdžš ABVGDĐNJLJDŽI.,-'XVwxyq\N{COMBINING CARON}ǅ1"


@given(st.one_of(TEXTS, st.text(SERBIAN, max_size=40)))
def test_the_edits_produce_the_text_and_touch_no_cyrillic(text):
    a = to_cyrillic(text, "sr-Latn", "rule")
    assert pn.Aligned(text, a.edits).text == a.text
    assert all(edit.rule == "rule" and edit.start < edit.end for edit in a.edits)
    assert not any("А" <= char <= "ӿ" for edit in a.edits for char in text[edit.start : edit.end])


@given(st.text(SERBIAN, max_size=30))
def test_the_letters_of_a_word_are_its_source_and_its_cyrillic(word):
    found = list(letters(word))
    assert "".join(letter.latin for letter in found) == word
    assert "".join(letter.cyrillic for letter in found) == cyrillic(word)


WORDS = st.sampled_from(
    "Google Windows Boston Globe I V VI XIV USB km of the post Danas vas ljubav je i . - one"
    " Petar last Brink's km/h Wi-Fi-a iPhone, Save razred injekcija NATO".split(" ")
)


@given(st.lists(WORDS, max_size=60))
def test_tokens_converted_alone_give_the_same_as_the_whole_text(words):
    """No-break spaces do not separate tokens, so that text is converted as a whole."""
    whole = to_cyrillic(NBSP.join(words), "sr-Latn", "rule").text
    assert to_cyrillic(" ".join(words), "sr-Latn", "rule").text == whole.replace(NBSP, " ")


@given(st.lists(WORDS, max_size=30), st.integers(0, 30))
def test_a_line_break_separates_words_like_a_gap(words, at):
    lines = [words[:at], words[at:]]
    text = "\n".join(" ".join(line) for line in lines)
    whole = to_cyrillic(text.replace(" ", NBSP), "sr-Latn", "rule").text
    assert to_cyrillic(text, "sr-Latn", "rule").text == whole.replace(NBSP, " ")


def test_text_seen_before_does_not_change_the_result():
    text = "Idem na Facebook, pa na New York Times i kući."
    clear_caches()
    expected = to_cyrillic(text, "sr-Latn", "rule").text
    many = islice(product("bdkmprstvz", "aeiou", "bdkmprstvz", "aeiou", repeat=2), MOST_CACHED + 9)
    to_cyrillic(" ".join(map("".join, many)), "sr-Latn", "rule")
    assert to_cyrillic(text, "sr-Latn", "rule").text == expected


CYRILLIC_WORDS = st.text("абвгдђежзијклљмнњопрстћуфхцчџш", min_size=3, max_size=9)


@given(st.lists(CYRILLIC_WORDS, max_size=6))
def test_words_with_a_serbian_letter_are_restored(words):
    """Words with a letter that only Serbian has are never foreign."""
    split = ("нј", "лј", "дж", "дј")
    words = [word + "ћ" for word in words if not any(pair in word for pair in split)]
    latin = pn.transliterate(" ".join(words), "sr-Cyrl").text
    if not any(digraph in latin for digraph in ("nj", "lj", "dž", "dj")):
        assert pn.transliterate(latin, "sr-Latn").text == " ".join(words)


@given(TEXTS)
def test_converted_text_without_latin_letters_is_stable(text):
    once = to_cyrillic(text, "sr-Latn", "rule").text
    if not any(char.isascii() and char.isalpha() for char in once):
        assert to_cyrillic(once, "sr-Latn", "rule").text == once


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ljubav kuća vreme", WordKind.SERBIAN),
        ("BiH MekDonald NATO", WordKind.SERBIAN),
        ("Boston of", WordKind.EITHER),
        ("Windows Google Müller iPhone", WordKind.FOREIGN),
        ("km USB XIV", WordKind.KEPT),
        ("I V VI", WordKind.NUMERAL),
    ],
)
def test_kinds_of_words(text, kind):
    assert {verdict(word).kind for word in text.split()} == {kind}


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


@pytest.mark.parametrize("text", ["", "a", "\0", "\ud800", "A" * 20_000, "é" * 10_000, "‮Ljubav"])
def test_odd_texts(text):
    a = to_cyrillic(text, "sr-Latn", "rule")
    assert pn.Aligned(text, a.edits).text == a.text


@cache
def log_odds():
    return {
        trigram: int(row["weight"])
        for row in tables.rows("serbian-spelling")
        for trigram in row["trigrams"].split(" ")
    }


@given(st.text("abcdefghijklmnoprstuvzčćđšžlnwx^$ ", max_size=45))
def test_the_score_is_the_sum_of_the_table(word):
    word = word.translate({ord(edge): "x" for edge in "^$"})
    assert speller().score(word) == sum(log_odds().get(trigram, 0) for trigram in trigrams(word))


@given(st.text("abcdefghijklmnoprstuvzčćđšžLNWx", max_size=45))
def test_common_words_are_converted_like_all_others(word):
    for token in (word, f"{word}.", word.title()):
        certain = cyrillic_if_serbian(token)
        assert certain is None or certain == to_cyrillic(f"{NBSP}{token}", "", "rule").text[1:]
