"""All schemes: those of the tables, of the cyrtranslit package, and ASCII."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from polyglot_norm.records import Scheme

if TYPE_CHECKING:
    # Imported where first needed: many texts have no script to convert, and tables take time.
    from polyglot_norm.transliteration.scheme_header import SchemeHeader

ASCII: Final = "ascii"

ANY: Final = "*"
"""The language of a scheme that supports all languages."""

ICU: Final = "icu:"
"""The prefix of the names of ICU's transforms."""

CYRTRANSLIT: Final = "cyrtranslit/"
"""The prefix of the names of the cyrtranslit package's tables."""


class Conversion(NamedTuple):
    """A scheme and where its rules are: in a table, by name, and in which direction."""

    scheme: Scheme
    table: str
    direction: str


@cache
def all_schemes() -> tuple[Scheme, ...]:
    """Return every scheme except ICU's: by name, with those of cyrtranslit last."""
    return tuple(conversion.scheme for conversion in _conversions().values())


def conversion_of(name: str, lang: str, script: str) -> Conversion:
    """Return the conversion of a scheme, by its name, language and target script."""
    return _conversions()[name, lang, script]


@cache
def _conversions() -> dict[tuple[str, str, str], Conversion]:
    """Return every conversion by the name, language and target script of its scheme."""
    own = tuple(_from_tables())
    taken = {(conversion.scheme.lang, conversion.scheme.script) for conversion in own}
    found = (*own, *_from_cyrtranslit(taken), _ascii())
    return {(c.scheme.name, c.scheme.lang, c.scheme.script): c for c in found}


def _from_tables() -> Iterator[Conversion]:
    from polyglot_norm.transliteration.scheme_header import header, stems

    for head in map(header, stems()):
        for lang, script, direction in head.routes():
            yield Conversion(_record(head, lang, script), head.stem, direction)


def _record(head: SchemeHeader, lang: str, script: str) -> Scheme:
    source = head.from_script if script == head.to_script else head.to_script
    return Scheme(
        head.name,
        lang,
        script,
        output_tag(lang, source, script, f"m0-{head.mechanism}" if head.mechanism else ""),
        lang in head.default,
        head.source,
        from_script=source,
        title=head.title,
        year=head.year,
        reversible=head.reversible,
        lossy=head.lossy,
    )


def _from_cyrtranslit(taken: set[tuple[str, str]]) -> Iterator[Conversion]:
    """Yield the tables of the package, which are the default where there is no other scheme."""
    from polyglot_norm.transliteration.cyrtranslit import cyrtranslit_tables

    for table in cyrtranslit_tables():
        record = Scheme(
            table.name,
            table.lang,
            table.script,
            output_tag(table.lang, table.from_script, table.script),
            (table.lang, table.script) not in taken,
            "cyrtranslit",
            from_script=table.from_script,
            title="table of the cyrtranslit package",
        )
        yield Conversion(record, table.code, table.direction)


def _ascii() -> Conversion:
    title = "ASCII by the Latin scheme of the language and Unidecode, for slugs and keys"
    lossy = "nearly everything but case"
    scheme = Scheme(ASCII, ANY, "Latn", "", False, "Unidecode", title=title, lossy=lossy)
    return Conversion(scheme, "", "")


def output_tag(lang: str, source: str, target: str, mechanism: str = "") -> str:
    """Return the tag of a transliterated text, with its RFC 6497 extension.

    >>> output_tag("sr-Cyrl", "Cyrl", "Latn"), output_tag("ja", "Jpan", "Latn")
    ('sr-Latn-t-sr-cyrl', 'ja-Latn-t-ja-jpan')
    >>> output_tag("ru", "Cyrl", "Latn", "m0-iso")
    'ru-Latn-t-ru-cyrl-m0-iso'
    """
    language = lang.partition("-")[0]
    parts = (language, target, "t", language, source.lower(), mechanism)
    return "-".join(part for part in parts if part)
