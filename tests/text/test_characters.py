"""Properties of characters against the packages they come from, or the running Python."""

import subprocess
import sys
import unicodedata
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.text import character_tables as tables
from polyglot_norm.text.characters import (
    COMMON,
    INHERITED,
    SCRIPTS,
    UNICODE_VERSION,
    UNKNOWN,
    CharacterClass,
    character_class,
    fold,
    fold_text,
    script,
    script_extensions,
    script_number,
)

GENERATOR = Path(__file__).parents[2] / "tools" / "generate_character_tables.py"
# All of the first two planes; of the others, which are uniform, one in sixty, and the tags.
CODES = [*range(0x20000), *range(0x20000, 0x110000, 61), *range(0xE0000, 0xE0200)]
GENERATED_BY = Path(tables.__file__).read_text("ascii").split(":")[0]
# Classes by general category, for characters without a class of their own.
GENERAL = {
    "L": "LETTER",
    "M": "MARK",
    "Nd": "DIGIT",
    "Nl": "NUMBER",
    "No": "NUMBER",
    "P": "PUNCTUATION",
    "S": "SYMBOL",
    "Z": "SPACE",
    "Cc": "CONTROL",
    "Cf": "FORMAT",
    "Cs": "SURROGATE",
    "Co": "UNASSIGNED",
    "Cn": "UNASSIGNED",
}
OWN = set(CharacterClass) - {CharacterClass[name] for name in GENERAL.values()}


def fits(char, category):
    kind = character_class(char)
    general = GENERAL.get(category) or GENERAL[category[0]]
    return kind in OWN or kind.name == general or char == "\t"


def test_classes_are_those_of_the_tables():
    assert [kind.name for kind in CharacterClass] == list(tables.CLASSES)
    assert list(CharacterClass) == list(range(len(tables.CLASSES)))


def test_the_first_three_scripts_are_no_particular_script():
    assert [SCRIPTS[number] for number in (COMMON, INHERITED, UNKNOWN)] == ["Zyyy", "Zinh", "Zzzz"]
    assert list(SCRIPTS[3:]) == sorted(set(SCRIPTS[3:]))


@pytest.mark.parametrize(
    ("characters", "name"),
    [
        ("aЖß語あªʼـ", "LETTER"),
        ("\N{COMBINING ACUTE ACCENT}\N{DEVANAGARI VOWEL SIGN I}", "MARK"),
        ("7٣९", "DIGIT"),
        ("Ⅳ½³〇", "NUMBER"),
        (".#*„—·", "PUNCTUATION"),
        ("+€^`", "SYMBOL"),
        (" \t\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}", "SPACE"),
        ("\n\v\f\r\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", "LINE_BREAK"),
        ("\0\x1b\x1f\x7f", "CONTROL"),
        ("\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}", "FORMAT"),
        ("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}", "JOINER"),
        ("\N{VARIATION SELECTOR-16}\N{VARIATION SELECTOR-17}", "VARIATION_SELECTOR"),
        ("😀❤©ℹ\U0001faff", "PICTOGRAPH"),
        ("\N{EMOJI MODIFIER FITZPATRICK TYPE-4}", "EMOJI_MODIFIER"),
        ("\N{REGIONAL INDICATOR SYMBOL LETTER R}", "REGIONAL_INDICATOR"),
        ("\N{TAG LATIN SMALL LETTER G}\N{CANCEL TAG}", "TAG"),
        ("\ud800\udfff", "SURROGATE"),
        ("\u0378\ue000\uffff\U0010ffff", "UNASSIGNED"),
    ],
)
def test_class(characters, name):
    assert {character_class(char).name for char in characters} == {name}


def test_classes_agree_with_the_pinned_categories():
    pinned = pytest.importorskip("unicodedata2")
    if pinned.unidata_version != UNICODE_VERSION:
        pytest.skip("another version of unicodedata2 is installed")
    for char in map(chr, CODES):
        assert fits(char, pinned.category(char)), ascii(char)


def test_classes_agree_with_the_running_python():
    # Categories of assigned characters change now and then, but not for hundreds of them.
    differing = [
        char
        for char in map(chr, CODES)
        if (category := unicodedata.category(char)) not in ("Cn", "Co") and not fits(char, category)
    ]
    assert len(differing) < 100


@pytest.mark.parametrize(
    ("characters", "code"),
    [
        ("aßŠ", "Latn"),
        ("жЋђ", "Cyrl"),
        ("αΩ", "Grek"),
        ("あ", "Hira"),
        ("カ", "Kana"),
        ("語々", "Hani"),
        ("한", "Hang"),
        ("1 !ー€", "Zyyy"),
        ("\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH JOINER}", "Zinh"),
        ("\ud800\u0378\ue000", "Zzzz"),
    ],
)
def test_script(characters, code):
    assert {script(char) for char in characters} == {code}
    assert {SCRIPTS[script_number(ord(char))] for char in characters} == {code}


def test_script_extensions():
    assert script_extensions("ー") == ("Hira", "Kana")
    assert {"Beng", "Deva"} < set(script_extensions("\N{DEVANAGARI DANDA}"))
    assert script_extensions("ж") == ("Cyrl",)
    assert script_extensions(" ") == ("Zyyy",)
    assert script_extensions("\ud800") == ("Zzzz",)


def test_scripts_agree_with_the_pinned_data():
    pinned = pytest.importorskip("fontTools.unicodedata")
    if metadata.version("fonttools") not in GENERATED_BY:
        pytest.skip("another version of fontTools is installed")
    for char in map(chr, CODES):
        assert script(char) == pinned.script(char), ascii(char)
        assert script_extensions(char) == tuple(sorted(pinned.script_extension(char))), ascii(char)


@pytest.mark.parametrize(
    ("char", "folded"),
    [
        ("A", "a"),
        ("I", "i"),
        ("İ", "i\N{COMBINING DOT ABOVE}"),
        ("ß", "ss"),
        ("ẞ", "ss"),
        ("ς", "σ"),
        ("ﬃ", "ffi"),
        ("Ж", "ж"),
        ("\N{CHEROKEE SMALL LETTER A}", "\N{CHEROKEE LETTER A}"),
        ("𐐀", "𐐨"),
        ("語", "語"),
        ("\ud800", "\ud800"),
        ("\0", "\0"),
    ],
)
def test_fold(char, folded):
    assert fold(char) == folded


def test_folding_agrees_with_the_running_python():
    # Unicode promises that the folding of an assigned character never changes.
    for char in map(chr, CODES):
        if unicodedata.category(char) != "Cn":
            assert fold(char) == char.casefold(), ascii(char)


@given(st.text())
def test_fold_text_folds_every_character_once(text):
    folded = fold_text(text)
    assert folded == "".join(map(fold, text))
    assert fold_text(folded) == folded


def test_nothing_is_computed_on_import():
    data = [value for value in vars(tables).values() if isinstance(value, bytes)]
    assert sum(map(len, data)) < 170_000
    assert tables.SHIFT == 8  # as scan.py takes for granted
    source = Path(tables.__file__).read_bytes()
    assert source.isascii()
    assert len(source) < 600_000


@pytest.mark.slow
def test_the_tables_are_as_generated():
    for package in ("fontTools", "regex", "unicodedata2"):
        pytest.importorskip(package)
    run = subprocess.run(
        [sys.executable, GENERATOR, "--check"], capture_output=True, text=True, check=False
    )
    if ": found " in run.stderr:
        pytest.skip(run.stderr.strip())
    assert run.returncode == 0, run.stderr
