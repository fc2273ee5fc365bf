"""Remove invisible characters, except where a script or an emoji needs them.

Kept once are

- ZWNJ and ZWJ beside a virama, or where cursive letters would otherwise join (the rules of
  RFC 5892), and ZWJ also after joining letters, as in an Arabic abbreviation;
- ZWJ, variation selectors and tags inside emoji;
- a variation selector after an ideograph, a symbol, or a letter of a script with variants;
- Mongolian selectors and vowel separators among Mongolian letters;
- a zero-width space in scripts without spaces, where it separates words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation import unicode_tables as tables
from polyglot_norm.normalisation.minimal_edits import minimal_edit
from polyglot_norm.normalisation.mojibake.remains import outside_damage
from polyglot_norm.normalisation.mojibake.utf8_runs import spans
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.character_sets import CharacterSet
from polyglot_norm.text.characters import CharacterClass, character_class, script

_INVISIBLE: Final = (
    "\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}"
    "\N{MONGOLIAN FREE VARIATION SELECTOR ONE}-\N{MONGOLIAN FREE VARIATION SELECTOR FOUR}"
    # Zero-width space and joiners, direction marks, embeddings and overrides.
    "\N{ZERO WIDTH SPACE}-\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    # Word joiner, invisible operators, isolates, deprecated format characters.
    "\N{WORD JOINER}-\N{NOMINAL DIGIT SHAPES}"
    "\N{VARIATION SELECTOR-1}-\N{VARIATION SELECTOR-16}"
    "\N{INTERLINEAR ANNOTATION ANCHOR}-\N{INTERLINEAR ANNOTATION TERMINATOR}"
    # Tags, more variation selectors, and code points reserved for similar characters.
    "\U000e0000-\U000e0fff"
)
_ZWSP: Final = "\N{ZERO WIDTH SPACE}"
_ZWJ: Final = "\N{ZERO WIDTH JOINER}"
_ZWNJ: Final = "\N{ZERO WIDTH NON-JOINER}"
_FLAG: Final = "\N{WAVING BLACK FLAG}"
_KEYCAP: Final = "\N{COMBINING ENCLOSING KEYCAP}"
_SELECTORS: Final = "\N{VARIATION SELECTOR-1}-\N{VARIATION SELECTOR-16}\U000e0100-\U000e01ef"
_MONGOLIAN: Final = "\u180b-\u180f"  # selectors and vowel separator
_VARIED: Final = ("Egyp", "Hani", "Mani", "Mong", "Mymr", "Phag")
"""Scripts that have standardised variants of letters."""

_EMOJI: Final = (
    CharacterClass.PICTOGRAPH,
    CharacterClass.EMOJI_MODIFIER,
    CharacterClass.REGIONAL_INDICATOR,
)
_SIGNS: Final = (CharacterClass.SYMBOL, CharacterClass.PUNCTUATION, CharacterClass.PICTOGRAPH)


def trigger() -> Trigger:
    """Return the trigger: any invisible character."""
    return Trigger(_INVISIBLE, in_ascii=False)


def invisibles(text: str, _lang: str | None) -> Aligned:
    r"""Remove soft hyphens, zero-width, direction and tag characters, unless a script needs them.

    >>> invisibles("за\N{SOFT HYPHEN}што", None).edits
    (Edit(start=2, end=3, replacement='', rule='invisibles'),)
    >>> invisibles("می\N{ZERO WIDTH NON-JOINER}خواهم 👩\N{ZERO WIDTH JOINER}💻", "fa").edits
    ()
    """
    if spans(text):  # the bytes of a character that was wrongly decoded
        return Aligned(text, outside_damage(text, _edits(text)))
    if _needed().first(text) < 0:
        made = _runs().sub("", text)
    else:
        made = _runs().sub(lambda match: _kept(text, match.start(), match.end(), match[0]), text)
    return Aligned.unchanged(text) if made == text else Aligned.lazily(text, made, _edits)


def _edits(text: str) -> Iterator[Edit]:
    for match in _runs().finditer(text):
        run = match[0]
        kept = _kept(text, match.start(), match.end(), run)
        if kept != run:
            yield minimal_edit(match.start(), run, kept, "invisibles")


@cache
def _needed() -> CharacterSet:
    """Return the characters that some script or emoji may need."""
    return CharacterSet(_ZWSP + _ZWJ + _ZWNJ + _SELECTORS + _MONGOLIAN + "\U000e0020-\U000e007f")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{_INVISIBLE}]+")


def _kept(text: str, start: int, end: int, run: str) -> str:
    """Return what is kept of a run of invisible characters."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    by_neighbours = _by_neighbours if len(run) < _SHORT else _by_neighbours.__wrapped__
    kept = by_neighbours(run, before, after)
    if _ZWJ in run or _ZWNJ in run:
        if len(run) < _SHORT and _transparent().first(before + after) < 0:
            kept += _joiner_between(before, run, after)
        else:
            kept += _joiner(text, start, end, run)
    return kept


