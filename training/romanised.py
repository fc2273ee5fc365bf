"""Text of other scripts as people type it in Latin letters.

A model that has never seen Hindi, Telugu or Arabic in Latin letters takes such text for whatever
language is nearest. So these are labels of their own in the Latin table (``hi-Latn``). As people
spell as they like, each sentence is romanised in a manner of its own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from training.letters_as_typed import in_latin

ALONE = "(?<![cksz])h"
"""The h of х or г, which is no part of *ch*, *kh*, *sh* or *zh*."""

# Habits of spelling that a writer keeps to: the letters, as a pattern, their replacement, and how
# often.
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
    "ru": ((ALONE, "kh", 0.3), ("zh", "j", 0.2), ("y", "j", 0.2), ("ts", "c", 0.3),
           ("yu", "ju", 0.2), ("sch", "sh", 0.4)),
    "bg": (("zh", "j", 0.4), ("ts", "c", 0.4), ("ch", "4", 0.3), ("sh", "6", 0.25),
           ("yu", "iu", 0.4),
           ("ya", "q", 0.3), ("ya", "ia", 0.5), ("y", "i", 0.5), ("v", "w", 0.2)),
    "uk": ((ALONE, "g", 0.3), ("kh", "h", 0.4), ("zh", "j", 0.1), ("y", "i", 0.2), ("ts", "c", 0.2),
           ("shch", "sch", 0.4), ("yu", "iu", 0.3), ("ya", "ia", 0.3)),
    "fa": (("gh", "q", 0.3), ("oo", "u", 0.3), ("kh", "x", 0.1), ("ch", "c", 0.05),
           ("v", "w", 0.1)),
    "mr": (("aa", "a", 0.8), ("ii", "i", 0.7), ("uu", "u", 0.8), ("chh", "ch", 0.2),
           ("v", "w", 0.2), ("ph", "f", 0.3)),
    "pa": (("aa", "a", 0.7), ("ii", "i", 0.7), ("ii", "ee", 0.7), ("uu", "u", 0.7),
           ("uu", "oo", 1.0),
           ("v", "w", 0.3), ("chh", "ch", 0.2), ("ai", "e", 0.2)),
    "gu": (("aa", "a", 0.8), ("ii", "i", 0.7), ("uu", "u", 0.8), ("chh", "ch", 0.3),
           ("v", "w", 0.1),
           ("ph", "f", 0.3)),
    "kn": (("aa", "a", 0.6), ("ii", "i", 0.5), ("ii", "ee", 0.7), ("uu", "u", 0.7),
           ("v", "w", 0.1)),
    "ml": (("aa", "a", 0.6), ("ii", "i", 0.5), ("ii", "ee", 0.7), ("uu", "u", 0.6),
           ("uu", "oo", 0.8), ("v", "w", 0.1), ("th", "t", 0.2)),
    "zh": (("ü", "v", 0.3),),
    "ja": (("ou", "o", 0.4), ("uu", "u", 0.3), ("oo", "o", 0.3), ("shi", "si", 0.1),
           ("wo", "o", 0.3),
           ("tsu", "tu", 0.05)),
    "ko": (("eo", "u", 0.3), ("eu", "u", 0.3), ("ae", "e", 0.2), ("ui", "i", 0.2),
           ("gi", "ki", 0.2),
           ("eoyo", "oyo", 0.5)),
}  # fmt: skip

SOURCES = {"ar": ("ar", "ary", "arz"), "zh": ("zh-Hans",)}
"""The tags whose text is romanised, where it is not that of the language itself."""

THINNED = 3
"""Of text that is romanised by rule so many lines are one: spelling by rule says little more."""

WHOLE = frozenset(("ar", "hi"))
"""Languages that are written so by most, all of whose text is taken."""

BY_HAND = {"ar-Latn": ("arq-Latn", "ar-Latn")}
"""The labels of romanised languages in the mixed sentences."""

TYPED = {"ar-Latn": ("ary-Latn",), "hi-Latn": ("hi-Latn",)}
"""The tags of text of the corpus that people typed so, of whatever dialect."""

TIMES = 12
"""Such text is repeated, since it is in people's own spelling and there is little of it."""


TIMES_OF_TEXT = 3
"""The same for text that the corpus has of a romanised language."""


def sources(tag: str) -> tuple[str, ...]:
    """Return the tags whose text is romanised for a tag."""
    language = tag.partition("-")[0]
    return SOURCES.get(language, (language,))


def takes(tag: str, number: int) -> bool:
    """Return True if the sentence of a number is romanised for a tag."""
    return tag.partition("-")[0] in WHOLE or number % THINNED == 0


TAGS = tuple(f"{language}-Latn" for language in sorted(MANNERS))


def writer(tag: str, seed: str) -> Callable[[str], str]:
    """Return a function that romanises text of a tag's language, each time in another manner."""
    language = tag.partition("-")[0]
    chance = random.Random(f"{seed} {tag}")  # noqa: S311

    def write(text: str) -> str:
        written = in_latin(language, text.lower(), chance)
        for old, new, often in MANNERS[language]:
            if chance.random() < often:
                written = re.sub(old, new, written)
        return written

    return write
