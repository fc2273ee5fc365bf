"""Words as people type them: without diacritics, and with a slip."""

from __future__ import annotations

import random
import unicodedata

# How often text of a tag is shown without its diacritics. High: commonly typed so in messages.
OFTEN, SELDOM = 0.3, 0.08
SHARES = {
    **dict.fromkeys("sr-Latn hr bs sl cs sk pl ro tr vi fr es pt hu".split(), OFTEN),
    **dict.fromkeys(
        "az ca cy da de eo et fi ga gl gn hsb is it ku lb lt lv mi mt".split(),
        SELDOM,
    ),
    **dict.fromkeys("ast crh-Latn ig nb nl nn oc sq sv szl tk tl yo".split(), SELDOM),
}

# What has no decomposition; {tag: letters} wins over the rest.
LETTERS = {
    "": {"đ": "dj", "ł": "l", "ı": "i", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ə": "e"},
    "de": {"ä": "ae", "ö": "oe", "ü": "ue"},
    "vi": {"đ": "d"},
}


def without_diacritics(word: str, tag: str) -> str:
    """A folded word as it is typed where a keyboard lacks its letters."""
    for letters in (LETTERS.get(tag, {}), LETTERS[""]):
        word = word.translate(str.maketrans(letters))
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.combining(c) == 0)


def with_slip(word: str, chance: random.Random) -> str:
    """A word with two letters swapped, one left out, doubled or replaced; short words unchanged."""
    if len(word) < 4:
        return word
    at = chance.randrange(len(word) - 1)
    letter, following = word[at], word[at + 1]
    slips = (following + letter, following, 2 * letter + following, chance.choice(word) + following)
    return word[:at] + chance.choice(slips) + word[at + 2 :]
