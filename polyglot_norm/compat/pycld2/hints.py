"""The hints that pycld2 takes, as tags that are likely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyglot_norm.compat.pycld2.names import cld2_name
from polyglot_norm.errors import UnknownTag
from polyglot_norm.language.resolution import resolve
from polyglot_norm.language.tags import known


def of_language(hint: str) -> tuple[str, ...]:
    """Return the tags that a name or a code of CLD2 stands for, or those of a BCP 47 tag.

    >>> of_language("ITALIAN"), of_language("iw"), of_language("zh-Hant")
    (('it',), ('he',), ('zh-Hant',))

    Raises:
        UnknownTag: it is neither.
    """
    return _by_name().get(hint.lower()) or resolve(hint)


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for tag in known():
        for name in cld2_name(tag):
            found[name.lower()] = (*found.get(name.lower(), ()), tag)
    return found


def of_headers(header: str) -> tuple[str, ...]:
    """Return the tags of an Accept-Language or Content-Language header; others are ignored.

    >>> of_headers("mi, en;q=0.5, *, blah;;;")
    ('mi', 'en')
    """
    return tuple(dict.fromkeys(_in_header(header)))


def _in_header(header: str) -> Iterator[str]:
    for part in re.findall(r"(?:^|,)\s*([\w-]+)", header):
        try:
            yield from resolve(part)
        except UnknownTag:
            continue


def of_domain(domain: str) -> tuple[str, ...]:
    """Return the tags of the language of a country, by its top-level domain; none of others.

    >>> of_domain("id"), of_domain("uk"), of_domain("com")
    (('id',), ('en',), ())
    """
    from langcodes import Language  # slow, and rarely needed

    country = {"uk": "GB"}.get(domain.lower(), domain.upper())
    if len(country) != 2 or not country.isascii() or not country.isalpha():
        return ()
    likely = Language.get(f"und-{country}").maximize()
    try:
        return resolve(f"{likely.language}-{likely.script}")
    except UnknownTag:
        return ()
