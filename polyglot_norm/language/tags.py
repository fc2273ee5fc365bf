"""The languages that can be found in a text, one record each, by BCP 47 tag.

A tag has a script subtag if its language is written in several scripts (``sr-Cyrl``). ``und`` is a
language that cannot be named, ``zxx`` the absence of language.
"""

from __future__ import annotations

from functools import cache

from polyglot_norm.language.figures import family_of
from polyglot_norm.records import Language
from polyglot_norm.tables import rows

UNDETERMINED = "und"
NO_LANGUAGE = "zxx"


@cache
def known() -> dict[str, Language]:
    """Return every language that can be found in a text, by tag, in alphabetical order.

    >>> known()["sr-Cyrl"].script, known()["ja"].name, known()["ka"].family
    ('Cyrl', 'Japanese', 'Kartvelian')
    """
    return {
        row["tag"]: Language(
            row["tag"],
            row["name"],
            row["script"],
            row["macro"],
            row["low"] == "yes",
            family_of(row["tag"]),
        )
        for row in rows("languages")
    }


def is_neutral(tag: str) -> bool:
    """Return True for the tag of a language in whichever script: its own macrolanguage.

    >>> is_neutral("zh"), is_neutral("zh-Hans"), is_neutral("ar")
    (True, False, False)
    """
    return tag in known() and known()[tag].macro == tag


def script_of(tag: str) -> str:
    """Return the script of a tag, ``Zyyy`` for ``zxx`` and ``Zzzz`` if it is unknown.

    >>> script_of("uk"), script_of("zxx")
    ('Cyrl', 'Zyyy')
    """
    if tag in known():
        return known()[tag].script
    return "Zyyy" if tag == NO_LANGUAGE else "Zzzz"


def name_of(tag: str) -> str:
    """Return the English name of a tag.

    A tag that is not in the table, which another detector may return, is its own name.

    >>> name_of("sr-Latn"), name_of("zxx"), name_of("tlh")
    ('Serbian (Latin)', 'no language', 'tlh')
    """
    if tag in (UNDETERMINED, NO_LANGUAGE):
        return "unknown" if tag == UNDETERMINED else "no language"
    return known()[tag].name if tag in known() else tag
