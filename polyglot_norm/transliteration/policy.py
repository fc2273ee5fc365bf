"""The transliteration policy: which scheme each segment gets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from polyglot_norm.errors import PolyglotError, UnknownScheme, nearest
from polyglot_norm.language.resolution import resolve
from polyglot_norm.language.tags import known
from polyglot_norm.records import Scheme
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.transliteration import schemes
from polyglot_norm.transliteration.scheme_list import ANY, ASCII, all_schemes

POLICIES: Final = ("cyrillic-to-latin", "latin", "cyrillic", "ascii")

_BY_SCRIPT: Final = {"Latn": "latin", "Cyrl": "cyrillic"}
"""Policies that may also be given as a script."""

Choice = str | Mapping[str, str | None] | None


class Policy(NamedTuple):
    """A validated choice: one of `POLICIES`, or scheme names by tag, script or ``*``."""

    name: str | None
    by_key: Mapping[str, str | None]

    def scheme_for(self, lang: str, script: str) -> Scheme | None:
        """Return the scheme for a segment, or None if the segment is kept as it is."""
        if self.name is None:
            key = next((k for k in (lang, script, ANY) if k in self.by_key), None)
            name = self.by_key[key] if key else None
            return schemes.fitting(name, lang) if name else None
        if self.name == "ascii":
            return schemes.find(ASCII)
        if self.name == "cyrillic-to-latin" and script != "Cyrl":
            return None
        return schemes.default_for(lang, "Cyrl" if self.name == "cyrillic" else "Latn")


def validated(choice: Choice) -> Policy:
    """Validate a value of ``Options.transliterate`` and return its policy.

    >>> validated({"sr": "sr-latn", "*": None}).scheme_for("sr-Cyrl", "Cyrl").script
    'Latn'
    >>> validated("Latn").name
    'latin'

    Raises:
        UnknownScheme: the policy or scheme does not exist, or does not support the language.
        UnknownTag: a key of the mapping is not a known tag.
        PolyglotError: the value has another type.
    """
    if choice is None:
        return Policy(None, {})
    if isinstance(choice, str):
        return _named(choice)
    if not isinstance(choice, Mapping):
        raise PolyglotError(
            f"invalid transliterate={choice!r}: expected {', '.join(POLICIES)}, None or a mapping "
            "of tags to schemes"
        )
    by_key: dict[str, str | None] = {}
    for key, name in choice.items():
        for tag in (key,) if key == ANY or key in SCRIPTS else resolve(key):
            by_key[tag] = name
        if name is not None:
            _check_supported(key, name)
    return Policy(None, by_key)


def _named(choice: str) -> Policy:
    name = _BY_SCRIPT.get(choice, choice)
    if name in POLICIES:
        return Policy(name, {})
    if any(scheme.name == name for scheme in all_schemes()):
        raise UnknownScheme(
            f"transliterate={name!r} is a scheme, not a policy; to apply it wherever possible, "
            f"use {{'*': {name!r}}}"
        )
    raise UnknownScheme(
        f"unknown policy transliterate={name!r};{nearest(name, (*POLICIES, *_BY_SCRIPT))} "
        f"choose one of {', '.join(POLICIES)}, or map tags to schemes"
    )


def _check_supported(key: str, name: str) -> None:
    """Raise unless the scheme supports the key: for a bare language, at least one of its tags."""
    first = schemes.find(name)
    if key == ANY or first.lang == ANY:
        return
    if key in SCRIPTS:
        supported = {s.from_script for s in all_schemes() if s.name == name}
        if key not in supported:
            raise UnknownScheme(
                f"scheme {name!r} converts from {' or '.join(sorted(supported))}, not from {key}; "
                f"schemes from {key}: {', '.join(_from_script(key))}"
            )
        return
    tags = resolve(key)
    if all(schemes.fitting(name, tag) is None for tag in tags):
        schemes.find(name, tags[0])


def _from_script(script: str) -> list[str]:
    found = {s.name for s in all_schemes() if s.from_script == script}
    return sorted(found | {ASCII})


def choice_for(scheme: str | None, target: str | None) -> Choice:
    """Return the choice that applies a scheme, or any scheme into a script, wherever possible.

    Without either, the target is Latin.

    >>> choice_for("bgn", None)["ru"], choice_for(None, "Cyrl"), choice_for("ascii", None)
    ('bgn', 'cyrillic', {'*': 'ascii'})

    Raises:
        UnknownScheme: the scheme does not exist, or no scheme converts to the script.
    """
    script = schemes.script_of(target)
    if scheme is None:
        if script is None or script == ASCII or script in _BY_SCRIPT:
            return _BY_SCRIPT.get(script or "Latn", ASCII)
        into = {s.lang: s.name for s in all_schemes() if s.default and s.script == script}
    elif schemes.find(scheme).lang == ANY:
        return {ANY: scheme}
    else:
        named = (s for s in all_schemes() if s.name == scheme)
        into = {s.lang: s.name for s in named if script in (None, s.script)}
    found = {lang: name for lang, name in into.items() if lang in known()}
    if not found:
        what = f"scheme {scheme!r} does not convert" if scheme else "no default scheme converts"
        there = {s.script for s in all_schemes() if s.name == scheme or not scheme}
        raise UnknownScheme(f"{what} to {script}, only to {', '.join(sorted(there))}")
    return found
