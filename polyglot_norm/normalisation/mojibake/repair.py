"""Repair of a line: the clearest mojibake is undone first, and again until none is clear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.mojibake import by_ftfy
from polyglot_norm.normalisation.mojibake.clusters import (
    CLEAR,
    CLEAR_OF_LITTLE,
    CLEAR_OF_SEVERAL,
    FEWEST_LETTERS,
    Cluster,
    changed,
    clusters,
)
from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES, EncodingPair
from polyglot_norm.normalisation.mojibake.context import is_foreign
from polyglot_norm.normalisation.mojibake.pair_ranking import likely_pairs
from polyglot_norm.normalisation.mojibake.plausibility import novelty
from polyglot_norm.normalisation.mojibake.prospects import may_be_repaired
from polyglot_norm.normalisation.mojibake.remains import Damage
from polyglot_norm.normalisation.mojibake.single_byte import Change, changes, kinds
from polyglot_norm.normalisation.mojibake.suspicion import is_suspicious
from polyglot_norm.normalisation.mojibake.utf8 import sequences
from polyglot_norm.normalisation.mojibake.utf8_runs import certain
from polyglot_norm.normalisation.mojibake.utf8_signs import begun_in, may_hold_utf8

LEAST_OF_FOREIGN: Final = -8.0
"""The gain that is enough for a line without any ASCII letter if most of its text was decoded
wrongly."""

ONCE_CLEAR: Final = 1.0
"""The gain that is enough for the rest of a line with a clear repair."""

NEW: Final = 0.6
"""The largest share of Cyrillic text that may be new to the model: most is if Greek, Hebrew or
Arabic mojibake, which no repair fits, is turned into Cyrillic."""

SURE, RIVAL, RIVAL_LETTER = 12.0, 6.0, 0.3
"""After a gain of ``SURE``, only repairs are tried whose letters fit nearly as well: at most
``RIVAL`` nats worse, plus ``RIVAL_LETTER`` for each character beyond ASCII."""

_ASCII_LETTER: Final = re.compile("[A-Za-z]")
_CONTROL: Final = re.compile(r"[\x80-\x9a\x9c-\x9f]|\x9b(?![0-9;]*[A-Za-z])")
_SURE_CONTROL: Final = re.compile(r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9a\x9c\x9e\x9f]")

NEAR: Final = 40
"""Most code points between a changed word and a mark that is changed with it."""

MOST_ROUNDS: Final = 12
"""No text was wrongly decoded more often than that."""


class Repair(NamedTuple):
    """The clear changes to a line and their gain, in nats."""

    rule: str
    changes: tuple[Change, ...]
    gain: float

    @property
    def is_utf8(self) -> bool:
        """True if UTF-8 is restored."""
        return self.rule.startswith("mojibake/utf-8")


@lru_cache(maxsize=64)  # pages repeat lines
def repaired(line: str) -> Aligned:
    """Return a line with all clear mojibake undone.

    >>> repaired("Ваня: Ïðèâåò, êàê äåëà?").text
    'Ваня: Привет, как дела?'
    """
    result = Aligned.unchanged(line)
    for _ in range(MOST_ROUNDS):
        if not is_suspicious(result.text):
            break
        made = _round(result.text)
        if made.text == result.text:
            break
        result = result.then(made)
    return result


def _round(line: str) -> Aligned:
    """Return a line with the clearest mojibake undone."""
    made = as_utf8(line)
    if made is not None:
        return made
    best = best_repair(line)
    if best:
        return _made(line, best)
    parts = by_ftfy.parts(line) if may_hold_utf8(line) else None
    isolated = [] if parts is None else list(_isolated(line, by_ftfy.edits(line, parts)))
    return Aligned(line, isolated or _controls(line))


@lru_cache(maxsize=64)
def as_utf8(line: str) -> Aligned | None:
    """Return a line with what is UTF-8 beyond doubt restored; None if nothing is.

    >>> as_utf8("5 â‚¬").text, as_utf8("Ïðèâåò")
    ('5 €', None)
    """
    if not may_hold_utf8(line):
        return None
    whole = by_ftfy.whole(line)
    if whole is not None:
        return Aligned.lazily(line, whole, by_ftfy.edits, whole)
    runs = certain(line)
    if runs is None:
        return None
    return _made(line, Repair(f"mojibake/utf-8-as-{runs.encoding}", runs.changes, inf))


def _made(line: str, repair: Repair) -> Aligned:
    return Aligned.lazily(line, changed(line, repair.changes), _edits, repair)


def _isolated(line: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits that are not among other letters beyond ASCII, where they are chance."""
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
    """Yield edits from C1 controls, which nobody uses, to the characters of windows-1252.

    A single NEL may end a line, and CSI may start a terminal escape sequence.
    """
    if not _CONTROL.search(line):
        return
    damage = Damage(line)
    for match in _CONTROL.finditer(line):
        mark = match[0].encode("latin-1").decode("cp1252", "ignore")
        single = match[0] == "\x85" and not _SURE_CONTROL.search(line)
        if mark and not single and not damage.at(match.start()):
            yield Edit(match.start(), match.end(), mark, "mojibake/windows-1252-as-latin-1")


