"""What CLD2 calls a language: a name in upper case and a code."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, known, name_of
from polyglot_norm.tables import rows


class Name(NamedTuple):
    """The name and the code of a language."""

    name: str
    code: str


UNKNOWN = Name("Unknown", "un")
"""What CLD2 calls a language that it cannot name."""


@cache
def cld2_name(tag: str) -> Name:
    """Return the name and code of a tag; a language that CLD2 lacks has names of the same kind.

    >>> cld2_name("sr-Cyrl"), cld2_name("zh-Hant").code, cld2_name("ckb").name
    (Name(name='SERBIAN', code='sr'), 'zh-Hant', 'CENTRAL_KURDISH')
    """
    language = tag.partition("-")[0]
    if tag in (UNDETERMINED, NO_LANGUAGE):
        return UNKNOWN
    found = _exceptions().get(tag) or _exceptions().get(language)
    # Dari is Persian to CLD2.
    return found or Name(_upper(name_of(language if language in known() else tag)), language)


def _upper(name: str) -> str:
    """Return an English name as CLD2 spells it.

    >>> _upper("Norwegian Bokmål"), _upper("Dinka (Latin)")
    ('NORWEGIAN_BOKMAL', 'DINKA')
    """
    bare = unicodedata.normalize("NFKD", name.partition(" (")[0])
    letters = bare.encode("ascii", "ignore").decode().upper()
    return letters.replace("'", "").replace("-", "_").replace(" ", "_")


@cache
def _exceptions() -> dict[str, Name]:
    return {row["tag"]: Name(row["name"], row["code"]) for row in rows("cld2-names")}


def every_name() -> tuple[Name, ...]:
    """Return the names and codes of all languages, each once, in alphabetical order."""
    return tuple(sorted({cld2_name(tag) for tag in known()}))
