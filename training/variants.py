"""Words as people type them: without diacritics, and with typos."""

from __future__ import annotations

import random
import unicodedata

# Shares of text that is stripped of its diacritics: often where messages are commonly typed so.
OFTEN, SELDOM = 0.3, 0.08
SHARES = {
    **dict.fromkeys("sr-Latn hr bs sl cs sk pl ro tr vi fr es pt hu".split(), OFTEN),
    **dict.fromkeys(
        "az ca cy da de eo et fi ga gl gn hsb is it ku lb lt lv mi mt".split(),
        SELDOM,
    ),
    **dict.fromkeys("ast crh-Latn ig nb nl nn oc sq sv szl tk tl yo".split(), SELDOM),
}

# Letters without a decomposition; those of a tag take precedence.
LETTERS: dict[str, dict[str, str | int | None]] = {
    "": {"đ": "dj", "ł": "l", "ı": "i", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ə": "e"},
    "de": {"ä": "ae", "ö": "oe", "ü": "ue"},
    "vi": {"đ": "d"},
}


def without_diacritics(word: str, tag: str) -> str:
    """Return a folded word as it is typed on a keyboard that lacks its letters."""
    for letters in (LETTERS.get(tag, {}), LETTERS[""]):
        word = word.translate(str.maketrans(letters))
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.combining(c) == 0)


def with_typo(word: str, chance: random.Random) -> str:
    """Return a word with letters swapped, left out, doubled or replaced, if it has four letters."""
    if len(word) < 4:
        return word
    at = chance.randrange(len(word) - 1)
    letter, following = word[at], word[at + 1]
    typos = (following + letter, following, 2 * letter + following, chance.choice(word) + following)
    return word[:at] + chance.choice(typos) + word[at + 2 :]
