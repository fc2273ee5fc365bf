"""Whether I, V or VI in Serbian Latin text is a Roman numeral, a word or an initial.

`I` is also "and", at the start of a sentence and in headings; `VI` is also "you" in capitals; and
each may be an initial. The words around tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from polyglot_norm.transliteration.serbian.foreign import listed

SENTENCE_ENDS: Final = frozenset(".!?…:;\n\"„“”»«'‘’([—–")
"""What in a gap may begin a sentence, so that a capital letter after it says nothing."""

WORLD_WAR: Final = ("svetsk", "svjetsk", "rat")


def is_numeral(pieces: Sequence[str], at: int) -> bool:
    """Whether the word ``pieces[at]`` is a numeral; ``pieces`` are gaps and words in turn.

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
    if _is_shouted(previous) or _is_shouted(following):
        return word == "V"
    if word != "I" or after[:1] in _BRACKETS or before[-1:] in _BRACKETS:
        return True
    if not previous or SENTENCE_ENDS.intersection(before):
        return _is_world_war(pieces, at)
    if not following or after.strip():
        return True
    return _is_counted(previous) or _is_counted(following) or _is_first_of_several(pieces, at)


_BRACKETS: Final = (")", "-", "–", "/")


@cache
def _counted() -> tuple[str, ...]:
    return tuple(sorted(listed("counted")))


def _is_counted(word: str) -> bool:
    """Whether a word is one that a Roman I stands beside."""
    return word.lower().startswith(_counted())


def _is_first_of_several(pieces: Sequence[str], at: int) -> bool:
    """`I i II svetski rat`: whether a longer numeral comes after a conjunction."""
    following = pieces[at + 2 : at + 5 : 2]
    return len(following) == 2 and following[0] in ("i", "ili", "do", "te") and following[1] in _FEW


_FEW: Final = frozenset("II III IV VI VII VIII IX X".split())


def _is_shouted(word: str) -> bool:
    """Whether a word is set in capitals, and is no numeral itself."""
    return len(word) > 1 and word.isupper() and not set(word) <= set("IVX")


def _is_world_war(pieces: Sequence[str], at: int) -> bool:
    """`I svetski rat` at the start of a sentence is no "and"."""
    following = [word.lower() for word in pieces[at + 2 : at + 5 : 2]]
    world, war = WORLD_WAR[:2], WORLD_WAR[2]
    return len(following) == 2 and following[0].startswith(world) and following[1].startswith(war)
