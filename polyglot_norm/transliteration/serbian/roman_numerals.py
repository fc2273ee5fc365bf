"""Roman numerals I, V and VI in Serbian Latin text, as opposed to words and initials.

`I` is also "and", at the start of a sentence and in headings; `VI` is also "you" in upper case; and
either may be an initial. The neighbouring words decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from polyglot_norm.transliteration.serbian.foreign_words import listed

SENTENCE_ENDS: Final = frozenset(".!?…:;\n\"„“”»«'‘’([—–")
"""Characters between words after which upper case may only mark the start of a sentence."""

WORLD_WAR: Final = ("svetsk", "svjetsk", "rat")


def is_numeral(pieces: Sequence[str], at: int) -> bool:
    """Return True if the word ``pieces[at]`` is a numeral; gaps and words alternate in ``pieces``.

    >>> is_numeral(["", "Petar", " ", "I", " ", "Veliki", ""], 3)
    True
    >>> is_numeral(["", "I", " ", "onda", " ", "je", " ", "otišao", "."], 1)
    False
    """
    word, before, after = pieces[at], pieces[at - 1], pieces[at + 1]
    previous = pieces[at - 2] if at > 1 else ""
    following = pieces[at + 2] if at + 2 < len(pieces) else ""
    if word == "V" and after[:1] == ".":
        return previous[:1].islower() and not following[:1].isupper()
    if previous and not before.strip() and previous.lower() in listed("ruler"):
        return True
    if _is_upper(previous) or _is_upper(following):
        return word == "V"
    if word == "VI" and following in listed("pronoun"):
        return False
    if word != "I" or after[:1] in _BRACKETS or _is_attached(before, previous):
        return True
    if not previous or SENTENCE_ENDS.intersection(before):
        return _is_world_war(pieces, at)
    if not following or after.strip():
        return True
    return _is_counted(previous) or _is_counted(following) or _is_enumeration(pieces, at)


_BRACKETS: Final = (")", "-", "–", "/")


def _is_attached(gap: str, previous: str) -> bool:
    """Return True if a numeral is joined to the text before it; a dash may also open a speech."""
    if gap[-1:] not in _BRACKETS:
        return False
    return not gap[-2:-1].isspace() if len(gap) > 1 else bool(previous)


@cache
def _counted() -> tuple[str, ...]:
    return tuple(sorted(listed("counted")))


def _is_counted(word: str) -> bool:
    """Return True if a word commonly has a Roman I next to it."""
    return word.lower().startswith(_counted())


def _is_enumeration(pieces: Sequence[str], at: int) -> bool:
    """Return True if a longer numeral follows a conjunction, as in `I i II svetski rat`."""
    following = pieces[at + 2 : at + 5 : 2]
    return (
        len(following) == 2
        and following[0] in ("i", "ili", "do", "te")
        and following[1] in _NUMERALS
    )


_NUMERALS: Final = frozenset("II III IV VI VII VIII IX X".split())


def _is_upper(word: str) -> bool:
    """Return True if a word is in upper case and not itself a numeral."""
    return len(word) > 1 and word.isupper() and not set(word) <= set("IVX")


def _is_world_war(pieces: Sequence[str], at: int) -> bool:
    """Return True for `I svetski rat`, also at the start of a sentence."""
    following = [word.lower() for word in pieces[at + 2 : at + 5 : 2]]
    world, war = WORLD_WAR[:2], WORLD_WAR[2]
    return len(following) == 2 and following[0].startswith(world) and following[1].startswith(war)
