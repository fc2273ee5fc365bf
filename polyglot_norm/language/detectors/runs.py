"""Words of one script grouped into runs: the samples that a detector is asked about.

A run holds the words of one script in one line; words in quotation marks form a run of their own
if there are enough of them, since quotations are often in another language. Japanese and Korean
runs include the Han characters of their line, without which they could not be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from polyglot_norm.language.tags import script_of
from polyglot_norm.language.traits import han_limits
from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.lines import BREAKS
from polyglot_norm.text.words import scan

MIN_QUOTED_WORDS = 4
"""Fewer words in quotation marks are a title or a name more often than another language."""

SAMPLE_LENGTH = 3000
"""The most code points of a sample: a third each from the start, the middle and the end."""

_EAST_ASIAN = {"Hira": "Jpan", "Kana": "Jpan", "Hang": "Kore", "Hani": "Hani", "Bopo": "Hani"}


@dataclass(slots=True)
class Run:
    """Stretches ``(start, end)`` of one script in one line, in order, to get one label."""

    line: int
    script: str
    quoted: bool = False
    stretches: list[tuple[int, int]] = field(default_factory=list)
    words: int = 0
    letters: int = 0

    def add(self, start: int, end: int, *, extend: bool) -> None:
        """Add a word, to the last stretch if ``extend``."""
        if extend:
            start_of_stretch, _ = self.stretches.pop()
            self.stretches.append((start_of_stretch, end))
        else:
            self.stretches.append((start, end))
        self.words += 1
        self.letters += end - start

    def absorb(self, other: Run) -> None:
        """Add all words of another run of the line."""
        self.stretches = sorted(self.stretches + other.stretches)
        self.words += other.words
        self.letters += other.letters

    def sample(self, text: str, protected: Sequence[ProtectedSpan]) -> str:
        """Return the words without digits, punctuation and protected spans, cut if very long."""
        pieces = [
            piece
            for start, end in self.stretches
            for piece in _unprotected(text, start, end, protected)
        ]
        joined = " ".join(pieces)
        if len(joined) > SAMPLE_LENGTH:
            part, middle = SAMPLE_LENGTH // 3, len(joined) // 2
            joined = " ".join((joined[:part], joined[middle : middle + part], joined[-part:]))
        return _not_letters().sub(" ", joined).strip()


@cache
def _not_letters() -> re.Pattern[str]:
    # An apostrophe stays: `it's` is one word. Marks are not \w, but belong to letters.
    return re.compile(
        r"[^\w'’ʼ\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]+|[\d_]+"
    )


def _unprotected(
    text: str, start: int, end: int, protected: Sequence[ProtectedSpan]
) -> Iterator[str]:
    for span in protected[bisect_right(protected, start, key=lambda s: s.end) :]:
        if span.start >= end:
            break
        yield text[start : span.start]
        start = span.end
    # Only the parts of a very long stretch that can be sampled are copied.
    if end - start > 4 * SAMPLE_LENGTH:
        middle = (start + end) // 2
        for at in (start, middle, end - SAMPLE_LENGTH):
            yield text[at : at + SAMPLE_LENGTH]
    else:
        yield text[start:end]


def find_runs(
    text: str, lines: Sequence[tuple[int, int]], protected: Sequence[ProtectedSpan]
) -> list[Run]:
    """Return the runs of a text with the given lines, in the order of the lines.

    >>> text = "Да, I said «how are you all today»."
    >>> [(r.script, r.quoted, r.stretches) for r in find_runs(text, [(0, len(text))], ())]
    [('Cyrl', False, [(0, 2)]), ('Latn', False, [(4, 10)]), ('Latn', True, [(12, 33)])]
    """
    runs: list[Run] = []
    in_line: dict[tuple[str, int], Run] = {}
    quotations = [match.span(1) for match in _quotation().finditer(text)]
    number = quotation = 0
    last: Run | None = None
    for start, end, script in _words(text, protected):
        if start >= lines[number][1]:
            runs += _joined(in_line)
            in_line, last = {}, None
            number = bisect_right(lines, start, lo=number, key=lambda line: line[1])
        while quotation < len(quotations) and quotations[quotation][1] <= start:
            quotation += 1
        inside = quotation < len(quotations) and quotations[quotation][0] <= start
        key = script, quotation if inside else -1
        run = in_line.get(key)
        if run is None:
            run = in_line[key] = Run(number, script, inside)
        run.add(start, end, extend=run is last)
        last = run
    return runs + _joined(in_line)


def _words(text: str, protected: Sequence[ProtectedSpan]) -> Iterator[tuple[int, int, str]]:
    """Yield the words outside protected spans with their scripts, East Asian ones grouped."""
    flat = scan(text)
    groups = [_EAST_ASIAN.get(script, script) for script in SCRIPTS]
    spans = iter(protected)
    span = next(spans, None)
    for i in range(0, len(flat), 3):
        start, end = flat[i], flat[i + 1]
        while span and span.end <= start:
            span = next(spans, None)
        if span is None or end <= span.start:
            yield start, end, groups[flat[i + 2]]


@cache
def _quotation() -> re.Pattern[str]:
    """Return a pattern for text between two quotation marks of a line; no mark is read twice."""
    marks = '"„“”«»「」『』'
    return re.compile(f"[{marks}]([^{marks}{BREAKS}]{{12,}})[{marks}]")


def _joined(in_line: dict[tuple[str, int], Run]) -> list[Run]:
    """Return the runs of a line, with short quotations and borrowed Han characters joined."""
    runs = dict(in_line)
    if len(runs) > 1:
        for key in [k for k, run in runs.items() if run.quoted and run.words < MIN_QUOTED_WORDS]:
            quoted = runs.pop(key)
            runs.setdefault((quoted.script, -1), Run(quoted.line, quoted.script)).absorb(quoted)
        _join_borrowed_han(runs)
    return sorted(runs.values(), key=lambda run: run.stretches)


def _join_borrowed_han(runs: dict[tuple[str, int], Run]) -> None:
    """Join Han characters to the Japanese or Korean of their line, unless they are too many."""
    for lang, most in han_limits().items():
        hosts = [run for run in runs.values() if run.script == script_of(lang)]
        for key in [key for key in runs if hosts and key[0] == "Hani"]:
            if all(end - start <= most for start, end in runs[key].stretches):
                hosts[0].absorb(runs.pop(key))
