"""The language codes of other packages as BCP 47 tags, by the script of the sample.

Packages name a language by a code of ISO 639 (``sr``, ``srp``), by an old one (``iw``, ``sh``), or
with a script or region (``zh-cn``, ``srp_Cyrl``). We give a tag of our table where one fits; a
language that the table lacks keeps its BCP 47 tag, with the sample's script where it is not the
one that the language is mostly written in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from polyglot_norm.language.detectors.chinese import is_traditional
from polyglot_norm.language.tags import UNDETERMINED, known, script_of
from polyglot_norm.segment import Candidate
from polyglot_norm.text.characters import CharacterClass, character_class

Allowed = frozenset[str] | None
"""The tags that an answer may hold, None for all."""

LEAST_PROBABILITY = 1e-6
"""What is less likely is left out."""

_GROUPS = {
    ("sh", "Latn"): ("sh-Latn", "sr-Latn", "hr", "bs"),
    ("sh", "Cyrl"): ("sr-Cyrl", "bs-Cyrl"),
    ("sh", ""): ("sh-Latn", "sr-Cyrl", "sr-Latn", "hr", "bs"),
    ("ku", "Arab"): ("ckb",),  # written in Latin script it is Kurmanji, here Sorani
}
"""Codes that stand for several languages or for another one, by script."""

_RENAMED = {"fil": "tl", "no": "nb", "bh": "bho"}  # bh is a group; texts so called are Bhojpuri
_SERBO_CROATIAN = frozenset(("sh", "hbs"))

_FITTING = {"Hani": ("Hans", "Hant", "Hani", "Jpan", "Kore")}
"""The scripts of tags that a sample's script may be: Han characters alone may be any of these."""

_EAST_ASIAN = frozenset(("Hani", "Jpan", "Kore"))
_UNTOLD = frozenset(("", "Zyyy", "Zinh", "Zzzz"))

_UNREADABLE = frozenset(
    (
        CharacterClass.UNASSIGNED,
        CharacterClass.LINE_BREAK,
        CharacterClass.CONTROL,
        CharacterClass.SURROGATE,
    )
)


def readable(sample: str) -> str:
    r"""A sample as every package takes it: a line that is valid UTF-8, without controls.

    >>> readable("Шта\nје \ud800ово?\0")
    'Шта је  ово?'
    """
    bad = {ord(c): " " for c in set(sample) if character_class(c) in _UNREADABLE}
    return sample.translate(bad).strip()


@lru_cache(maxsize=4096)
def readings(code: str, script: str) -> tuple[str, ...]:
    """The tags that a package's code may stand for in a script, the usual one first.

    ``script`` is the sample's; a script in the code itself goes before it, and without either
    every tag of the language is given. What is no code at all has no reading.

    >>> readings("sr", "Cyrl"), readings("sr", "Latn"), readings("hbs", "Latn")
    (('sr-Cyrl',), ('sr-Latn',), ('sh-Latn', 'sr-Latn', 'hr', 'bs'))
    >>> readings("zh", "Hani"), readings("zh-tw", "Hani"), readings("iw", "Hebr")
    (('zh-Hans', 'zh-Hant'), ('zh-Hant',), ('he',))
    >>> readings("ru", "Latn"), readings("no", "Latn"), readings("?", "Latn")
    (('ru-Latn',), ('nb',), ())
    """
    # A slow import, and only other people's detectors need it.
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    head, _, rest = code.replace("_", "-").partition("-")
    if head.lower() in _SERBO_CROATIAN:
        return _in_script("sh", rest.title() or script)
    try:
        parsed = Language.get(code)
    except LanguageTagError:
        return ()
    own = parsed.script
    if not own and parsed.territory:  # zh-TW says zh-Hant, by CLDR's likely subtags
        own = parsed.maximize().script
    language = parsed.language or ""
    if len(language) not in (2, 3) or language == UNDETERMINED:
        return ()
    macro = parsed.prefer_macrolanguage().language or ""
    if macro in _known_languages():  # arb is ar, but pnb stays what it is
        language = macro
    # The code's region is one of our tags in a case or two (fa-AF).
    regional = (f"{language}-{parsed.territory}",) if parsed.territory else ()
    script = script if own in (None, "Hani") else str(own)
    in_script = _in_script(_RENAMED.get(language, language), script)
    return tuple(tag for tag in regional if tag in known()) + in_script


