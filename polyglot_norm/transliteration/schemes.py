"""Look-up of schemes: by name, by language, and the default of a language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from polyglot_norm.errors import UnknownScheme, UnknownTag, nearest
from polyglot_norm.language import resolution, tags
from polyglot_norm.records import Scheme
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.transliteration.scheme_list import ANY, ASCII, ICU, all_schemes

_SCRIPT_NAMES: Final = {"latin": "Latn", "cyrillic": "Cyrl", "ascii": ASCII}


def default_for(lang: str, script: str | None = None) -> Scheme | None:
    """Return the default scheme of a language, into ``script`` if given, or None."""
    return _defaults().get((lang, script))


@cache
def _defaults() -> dict[tuple[str, str | None], Scheme]:
    """Return the default scheme by language and target script, and by None for any script."""
    found: dict[tuple[str, str | None], Scheme] = {}
    for scheme in all_schemes():
        if scheme.default:
            found.setdefault((scheme.lang, scheme.script), scheme)
            found.setdefault((scheme.lang, None), scheme)
    return found


def fitting(name: str, lang: str, script: str | None = None) -> Scheme | None:
    """Return the scheme of a name for a language, into ``script`` if given, or None.

    >>> fitting("iso9", "uk").output_lang, fitting("iso9", "el")
    ('uk-Latn-t-uk-cyrl-m0-iso', None)
    """
    for scheme in _named(name):
        if scheme.lang in (lang, ANY) and script in (None, scheme.script):
            return scheme
    return None


def _named(name: str) -> tuple[Scheme, ...]:
    if name.startswith(ICU):
        from polyglot_norm.transliteration import icu

        script, title = icu.to_script(name.removeprefix(ICU)), "transform of ICU"
        return (Scheme(name, ANY, script, "", False, "ICU", title=title),)
    return _by_name().get(name, ())


@cache
def _by_name() -> dict[str, tuple[Scheme, ...]]:
    found: dict[str, tuple[Scheme, ...]] = {}
    for scheme in all_schemes():
        found[scheme.name] = (*found.get(scheme.name, ()), scheme)
    return found


def find(name: str, lang: str | None = None, script: str | None = None) -> Scheme:
    """Return the scheme of a name, for a language and into a script if given.

    >>> find("sr-latn", "sr-Cyrl").output_lang
    'sr-Latn-t-sr-cyrl'

    Raises:
        UnknownScheme: no scheme has that name, or none of that name supports the language or
            converts to the script.
        MissingExtra: the scheme is a transform of ICU, and PyICU is not installed.
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
    found = fitting(name, lang, script)
    if found is None:
        raise UnknownScheme(_mismatch(named, lang, script))
    return found


def _mismatch(named: Sequence[Scheme], lang: str, script: str | None) -> str:
    """Return a message with what the named schemes convert, and the schemes for the language."""
    name, language = named[0].name, lang.partition("-")[0]
    others = {s.name for s in all_schemes() if s.lang == lang and script in (None, s.script)}
    if script in (None, "Latn"):
        others.add(ASCII)
    into = f" to {script}" if script else ""
    available = f"available for {lang!r}{into}: {', '.join(sorted(others)) or 'none'}"
    same = [s for s in named if s.lang.partition("-")[0] == language]
    if same:
        route = f"{same[0].from_script} to {same[0].script} ({same[0].lang})"
        return f"scheme {name!r} converts only {route}; {available}"
    supported = ", ".join(dict.fromkeys(s.lang for s in named))
    return f"scheme {name!r} supports {supported}, not {lang!r}; {available}"


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
    """Return the named scheme, or without a name the default, for a language and target.

    Raises:
        UnknownScheme: there is none; the message lists those available.
    """
    script = script_of(target)
    if script == ASCII and name in (None, ASCII):
        return find(ASCII)
    if name is not None:
        return find(name, lang, script)
    found = default_for(lang, script)
    if found is None:
        raise UnknownScheme(_no_default(lang, script))
    return found


def _no_default(lang: str, script: str | None) -> str:
    if script:
        names = {s.name for s in all_schemes() if s.lang == lang and s.script == script}
    else:
        names = {s.name for s in all_schemes() if s.lang in (lang, ANY)}
    into = f" to {script}" if script else ""
    choice = f"choose one of {', '.join(sorted(names))}" if names else "no scheme is available"
    return f"{lang!r} has no default scheme{into}; {choice}"


def resolve(lang: str, target: str | None = None) -> str:
    """Return the tag that a user's tag stands for: a known language, or one with a scheme.

    For a language in several scripts, it is the tag that has a scheme into ``target``, if given.

    >>> resolve("ru-latn"), resolve("sr", "latin"), resolve("en_GB")
    ('ru-Latn', 'sr-Cyrl', 'en')

    Raises:
        UnknownTag: the language is unknown, or it is written in several scripts and neither the
            tag nor ``target`` decides.
    """
    if lang in (tags.UNDETERMINED, tags.NO_LANGUAGE):
        return lang
    supported = _tags().get(lang.lower().replace("_", "-"))
    if supported:
        return supported
    found = resolution.resolve(lang)
    if len(found) > 1 and target:
        found = tuple(t for t in found if default_for(t, script_of(target))) or found
    if len(found) > 1:
        raise UnknownTag(f"ambiguous tag {lang!r}: use {' or '.join(found)}")
    return found[0]


@cache
def _tags() -> dict[str, str]:
    """Return the tags that schemes support, by their lower case."""
    return {scheme.lang.lower(): scheme.lang for scheme in all_schemes() if scheme.lang != ANY}
