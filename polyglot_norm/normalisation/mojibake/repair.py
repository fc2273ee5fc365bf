"""A line mended: the clearest way to have been misread is undone, and again until none is clear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.mojibake import by_ftfy
from polyglot_norm.normalisation.mojibake.clusters import Cluster, changed, clusters
from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES, Misreading
from polyglot_norm.normalisation.mojibake.first_look import worth_trying
from polyglot_norm.normalisation.mojibake.likeness import strangeness
from polyglot_norm.normalisation.mojibake.single_byte import Change, changes
from polyglot_norm.normalisation.mojibake.suspicion import suspicious
from polyglot_norm.normalisation.mojibake.utf8 import sequences

CLEAR: Final = 3.0
"""The gain, in nats, from which a reading is taken for what was written: of 250,000 lines of the
corpus that were not misread none would gain more than 2 (`benchmarks/mojibake.py`)."""

CLEAR_OF_LITTLE: Final = 8.0
"""The same where what is seen says little, see `_says_little`."""

CLEAR_OF_SEVERAL: Final = 5.0
"""The same if that is seen in several words: of 194 clean lines in Cyrillic script that looked
suspicious none would gain anything by two such words, and one gains 4 by a single one."""

ONCE_CLEAR: Final = 1.0
"""The gain that is enough for the rest of a line in which something is clear."""

STRANGE: Final = 0.4
"""Of what becomes Cyrillic no more may be new to the model: of Greek, Hebrew or Arabic that was
misread, and is no better in Cyrillic, most is."""

SURE, RIVAL, RIVAL_LETTER = 12.0, 6.0, 0.3
"""After a gain so large only readings are tried that looked as good, but for so many nats, and so
many for each character beyond ASCII."""

FEWEST_LETTERS: Final = 3
"""The longest word that becomes Cyrillic has as many letters at least: è alone is no и."""

_CONTROL: Final = re.compile(r"[\x80-\x9a\x9c-\x9f]|\x9b(?![0-9;]*[A-Za-z])")
_SURE_CONTROL: Final = re.compile(r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9a\x9c\x9e\x9f]")

NEAR: Final = 40
"""Code points from a word that is changed to a mark that is changed with it."""

MOST_ROUNDS: Final = 12
"""No text was misread more often than that."""


class Reading(NamedTuple):
    """How a line may have been misread: what would change where it is clear, and what it gains."""

    rule: str
    changes: tuple[Change, ...]
    gain: float


def mended(line: str) -> Aligned:
    """The line with each clear misreading undone.

    >>> mended("Ваня: Ïðèâåò, êàê äåëà?").text
    'Ваня: Привет, как дела?'
    """
    result = Aligned.unchanged(line)
    for _ in range(MOST_ROUNDS):
        if not suspicious(result.text):
            break
        made = _round(result.text)
        if made.text == result.text:
            break
        result = result.then(made)
    return result


def _round(line: str) -> Aligned:
    """The line with what is clearest mended."""
    whole = by_ftfy.whole(line)
    if whole is not None:
        return Aligned.lazily(line, whole, by_ftfy.edits, whole)
    best = best_reading(line)
    if best:
        return Aligned.lazily(line, changed(line, best.changes), _edits, best)
    parts = by_ftfy.parts(line)
    if parts is None:
        return Aligned(line, _controls(line))
    return Aligned(line, _apart(line, by_ftfy.edits(line, parts)))


def _apart(line: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits that are not in the midst of other letters beyond ASCII, where they are chance."""
    run: list[Edit] = []
    for edit in (*edits, None):
        if run and (edit is None or edit.start > run[-1].end):
            beside = (
                line[max(0, run[0].start - 1) : run[0].start] + line[run[-1].end : run[-1].end + 1]
            )
            if not any(char > "\x7f" and char.isalpha() for char in beside):
                yield from run
            run = []
        if edit is not None:
            run.append(edit)


