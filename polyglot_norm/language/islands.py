"""Words that belong to what is around them, whatever their own script says.

A Latin name in a line of Georgian is no English; Han characters beside kana are Japanese, beside
Hangul Korean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polyglot_norm.language.labels import Label, Stretch

MOST_WORDS = 2
"""So many Latin words in a row, among words of another script, are a name or a term."""

LATIN_SHARE = 0.4
"""How many letters the Latin words of a line may have, for each letter of the other script."""

_HOSTS_OF_HAN = ("Jpan", "Kore")


def joined(text: str, stretches: Sequence[Stretch], starts: Sequence[int]) -> Iterator[Stretch]:
    """The stretches in order, those that are no language of their own relabelled.

    ``starts`` are the places where a line's first word starts.
    """
    breaks = iter((*starts, len(text) + 1))
    end = next(breaks)
    line: list[Stretch] = []
    for stretch in stretches:
        if stretch.start >= end:
            yield from _settled(text, line)
            line = []
            while stretch.start >= end:
                end = next(breaks)
        line.append(stretch)
    yield from _settled(text, line)


def _settled(text: str, line: list[Stretch]) -> list[Stretch]:
    if len({stretch.label.script for stretch in line}) < 2:
        return line
    for script in _HOSTS_OF_HAN:
        label = next((s.label for s in line if s.label.script == script), None)
        if label is not None:
            line = [
                s._replace(label=label) if s.label.script in ("Hans", "Hant", "Hani") else s
                for s in line
            ]
            break
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