@lru_cache(maxsize=1024)
def _joiner_between(before: str, run: str, after: str) -> str:
    """Return the joiner that is kept between two characters that are not transparent."""
    return _joiner(before + run + after, len(before), len(before) + len(run), run)


_SHORT: Final = 4


@lru_cache(maxsize=1024)
def _by_neighbours(run: str, before: str, after: str) -> str:
    """Return what is kept of a run because of the characters beside it."""
    return "".join(
        (
            _selector(run, before, after),
            _tags(run) if before == _FLAG else "",
            _mongolian(run) if before and script(before) == "Mong" else "",
            _ZWSP if _ZWSP in run and _spaceless().search(before + after) else "",
        )
    )


def _selector(run: str, before: str, after: str) -> str:
    found = _selectors().search(run)
    if not (found and before):
        return ""
    kind = character_class(before)
    if found[0] in "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}":
        wanted = kind in _EMOJI or (after == _KEYCAP and before in "0123456789#*")
    elif found[0] > _FLAG:  # those of the Ideographic Variation Database
        wanted = script(before) == "Hani"
    else:
        wanted = kind in _SIGNS or script(before) in _VARIED
    return found[0] if wanted else ""


def _tags(run: str) -> str:
    found = _region().search(run)
    return found[0] if found else ""


def _mongolian(run: str) -> str:
    found = re.search(f"[{_MONGOLIAN}]", run)
    return found[0] if found else ""


def _joiner(text: str, start: int, end: int, run: str) -> str:
    """Return the joiner or non-joiner of a run, if it has an effect."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before and after and character_class(before) in _EMOJI:
        return _ZWJ if _ZWJ in run and character_class(after) in _EMOJI else ""
    joiner = next(char for char in run if char in (_ZWJ, _ZWNJ))
    if _virama().match(before) or (_virama().match(after) and before):
        return joiner
    left, right = _joins_before(text, start), _joins_after(text, end)
    return joiner if (left and right if joiner == _ZWNJ else left != right) else ""


def _joins_before(text: str, end: int) -> bool:
    """Return True if the letter before an offset joins the next one."""
    transparent, joining = _transparent(), _joins_next()
    start = max(0, end - _FAR)
    while end > start and transparent.first(text, end - 1, end) >= 0:
        end -= 1
    return end > start and joining.first(text, end - 1, end) >= 0


def _joins_after(text: str, start: int) -> bool:
    """Return True if the letter at an offset joins the previous one."""
    transparent, joining = _transparent(), _joins_previous()
    end = min(len(text), start + _FAR)
    while start < end and transparent.first(text, start, start + 1) >= 0:
        start += 1
    return start < end and joining.first(text, start, start + 1) >= 0


_FAR: Final = 32
"""Most marks that are skipped to find their letter: more than any language has."""


@cache
def _selectors() -> re.Pattern[str]:
    return re.compile(f"[{_SELECTORS}]")


@cache
def _region() -> re.Pattern[str]:
    return re.compile("[\U000e0020-\U000e007e]{1,32}\U000e007f")


@cache
def _spaceless() -> re.Pattern[str]:
    return re.compile(f"[{tables.SPACELESS}]")


@cache
def _virama() -> re.Pattern[str]:
    return re.compile(f"[{tables.VIRAMAS}]")


@cache
def _joins_next() -> CharacterSet:
    return CharacterSet(tables.JOINS_NEXT)


@cache
def _joins_previous() -> CharacterSet:
    return CharacterSet(tables.JOINS_PREVIOUS)


@cache
def _transparent() -> CharacterSet:
    return CharacterSet(tables.TRANSPARENT)
