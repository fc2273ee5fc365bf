"""Text of other scripts as people type it in Latin letters.

A model that has never seen Hindi, Telugu or Arabic in Latin letters takes such text for whatever
language is nearest. So these are labels of their own in the Latin table (``hi-Latn``). As people
spell as they like, each sentence is romanised in a manner of its own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

Manner = Mapping[str, str]

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
NASALS, VIRAMA, NUKTA = (0x01, 0x02), 0x4D, 0x3C
DOTTED = {"j": "z", "ph": "f", "k": "q", "d": "d", "dh": "dh", "g": "g", "kh": "kh"}

INDIC = {"hi": 0x900, "bn": 0x980, "ta": 0xB80, "te": 0xC00}
INHERENT = {"bn": "o"}

ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ",
        "a b t th j h kh d d r z s sh s d t z a gh f q k l m n h w y a a a a i a o i".split(),
        strict=True,
    )
)
GREEK = str.maketrans(
    dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω",
             "a v g d e z i th i k l m n ks o p r s s t y f x ps o".split(), strict=True))
)  # fmt: skip
RUSSIAN = str.maketrans(
    dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
             "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch . y . e yu ya".split(),
             strict=True)) | {"ъ": "", "ь": ""}
)  # fmt: skip

# Habits of spelling that a writer keeps to: the letters, their replacement, and how often.
MANNERS: dict[str, tuple[tuple[str, str, float], ...]] = {
    "hi": (("aa", "a", 0.7), ("ii", "i", 0.6), ("ii", "ee", 0.7), ("uu", "u", 0.7),
           ("uu", "oo", 1.0), ("v", "w", 0.4), ("chh", "ch", 0.3), ("ai", "e", 0.2),
           ("ph", "f", 0.4), (" men ", " mein ", 0.6), (" men ", " me ", 0.6),
           ("nahin", "nahi", 0.6)),
    "bn": (("aa", "a", 1.0), ("ii", "i", 1.0), ("uu", "u", 1.0), ("chh", "ch", 0.3), ("v", "b", 1)),
    "ta": (("aa", "a", 0.6), ("ii", "i", 0.5), ("ii", "ee", 1.0), ("uu", "u", 0.6),
           ("uu", "oo", 1.0), ("p", "b", 0.2), ("zh", "l", 0.2)),
    "te": (("aa", "a", 0.6), ("ii", "i", 0.5), ("ii", "ee", 1.0), ("uu", "u", 0.7),
           ("uu", "oo", 1.0), ("v", "w", 0.2), ("sh", "s", 0.2)),
    "ar": (("sh", "ch", 0.5), ("w", "ou", 0.4), ("gh", "g", 0.3), ("q", "k", 0.4), ("j", "dj", 0.2),
           ("y", "i", 0.4)),
    "el": (("x", "h", 0.3), ("x", "ch", 0.2), ("th", "8", 0.2), ("y", "u", 0.5), ("v", "b", 0.3),
           ("i", "h", 0.1)),
    "ru": (("h", "kh", 0.3), ("zh", "j", 0.2), ("y", "j", 0.2), ("ts", "c", 0.3),
           ("yu", "ju", 0.2), ("sch", "sh", 0.4)),
}  # fmt: skip

BY_HAND = {"ar-Latn": ("arq-Latn", "ar-Latn")}
"""The labels of romanised languages in the mixed sentences."""

TIMES = 12
"""Such text is repeated, since it is in people's own spelling and there is little of it."""


TIMES_OF_TEXT = 3
"""The same for text that the corpus has of a romanised language."""


def sources(tag: str) -> tuple[str, ...]:
    """Return the tags whose text is romanised for a tag."""
    language = tag.partition("-")[0]
    return ("ar", "ary", "arz") if language == "ar" else (language,)


TAGS = tuple(f"{language}-Latn" for language in sorted(MANNERS))


def writer(tag: str, seed: str) -> Callable[[str], str]:
    """Return a function that romanises text of a tag's language, each time in another manner."""
    language = tag.partition("-")[0]
    chance = random.Random(f"{seed} {tag}")  # noqa: S311

    def write(text: str) -> str:
        written = _plain(language, text.lower(), chance)
        for old, new, often in MANNERS[language]:
            if chance.random() < often:
                written = written.replace(old, new)
        return written

    return write


def _plain(language: str, text: str, chance: random.Random) -> str:
    if language in INDIC:
        return re.sub(r"[\w\N{ZERO WIDTH NON-JOINER}\u0900-\u0D7F]+",
                      lambda word: _indic(language, word[0]), text)  # fmt: skip
    if language == "ar":
        return re.sub("[\u0621-\u0652]+", lambda word: _arabic(word[0], chance), text)
    return _greek(text) if language == "el" else text.translate(RUSSIAN)


def _indic(language: str, word: str) -> str:
    """Return a word of an Indian script in Latin letters, with the vowels that are implied."""
    inherent = INHERENT.get(language, "a")
    units: list[list[str]] = []
    for letter in word:
        place = ord(letter) - INDIC[language]
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
        elif not 0 <= place < 0x80 and letter.isalnum():
            units.append([letter, "", ""])
    if language in ("hi", "bn"):
        _drop_unspoken(units)
    return "".join(consonant + vowel for consonant, vowel, _ in units)


def _drop_unspoken(units: list[list[str]]) -> None:
    """Remove the implied vowel at the end of a word and between two spoken syllables."""
    if len(units) > 1 and units[-1][2]:
        units[-1][1:] = ["", ""]
    for at in range(len(units) - 2, 0, -1):
        if units[at][2] and units[at - 1][1] and units[at + 1][1]:
            units[at][1:] = ["", ""]


def _arabic(word: str, chance: random.Random) -> str:
    """Return an Arabic word in Latin letters, with random short vowels, which are not written."""
    written = ""
    for at, letter in enumerate(word):
        sound = ARABIC.get(letter, "")
        if at and sound and sound[0] not in "aiou" and written[-1:] not in ("a", "i", "o", "u"):
            written += chance.choice(("a", "a", "e", "i", "o", ""))
        if letter == "ي" and at:
            sound = chance.choice(("i", "i", "y"))
        elif letter == "و" and at:
            sound = chance.choice(("o", "ou", "w"))
        written += sound
    return written


def _greek(text: str) -> str:
    text = text.translate(str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ"))
    return text.replace("ου", "ou").replace("μπ", "b").replace("ντ", "nt").translate(GREEK)
