"""From what a user calls a language to the tags we know: tags, English names and presets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from polyglot_norm.errors import UnknownTag, nearest
from polyglot_norm.language.label_styles import ALIASES, FASTTEXT, known_label
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, is_neutral, known, script_of
from polyglot_norm.language.traits import romanised
from polyglot_norm.records import Language, Preset
from polyglot_norm.tables import rows


@lru_cache(maxsize=1024)
def resolve(name: str) -> tuple[str, ...]:
    """Return the known tags that a tag, an English name or a preset stands for.

    Case, separators, aliases and regions do not matter, and labels of other styles are taken. A
    language without a script stands for all its scripts, and a group (``sh``, ``zh``) for its
    members.

    >>> resolve("sr"), resolve("srp-cyrl"), resolve("en_GB"), resolve("iw")
    (('sr-Cyrl', 'sr-Latn'), ('sr-Cyrl',), ('en',), ('he',))
    >>> resolve("arb_Arab"), resolve("__label__srp_Cyrl")
    (('ar',), ('sr-Cyrl',))
    >>> resolve("no"), resolve("zh-TW"), resolve("Serbian"), "ja" in resolve("east-asia")
    (('nb', 'nn'), ('zh-Hant',), ('sr-Cyrl', 'sr-Latn'), True)

    Raises:
        UnknownTag: no known language fits; the message suggests the nearest name.
    """
    found = _of_tag(name) or _of_name(name)
    if not found:
        hint = nearest(name, (*known(), *presets(), *_names()))
        raise UnknownTag(
            f"unknown language tag {name!r};{hint} pn.languages() lists the known tags"
        )
    return found


def resolve_all(names: Iterable[str], learned: Sequence[Language] = ()) -> tuple[str, ...]:
    """Return the known tags that tags, names and presets stand for, sorted, each once.

    ``learned`` are languages that are known besides, by their tags and names.

    >>> resolve_all(["sr", "english", "sr-Latn"])
    ('en', 'sr-Cyrl', 'sr-Latn')

    Raises:
        UnknownTag: one of them is unknown.
    """
    return tuple(sorted({found for name in names for found in resolve_among(name, learned)}))


def resolve_among(name: str, learned: Sequence[Language]) -> tuple[str, ...]:
    """Return the known or learned tags that a tag, an English name or a preset stands for.

    >>> resolve_among("XNY", [Language("xny", "Nyiyaparli", "Latn", "", True)])
    ('xny',)

    Raises:
        UnknownTag: no language fits; the message suggests the nearest name.
    """
    plain = name.casefold().replace("_", "-")
    for language in learned:
        if plain in (language.tag.casefold(), language.name.casefold()):
            return (language.tag,)
    try:
        return resolve(name)
    except UnknownTag:
        hint = nearest(name, [language.tag for language in learned])
        if not hint:
            raise
        raise UnknownTag(f"unknown language tag {name!r};{hint}") from None


def language_of(lang: str) -> str:
    """Return the one tag that a user's tag or name stands for.

    It may be any valid tag, since steps know languages that no text is found to be in.

    >>> language_of("ukrainian"), language_of("zxx"), language_of("tlh"), language_of("zh")
    ('uk', 'zxx', 'tlh', 'zh')

    Raises:
        UnknownTag: it is no tag at all, or stands for several.
    """
    if lang in (UNDETERMINED, NO_LANGUAGE):
        return lang
    try:
        found = resolve(lang)
    except UnknownTag:
        from langcodes import tag_is_valid  # slow, and hardly ever needed

        if not tag_is_valid(lang):
            raise
        return lang
    neutral = next(filter(is_neutral, found), None)
    if len(found) > 1 and neutral is None:
        raise UnknownTag(f"{lang!r} stands for {' and '.join(found)}: name one of them")
    return neutral or found[0]


@cache
def presets() -> dict[str, Preset]:
    """Return the presets by name: groups of languages, each with the tags in it.

    >>> presets()["south-slavic"].tags
    ('bg', 'bs', 'hr', 'mk', 'sh-Latn', 'sl', 'sr-Cyrl', 'sr-Latn')
    """
    found = {}
    for row in rows("presets"):
        tags = {tag for name in row["tags"].split() for tag in _of_tag(name)}
        found[row["preset"]] = Preset(row["preset"], row["title"], tuple(sorted(tags)))
    return found


def _of_tag(tag: str) -> tuple[str, ...]:
    for candidate in filter(None, _spellings(tag)):
        if candidate in known() and not is_neutral(candidate):
            return (candidate,)
        members = tuple(
            t
            for t, lang in known().items()
            if candidate in (lang.macro, t.partition("-")[0]) and t not in romanised()
        )
        if members:
            return members
    return ()


def _of_name(name: str) -> tuple[str, ...]:
    name = " ".join(name.casefold().split())
    if name in presets():
        return presets()[name].tags
    return _names().get(name, ())


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the tags of each English name in lower case, with its script in brackets or not."""
    names: dict[str, tuple[str, ...]] = {}
    for language in known().values():
        full = language.name.casefold()
        short = full if language.tag in romanised() else full.partition(" (")[0]
        for name in dict.fromkeys((full, short)):
            names[name] = (*names.get(name, ()), language.tag)
    return names | {row["name"]: _of_tag(row["tag"]) for row in rows("language-names")}


def _spellings(tag: str) -> Iterator[str]:
    """Yield the tag itself, its canonical form, and that with fewer and fewer subtags."""
    yield tag
    if "_" in tag:
        tag = known_label(tag) or tag.removeprefix(FASTTEXT)
        yield tag
    yield ALIASES.get(tag.lower(), tag.lower())
    # A slow import, and only unusual spellings need it.
    from langcodes import Language as ParsedTag
    from langcodes.tag_parser import LanguageTagError

    try:
        parsed = ParsedTag.get(tag)
    except LanguageTagError:
        return
    if parsed.variants or parsed.extlangs or parsed.extensions:
        return
    language, script = parsed.language or UNDETERMINED, parsed.script
    language = ALIASES.get(language, language)
    if parsed.territory and not script:  # zh-TW says zh-Hant, by CLDR's likely subtags
        yield f"{language}-{parsed.maximize().script}"
    if script:
        # A script that the language is always written in is left out: en-Latn is en.
        if script_of(language) == script or f"{language}-{script}" in known():
            yield from (f"{language}-{script}", language)
    else:
        yield language
