"""The letters of other scripts in Latin ones, by rules that people follow without knowing them.

What is spelt in several ways has one here; `romanised` has the habits in which writers differ.
"""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any

from polyglot_norm import transliterate

WITH_TONES, APART, JOINED = 0.3, 0.5, 0.6
"""Parts of Chinese sentences whose pinyin has tones, and whose syllables are all apart; and the
chance of a syllable of the others to be written together with the one before."""

# By the place of a letter in its block; the scripts of India have the same order (ISCII).
CONSONANTS = dict(
    zip(
        (*range(0x15, 0x29), *range(0x2A, 0x31), 0x32, 0x33, *range(0x35, 0x3A)),
        "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l l v sh sh s h".split(),
        strict=True,
    )
)
CONSONANTS |= {0x31: "r", 0x29: "n", 0x34: "zh", 0x58: "q", 0x59: "kh", 0x5A: "g", 0x5B: "z",
               0x5C: "d", 0x5D: "dh", 0x5E: "f", 0x5F: "y"}  # fmt: skip
VOWELS = dict(
    zip(
        (*range(0x05, 0x0C), 0x0E, 0x0F, 0x10, 0x12, 0x13, 0x14),
        "a aa i ii u uu ri e e ai o o au".split(),
        strict=True,
    )
)
VOWELS |= {0x0D: "e", 0x11: "o"}
SIGNS = {place + 0x38: vowel for place, vowel in VOWELS.items() if place > 5}
CHILLU = dict(zip(range(0x7A, 0x80), "n n r l l k".split(), strict=True))
"""The letters of Malayalam for consonants without a vowel."""
NASALS, VIRAMA, NUKTA = (0x01, 0x02), 0x4D, 0x3C
DOTTED = {"j": "z", "ph": "f", "k": "q", "d": "d", "dh": "dh", "g": "g", "kh": "kh"}

INDIC = {"hi": 0x900, "mr": 0x900, "bn": 0x980, "pa": 0xA00, "gu": 0xA80, "ta": 0xB80, "te": 0xC00,
         "kn": 0xC80, "ml": 0xD00}  # fmt: skip
INHERENT = {"bn": "o"}
UNSPOKEN = frozenset("bn gu hi mr pa".split())
"""Languages that do not speak the implied vowel at the end of a word, and often inside."""

ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ",
        "a b t th j h kh d d r z s sh s d t z a gh f q k l m n h w y a a a a i a o i".split(),
        strict=True,
    )
)
PERSIAN = ARABIC | dict(
    zip("پچژگکیآثذصضظطوقه", "p ch zh g k y a s z s z z t v gh h".split(), strict=True)
)
GREEK = str.maketrans(
    dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω",
             "a v g d e z i th i k l m n ks o p r s s t y f x ps o".split(), strict=True))
)  # fmt: skip
CYRILLIC = {
    "ru": (
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch - y - e yu ya",
    ),
    "bg": (
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya",
    ),
    "uk": (
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch - yu ya",
    ),
}


def in_latin(language: str, text: str, chance: random.Random) -> str:
    """Return a text in lower case in Latin letters, spelt as the rules have it."""
    if language in INDIC:
        return re.sub(r"[\w\N{ZERO WIDTH NON-JOINER}\u0900-\u0D7F]+",
                      lambda word: _indic(language, word[0]), text)  # fmt: skip
    if language in ("ar", "fa"):
        return re.sub("[\u0621-\u06cc]+", lambda word: _arabic(language, word[0], chance), text)
    if language == "el":
        return _greek(text)
    if language == "zh":
        return _chinese(text, chance)
    if language == "ja":
        return str(_japanese().romaji(text, capitalize=False))
    if language == "ko":
        return transliterate(text, "ko", "ko-2000").text
    return text.translate(_cyrillic(language))


def _indic(language: str, word: str) -> str:
    """Return a word of an Indian script in Latin letters, with the vowels that are implied."""
    inherent = INHERENT.get(language, "a")
    units: list[list[str]] = []
    for letter in word:
        place = ord(letter) - INDIC[language]
        sound = CHILLU.get(place) if language == "ml" else None
        if place in CONSONANTS:
            units.append([CONSONANTS[place], inherent, "unwritten"])
        elif place in VOWELS:
            units.append(["", VOWELS[place], ""])
        elif place in SIGNS and units:
            units[-1][1:] = [SIGNS[place], ""]
        elif place == VIRAMA and units:
            units[-1][1:] = ["", ""]
        elif place == NUKTA and units:
            units[-1][0] = DOTTED.get(units[-1][0], units[-1][0])
        elif place in NASALS and units:
            units.append(["n" if place == 2 or language != "ta" else "m", "", ""])
        elif sound or (not 0 <= place < 0x80 and letter.isalnum()):
            units.append([sound or letter, "", ""])
    if language in UNSPOKEN:
        _drop_unspoken(units)
    return "".join(consonant + vowel for consonant, vowel, _ in units)


def _drop_unspoken(units: list[list[str]]) -> None:
    """Remove the implied vowel at the end of a word and between two spoken syllables."""
    if len(units) > 1 and units[-1][2]:
        units[-1][1:] = ["", ""]
    for at in range(len(units) - 2, 0, -1):
        if units[at][2] and units[at - 1][1] and units[at + 1][1]:
            units[at][1:] = ["", ""]


def _arabic(language: str, word: str, chance: random.Random) -> str:
    """Return an Arabic word in Latin letters, with random short vowels, which are not written."""
    letters, short, rounded = (
        (ARABIC, "aaeio", ("o", "ou", "w"))
        if language == "ar"
        else (PERSIAN, "aaeeo", ("o", "oo", "u", "v"))
    )
    written = ""
    for at, letter in enumerate(word):
        sound = letters.get(letter, "")
        if at and sound and sound[0] not in "aiou" and written[-1:] not in ("a", "i", "o", "u"):
            written += chance.choice((*short, ""))
        if letter in "يی" and at:
            sound = chance.choice(("i", "i", "y"))
        elif letter == "و" and at:
            sound = chance.choice(rounded)
        written += sound
    return written


def _greek(text: str) -> str:
    text = text.translate(str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ"))
    return text.replace("ου", "ou").replace("μπ", "b").replace("ντ", "nt").translate(GREEK)


def _chinese(text: str, chance: random.Random) -> str:
    """Return a text in pinyin, with tones or without, syllables apart or by two and three."""
    from pypinyin import Style, lazy_pinyin

    style = Style.TONE if chance.random() < WITH_TONES else Style.NORMAL
    apart = chance.random() < APART
    written = ""
    syllables = 0
    for part in lazy_pinyin(text, style=style, v_to_u=chance.random() < WITH_TONES):
        if not part[0].isalpha():
            written, syllables = written + part, 0
            continue
        joined = syllables and not apart and syllables < 3 and chance.random() < JOINED
        written += part if joined or not syllables else f" {part}"
        syllables = syllables + 1 if joined else 1
    return written


@cache
def _japanese() -> Any:
    """Return a function of text, which knows how Han characters are read."""
    from cutlet import Cutlet

    spelling = Cutlet()
    spelling.use_foreign_spelling = False
    return spelling


@cache
def _cyrillic(language: str) -> dict[int, str]:
    letters, written = CYRILLIC[language]
    return {
        ord(letter): sound.strip("-")
        for letter, sound in zip(letters, written.split(), strict=True)
    }
