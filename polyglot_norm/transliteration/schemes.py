"""The named schemes: what can be written in another script, and by which rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, joined
from polyglot_norm.errors import UnknownScheme, UnknownTag, nearest
from polyglot_norm.language import resolution, tags
from polyglot_norm.normalisation.steps.ascii import to_ascii
from polyglot_norm.records import ProtectedSpan, Scheme
from polyglot_norm.text.characters import SCRIPTS

if TYPE_CHECKING:
    # What reads tables is imported where it is first needed: many texts are all in Latin script.
    from polyglot_norm.transliteration.header import Header
    from polyglot_norm.transliteration.matcher import Matcher

ASCII = "ascii"
ANY = "*"
"""The language of a scheme that takes any."""

ICU = "icu:"
"""What the names of ICU's transforms begin with."""

Function = Callable[[str, str, str], Aligned]
"""What does the work: a text, the tag of its language and the rule's name in."""


class _Way(NamedTuple):
    """A scheme with what does its work: a table's name or code, and the direction."""

    scheme: Scheme
    source: str
    direction: str


@cache
def all_schemes() -> tuple[Scheme, ...]:
    """Every scheme but those of ICU: by name, and those of the cyrtranslit package at the end."""
    return tuple(way.scheme for way in _ways().values())


@cache
def _ways() -> dict[tuple[str, str, str], _Way]:
    """Every scheme, by its name, language and script."""
    tables = tuple(_from_tables())
    taken = {(way.scheme.lang, way.scheme.script) for way in tables}
    found = (*tables, *_from_cyrtranslit(taken), _ascii())
    return {(way.scheme.name, way.scheme.lang, way.scheme.script): way for way in found}


def _from_tables() -> Iterator[_Way]:
    from polyglot_norm.transliteration.header import header, stems

    for head in map(header, stems()):
        for lang, script, direction in head.ways():
            yield _Way(_record(head, lang, script), head.stem, direction)


def _record(head: Header, lang: str, script: str) -> Scheme:
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


def _from_cyrtranslit(taken: set[tuple[str, str]]) -> Iterator[_Way]:
    """The tables of that package: the default where there is nothing else of ours."""
    from polyglot_norm.transliteration import cyrtranslit

    for way in cyrtranslit.ways():
        record = Scheme(
            way.name,
            way.lang,
            way.script,
            output_tag(way.lang, way.from_script, way.script),
            (way.lang, way.script) not in taken,
            "cyrtranslit",
            from_script=way.from_script,
            title="table of the cyrtranslit package",
        )
        yield _Way(record, way.code, way.direction)


def _ascii() -> _Way:
    title = "ASCII, character by character, for slugs and keys"
    lossy = "case aside, nearly everything: it knows no language"
    return _Way(
        Scheme(ASCII, ANY, "Latn", "", False, "Unidecode", title=title, lossy=lossy), "", ""
    )


def output_tag(lang: str, source: str, target: str, how: str = "") -> str:
    """The tag of a text put into another script, with its RFC 6497 extension.

    >>> output_tag("sr-Cyrl", "Cyrl", "Latn"), output_tag("ja", "Jpan", "Latn")
    ('sr-Latn-t-sr-cyrl', 'ja-Latn-t-ja-jpan')
    >>> output_tag("ru", "Cyrl", "Latn", "m0-iso")
    'ru-Latn-t-ru-cyrl-m0-iso'
    """
    language = lang.partition("-")[0]
    parts = (language, target, "t", language, source.lower(), how)
    return "-".join(part for part in parts if part)


def output_lang(scheme: Scheme, lang: str, script: str) -> str:
    """The tag of a segment after a scheme; its own where it stays in its script.

    >>> output_lang(find("ascii"), "el", "Grek"), output_lang(find("ascii"), "fr", "Latn")
    ('el-Latn-t-el-grek', 'fr')
    """
    if scheme.lang != ANY:
        return scheme.output_lang
    how = "x0-icu" if scheme.name.startswith(ICU) else ""
    return lang if scheme.script == script else output_tag(lang, script, scheme.script, how)


