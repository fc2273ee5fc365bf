"""What the package knows: its languages, schemes and profiles, as records."""

from __future__ import annotations

from polyglot_norm.language.tags import known
from polyglot_norm.normalisation.profiles import PROFILES
from polyglot_norm.records import Language, Profile, Scheme
from polyglot_norm.transliteration.schemes import all_schemes


def languages() -> tuple[Language, ...]:
    """Every language that can be found in a text, by tag in alphabetical order.

    >>> [lang.name for lang in languages() if lang.tag.startswith("sr-")]
    ['Serbian (Cyrillic)', 'Serbian (Latin)']
    """
    return tuple(known().values())


def schemes() -> tuple[Scheme, ...]:
    """Every transliteration scheme.

    >>> [s.name for s in schemes() if s.lang == "uk"]
    ['cyrtranslit/uk']
    """
    return all_schemes()


def profiles() -> tuple[Profile, ...]:
    """Every normalising profile.

    >>> [profile.name for profile in profiles()]
    ['none', 'clean']
    """
    return tuple(PROFILES.values())
