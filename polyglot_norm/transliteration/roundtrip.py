"""Round trips of a scheme over its alphabet, to check one that claims to be reversible.

The samples are all letters and pairs of letters, in lower, title and upper case. Tests use this;
applying a scheme does not.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import NamedTuple

from polyglot_norm.transliteration import scheme_header
from polyglot_norm.transliteration.conversion import run
from polyglot_norm.transliteration.letter_case import LetterCase
from polyglot_norm.transliteration.matcher import matcher
from polyglot_norm.transliteration.scheme_rules import rules
from polyglot_norm.transliteration.schemes import find


def alphabet(stem: str) -> list[str]:
    """Return the letters of a table that have rules in both directions.

    >>> alphabet("az-1991")[:3]
    ['а', 'б', 'в']
    """
    header, lines = scheme_header.header(stem), scheme_header.lines(stem)
    back = {rule.becomes for rule in rules(header, lines, scheme_header.BACKWARD)}
    forward = {rule.text for rule in rules(header, lines, scheme_header.FORWARD)}
    return [letter for letter in sorted(forward & back) if len(letter) == 1]


def samples(stem: str) -> list[str]:
    """Return strings over the alphabet.

    The upper case of a sign may show only between upper-case letters, so pairs stand between them.
    """
    case = LetterCase(scheme_header.header(stem).upper)
    letters = alphabet(stem)
    convert = _converter(stem, scheme_header.FORWARD)
    cased = [c for c in letters if convert(case.upper(c)) != convert(c)]
    pairs = ["".join(pair) for pair in product(letters, repeat=2)]
    first = cased[0] if cased else ""
    return [
        *letters,
        *map(case.upper, cased),
        *pairs,
        *(case.title(pair) for pair in pairs if pair[0] in cased),
        *(case.upper(first + pair + first) for pair in pairs if cased),
    ]


def _converter(stem: str, direction: str) -> Callable[[str], str]:
    """Return a function that converts a text in one direction, by rules or by code."""
    header = scheme_header.header(stem)
    if direction not in header.code:
        return matcher(stem, direction).text
    route = next(route for route in header.routes() if route.direction == direction)
    scheme = find(header.name, route.lang, route.script)
    return lambda text: run(scheme, text, route.lang).text


class Loss(NamedTuple):
    """A sample that a round trip changes, with its result and that result converted back."""

    sample: str
    result: str
    restored: str


def lost(stem: str) -> list[Loss]:
    """Return the samples that a round trip changes.

    >>> lost("az-1991"), lost("mk-1970")[0]
    ([], Loss(sample='дж', result='dž', restored='џ'))
    """
    forward = _converter(stem, scheme_header.FORWARD)
    backward = _converter(stem, scheme_header.BACKWARD)
    texts = "\n".join(samples(stem))
    results = forward(texts)
    rows = zip(texts.split("\n"), results.split("\n"), backward(results).split("\n"), strict=True)
    return [Loss(*row) for row in rows if row[0] != row[2]]
