"""Words that belong to what is around them, whatever they look like alone.

A Latin name in a line of Georgian is no English; Han characters beside kana are Japanese, beside
Hangul Korean; and a Serbian name in an English sentence is part of that sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from polyglot_norm.language.labels import GROUP, GROUP_MEMBERS, Label, Stretch

MOST_WORDS = 2
"""So many Latin words in a row, among words of another script, are a name or a term."""

LATIN_SHARE = 0.4
"""How many letters the Latin words of a line may have, for each letter of the other script."""

MOST_NAMES = 3
"""So many capitalised words in a row, in a line of another language, are a name."""

MOST_UNDECIDED = 3
"""So many words that may be any of close languages belong to the one of them they stand beside."""

HAN_RUNS = {"Jpan": 12, "Kore": 6}
"""Han characters in a row that Japanese and Korean have at most: a line of more is Chinese."""

CHINESE = 0.8
"""What is so likely Chinese by its characters is no Japanese or Korean for all that is beside it,
if it is not a word of less than CHINESE_LETTERS."""

CHINESE_LETTERS = 4

_HAN = ("Hans", "Hant", "Hani")


def settled(text: str, line: list[Stretch]) -> list[Stretch]:
    """The stretches of a line in order, those that are no language of their own relabelled."""
    if len(line) < 2:
        return line
    if len({stretch.label.script for stretch in line}) > 1:
        line = _latin_joined(text, _han_joined(line))
    if len({stretch.label.lang for stretch in line}) > 1:
        line = _undecided_joined(text, _names_joined(text, line))
    return line


def _han_joined(line: list[Stretch]) -> list[Stretch]:
    for script, most in HAN_RUNS.items():
        label = next((s.label for s in line if s.label.script == script), None)
        if label is not None:
            return [s._replace(label=label) if _is_borrowed(s, most) else s for s in line]
    return line


def _is_borrowed(stretch: Stretch, most: int) -> bool:
    """Whether Han characters are a word of the Japanese or Korean line that they stand in."""
    chinese = stretch.letters >= CHINESE_LETTERS and stretch.label.confidence >= CHINESE
    return stretch.label.script in _HAN and stretch.letters <= most and not chinese


def _latin_joined(text: str, line: list[Stretch]) -> list[Stretch]:
    latin = [s for s in line if s.label.script == "Latn"]
    others = [s for s in line if s.label.script != "Latn"]
    if not latin or not others:
        return line
    host = max(others, key=lambda s: s.letters)
    few = sum(s.letters for s in latin) <= LATIN_SHARE * sum(s.letters for s in others)
    return [
        _at_home(text, s, host.label if few else _around(line, at))
        if s.label.script == "Latn"
        else s
        for at, s in enumerate(line)
    ]


def _around(line: Sequence[Stretch], at: int) -> Label | None:
    """The label that stands on both sides of a stretch, if it is the same and not Latin."""
    if not 0 < at < len(line) - 1:
        return None
    before, after = line[at - 1].label, line[at + 1].label
    return before if before.lang == after.lang and before.script != "Latn" else None


def _at_home(text: str, stretch: Stretch, label: Label | None) -> Stretch:
    """A stretch with the label of what is around it, if it is short enough for that."""
    words = len(text[stretch.start : stretch.end].split())
    if label is None or words > MOST_WORDS:
        return stretch
    return stretch._replace(label=label)


def _names_joined(text: str, line: list[Stretch]) -> list[Stretch]:
    """Names take the label of a neighbour in the same script, if the line has more of it."""
    letters: Counter[str] = Counter()
    for stretch in line:
        letters[stretch.label.lang] += stretch.letters
    settled = list(line)
    for at, stretch in enumerate(line):
        beside = [
            s
            for s in _neighbours(settled, at)
            if s.label.script == stretch.label.script and letters[s.label.lang] > stretch.letters
        ]
        if beside and _is_name(text[stretch.start : stretch.end]):
            host = max(beside, key=lambda s: s.letters)
            settled[at] = stretch._replace(label=host.label)
    return settled


def _undecided_joined(text: str, line: list[Stretch]) -> list[Stretch]:
    """A few words of undecided Serbo-Croatian take the label of a neighbour that is decided."""
    settled = list(line)
    for at, stretch in enumerate(line):
        if stretch.label.lang != GROUP:
            continue
        beside = [s for s in _neighbours(settled, at) if s.label.lang in GROUP_MEMBERS]
        if beside and len(text[stretch.start : stretch.end].split()) <= MOST_UNDECIDED:
            host = max(beside, key=lambda s: s.letters)
            settled[at] = stretch._replace(label=host.label)
    return settled


def _neighbours(line: Sequence[Stretch], at: int) -> tuple[Stretch, ...]:
    """The stretches before and after one, if there are any."""
    return (*line[max(0, at - 1) : at], *line[at + 1 : at + 2])


def _is_name(words: str) -> bool:
    """Whether every one of a few words begins with a capital."""
    found = _words().findall(words)
    return 0 < len(found) <= MOST_NAMES and all(word[0].isupper() for word in found)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]\S*")
