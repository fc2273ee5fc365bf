"""Apply the Unicode normalisation forms, in a pinned version of Unicode.

Text consists of clusters that no composition or reordering crosses: a cluster starts at a character
that, decomposed, neither combines nor is the second part of any composition (UAX #15). Only
clusters that may change are normalised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation import unicode_tables as tables
from polyglot_norm.normalisation.minimal_edits import minimal_edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.character_sets import CharacterSet
from polyglot_norm.text.lines import line_end
from polyglot_norm.text.signs import Sign

# unicodedata2 sorts marks by insertion, which takes quadratic time.
_MANY: Final = 30

_KEPT: Final = "ำຳ\u309b\u309c" + "".join(map(chr, range(0x3131, 0x318F)))
"""Letters that NFKC takes apart although they are one: Thai and Lao am, Korean letters alone; and
the spacing voicing marks of kana, of which it makes a space and a mark.
"""

_WINDOW: Final = 200
"""Characters that are normalised at once to see if they change."""


def nfc_trigger() -> Trigger:
    """Return the trigger: text that is not in NFC."""
    return Trigger(in_ascii=False, find=_nfc_place)


def nfc_signs() -> tuple[Sign, ...]:
    """Return the signs: what is not in NFC by itself, or because of what it follows.

    Beyond the first plane, where marks are rare, each is a sign.
    """
    marks, order = tables.NFC_JOINING, tables.NFC_ORDER
    return (
        Sign(_planes(tables.NFC_CHANGED)[0] + _planes(tables.NFC_TRIGGERS)[1]),
        Sign(tables.NFC_SECONDS, before=tables.NFC_FIRSTS + marks),
        Sign(tables.NFC_MIXED, before=tables.NFC_MIXED),
        *(Sign(order[i - 1], before="".join(order[i:])) for i in range(1, len(order))),
    )


def nfkc_trigger() -> Trigger:
    """Return the trigger: text that is not in NFKC."""
    return Trigger(in_ascii=False, find=_nfkc_place)


def nfc(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Compose letters and their marks, as in the Unicode form NFC.

    >>> [(e.start, e.end, e.replacement) for e in nfc("мои\u0306 дом", None)]
    [(2, 4, 'й')]
    """
    return _edits(text, "NFC", "nfc")


def nfkc(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace compatibility characters by plain ones, as in the Unicode form NFKC.

    >>> [(e.start, e.end, e.replacement) for e in nfkc("№ ５ ﬁ", None)]
    [(0, 1, 'No'), (2, 3, '5'), (4, 5, 'fi')]
    """
    return _edits(text, "NFKC", "nfkc")


def compatibility_trigger() -> Trigger:
    """Return the trigger: text that is not in NFKC."""
    return nfkc_trigger()


def compatibility(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace compatibility characters as `nfkc` does, but for letters that it takes apart.

    >>> [(e.start, e.end, e.replacement) for e in compatibility("ทำ ㅋㅋ ﬁ", None)]
    [(6, 7, 'fi')]
    """
    return _edits(text, "NFKC", "compatibility", kept=_KEPT)


def _edits(text: str, form: str, rule: str, kept: str = "") -> Iterator[Edit]:
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
            # Marks belong to the previous character.
            joined = match["marks"] is not None and at > end
            start, end = at - 1 if joined else at, match.end()
            cluster = text[start:end]
            normal = _normalised(cluster, form, kept)
            if normal != cluster:
                yield minimal_edit(start, cluster, normal, rule)
        at = next_trigger(text, match.end() if match else at + 1)


def _nfc_place(text: str, start: int) -> int:
    """Return the first offset from ``start`` on at which NFC may change something, or -1."""
    return _place(text, start, "NFC")


def _nfkc_place(text: str, start: int) -> int:
    return _place(text, start, "NFKC")


def _place(text: str, start: int, form: str) -> int:
    # In many scripts every word has a mark that might compose but does not. So text is normalised
    # in windows, as otherwise many offsets of a long line would each read all of it.
    next_trigger = _triggers(form).first
    at = next_trigger(text, start)
    while at >= 0:
        end = at + _WINDOW
        following = next_trigger(text, end)
        while following == end < at + _WINDOW + _MANY:  # a cluster must not be split
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
    """Return a regex for a run of joining characters, or one that changes by itself."""
    _, joining, changed = _sets(form)
    one = _in_two(joining)
    return re.compile(rf"(?P<marks>{one}++)|{_in_two(changed)}(?!{one})")


def _in_two(characters: str) -> str:
    """Return a regex for one of a set, which tries those beyond the first plane last."""
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
    """Return True if a text is in a form, False if not or if that is slow to tell."""
    from unicodedata2 import normalize

    return not _many_marks(form).search(text) and normalize(form, text) == text


@cache
def _many_marks(form: str) -> re.Pattern[str]:
    """Return a regex for as many marks as are slow; it matches some other text too."""
    first, _ = _planes(_sets(form).joining)
    return re.compile(f"[{first}\U00010000-\U0001efff]{{{_MANY}}}")


def _normalised(cluster: str, form: str, kept: str = "") -> str:
    """Return the form of a cluster but for some characters, in n log n time."""
    if kept and not set(kept).isdisjoint(cluster):
        pieces = re.split(f"([{kept}])", cluster)
        return "".join(each if each in kept else _normalised(each, form) for each in pieces)
    if len(cluster) <= _MANY:
        return _cached(cluster, form)
    from unicodedata2 import combining, normalize

    parts = "".join(normalize(form.replace("C", "D"), char) for char in cluster)
    # Sorting is stable, as the canonical ordering must be.
    runs = (sorted(run, key=combining) for _, run in groupby(parts, lambda c: not combining(c)))
    return str(normalize(form, "".join(chain.from_iterable(runs))))


@lru_cache(maxsize=2048)
def _cached(cluster: str, form: str) -> str:
    from unicodedata2 import normalize

    return str(normalize(form, cluster))
