"""Single lines with the answers that are accepted, and the figures of a system on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from benchmarks.metrics import Calibration
from benchmarks.naming import UNKNOWN, in_group, judged
from benchmarks.systems.protocol import NOTHING, Label, System

SURE, UNSURE = 0.9, 0.5


class Line(NamedTuple):
    """A line from ``start`` to ``end`` of a text; ``accepted`` are tags, any of them right."""

    group: str
    text: str
    start: int
    end: int
    accepted: frozenset[str]

    @property
    def is_noise(self) -> bool:
        """True if no language is right."""
        return self.accepted == {UNKNOWN}

    @classmethod
    def alone(cls, group: str, text: str, accepted: Iterable[str]) -> Line:
        """Return a line that is the whole text."""
        return cls(group, text, 0, len(text), frozenset(accepted))


class Answer(NamedTuple):
    """The judged answer to a line."""

    right: bool
    unknown: bool
    confidence: float | None

    @property
    def unsure(self) -> bool:
        """True for no language, and for one at less than even odds."""
        return self.unknown or (self.confidence is not None and self.confidence < UNSURE)

    @property
    def surely_wrong(self) -> bool:
        """True for a wrong language with a high confidence."""
        wrong = not (self.right or self.unknown)
        return wrong and self.confidence is not None and self.confidence > SURE


@dataclass(frozen=True, slots=True)
class LineFigures:
    """A set of lines; all but ``lines`` are shares, ``error`` the calibration error.

    ``groups`` are the shares that are right; of noise, those without a language or unsure of it.
    ``surely_wrong`` and ``error`` are None for a system without confidence.
    """

    lines: int
    right: float
    unknown: float
    unsure: float
    surely_wrong: float | None
    error: float | None
    groups: dict[str, float]


def line_figures(system: System, lines: Sequence[Line]) -> LineFigures:
    """Ask a system about every line."""
    answers = [answer(system, line) for line in lines]
    calibration = Calibration()
    good: dict[str, list[bool]] = defaultdict(list)
    for line, found in zip(lines, answers, strict=True):
        good[line.group].append(found.unsure if line.is_noise else found.right)
        if not found.unknown:
            calibration.add(found.confidence, right=found.right)
    return LineFigures(
        lines=len(lines),
        right=fmean(found.right for found in answers),
        unknown=fmean(found.unknown for found in answers),
        unsure=fmean(found.unsure for found in answers),
        surely_wrong=_mean_if_sure(answers),
        error=calibration.error,
        groups={group: round(fmean(each), 5) for group, each in good.items()},
    )


def _mean_if_sure(answers: Sequence[Answer]) -> float | None:
    """Return the share that is surely wrong; None if no answer has a confidence."""
    if all(found.confidence is None for found in answers):
        return None
    return fmean(found.surely_wrong for found in answers)


def answer(system: System, line: Line) -> Answer:
    """Return the judged answer of a system to a line."""
    label = asked(system, line)
    given = judged(label.tag)
    right = any(in_group(judged(tag), given) for tag in line.accepted)
    return Answer(right, given == UNKNOWN, label.confidence)


def asked(system: System, line: Line) -> Label:
    """Return the label of the text, or of the span that has most of the line's letters."""
    if (line.start, line.end) == (0, len(line.text)):
        return system.label(line.text)
    best, most = NOTHING, 0
    for span in system.spans(line.text):
        part = line.text[max(span.start, line.start) : min(span.end, line.end)]
        if (letters := sum(map(str.isalpha, part))) > most:
            best, most = Label(span.tag, span.confidence), letters
    return best
