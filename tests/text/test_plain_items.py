"""Plain items are what the grammar of protected spans has at the same place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.records import ProtectedSpan
from polyglot_norm.tables import grouped
from polyglot_norm.text import emoji, item_characters, quantities
from polyglot_norm.text.borders import STOPS
from polyglot_norm.text.character_sets import ranges
from polyglot_norm.text.grammar import SPECIAL, Grammar
from polyglot_norm.text.plain_numbers import BITS, KINDS, SKIP
from polyglot_norm.text.protect import find_protected, protected
from polyglot_norm.text.triggers import next_trigger


def characters(body: str) -> list[str]:
    """Return the characters of the body of a class."""
    return [chr(code) for first, last in ranges(body) for code in range(first, last + 1)]


ALPHABETS = {
    "numbers": [*"0123456789.,:/-–’'x× %°€½²T", " км", "m", "rc1", "e", "年", "\n", "(", ")", "_"],
    "dates": ["12", "5", ".", ". ", "2024", "-", "T14:30", "Z", " ", "1 234", "\xa0", "10.0.0.1"],
    "units": ["5", "1,5", " ", "km", "a.m.", "pm", "млн", "€", "²", "/h", "%", "a", "’", "Ä", "的"],
    "signs": [*"+-−#＃@＠$&<>`\\~^_*;:=/.(){}[]|", "1", "A", "a", "ж", "我", " ", "xD", "#ff8800"],
    "words": [*"aBxDoéжЖ我ｱ_-.,:;/@+%(\"'” 1½\n", "ab", "camelCase", "www.", ".com", "()", "McA"],
    "names": ["a", "ab", "_", "__", ".", "::", "->", "(", ")", "::a", "-", "@", ".org", ".py", "1"],
    "marks": [*"a1#@é我 .-_١１©𝟎𐐨🙂", "\u0301", "\u200d", "\ufe0f", "\u20e3"],
    "code": ["0x", "1F", "550e8400-", "e29b-", "a716", "446655440000", "U+", "v1", ".2", "B", " "],
    "markup": [*"`<>&;#/!-_=:\n ab1é", "amp", "#38", "x41", "<a", "</b", "<!--", "b=", "`a`", "``"],
    "variables": [
        *"\\$€₽{}A_a1 -+/½é",
        "\\alpha",
        "\\u0041",
        "$HOME",
        "${a}",
        "C:\\",
        "US",
        "\\\\",
    ],
    "currencies": [*characters(quantities.CURRENCY), "1", " ", "-", "½", "²", "a"],
    "emoji": [
        *"😀👩💻👍🏽❤©⚡🏴ℹ",
        "\u200d",
        "\ufe0f",
        "\ufe0e",
        "\u20e3",
        "🇷",
        "🇸",
        "1",
        "#",
        "a ",
    ],
    "tags": ["🏴", "\U000e0067", "\U000e007f", "😀", "1", " "],
    "snakes": [
        *"aAoOTxD0_.é ,(",
        "a_b",
        "__",
        "o_O",
        "T_T",
        "0x",
        "v1",
        "abcdefghijklmnopqr",
        "U+1F4",
    ],
    "signed": [
        *"+-−5123 .,/%()]@aék€°C²½x",
        "+381 11",
        "km",
        "年",
        "１",
        "a@b.rs",
        " €",
        "¢",
        "--",
    ],
    "afternoons": [
        "5",
        "12",
        " ",
        "pm",
        "am",
        " A",
        " Ä",
        "a",
        "km",
        "mln",
        "%",
        ".",
        ",",
        "/h",
        "’s",
    ],
    "spaceless": [
        *"年月1２3٣-_.@/+:%(é ",
        "年1",
        "1年",
        "file.py",
        ".com",
        "@b.org",
        "a.rs",
        "\u0301",
    ],
    "runs": [
        *[
            "COVID",
            "-19",
            "SARS-CoV",
            "kuZulu",
            "lineHeight",
            "и/или",
            "Mr.",
            "Smith",
            ".com",
            "v1",
        ],
        *[
            "कोविड",
            "D.C.",
            "os.path",
            ".join",
            "deadbee",
            "f1",
            "xD",
            "U+",
            "www.",
            "%",
            "_",
            "->",
            "v1",
        ],
        *[" ", ":", "(", ")", "@", "…", "½", "年", "abcdefghijklm-nopqrstu9A"],
    ],
    "camels": [*"abxoTA1é.,_ (😀'", "Mc", "mac", "Ab", "aB", "()", "().", "www"],
    "fractions": [*"½⅔↉1 €%.,²年a\n+-", "km", " km", "a.m.", "@b.rs", ".com", "\xa0"],
    "versions": [*"12.,:) -/x\n", "12", "2024", ".1", ".7z", "rc1", " km", "/a", ":80", "½", "é"],
    "hosts": ["http", "://", "a", ".", "org", "/", "mailto:", "@", "b", "C:\\", "~/", "../", " "],
}


def by_grammar(text: str) -> tuple[ProtectedSpan, ...]:
    """Return the spans as the grammar alone finds them."""
    stop = re.compile(f"[{STOPS}]")
    grammar = Grammar(text, sparing=False)
    spans = []
    position = 0
    at = next_trigger(text, 0)
    while at >= 0:
        before = text[max(position, at - 64) : at]
        position = at - len(re.search(r"\S*\Z", before)[0])
        while position < len(text):
            if stop.match(text, position):
                position += 1
                break
            item = grammar.item(position)
            end, what = item >> BITS, item & (1 << BITS) - 1
            if what != SKIP:
                spans.append(ProtectedSpan(position, end, KINDS[what - 1]))
            position = end
        at = next_trigger(text, position)
    return tuple(spans)


@pytest.mark.parametrize("pieces", ALPHABETS.values(), ids=ALPHABETS)
@given(data=st.data())
def test_spans_are_those_of_the_grammar(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(pieces), max_size=14)))
    assert find_protected(text) == by_grammar(text)


@given(st.text(max_size=20))
def test_spans_of_any_text_are_those_of_the_grammar(text: str) -> None:
    assert find_protected(text) == by_grammar(text)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("12345678-1234-1234-1234-123456789012", (0, 36, "code")),
        ("0x10", (0, 4, "code")),
        ("1.2-b1", (0, 6, "code")),
        ("--5", (0, 3, "number")),
        ("１@b.com", (0, 7, "email")),
        ("&#1年", (1, 3, "number")),
        ("2024年.com", None),
        ("a #1", (2, 4, "number")),
        ("5 m²", (0, 4, "number")),
        ("5 m2", (0, 1, "number")),
        ("1e5kg", (0, 5, "number")),
        ("1 €³", (0, 4, "number")),
        ("1 €2", (0, 1, "number")),
        ("0xAB", (0, 4, "code")),
        ("a.我b.com", (3, 8, "url")),
        ("1-1.7z", (0, 6, "code")),
        ("½", (0, 1, "number")),
        ("½ km", (0, 4, "number")),
        ("½.com", None),
        ("12.05.2024 km", (0, 13, "number")),
        ("127.0.0.1/a", (0, 11, "url")),
        ("camelCase", (0, 9, "code")),
        ("wezeMpilo", None),
        ("macDonald (x)", None),
        ("foo() ", (0, 5, "code")),
    ],
)
def test_what_is_not_plain_is_left_to_the_grammar(text, span):
    assert find_protected(text)[:1] == ((ProtectedSpan(*span),) if span else by_grammar(text)[:1])


def test_numbers_are_the_same_as_records():
    text = "Пиши на ana@example.org до 14:30!"
    found = protected(text)
    assert found.records() == find_protected(text)
    assert found.bounds.tolist() == [8, 23, 27, 32]
    assert [KINDS[kind] for kind in found.kinds] == ["email", "number"]


def test_the_table_knows_all_that_emoji_begin_with():
    basic = re.compile(f"[{emoji._BASIC}{emoji._class_of(emoji._BASIC_BLOCKS)}]")
    table = item_characters.table()
    odd = {code for code in range(0x10000) if table[code] & item_characters.ODD}
    assert {code for code in range(0x80, 0x10000) if basic.match(chr(code))} <= odd


def test_a_rule_for_emoji_begins_with_each():
    rule = next(rule for rule in SPECIAL if rule.name == "emoji" and not rule.guard)
    first = re.compile(rule.first, re.VERBOSE)
    kinds = emoji.classes()
    found = {char for name in ("emoji", "text", "flag") for char in characters(kinds[name])}
    assert all(map(first.match, found))


def test_fractions_are_those_of_the_grammar():
    for fraction in characters(quantities.FRACTIONS):
        assert find_protected(f"{fraction} kg") == (ProtectedSpan(0, 4, "number"),)


def test_units_and_endings_are_as_plain_numbers_expect():
    units = [unit for every in grouped("units").values() for unit in every]
    assert max(map(len, item_characters.unit_words())) <= item_characters.LONGEST_UNIT
    assert [unit for unit in units if unit.startswith("%")] == ["%"]
    endings = [ending for every in grouped("endings").values() for ending in every]
    assert not [ending for ending in endings if ending.isdigit()]
