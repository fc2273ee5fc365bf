"""The named schemes: what can be written in another script, and by which rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from polyglot_norm.aligned import Aligned, joined
from polyglot_norm.errors import UnknownScheme, nearest
from polyglot_norm.language.tags import script_of
from polyglot_norm.records import ProtectedSpan, Scheme
from polyglot_norm.transliteration import tables
from polyglot_norm.transliteration.ascii import to_ascii

ASCII = "ascii"
ANY = "*"
"""The language of a scheme that takes any."""


@cache
def all_schemes() -> tuple[Scheme, ...]:
    """Every scheme, the one for a language's default first."""
    return (*_table_schemes(), Scheme(ASCII, ANY, "Latn", "", False, "Unidecode"))


def _table_schemes() -> Iterator[Scheme]:
    for tag in tables.CODES:
        name = f"cyrtranslit/{tag.partition('-')[0]}"
        output = output_tag(tag, script_of(tag), "Latn")
        yield Scheme(name, tag, "Latn", output, True, "cyrtranslit")
    yield Scheme(
        "cyrtranslit/sr",
        "sr-Latn",
        "Cyrl",
        output_tag("sr-Latn", "Latn", "Cyrl"),
        True,
        "cyrtranslit",
    )


def output_tag(lang: str, source: str, target: str) -> str:
    """The tag of a text put into another script, with its RFC 6497 extension.

    >>> output_tag("sr-Cyrl", "Cyrl", "Latn"), output_tag("ja", "Jpan", "Latn")
    ('sr-Latn-t-sr-cyrl', 'ja-Latn-t-ja-jpan')
    """
    language = lang.partition("-")[0]
    return f"{language}-{target}-t-{language}-{source.lower()}"


def default_for(lang: str, target: str | None = None) -> Scheme | None:
    """The default scheme of a language, into ``target`` script if that is given."""
    for scheme in all_schemes():
        if scheme.lang == lang and scheme.default and target in (None, scheme.script):
            return scheme
    return None


def find(name: str, lang: str | None = None) -> Scheme:
    """The scheme of a name, for a language if that is given.

    >>> find("cyrtranslit/sr", "sr-Cyrl").output_lang
    'sr-Latn-t-sr-cyrl'

    Raises:
        UnknownScheme: no scheme has that name, or none of that name takes the language.
    """
    named = [scheme for scheme in all_schemes() if scheme.name == name]
    if not named:
        names = sorted({scheme.name for scheme in all_schemes()})
        raise UnknownScheme(
            f"unknown scheme {name!r};{nearest(name, names)} choose one of {', '.join(names)}"
        )
    for scheme in named:
        if lang is None or scheme.lang in (lang, ANY):
            return scheme
    there = sorted(s.name for s in all_schemes() if s.lang in (lang, ANY))
    raise UnknownScheme(
        f"scheme {name!r} is for {', '.join(s.lang for s in named)}, not for {lang!r}; "
        f"for {lang!r} there is {', '.join(there)}"
    )


def run(scheme: Scheme, text: str, lang: str, protected: Sequence[ProtectedSpan] = ()) -> Aligned:
    """The text by a scheme, what is protected left as it is."""
    if not protected:
        return _run_all(scheme, text, lang)
    parts: list[tuple[int, Aligned]] = []
    at = 0
    for span in protected:
        parts.append((at, _run_all(scheme, text[at : span.start], lang)))
        parts.append((span.start, Aligned(text[span.start : span.end])))
        at = span.end
    parts.append((at, _run_all(scheme, text[at:], lang)))
    return joined(text, parts)


def _run_all(scheme: Scheme, text: str, lang: str) -> Aligned:
    if scheme.name == ASCII:
        return to_ascii(text, scheme.name)
    change = tables.to_latin if scheme.script == "Latn" else tables.to_cyrillic
    return change(text, lang, scheme.name)