def _controls(line: str) -> Iterator[Edit]:
    """Controls of Latin-1 that windows-1252 has marks for: nobody means those controls.

    Not NEL by itself, which may end a line, nor CSI where it begins a sequence of a terminal.
    """
    for match in _CONTROL.finditer(line):
        mark = match[0].encode("latin-1").decode("cp1252", "ignore")
        if mark and (match[0] != "\x85" or _SURE_CONTROL.search(line)):
            yield Edit(match.start(), match.end(), mark, "mojibake/windows-1252-as-latin-1")


def best_reading(line: str) -> Reading | None:
    """The reading that gains most; the first that is sure, in the order of what is common."""
    found = [
        _clear(f"mojibake/utf-8-as-{read.name}", line, list(sequences(line, read)), None)
        for read in CODEPAGES
    ]
    best = max(filter(None, found), key=_gain, default=None)
    if best is not None:  # what is well-formed UTF-8 is not so by chance
        return best
    rival = RIVAL + RIVAL_LETTER * sum(char > "\x7f" for char in line)
    sure = -inf
    for misreading, fit in worth_trying(line):
        if fit < sure - rival:
            continue
        reading = _clear(misreading.rule, line, list(changes(line, misreading)), misreading)
        if reading and reading.gain >= SURE:
            sure = max(sure, fit)
        best = max(filter(None, (best, reading)), key=_gain, default=None)
    return best


def _gain(reading: Reading) -> float:
    return reading.gain


def _clear(
    rule: str, line: str, found: Sequence[Change], misreading: Misreading | None
) -> Reading | None:
    """The reading that makes the changes where they are clear; None if they are nowhere."""
    fewest = FEWEST_LETTERS if misreading and misreading.is_cyrillic else 1
    little = misreading is not None and _says_little(misreading, line, found)
    groups = list(clusters(line, found, misreading))
    if not any(
        group.gain >= (_clear_of_little(group, misreading) if little else CLEAR)
        and max(each.letters for each in group.changes) >= fewest
        for group in groups
    ):
        return None
    groups = [group for group in groups if group.gain >= ONCE_CLEAR]
    taken = {each for group in groups for each in group.changes}
    if misreading and misreading.is_cyrillic:
        words = " ".join(each.text for each in found if each in taken)
        if strangeness(words) > STRANGE:
            return None
    gain = sum(group.gain for group in groups)
    rarity = misreading.written.rarity if misreading else 0.0
    return Reading(rule, tuple(_with_marks(found, taken)), gain - rarity)


def _clear_of_little(group: Cluster, misreading: Misreading | None) -> float:
    """The gain that is enough where little is seen: less for capitals of several words."""
    capitals = misreading is not None and misreading.spares_small_letters
    return CLEAR_OF_SEVERAL if capitals and len(group.changes) > 1 else CLEAR_OF_LITTLE


def _says_little(misreading: Misreading, line: str, found: Sequence[Change]) -> bool:
    """Whether only capitals would change, often a single one, or all that is seen is signs.

    Small letters stay where the two encodings have them in common; signs may be a drawing.
    """
    return misreading.spares_small_letters or not any(
        char.isalpha() for each in found for char in line[each.start : each.end]
    )


def _with_marks(found: Sequence[Change], taken: set[Change]) -> Iterator[Change]:
    """The changes taken, with those that bear no evidence and stand between or beside them."""
    words = [each for each in found if each.letters]
    after = 0
    for each in found:
        if each.letters:
            after += 1
            if each in taken:
                yield each
            continue
        beside = words[max(0, after - 1) : after + 1]
        near = any(each.start - word.end < NEAR and word.start - each.end < NEAR for word in beside)
        if near and taken.issuperset(beside):
            yield each


def _edits(line: str, reading: Reading) -> Iterator[Edit]:
    """One edit for each character that becomes another."""
    for start, end, text, *_ in reading.changes:
        one_byte = len(text) == end - start
        at = start
        for char in text:
            to = at + (1 if one_byte else len(char.encode("utf-8")))
            if line[at:to] != char:
                yield Edit(at, to, char, reading.rule)
            at = to
