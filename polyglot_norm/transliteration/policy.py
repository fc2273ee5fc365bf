"""Which scheme a segment gets: the meaning of ``Options.transliterate``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from polyglot_norm.errors import PolyglotError, UnknownScheme, nearest
from polyglot_norm.language.tags import known, resolve
from polyglot_norm.records import Scheme
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.transliteration import schemes

NAMES = ("cyrillic", "Latn", "Cyrl", "ascii")

Choice = str | Mapping[str, str | None] | None


class Policy(NamedTuple):
    """A checked choice: a name in ``NAMES``, or schemes by tag, script or ``*``."""

    name: str | None
    by_key: Mapping[str, str | None]

    def scheme_for(self, lang: str, script: str) -> Scheme | None:
        """The scheme for a segment, None where it is to be kept as it is."""
        if self.name is None:
            key = next((k for k in (lang, script, schemes.ANY) if k in self.by_key), None)
            name = self.by_key[key] if key else None
            return schemes.fitting(name, lang) if name else None
        if self.name == "ascii":
            return schemes.find(schemes.ASCII)
        if self.name == "cyrillic" and script != "Cyrl":
            return None
        return schemes.default_for(lang, "Cyrl" if self.name == "Cyrl" else "Latn")


def check(choice: Choice) -> Policy:
    """The policy of a user's choice.

    >>> check({"sr": "sr-latn", "*": None}).scheme_for("sr-Cyrl", "Cyrl").script
    'Latn'

    Raises:
        UnknownScheme: a policy or scheme that does not exist, or does not take the language.
        UnknownTag: a key that is no known tag.
        PolyglotError: a value of another type.
    """
    if choice is None:
        return Policy(None, {})
    if isinstance(choice, str):
        return _named(choice)
    if not isinstance(choice, Mapping):
        raise PolyglotError(
            f"transliterate={choice!r} has no meaning: give {', '.join(NAMES)}, None or a mapping"
        )
    by_key: dict[str, str | None] = {}
    for key, name in choice.items():
        for tag in (key,) if key == schemes.ANY or key in SCRIPTS else resolve(key):
            by_key[tag] = name
        if name is not None:
            _check_reach(key, name)
    return Policy(None, by_key)


def _named(choice: str) -> Policy:
    if choice in NAMES:
        return Policy(choice, {})
    if any(scheme.name == choice for scheme in schemes.all_schemes()):
        raise UnknownScheme(
            f"transliterate={choice!r} names a scheme, not a policy: give {{'*': {choice!r}}}, "
            "or map tags to schemes"
        )
    raise UnknownScheme(
        f"unknown policy transliterate={choice!r};{nearest(choice, NAMES)} "
        f"choose one of {', '.join(NAMES)}, or map tags to schemes"
    )


def _check_reach(key: str, name: str) -> None:
    """A scheme must take what it is asked for: of a bare language, one of its tags."""
    first = schemes.find(name)
    if key == schemes.ANY or first.lang == schemes.ANY:
        return
    if key in SCRIPTS:
        there = {s.from_script for s in schemes.all_schemes() if s.name == name}
        if key not in there:
            raise UnknownScheme(
                f"scheme {name!r} is for what is in {' or '.join(sorted(there))}, not in {key}; "
                f"for {key} there is {', '.join(_from_script(key))}"
            )
        return
    tags = resolve(key)
    if all(schemes.fitting(name, tag) is None for tag in tags):
        schemes.find(name, tags[0])


def _from_script(script: str) -> list[str]:
    found = {s.name for s in schemes.all_schemes() if s.from_script == script}
    return sorted(found | {schemes.ASCII})


def choice_for(scheme: str | None, target: str | None) -> Choice:
    """The choice that does a scheme, or what leads into a script, wherever it can be done.

    Without either it is what leads into Latin.

    >>> choice_for("bgn", None)["ru"], choice_for(None, "Cyrl"), choice_for("ascii", None)
    ('bgn', 'Cyrl', {'*': 'ascii'})

    Raises:
        UnknownScheme: there is no such scheme, or nothing leads into the script.
    """
    if scheme is None:
        if target is None or target in NAMES:
            return target or "Latn"
        into = {s.lang: s.name for s in schemes.all_schemes() if s.default and s.script == target}
    elif schemes.find(scheme).lang == schemes.ANY:
        return {schemes.ANY: scheme}
    else:
        named = (s for s in schemes.all_schemes() if s.name == scheme)
        into = {s.lang: s.name for s in named if target in (None, s.script)}
    found = {lang: name for lang, name in into.items() if lang in known()}
    if not found:
        what = f"scheme {scheme!r} does not lead" if scheme else "no default scheme leads"
        there = {s.script for s in schemes.all_schemes() if s.name == scheme or not scheme}
        raise UnknownScheme(f"{what} into {target}; there is {', '.join(sorted(there))}")
    return found
