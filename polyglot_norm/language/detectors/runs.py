"""Words grouped by script: what is labelled as one.

A run holds the words of one script in one line; words inside quotation marks form a run of
their own when there are enough of them, since what is quoted is often in another language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.lines import BREAKS
from polyglot_norm.text.words import scan

MIN_QUOTED_WORDS = 4
"""Fewer words in quotation marks are a title or a name more often than another language."""

MAX_ISLAND_WORDS = 2
"""So few Latin words among those of another script are names, and belong to what is around."""

SAMPLE_LENGTH = 3000
"""Code points of a run that a detector is shown: the first, the middle and the last thousand."""

_UNSPACED = frozenset(("Jpan", "Kore", "Hani", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"))

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
        """Take up a word; ``extend`` if it follows on the last word of this run."""
        if extend:
            start_of_stretch, _ = self.stretches.pop()
            self.stretches.append((start_of_stretch, end))
        else:
            self.stretches.append((start, end))
        self.words += 1
        self.letters += end - start

    def absorb(self, other: Run) -> None:
        """Take up all words of another run of the line."""
        self.stretches = sorted(self.stretches + other.stretches)
        self.words += other.words
        self.letters += other.letters

    def sample(self, text: str, protected: Sequence[ProtectedSpan]) -> str:
        """The words, without digits, punctuation and what is protected; cut if very long."""
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
    # Of a very long stretch only the parts that can be sampled are copied.
    if end - start > 4 * SAMPLE_LENGTH:
        middle = (start + end) // 2
        for at in (start, middle, end - SAMPLE_LENGTH):
            yield text[at : at + SAMPLE_LENGTH]
    else:
        yield text[start:end]


def find_runs(
    text: str, lines: Sequence[tuple[int, int]], protected: Sequence[ProtectedSpan]
) -> list[Run]:
    """The runs of a text whose lines are given, in the order of their lines.

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
            runs += _settled(in_line)
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
    return runs + _settled(in_line)


def _words(text: str, protected: Sequence[ProtectedSpan]) -> Iterator[tuple[int, int, str]]:
    """The words outside protected spans, each with its script, East Asian ones grouped."""
    flat = scan(text)
    groups = [_EAST_ASIAN.get(script, script) for script in SCRIPTS]
    shields = iter(protected)
    shield = next(shields, None)
    for i in range(0, len(flat), 3):
        start, end = flat[i], flat[i + 1]
        while shield and shield.end <= start:
            shield = next(shields, None)
        if shield is None or end <= shield.start:
            yield start, end, groups[flat[i + 2]]


@cache
def _quotation() -> re.Pattern[str]:
    """What stands between two quotation marks of a line; no mark is read twice."""
    marks = '"„“”«»「」『』'
    return re.compile(f"[{marks}]([^{marks}{BREAKS}]{{12,}})[{marks}]")


def _settled(in_line: dict[tuple[str, int], Run]) -> list[Run]:
    """The runs of a line, small ones given to their neighbours."""
    runs = dict(in_line)
    if len(runs) > 1:
        for key in [k for k, run in runs.items() if run.quoted and run.words < MIN_QUOTED_WORDS]:
            quoted = runs.pop(key)
            runs.setdefault((quoted.script, -1), Run(quoted.line, quoted.script)).absorb(quoted)
        _join_east_asian(runs)
        _join_islands(runs)
    return sorted(runs.values(), key=lambda run: run.stretches)


def _join_east_asian(runs: dict[tuple[str, int], Run]) -> None:
    """Han characters beside kana are Japanese, beside Hangul Korean."""
    for script in ("Jpan", "Kore"):
        hosts = [run for run in runs.values() if run.script == script]
        if hosts:
            for key in [k for k in runs if k[0] == "Hani"]:
                hosts[0].absorb(runs.pop(key))


def _join_islands(runs: dict[tuple[str, int], Run]) -> None:
    """A Latin word or two in a line of another script is a name or a term of that line."""
    latin = [key for key, run in runs.items() if run.script == "Latn"]
    others = [run for run in runs.values() if run.script != "Latn"]
    if not others or sum(runs[key].words for key in latin) > MAX_ISLAND_WORDS:
        return
    host = max(others, key=lambda run: run.letters)
    spaced = host.script not in _UNSPACED
    if host.words > (MAX_ISLAND_WORDS if spaced else 0) and host.letters > 2 * sum(
        runs[key].letters for key in latin
    ):
        for key in latin:
            host.absorb(runs.pop(key))