@cache
def _defaults() -> dict[tuple[str, str | None], Scheme]:
    """The default of each language, by the script it leads to, and by None for any."""
    found: dict[tuple[str, str | None], Scheme] = {}
    for scheme in all_schemes():
        if scheme.default:
            found.setdefault((scheme.lang, scheme.script), scheme)
            found.setdefault((scheme.lang, None), scheme)
    return found


def default_for(lang: str, target: str | None = None) -> Scheme | None:
    """The default scheme of a language, into ``target`` script if that is given."""
    return _defaults().get((lang, target))


def fitting(name: str, lang: str, target: str | None = None) -> Scheme | None:
    """The scheme of a name for a language, into ``target`` script if that is given, or None.

    >>> fitting("iso9", "uk").output_lang, fitting("iso9", "el")
    ('uk-Latn-t-uk-cyrl-m0-iso', None)
    """
    for scheme in _named(name):
        if scheme.lang in (lang, ANY) and target in (None, scheme.script):
            return scheme
    return None


@cache
def _by_name() -> dict[str, tuple[Scheme, ...]]:
    found: dict[str, tuple[Scheme, ...]] = {}
    for scheme in all_schemes():
        found[scheme.name] = (*found.get(scheme.name, ()), scheme)
    return found


def _named(name: str) -> tuple[Scheme, ...]:
    if name.startswith(ICU):
        from polyglot_norm.transliteration import icu

        script, title = icu.to_script(name.removeprefix(ICU)), "transform of ICU"
        return (Scheme(name, ANY, script, "", False, "ICU", title=title),)
    return _by_name().get(name, ())


def find(name: str, lang: str | None = None, target: str | None = None) -> Scheme:
    """The scheme of a name, for a language and into a script if these are given.

    >>> find("sr-latn", "sr-Cyrl").output_lang
    'sr-Latn-t-sr-cyrl'

    Raises:
        UnknownScheme: no scheme has that name, or none of that name takes the language or leads
            there.
        MissingExtra: it is one of ICU, and PyICU is not installed.
    """
    named = _named(name)
    if not named:
        names = sorted({scheme.name for scheme in all_schemes()})
        raise UnknownScheme(
            f"unknown scheme {name!r};{nearest(name, names)} choose one of {', '.join(names)}, "
            "or icu:ID"
        )
    if lang is None:
        return named[0]
    found = fitting(name, lang, target)
    if found is None:
        raise UnknownScheme(_why_not(named, lang, target))
    return found


def _why_not(named: Sequence[Scheme], lang: str, target: str | None) -> str:
    """What a scheme of that name is for, and what there is for the language instead."""
    name, language = named[0].name, lang.partition("-")[0]
    there = {s.name for s in all_schemes() if s.lang == lang and target in (None, s.script)}
    if target in (None, "Latn"):
        there.add(ASCII)
    names = ", ".join(sorted(there)) or "none"
    into = f" into {target}" if target else ""
    same = [s for s in named if s.lang.partition("-")[0] == language]
    if same:
        what = f"leads from {same[0].from_script} to {same[0].script} ({same[0].lang}) only"
        return f"scheme {name!r} {what}; for {lang!r}{into} there is {names}"
    takes = ", ".join(dict.fromkeys(s.lang for s in named))
    return f"scheme {name!r} is for {takes}, not for {lang!r}; for {lang!r}{into} there is {names}"


_SCRIPT_NAMES: Final = {"latin": "Latn", "cyrillic": "Cyrl", "ascii": ASCII}


def script_of(target: str | None) -> str | None:
    """Return the ISO 15924 code of a user's target script, or ``ascii`` as it is.

    >>> script_of("latin"), script_of("cyrl"), script_of("ascii"), script_of(None)
    ('Latn', 'Cyrl', 'ascii', None)

    Raises:
        UnknownScheme: there is no such script.
    """
    if target is None:
        return None
    script = _SCRIPT_NAMES.get(target.lower(), target.title())
    if script != ASCII and script not in SCRIPTS:
        raise UnknownScheme(
            f"unknown target script {target!r};{nearest(target, (*_SCRIPT_NAMES, *SCRIPTS))} "
            f"use {', '.join(_SCRIPT_NAMES)} or an ISO 15924 code, such as Arab"
        )
    return script


