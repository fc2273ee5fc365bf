"""Language tags (BCP 47) in and out, and the languages we know, one record each.

A tag carries a script subtag where its language is written in several scripts (``sr-Cyrl``).
``und`` stands for a language that cannot be named, ``zxx`` for what is no language.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from polyglot_norm.errors import UnknownTag, nearest
from polyglot_norm.records import Language
from polyglot_norm.tables import rows

UNDETERMINED = "und"
NO_LANGUAGE = "zxx"

_ALIASES = {"cmn": "zh", "fil": "tl", "hbs": "sh"}
"""Codes that langcodes leaves as they are, or takes for another language than we do."""


@cache
def known() -> dict[str, Language]:
    """Every language that can be found in a text, by tag, in alphabetical order.

    >>> known()["sr-Cyrl"].script, known()["ja"].name
    ('Cyrl', 'Japanese')
    """
    return {
        row["tag"]: Language(
            row["tag"], row["name"], row["script"], row["macro"], row["low"] == "yes"
        )
        for row in rows("languages")
    }


def script_of(tag: str) -> str:
    """The script a tag is written in, ``Zyyy`` for ``zxx`` and ``Zzzz`` where it is unknown.

    >>> script_of("uk"), script_of("zxx")
    ('Cyrl', 'Zyyy')
    """
    if tag in known():
        return known()[tag].script
    return "Zyyy" if tag == NO_LANGUAGE else "Zzzz"


@lru_cache(maxsize=1024)
def resolve(tag: str) -> tuple[str, ...]:
    """The known tags that a user's tag stands for.

    Case, separators, aliases and regions do not matter; a bare language stands for all its
    scripts, and a group (``sh``, ``zh``) for its members.

    >>> resolve("sr"), resolve("srp-cyrl"), resolve("en_GB"), resolve("iw")
    (('sr-Cyrl', 'sr-Latn'), ('sr-Cyrl',), ('en',), ('he',))
    >>> resolve("no"), resolve("zh-TW")
    (('nb', 'nn'), ('zh-Hant',))

    Raises:
        UnknownTag: no known language fits; the message suggests the nearest tag.
    """
    for candidate in filter(None, _spellings(tag)):
        if candidate in known():
            return (candidate,)
        members = tuple(
            t for t, lang in known().items() if candidate in (lang.macro, t.partition("-")[0])
        )
        if members:
            return members
    raise UnknownTag(
        f"unknown language tag {tag!r};{nearest(tag, known())} pn.languages() lists the known tags"
    )


def resolve_all(tags: Iterable[str]) -> tuple[str, ...]:
    """The known tags that a list of tags stands for, sorted, each once.

    >>> resolve_all(["sr", "en", "sr-Latn"])
    ('en', 'sr-Cyrl', 'sr-Latn')

    Raises:
        UnknownTag: for the first tag that is unknown.
    """
    return tuple(sorted({found for tag in tags for found in resolve(tag)}))


def _spellings(tag: str) -> Iterable[str]:
    """The tag itself, then its canonical form, then that with less and less behind it."""
    yield tag
    yield _ALIASES.get(tag.lower(), tag.lower())
    # A slow import, and only unusual spellings need it.
    from langcodes import Language as ParsedTag
    from langcodes.tag_parser import LanguageTagError

    try:
        parsed = ParsedTag.get(tag)
    except LanguageTagError:
        return
    if parsed.variants or parsed.extlangs or parsed.extensions:
        return
    language, script = parsed.language or UNDETERMINED, parsed.script
    language = _ALIASES.get(language, language)
    if parsed.territory and not script:  # zh-TW says zh-Hant, by CLDR's likely subtags
        yield f"{language}-{parsed.maximize().script}"
    if script:
        # A script that the language is always written in is left out: en-Latn is en.
        if script_of(language) == script or f"{language}-{script}" in known():
            yield from (f"{language}-{script}", language)
    else:
        yield language


def name_of(tag: str) -> str:
    """The English name of a tag.

    A tag that is not in the table, as another detector may give it, is its own name.

    >>> name_of("sr-Latn"), name_of("zxx"), name_of("tlh")
    ('Serbian (Latin)', 'no language', 'tlh')
    """
    if tag in (UNDETERMINED, NO_LANGUAGE):
        return "unknown" if tag == UNDETERMINED else "no language"
    return known()[tag].name if tag in known() else tag