def _in_script(language: str, script: str) -> tuple[str, ...]:
    """The tags of a language, all of them or those that are written in a script."""
    script = "" if script in _UNTOLD else script
    if (language, script) in _GROUPS:
        return _GROUPS[language, script]
    ours = _known_languages().get(language, ())
    if not script:
        return ours or (language,)
    fitting = tuple(tag for tag in ours if script_of(tag) in _FITTING.get(script, (script,)))
    return fitting or _named_after_script(language, script)


def _named_after_script(language: str, script: str) -> tuple[str, ...]:
    """The tag of a language that our table does not have in this script."""
    from langcodes import Language

    likely = Language.get(language).maximize().script
    if likely in _FITTING.get(script, (script,)):
        return (language,)
    # Jpan, Kore and Hani are mixtures found in a line, not scripts that any language might have.
    return () if script in _EAST_ASIAN else (f"{language}-{script}",)


@cache
def _known_languages() -> dict[str, tuple[str, ...]]:
    """The tags of our table by their language, those with a region left out."""
    found: dict[str, tuple[str, ...]] = {}
    for tag in known():
        language, _, rest = tag.partition("-")
        if len(rest) in (0, 4):
            found[language] = (*found.get(language, ()), tag)
    return found


def codes_within(codes: Iterable[str], script: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """The codes that may stand for an allowed tag in a script.

    >>> codes_within(["en", "hr", "sr"], "Cyrl", frozenset(["sr-Cyrl", "en", "ru"]))
    ('sr',)
    """
    return tuple(code for code in codes if not allowed.isdisjoint(readings(code, script)))


def stands_for(codes: Iterable[str], tag: str) -> bool:
    """Whether one of a package's codes may stand for a tag.

    >>> stands_for(["en", "zh"], "zh-Hant"), stands_for(["en", "zh"], "ja")
    (True, False)
    """
    return any(tag in readings(code, script_of(tag)) for code in codes)


def as_candidates(
    found: Iterable[Candidate], sample: str, script: str, allowed: Allowed
) -> Sequence[Candidate]:
    """Codes with probabilities as allowed tags with probabilities, most likely first.

    A code with several readings is the first that is allowed, Chinese by its characters; codes
    that are the same tag are added up.

    >>> as_candidates([("mk", 0.5), ("sr", 0.25), ("sh", 0.25)], "Ко си ти?", "Cyrl", None)
    [('mk', 0.5), ('sr-Cyrl', 0.5)]
    """
    shares: dict[str, float] = {}
    for code, p in found:
        tag = _one_reading(code, sample, script, allowed)
        if tag and p > LEAST_PROBABILITY:
            shares[tag] = shares.get(tag, 0.0) + p
    return sorted(shares.items(), key=lambda item: (-item[1], item[0]))


def normalised(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates with probabilities that sum to one.

    >>> normalised([("bg", 0.3), ("ru", 0.1)])
    [('bg', 0.75), ('ru', 0.25)]
    """
    mass = sum(p for _, p in candidates)
    return [(tag, round(p / mass, 9)) for tag, p in candidates] if mass else []


def _one_reading(code: str, sample: str, script: str, allowed: Allowed) -> str | None:
    tags = [tag for tag in readings(code, script) if allowed is None or tag in allowed]
    if tags == ["zh-Hans", "zh-Hant"]:
        return tags[is_traditional(sample)]
    return tags[0] if tags else None
