"""Which scheme a segment gets: the meaning of ``Options.transliterate``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from polyglot_norm.errors import PolyglotError, UnknownScheme, nearest
from polyglot_norm.language.tags import resolve
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
            return _fitting(name, lang) if name else None
        if self.name == "ascii":
            return schemes.find(schemes.ASCII)
        if self.name == "cyrillic" and script != "Cyrl":
            return None
        return schemes.default_for(lang, "Cyrl" if self.name == "Cyrl" else "Latn")


def check(choice: Choice) -> Policy:
    """The policy of a user's choice.

    >>> check({"sr": "cyrtranslit/sr", "*": None}).scheme_for("sr-Cyrl", "Cyrl").script
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
            schemes.find(name)
            _check_reach(key, name)
    return Policy(None, by_key)


def _named(choice: str) -> Policy:
    if choice not in NAMES:
        raise UnknownScheme(
            f"unknown policy transliterate={choice!r};{nearest(choice, NAMES)} "
            f"choose one of {', '.join(NAMES)}, or map tags to schemes"
        )
    return Policy(choice, {})


def _check_reach(key: str, name: str) -> None:
    """A tag must be one that the scheme takes; of a bare language, one of its tags."""
    if key == schemes.ANY or key in SCRIPTS:
        return
    tags = resolve(key)
    if all(_fitting(name, tag) is None for tag in tags):
        schemes.find(name, tags[0])


def _fitting(name: str, lang: str) -> Scheme | None:
    for scheme in schemes.all_schemes():
        if scheme.name == name and scheme.lang in (lang, schemes.ANY):
            return scheme
    return None
