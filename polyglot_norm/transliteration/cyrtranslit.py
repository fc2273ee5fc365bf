"""Schemes ``cyrtranslit/<language>``: the tables of the cyrtranslit package.

The lower-case tables are used as they are; upper case follows from the context as in all other
schemes (the package itself writes `Ya` in one place and `ZH` in another). Into Cyrillic or Greek,
the longest text of a table wins. This is the only file that imports the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from polyglot_norm.transliteration.letter_case import LetterCase
from polyglot_norm.transliteration.matcher import Matcher
from polyglot_norm.transliteration.scheme_header import BACKWARD, FORWARD, tag_in
from polyglot_norm.transliteration.scheme_rules import Context, Rule

_CODES = {
    "sr": "sr-Cyrl", "me": "cnr-Cyrl", "mk": "mk", "ru": "ru", "tj": "tg", "bg": "bg",
    "ua": "uk", "by": "be", "mn": "mn", "el": "el",
}  # fmt: skip
"""The package's codes, some of countries and some of languages, and the tags they stand for."""

_ACCENTED = ("mk", "bg")
"""Codes with a second table that keeps the grave accent of ѐ and ѝ."""


class CyrtranslitTable(NamedTuple):
    """A table of the package in one direction."""

    name: str
    lang: str
    from_script: str
    script: str
    code: str
    direction: str


def cyrtranslit_tables() -> Iterator[CyrtranslitTable]:
    """Yield every table and direction, without reading any.

    >>> table = next(cyrtranslit_tables())
    >>> table.name, table.lang, table.script, table.direction
    ('cyrtranslit/sr', 'sr-Cyrl', 'Latn', 'forward')
    """
    for code, tag in (*_CODES.items(), *((f"{c}-accented", _CODES[c]) for c in _ACCENTED)):
        language = tag.partition("-")[0]
        script = "Grek" if code == "el" else "Cyrl"
        name = f"cyrtranslit/{language}" + ("-accented" if code not in _CODES else "")
        yield CyrtranslitTable(name, tag, script, "Latn", code, FORWARD)
        back = tag_in(language, "Latn")
        yield CyrtranslitTable(name, back, "Latn", script, code, BACKWARD)


@cache
def cyrtranslit_matcher(code: str, direction: str) -> Matcher:
    """Return the matcher of a table.

    >>> forward, backward = (cyrtranslit_matcher("ua", way) for way in ("forward", "backward"))
    >>> forward.text("ЇЖАК"), backward.text("Jižak")
    ('JIŽAK', 'Їжак')
    """
    from cyrtranslit.mapping import TRANSLIT_DICT

    tables: dict[str, dict[str, str]] = TRANSLIT_DICT[code.removesuffix("-accented")]
    side = "tolatin" if direction == FORWARD else "tocyrillic"
    table = tables[side] | (tables[f"{side}_accented"] if code.endswith("-accented") else {})
    rules = [Rule(text, to) for text, to in table.items() if text and text == text.lower()]
    if (code, direction) == ("ru", BACKWARD):  # the only context in the package's code
        rules.insert(0, Rule("y", "й", Context(negated=False, items=(("aeiou",),))))
    return Matcher(rules, LetterCase())
