"""Runs of letters: places where no border between segments falls.

A run begins with a letter; combining marks, joiners and soft hyphens continue it, as they continue
a word.
"""

from __future__ import annotations

from polyglot_norm.text.characters import CharacterClass, character_class

_CONTINUING = frozenset(
    (CharacterClass.MARK, CharacterClass.VARIATION_SELECTOR, CharacterClass.JOINER)
)
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_LETTER_PICTOGRAPH = "\N{INFORMATION SOURCE}"
"""The one letter that Unicode also counts among the characters that emoji are made of."""


def is_letter(char: str) -> bool:
    """Return True if a character is a letter of any script (``L*``)."""
    return character_class(char) is CharacterClass.LETTER or char == _LETTER_PICTOGRAPH


def _continues(char: str) -> bool:
    """Return True if a character that is not a letter continues a run of letters."""
    return character_class(char) in _CONTINUING or char == _SOFT_HYPHEN


def is_inside(text: str, at: int) -> bool:
    r"""Return True if a border at a position would cut a run of letters.

    >>> [is_inside("да не", at) for at in range(6)]
    [False, True, False, False, True, False]
    >>> is_inside("e\N{COMBINING ACUTE ACCENT}x", 2), is_inside("❤\N{VARIATION SELECTOR-16}x", 2)
    (True, False)
    """
    if not 0 < at < len(text) or not _is_part(text[at]):
        return False
    at -= 1
    while at > 0 and _continues(text[at]):
        at -= 1
    return is_letter(text[at])


def start_of(text: str, at: int, least: int = 0) -> int:
    """Return the start of the run that a position is inside or at the end of, or ``least``.

    >>> start_of("да не", 5), start_of("да не", 4)
    (3, 3)
    """
    start = at
    while start > least and _is_part(text[start - 1]):
        start -= 1
    while start < at and _continues(text[start]):  # of a character that is not a letter
        start += 1
    return start


def end_of(text: str, at: int, most: int) -> int:
    """Return the end of the run that a position is inside or at the start of, or ``most``.

    >>> end_of("да не", 0, 5), end_of("да не", 4, 5)
    (2, 5)
    """
    while at < most and _is_part(text[at]):
        at += 1
    return at


def is_unbroken(text: str, start: int, end: int) -> bool:
    """Return True if there are nothing but parts of a run in ``text[start:end]``, or nothing."""
    return all(map(_is_part, text[start:end]))


def _is_part(char: str) -> bool:
    return is_letter(char) or _continues(char)
