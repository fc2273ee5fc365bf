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

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation import unicode_tables as tables
from polyglot_norm.normalisation.minimal_edits import minimal_edit
from polyglot_norm.normalisation.mojibake.remains import outside_damage
from polyglot_norm.normalisation.steps import Trigger
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


def invisibles(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Remove soft hyphens, zero-width, direction and tag characters, unless a script needs them.

    >>> list(invisibles("за\N{SOFT HYPHEN}што", None))
    [Edit(start=2, end=3, replacement='', rule='invisibles')]
    >>> list(invisibles("می\N{ZERO WIDTH NON-JOINER}خواهم 👩\N{ZERO WIDTH JOINER}💻", "fa"))
    []
    """
    return outside_damage(text, _edits(text))


def _edits(text: str) -> Iterator[Edit]:
    for match in _runs().finditer(text):
        run = match[0]
        kept = _kept(text, match.start(), match.end(), run)
        if kept != run:
            yield minimal_edit(match.start(), run, kept, "invisibles")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{_INVISIBLE}]+")


def _kept(text: str, start: int, end: int, run: str) -> str:
    """Return what is kept of a run of invisible characters."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    by_neighbours = _by_neighbours if len(run) < _SHORT else _by_neighbours.__wrapped__
    kept = by_neighbours(run, before, after)
    if _ZWJ in run or _ZWNJ in run:
        kept += _joiner(text, start, end, run)
    return kept


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
    left = bool(_joins_next().search(text[max(0, start - _FAR) : start]))
    right = bool(_joins_previous().match(text, end, end + _FAR))
    return joiner if (left and right if joiner == _ZWNJ else left != right) else ""


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
def _joins_next() -> re.Pattern[str]:
    return re.compile(rf"[{tables.JOINS_NEXT}][{tables.TRANSPARENT}]*\Z")


@cache
def _joins_previous() -> re.Pattern[str]:
    return re.compile(f"[{tables.TRANSPARENT}]*[{tables.JOINS_PREVIOUS}]")
