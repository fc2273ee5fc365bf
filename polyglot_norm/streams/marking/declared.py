"""The language that a page declares for a text, and whether another agrees with it."""

from __future__ import annotations

from functools import lru_cache

import langcodes
from langcodes.tag_parser import LanguageTagError

from polyglot_norm.errors import UnknownTag
from polyglot_norm.streams.findings import allowed

_SPOKEN = {"sh-Latn": "sr-Latn"}
"""Tags that readers of pages have no voice for, with one whose voices read the same."""


@lru_cache(maxsize=1024)
def script_of(declared: str) -> str:
    """Return the script of a declared language, or an empty string if it is not known.

    >>> script_of("en-GB"), script_of("sr"), script_of("zh-TW"), script_of("english")
    ('Latn', 'Cyrl', 'Hant', '')
    """
    try:
        return langcodes.Language.get(declared).maximize().script or ""
    except LanguageTagError:
        return ""


@lru_cache(maxsize=1024)
def agrees(declared: str, found: str) -> bool:
    """Return True if a text in the language ``found`` may stand where a page declares another.

    A region says nothing about the text, and a script only if it is named. The empty declaration,
    of which HTML says that the language is unknown, agrees with everything.

    >>> agrees("en-GB", "en"), agrees("sr-RS", "sr-Latn"), agrees("sr-Cyrl", "sr-Latn")
    (True, True, False)
    >>> agrees("hr", "sh-Latn"), agrees("zh-TW", "zh-Hans")
    (True, False)
    """
    if not declared:
        return True
    try:
        tag = langcodes.Language.get(declared, normalize=False)
        language, script = tag.language or "", tag.script
        if language == "zh":
            return found in allowed([declared])
        return found in allowed([f"{language}-{script}" if script else language])
    except (LanguageTagError, UnknownTag):
        return found == declared


def is_valid(declared: str) -> bool:
    """Return True if a declaration is a tag of BCP 47 whose parts are registered, or empty.

    >>> is_valid("sr-Cyrl-RS"), is_valid("en_US"), is_valid("english"), is_valid("qq")
    (True, False, False, False)
    """
    return not declared or ("_" not in declared and langcodes.tag_is_valid(declared))


def written(found: str) -> str:
    """Return the tag that marks a text in a language.

    >>> written("sr-Cyrl"), written("sh-Latn")
    ('sr-Cyrl', 'sr-Latn')
    """
    return _SPOKEN.get(found, found)
