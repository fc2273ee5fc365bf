"""The tables of the cyrtranslit package, offered as schemes ``cyrtranslit/<language>``.

Its tables are taken as they are, in small letters; capitals follow by context as in every scheme
here (the package itself writes `Ya` here and `ZH` there). Into Cyrillic or Greek the longest text
of a table wins. This is the one file that imports the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from polyglot_norm.transliteration.capitals import Capitals
from polyglot_norm.transliteration.header import BACKWARD, FORWARD, tag_in
from polyglot_norm.transliteration.matcher import Matcher
from polyglot_norm.transliteration.rules import Context, Rule

_CODES = {
    "sr": "sr-Cyrl", "me": "cnr-Cyrl", "mk": "mk", "ru": "ru", "tj": "tg", "bg": "bg",
    "ua": "uk", "by": "be", "mn": "mn", "el": "el",
}  # fmt: skip
"""The package's codes, which are of countries here and of languages there, and our tags."""

_ACCENTED = ("mk", "bg")
"""Codes with a second table, which keeps the grave accent of ѐ and ѝ."""


class Way(NamedTuple):
    """One table in one direction."""

    name: str
    lang: str
    from_script: str
    script: str
    code: str
    direction: str


def ways() -> Iterator[Way]:
    """Every table and direction, without reading any.

    >>> next(ways())
    Way(name='cyrtranslit/sr', lang='sr-Cyrl', from_script='Cyrl', script='Latn', code='sr', \
direction='forward')
    """
    for code, tag in (*_CODES.items(), *((f"{c}-accented", _CODES[c]) for c in _ACCENTED)):
        language = tag.partition("-")[0]
        script = "Grek" if code == "el" else "Cyrl"
        name = f"cyrtranslit/{language}" + ("-accented" if code not in _CODES else "")
        yield Way(name, tag, script, "Latn", code, FORWARD)
        yield Way(name, tag_in(language, "Latn"), "Latn", script, code, BACKWARD)


@cache
def matcher(code: str, direction: str) -> Matcher:
    """The matcher of a table.

    >>> matcher("sr", "forward").text("ЉУБАВ"), matcher("ua", "backward").text("Jižak")
    ('LJUBAV', 'Їжак')
    """
    from cyrtranslit.mapping import TRANSLIT_DICT

    tables: dict[str, dict[str, str]] = TRANSLIT_DICT[code.removesuffix("-accented")]
    side = "tolatin" if direction == FORWARD else "tocyrillic"
    table = tables[side] | (tables[f"{side}_accented"] if code.endswith("-accented") else {})
    small = [Rule(text, to) for text, to in table.items() if text and text == text.lower()]
    if (code, direction) == ("ru", BACKWARD):  # the one context that is in the package's code
        small.insert(0, Rule("y", "й", Context(negated=False, items=(("aeiou",),))))
    return Matcher(small, Capitals())