def choose(name: str | None, lang: str, target: str | None = None) -> Scheme:
    """The scheme for a user's wish: by name, or the default where none is named.

    Raises:
        UnknownScheme: there is none; the message names those that there are.
    """
    script = script_of(target)
    if script == ASCII and name in (None, ASCII):
        return find(ASCII)
    if name is not None:
        return find(name, lang, script)
    found = default_for(lang, script)
    if found is None:
        there = {s.name for s in all_schemes() if s.lang in (lang, ANY)}
        into = f" into {script}" if script else ""
        if script:
            there = {s.name for s in all_schemes() if s.lang == lang and s.script == script}
        raise UnknownScheme(
            f"{lang} has no default scheme{into}; "
            + (f"name one: {', '.join(sorted(there))}" if there else "there is none at all")
        )
    return found


@cache
def _tags() -> dict[str, str]:
    """The tags that schemes take, by their small letters."""
    return {scheme.lang.lower(): scheme.lang for scheme in all_schemes() if scheme.lang != ANY}


def resolve(lang: str, target: str | None = None) -> str:
    """The one tag that a user's tag stands for: a known language, or one in a scheme's script.

    Of a language in several scripts it is the one that can be put into ``target``, if given.

    >>> resolve("ru-latn"), resolve("sr", "Latn"), resolve("en_GB")
    ('ru-Latn', 'sr-Cyrl', 'en')

    Raises:
        UnknownTag: the language is not known, or is written in several scripts and neither the
            tag nor ``target`` says in which.
    """
    if lang in (tags.UNDETERMINED, tags.NO_LANGUAGE):
        return lang
    taken = _tags().get(lang.lower().replace("_", "-"))
    if taken:
        return taken
    found = resolution.resolve(lang)
    if len(found) > 1 and target:
        found = tuple(t for t in found if default_for(t, script_of(target))) or found
    if len(found) > 1:
        raise UnknownTag(f"{lang!r} may be {' or '.join(found)}: say which")
    return found[0]


def run(scheme: Scheme, text: str, lang: str, protected: Sequence[ProtectedSpan] = ()) -> Aligned:
    """The text by a scheme, what is protected left as it is."""
    function = _function(scheme)
    if not protected:
        return function(text, lang, scheme.name)
    parts: list[tuple[int, Aligned]] = []
    at = 0
    for span in protected:
        parts.append((at, function(text[at : span.start], lang, scheme.name)))
        parts.append((span.start, Aligned(text[span.start : span.end])))
        at = span.end
    parts.append((at, function(text[at:], lang, scheme.name)))
    return joined(text, parts)


def _function(scheme: Scheme) -> Function:
    if scheme.lang == ANY:
        return _of_any
    return _function_of(scheme.name, scheme.lang, scheme.script)


@cache
def _function_of(name: str, lang: str, script: str) -> Function:
    from polyglot_norm.transliteration import cyrtranslit
    from polyglot_norm.transliteration.header import header
    from polyglot_norm.transliteration.matcher import matcher

    way = _ways()[name, lang, script]
    if name.startswith("cyrtranslit/"):
        return _by_rules(cyrtranslit.matcher(way.source, way.direction))
    code = header(way.source).code.get(way.direction)
    if code:
        module, _, function = code.partition(":")
        found: Function = getattr(import_module(f"{__package__}.{module}"), function)
        return found
    return _by_rules(matcher(way.source, way.direction))


def _by_rules(rules: Matcher) -> Function:
    return lambda text, _lang, rule: rules.aligned(text, rule)


def _of_any(text: str, _lang: str, rule: str) -> Aligned:
    if not rule.startswith(ICU):
        return to_ascii(text, rule)
    from polyglot_norm.transliteration import icu

    return icu.transliterate(text, rule.removeprefix(ICU), rule)
