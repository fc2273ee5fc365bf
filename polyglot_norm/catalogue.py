"""The catalogue of the package: its languages, presets, schemes, profiles and steps, as records."""

from __future__ import annotations

from polyglot_norm.language import resolution
from polyglot_norm.language.tags import known
from polyglot_norm.normalisation.profiles import PROFILES
from polyglot_norm.normalisation.registered import registered_profiles, registered_steps
from polyglot_norm.normalisation.steps import MODULE_OF, step
from polyglot_norm.records import Language, Preset, Profile, Scheme, StepInfo
from polyglot_norm.transliteration.scheme_list import all_schemes


def languages() -> tuple[Language, ...]:
    """Return every language that can be found in a text, in alphabetical order of tags.

    >>> [lang.name for lang in languages() if lang.tag.startswith("sr-")]
    ['Serbian (Cyrillic)', 'Serbian (Latin)']
    """
    return tuple(known().values())


def presets() -> tuple[Preset, ...]:
    """Return every preset, a group of languages that options may name.

    >>> [preset.name for preset in presets()][:3]
    ['common', 'eu', 'europe']
    """
    return tuple(resolution.presets().values())


def schemes() -> tuple[Scheme, ...]:
    """Return every transliteration scheme but those of ICU, which are named ``icu:ID``.

    >>> [s.name for s in schemes() if s.lang == "uk"]
    ['bgn', 'iso9', 'uk-2010', 'cyrtranslit/uk']
    """
    return all_schemes()


def profiles() -> tuple[Profile, ...]:
    """Return every normalising profile, registered ones last.

    >>> [profile.name for profile in profiles()][:2]
    ['none', 'clean']
    """
    return (*PROFILES.values(), *registered_profiles().values())


def steps() -> tuple[StepInfo, ...]:
    """Return every normalising step, in the order of the longest profile, then the others by name.

    >>> next(step.summary for step in steps() if step.name == "nfc")
    'Compose letters and their marks, as in the Unicode form NFC.'
    """
    known = {name: step(name) for name in MODULE_OF} | registered_steps()
    longest = max((profile.steps for profile in PROFILES.values()), key=len)
    ordered = dict.fromkeys((*longest, *sorted(known)))
    return tuple(
        StepInfo(
            str(name),
            (known[str(name)].__doc__ or "").partition("\n")[0],
            tuple(each.name for each in profiles() if name in each.steps),
        )
        for name in ordered
    )