def repaired_as(line: str, pair: EncodingPair) -> Aligned:
    """Return a line repaired as most of its text is, where it is more plausible so.

    >>> from polyglot_norm.normalisation.mojibake.codepages import encoding_pairs
    >>> pair = next(each for each in encoding_pairs() if each.rule.endswith("1251-as-windows-1252"))
    >>> repaired_as("Ãäå è êàêî, café?", pair).text
    'Где и како, café?'
    """
    found = changes(line, pair)
    least = 0.0 if _ASCII_LETTER.search(line) else LEAST_OF_FOREIGN
    groups = [group for group in clusters(line, found, pair) if group.gain > least]
    chosen = {change for group in groups for change in group.changes}
    made = tuple(_with_marks(found, chosen)) if chosen else ()
    if not made:
        return Aligned.unchanged(line)
    return _made(line, Repair(pair.rule, made, sum(group.gain for group in groups)))


@lru_cache(maxsize=64)
def best_repair(line: str) -> Repair | None:
    """Return the clear repair with the largest gain, in order of how common its encodings are."""
    begun = begun_in(line)
    found = [
        _clear(f"mojibake/utf-8-as-{page.name}", line, list(sequences(line, page)), None)
        for page in CODEPAGES
        if not begun.isdisjoint(page.decoders)
    ]
    best = max(filter(None, found), key=_gain, default=None)
    if best is not None or not may_be_repaired(line):  # well-formed UTF-8 is no coincidence
        return best
    rival = RIVAL + RIVAL_LETTER * sum(char > "\x7f" for char in line)
    beyond = "".join(sorted({char for char in line if char > "\x7f"}))
    sure = -inf
    tried: set[tuple[str, frozenset[str], bool]] = set()
    for pair, fit in likely_pairs(line, kinds(line)):
        # Of pairs that do the same, the likeliest comes first.
        same = beyond.translate(pair.repairs), pair.encoding.languages, pair.keeps_lower_case
        if fit < sure - rival or same in tried:
            continue
        tried.add(same)
        repair = _clear(pair.rule, line, changes(line, pair), pair)
        if repair and repair.gain >= SURE:
            sure = max(sure, fit)
        best = max(filter(None, (best, repair)), key=_gain, default=None)
    return best


def _gain(repair: Repair) -> float:
    return repair.gain


def _clear(
    rule: str, line: str, found: Sequence[Change], pair: EncodingPair | None
) -> Repair | None:
    """Return the repair that makes all clear changes, or None if there are none."""
    fewest = FEWEST_LETTERS if pair and pair.is_cyrillic else 1
    if all(each.letters < fewest for each in found):
        return None
    little = pair is not None and _has_little_evidence(pair, line, found)
    groups = list(clusters(line, found, pair))
    clear = max(CLEAR, 2 * pair.encoding.rarity) if pair else CLEAR
    if not any(
        group.gain >= (_clear_of_little(group, pair) if little else clear)
        and max(each.letters for each in group.changes) >= fewest
        for group in groups
    ):
        return None
    groups = [group for group in groups if group.gain >= ONCE_CLEAR]
    chosen = {each for group in groups for each in group.changes}
    gain = sum(group.gain for group in groups)
    if pair and pair.is_cyrillic:
        words = " ".join(each.text for each in found if each in chosen)
        if novelty(words) > NEW:
            return None
    elif pair and not pair.decoded_as.is_cyrillic:
        changes = [each for each in found if each in chosen]
        if is_foreign(line, changes, pair.encoding.languages, gain):
            return None
    rarity = pair.encoding.rarity if pair else 0.0
    return Repair(rule, tuple(_with_marks(found, chosen)), gain - rarity)


def _clear_of_little(group: Cluster, pair: EncodingPair | None) -> float:
    """Return the gain needed with little evidence: less for upper case in several words."""
    upper = pair is not None and pair.keeps_lower_case
    return CLEAR_OF_SEVERAL if upper and len(group.changes) > 1 else CLEAR_OF_LITTLE


def _has_little_evidence(pair: EncodingPair, line: str, found: Sequence[Change]) -> bool:
    """Return True if only upper-case letters would change, often a single one, or only signs.

    Lower-case letters stay if both encodings have them in common; signs may be a drawing.
    """
    return pair.keeps_lower_case or not any(
        char.isalpha() for each in found for char in line[each.start : each.end]
    )


def _with_marks(found: Sequence[Change], chosen: set[Change]) -> Iterator[Change]:
    """Yield the chosen changes, and those without evidence between or beside them."""
    words = [each for each in found if each.letters]
    after = 0
    for each in found:
        if each.letters:
            after += 1
            if each in chosen:
                yield each
            continue
        beside = words[max(0, after - 1) : after + 1]
        near = any(each.start - word.end < NEAR and word.start - each.end < NEAR for word in beside)
        if near and chosen.issuperset(beside):
            yield each


def _edits(line: str, repair: Repair) -> Iterator[Edit]:
    """Yield an edit for each character that changes."""
    for start, end, text, *_ in repair.changes:
        one_byte = len(text) == end - start
        at = start
        for char in text:
            to = at + (1 if one_byte else len(char.encode("utf-8")))
            if line[at:to] != char:
                yield Edit(at, to, char, repair.rule)
            at = to
