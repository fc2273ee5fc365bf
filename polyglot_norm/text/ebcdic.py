"""EBCDIC, the encodings of IBM's mainframes, in which no letter is where ASCII has it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from polyglot_norm.text.encoding_pairs import pairs

# Each with its language, or an encoding of ours for the same languages.
_CODECS: Final = {
    "cp037": "latin-1",
    "cp500": "latin-1",
    "cp1140": "iso8859-15",
    "cp273": "de",
    "cp1026": "tr",
    "cp875": "iso8859-7",
}
_LETTERS: Final = bytes(
    (*range(0x41, 0x4A), *range(0x51, 0x5A), *range(0x62, 0x6A), *range(0x70, 0xFA))
)
_SPACE: Final = b"\x40"
_SAMPLE: Final = 4096
_FEWEST_SPACES, _FEWEST_LETTERS = 0.04, 0.6
_ANY_LETTER: Final = 3.2
"""Nats for an ASCII letter in a language of another script, where all have one symbol."""
_RARE_MARKS: Final = "|[]{}^~\\`"
_RARE_MARK: Final = 3.0
"""Nats more for these than for ``!?.,``: the codecs differ most in where they have them."""
_LIKELY: Final = 5.0
"""Nats for a character; text in any language has 2 to 3.5."""


def ebcdic_codec(data: bytes) -> str | None:
    r"""Return the EBCDIC codec of data whose most common bytes are its letters and spaces, or None.

    >>> ebcdic_codec("Ein Satz mit nur fünf Wörtern\n".encode("cp037"))
    'cp037'
    >>> ebcdic_codec("Ein Satz mit nur fünf Wörtern\n".encode("cp437")) is None
    True
    """
    sample = data[:_SAMPLE]
    spaces = sample.count(_SPACE)
    letters = len(sample) - len(sample.translate(None, _LETTERS))
    if (
        spaces < _FEWEST_SPACES * len(sample)
        or b" " in sample
        or letters < _FEWEST_LETTERS * (len(sample) - spaces)
    ):
        return None
    costs = {codec: _cost(sample.decode(codec, "replace"), like) for codec, like in _CODECS.items()}
    best = min(costs, key=lambda codec: costs[codec])
    return best if costs[best] < _LIKELY * len(sample) else None


def _cost(text: str, like: str) -> float:
    counts = tuple(Counter(pairwise(f" {text} ")).items())
    foreign = _ANY_LETTER * sum(character.isalpha() for character in text if character < "\x7f")
    rare = _RARE_MARK * sum(map(text.count, _RARE_MARKS))
    return (
        rare
        + pairs().case_cost(counts)
        + min(
            each.cost(counts) + (0 if each.is_latin else foreign)
            for each in pairs().languages
            if like in (each.tag, *each.codecs)
        )
    )
