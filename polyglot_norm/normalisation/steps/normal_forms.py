"""Unicode's normalisation forms, by a pinned version of Unicode, edited only where they change.

A text falls into clusters that no composition or reordering crosses: a cluster begins at a
character that, decomposed, neither combines nor is ever the second part of a composition
(UAX #15). Only clusters that may change are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation import unicode_tables as tables
from polyglot_norm.normalisation.local import local_edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.character_sets import CharacterSet
from polyglot_norm.text.lines import line_end

# unicodedata2 puts marks in order by insertion, which takes the square of their number in time.
_MANY: Final = 30

_WINDOW: Final = 200
"""Characters that are compared with their form at once."""


def nfc_trigger() -> Trigger:
    """What NFC does not keep, and what it may join to the character before, where it may."""
    return Trigger(in_ascii=False, find=_nfc_place)


def nfkc_trigger() -> Trigger:
    """The same for NFKC."""
    return Trigger(in_ascii=False, find=_nfkc_place)


def nfc(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Letters and their marks are composed, as Unicode's form NFC has them.

    >>> [(e.start, e.end, e.replacement) for e in nfc("мои\u0306 дом", None)]
    [(2, 4, 'й')]
    """
    return _edits(text, "NFC", "nfc")


def nfkc(text: str, _lang: str | None) -> Iterator[Edit]:
    """Characters that differ in form only become plain ones, as in Unicode's form NFKC.

    >>> [(e.start, e.end, e.replacement) for e in nfkc("№ ５ ﬁ", None)]
    [(0, 1, 'No'), (2, 3, '5'), (4, 5, 'fi')]
    """
    return _edits(text, "NFKC", "nfkc")


def _edits(text: str, form: str, rule: str) -> Iterator[Edit]:
    next_trigger, match_at = _triggers(form).first, _candidates(form).match
    end = checked = 0
    at = next_trigger(text, 0)
    while at >= 0:
        if at >= checked:
            checked = line_end(text, at)
            if _is_normal(text[max(0, at - 1) : checked], form):
                at = next_trigger(text, checked)
                continue
        match = match_at(text, at)
        if match:
            # Marks belong to the character before them.
            joined = match["marks"] is not None and at > end
            start, end = at - 1 if joined else at, match.end()
            cluster = text[start:end]
            normal = _normalised(cluster, form)
            if normal != cluster:
                yield local_edit(start, cluster, normal, rule)
        at = next_trigger(text, match.end() if match else at + 1)


def _nfc_place(text: str, start: int) -> int:
    """The first place from one on where NFC may change something; -1 if there is none."""
    return _place(text, start, "NFC")


def _nfkc_place(text: str, start: int) -> int:
    return _place(text, start, "NFKC")


def _place(text: str, start: int, form: str) -> int:
    # In many scripts every word has a mark that could join, and none that does: what follows is
    # asked for a window at a time, so that many places in a long line do not each read all of it.
    next_trigger = _triggers(form).first
    at = next_trigger(text, start)
    while at >= 0:
        end = at + _WINDOW
        following = next_trigger(text, end)
        while following == end < at + _WINDOW + _MANY:  # a cluster must not be cut
            end += 1
            following = next_trigger(text, end)
        if following == end or not _is_normal(text[max(0, at - 1) : end], form):
            return at
        at = following
    return -1


@cache
def _triggers(form: str) -> CharacterSet:
    return CharacterSet(_sets(form).triggers)


@cache
def _candidates(form: str) -> re.Pattern[str]:
    """A run of what joins, or a single character that changes."""
    _, joining, changed = _sets(form)
    one = _in_two(joining)
    return re.compile(rf"(?P<marks>{one}++)|{_in_two(changed)}(?!{one})")


def _in_two(characters: str) -> str:
    """One of a set, of which what lies beyond the first plane is looked at last, for it is slow."""
    first, beyond = _planes(characters)
    return f"(?:[{first}]|(?=[\U00010000-\U0010ffff])[{beyond}])"


def _planes(characters: str) -> tuple[str, str]:
    cut = next(i for i, char in enumerate(characters) if char > "\uffff")
    return characters[:cut], characters[cut:]


class _Sets(NamedTuple):
    triggers: str
    joining: str
    changed: str


def _sets(form: str) -> _Sets:
    if form == "NFC":
        return _Sets(tables.NFC_TRIGGERS, tables.NFC_JOINING, tables.NFC_CHANGED)
    return _Sets(tables.NFKC_TRIGGERS, tables.NFKC_JOINING, tables.NFKC_CHANGED)


def _is_normal(text: str, form: str) -> bool:
    """Whether the form of a text is the text, if that can be told soon."""
    from unicodedata2 import normalize

    return not _many_marks(form).search(text) and normalize(form, text) == text


@cache
def _many_marks(form: str) -> re.Pattern[str]:
    """Marks enough to take long, and some more: a class that is quick to ask."""
    first, _ = _planes(_sets(form).joining)
    return re.compile(f"[{first}\U00010000-\U0001efff]{{{_MANY}}}")


def _normalised(cluster: str, form: str) -> str:
    """The form of a cluster, in time that grows with n log n."""
    if len(cluster) <= _MANY:
        return _remembered(cluster, form)
    from unicodedata2 import combining, normalize

    parts = "".join(normalize(form.replace("C", "D"), char) for char in cluster)
    # Sorting keeps the order of equals, as the canonical ordering does.
    runs = (sorted(run, key=combining) for _, run in groupby(parts, lambda c: not combining(c)))
    return str(normalize(form, "".join(chain.from_iterable(runs))))


@lru_cache(maxsize=2048)
def _remembered(cluster: str, form: str) -> str:
    from unicodedata2 import normalize

    return str(normalize(form, cluster))
