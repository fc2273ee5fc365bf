"""Whether a scheme that claims to lose nothing loses nothing: over its alphabet, there and back.

Tried are all its letters and pairs of letters, small, with a capital first, and in capitals.
Tests and the printer of the documentation ask this; taking a scheme into use does not.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from polyglot_norm.transliteration import header as headers
from polyglot_norm.transliteration.capitals import Capitals
from polyglot_norm.transliteration.matcher import matcher
from polyglot_norm.transliteration.rules import rules
from polyglot_norm.transliteration.schemes import fitting, run


def alphabet(stem: str) -> list[str]:
    """The letters of a table that have a way there and a way back.

    >>> alphabet("az-1991")[:3]
    ['а', 'б', 'в']
    """
    header, lines = headers.header(stem), headers.lines(stem)
    back = {rule.becomes for rule in rules(header, lines, headers.BACKWARD)}
    there = {rule.text for rule in rules(header, lines, headers.FORWARD)}
    return [letter for letter in sorted(there & back) if len(letter) == 1]


def samples(stem: str) -> list[str]:
    """Strings over the alphabet; a sign whose capital shows only among capitals stands there."""
    capitals = Capitals(headers.header(stem).capitals)
    letters = alphabet(stem)
    latin = _way(stem, headers.FORWARD)
    cased = [c for c in letters if latin(capitals.upper(c)) != latin(c)]
    pairs = ["".join(pair) for pair in product(letters, repeat=2)]
    first = cased[0] if cased else ""
    return [
        *letters,
        *map(capitals.upper, cased),
        *pairs,
        *(capitals.title(pair) for pair in pairs if pair[0] in cased),
        *(capitals.upper(first + pair + first) for pair in pairs if cased),
    ]


def _way(stem: str, direction: str) -> Callable[[str], str]:
    """What one direction makes of a text, be it by rules or by code."""
    header = headers.header(stem)
    if direction not in header.code:
        return matcher(stem, direction).text
    lang = next(lang for lang, _, way in header.ways() if way == direction)
    script = header.to_script if direction == headers.FORWARD else header.from_script
    scheme = fitting(header.name, lang, script)
    assert scheme is not None  # noqa: S101 - the table is there
    return lambda text: run(scheme, text, lang).text


def lost(stem: str) -> list[tuple[str, str, str]]:
    """Each sample that does not come back: it, what it becomes, and what comes back.

    >>> lost("az-1991"), lost("mk-1970")[0]
    ([], ('дж', 'dž', 'џ'))
    """
    there, back = (_way(stem, way) for way in (headers.FORWARD, headers.BACKWARD))
    texts = "\n".join(samples(stem))
    became = there(texts)
    rows = zip(texts.split("\n"), became.split("\n"), back(became).split("\n"), strict=True)
    return [row for row in rows if row[0] != row[2]]
