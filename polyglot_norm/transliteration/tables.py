"""Letter by letter: the tables of the cyrtranslit package, by language, through `str.translate`.

Each table gives a Cyrillic or Greek letter one or more Latin ones. A capital letter that becomes
several is set in capitals where its word is (`ЉУБАВ` is `LJUBAV`, `Љубав` is `Ljubav`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from polyglot_norm.aligned import Aligned, Edit

CODES = {
    "sr-Cyrl": "sr",
    "mk": "mk",
    "bg": "bg",
    "ru": "ru",
    "uk": "ua",
    "be": "by",
    "mn": "mn",
    "tg": "tj",
    "el": "el",
}
"""Our tags and the package's codes for them."""


class _Table(NamedTuple):
    """One table, ready for use. ``shouted`` finds capitals that become several, in capitals."""

    letters: dict[int, str]
    shouted: re.Pattern[str]
    uppercase: dict[str, str]


def to_latin(text: str, tag: str, rule: str) -> Aligned:
    """The text in Latin letters by the table of a tag in ``CODES``; other letters stay.

    >>> to_latin("ЉУБАВ и Љубица", "sr-Cyrl", "cyrtranslit/sr").text
    'LJUBAV i Ljubica'
    """
    table = _to_latin(tag)
    capitals_set = table.shouted.sub(lambda match: table.uppercase[match[0]], text)
    return Aligned.lazily(text, capitals_set.translate(table.letters), _latin_edits, tag, rule)


def _latin_edits(text: str, tag: str, rule: str) -> Iterator[Edit]:
    table = _to_latin(tag)
    shouted = {match.start() for match in table.shouted.finditer(text)}
    for i, letter in enumerate(text):
        becomes = table.uppercase[letter] if i in shouted else table.letters.get(ord(letter))
        if becomes is not None and becomes != letter:
            yield Edit(i, i + 1, becomes, rule)


@cache
def _to_latin(tag: str) -> _Table:
    letters: dict[str, str] = _mapping()[CODES[tag]]["tolatin"]
    capitals = {c: letters[c.lower()] for c in letters if c != c.lower() and c.lower() in letters}
    several = {c: latin for c, latin in capitals.items() if len(latin) > 1}
    upper, lower = "".join(capitals), "".join(c.lower() for c in capitals)
    # In capitals is what stands before a capital, or after one and not before a small letter.
    shouted = (
        rf"[{''.join(several)}](?:(?=[{upper}])|(?<=[{upper}].)(?![{lower}]))"
        if several
        else r"(?!)"
    )
    # Small letters show how the table spells; its own capitals are `Ya` here and `ZH` there.
    titled = {c: latin[0].upper() + latin[1:] for c, latin in several.items()}
    return _Table(
        str.maketrans(letters | titled),
        re.compile(shouted),
        {c: latin.upper() for c, latin in several.items()},
    )


def to_cyrillic(text: str, tag: str, rule: str) -> Aligned:
    """Serbian in Cyrillic letters by the table; words with q, w, x or y stay as they are.

    >>> to_cyrillic("Ljubav i NJEGOŠ, Windows", "sr-Latn", "cyrtranslit/sr").text
    'Љубав и ЊЕГОШ, Windows'
    """
    edits = tuple(_cyrillic_edits(text, rule))
    return Aligned(text, edits)


def _cyrillic_edits(text: str, rule: str) -> Iterator[Edit]:
    letters, pattern = _to_cyrillic()
    for match in pattern.finditer(text):
        becomes = letters.get(match[0])
        if becomes:
            yield Edit(match.start(), match.end(), becomes, rule)


@cache
def _to_cyrillic() -> tuple[dict[str, str], re.Pattern[str]]:
    letters: dict[str, str] = _mapping()["sr"]["tocyrillic"]
    letters = letters | {
        latin.upper(): cyrillic for latin, cyrillic in letters.items() if latin[0].isupper()
    }
    longest_first = sorted(letters, key=lambda latin: (-len(latin), latin))
    # A word of foreign letters is matched whole, first, so that nothing in it is.
    foreign = r"\b[^\W\d_]*?[QWXYqwxy][^\W\d_]*"
    return letters, re.compile("|".join([foreign, *longest_first]))


def _mapping() -> dict[str, dict[str, dict[str, str]]]:
    from cyrtranslit.mapping import TRANSLIT_DICT

    tables: dict[str, dict[str, dict[str, str]]] = TRANSLIT_DICT
    return tables
