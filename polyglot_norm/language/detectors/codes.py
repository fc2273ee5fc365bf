"""The language codes of other packages as BCP 47 tags, by the script of the sample.

Packages name a language by a code of ISO 639 (``sr``, ``srp``), by an old one (``iw``, ``sh``), or
with a script or region (``zh-cn``, ``srp_Cyrl``). These become tags of our table where one fits. A
language that the table lacks keeps its BCP 47 tag, with the script of the sample if the language is
mostly written in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from polyglot_norm.language.detectors.chinese import is_traditional
from polyglot_norm.language.labels import Allowed
from polyglot_norm.language.tags import UNDETERMINED, is_neutral, known, script_of
from polyglot_norm.language.traits import romanised
from polyglot_norm.segment import Candidate
from polyglot_norm.text.characters import CharacterClass, character_class

LEAST_PROBABILITY = 1e-6
"""The probability below which a language is left out."""

_GROUPS = {
    ("sh", "Latn"): ("sh-Latn", "sr-Latn", "hr", "bs"),
    ("sh", "Cyrl"): ("sr-Cyrl", "bs-Cyrl"),
    ("sh", ""): ("sh-Latn", "sr-Cyrl", "sr-Latn", "hr", "bs"),
    ("ku", "Arab"): ("ckb",),  # Sorani; in Latin script it is Kurmanji
}
"""Codes that stand for several languages or for another one, by script."""

_RENAMED = {"fil": "tl", "no": "nb", "bh": "bho"}  # bh is a group; texts labelled so are Bhojpuri
_SERBO_CROATIAN = frozenset(("sh", "hbs"))

_FITTING = {"Hani": ("Hans", "Hant", "Hani", "Jpan", "Kore")}
"""The scripts of tags that fit the script of a sample: Han characters alone may be any of these."""

_EAST_ASIAN = frozenset(("Hani", "Jpan", "Kore"))
_UNKNOWN = frozenset(("", "Zyyy", "Zinh", "Zzzz"))

_UNREADABLE = frozenset(
    (
        CharacterClass.UNASSIGNED,
        CharacterClass.LINE_BREAK,
        CharacterClass.CONTROL,
        CharacterClass.SURROGATE,
    )
)


def readable(sample: str) -> str:
    r"""Return a sample as every package accepts it: a line of valid UTF-8, without controls.

    >>> readable("Шта\nје \ud800ово?\0")
    'Шта је  ово?'
    """
    bad = {ord(c): " " for c in set(sample) if character_class(c) in _UNREADABLE}
    return sample.translate(bad).strip()


@lru_cache(maxsize=4096)
def tags_for(code: str, script: str) -> tuple[str, ...]:
    """Return the tags that a package's code may stand for in a script, the usual one first.

    ``script`` is the script of the sample; one in the code itself takes precedence, and without
    either all tags of the language are returned. Something that is not a code stands for nothing.

    >>> tags_for("sr", "Cyrl"), tags_for("sr", "Latn"), tags_for("hbs", "Latn")
    (('sr-Cyrl',), ('sr-Latn',), ('sh-Latn', 'sr-Latn', 'hr', 'bs'))
    >>> tags_for("zh", "Hani"), tags_for("zh-tw", "Hani"), tags_for("iw", "Hebr")
    (('zh-Hans', 'zh-Hant'), ('zh-Hant',), ('he',))
    >>> tags_for("ru", "Latn"), tags_for("no", "Latn"), tags_for("?", "Latn")
    (('ru-Latn',), ('nb',), ())
    """
    # A slow import, and only the detectors of other packages need it.
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
    if not own and parsed.territory:  # zh-TW is zh-Hant, by CLDR's likely subtags
        own = parsed.maximize().script
    language = parsed.language or ""
    if len(language) not in (2, 3) or language == UNDETERMINED:
        return ()
    macro = parsed.prefer_macrolanguage().language or ""
    if macro in _known_languages():  # arb is ar, but pnb stays what it is
        language = macro
    # One or two of our tags have a region (fa-AF).
    regional = (f"{language}-{parsed.territory}",) if parsed.territory else ()
    script = script if own in (None, "Hani") else str(own)
    in_script = _in_script(_RENAMED.get(language, language), script)
    return tuple(tag for tag in regional if tag in known()) + in_script


def _in_script(language: str, script: str) -> tuple[str, ...]:
    """Return the tags of a language, all of them or those that are written in a script."""
    script = "" if script in _UNKNOWN else script
    if (language, script) in _GROUPS:
        return _GROUPS[language, script]
    ours = _known_languages().get(language, ())
    if not script:
        return ours or (language,)
    fitting = tuple(tag for tag in ours if script_of(tag) in _FITTING.get(script, (script,)))
    return fitting or _named_after_script(language, script)


def _named_after_script(language: str, script: str) -> tuple[str, ...]:
    """Return the tag of a language that our table does not have in a script."""
    from langcodes import Language

    likely = Language.get(language).maximize().script
    if likely in _FITTING.get(script, (script,)):
        return (language,)
    # Jpan, Kore and Hani are found in a line, but no other language is written in them.
    return () if script in _EAST_ASIAN else (f"{language}-{script}",)


@cache
def _known_languages() -> dict[str, tuple[str, ...]]:
    """Return the tags of our table by language, but for regional, romanised and neutral ones."""
    found: dict[str, tuple[str, ...]] = {}
    for tag in known():
        language, _, rest = tag.partition("-")
        if len(rest) in (0, 4) and tag not in romanised() and not is_neutral(tag):
            found[language] = (*found.get(language, ()), tag)
    return found


def codes_within(codes: Iterable[str], script: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """Return the codes that may stand for an allowed tag in a script.

    >>> codes_within(["en", "hr", "sr"], "Cyrl", frozenset(["sr-Cyrl", "en", "ru"]))
    ('sr',)
    """
    return tuple(code for code in codes if not allowed.isdisjoint(tags_for(code, script)))


def stands_for(codes: Iterable[str], tag: str) -> bool:
    """Return True if one of a package's codes may stand for a tag.

    >>> stands_for(["en", "zh"], "zh-Hant"), stands_for(["en", "zh"], "ja")
    (True, False)
    """
    return any(tag in tags_for(code, script_of(tag)) for code in codes)


def as_candidates(
    found: Iterable[Candidate], sample: str, script: str, allowed: Allowed
) -> Sequence[Candidate]:
    """Return allowed tags for codes, with the probabilities of these, most likely first.

    A code that may stand for several tags stands for the first that is allowed, Chinese by its
    characters. The probabilities of codes with the same tag are added up.

    >>> as_candidates([("mk", 0.5), ("sr", 0.25), ("sh", 0.25)], "Ко си ти?", "Cyrl", None)
    [('mk', 0.5), ('sr-Cyrl', 0.5)]
    """
    shares: dict[str, float] = {}
    for code, p in found:
        tag = _one_tag(code, sample, script, allowed)
        if tag and p > LEAST_PROBABILITY:
            shares[tag] = shares.get(tag, 0.0) + p
    return sorted(shares.items(), key=lambda item: (-item[1], item[0]))


def normalised(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return the candidates with probabilities that sum to one.

    >>> normalised([("bg", 0.3), ("ru", 0.1)])
    [('bg', 0.75), ('ru', 0.25)]
    """
    mass = sum(p for _, p in candidates)
    return [(tag, round(p / mass, 9)) for tag, p in candidates] if mass else []


def _one_tag(code: str, sample: str, script: str, allowed: Allowed) -> str | None:
    tags = [tag for tag in tags_for(code, script) if allowed is None or tag in allowed]
    if tags == ["zh-Hans", "zh-Hant"]:
        return tags[is_traditional(sample)]
    return tags[0] if tags else None
