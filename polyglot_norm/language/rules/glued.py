"""Words of several languages with nothing between them: a run of letters has one label.

Scripts are mixed inside a word by look-alike letters (``Dјoković`` with a Cyrillic ј), by endings
(``iPhoneом``) and by missing spaces. Whatever the cause, no border falls inside the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from polyglot_norm.language.labels import Stretch
from polyglot_norm.language.letter_runs import end_of, is_letter, is_unbroken, start_of
from polyglot_norm.language.traits import unspaced


def join_glued(text: str, line: list[Stretch]) -> list[Stretch]:
    """Give every run of letters that several languages share one label.

    It is that of the part whose language has most letters in the line, then in the run. In a
    language without spaces a run is a clause, not a word: if there is one among the parts, the
    letters in the run come first.
    """
    pairs = list(pairwise(line))
    if not any(a.label.lang != b.label.lang and _are_glued(text, a, b) for a, b in pairs):
        return line
    in_line = _letters(line)
    return [_joined(parts, in_line) for parts in _runs_and_rests(text, line)]


def _are_glued(text: str, before: Stretch, after: Stretch) -> bool:
    """Return True if there is no place for a border between two stretches."""
    return is_unbroken(text, before.end, after.start)


def _runs_and_rests(text: str, line: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Yield the parts of each run of letters that is glued, and what is left of each stretch."""
    run: list[Stretch] = []
    for at, stretch in enumerate(line):
        start, end = stretch.start, stretch.end
        if run:
            start = end_of(text, start, end)
            run.append(_part(stretch, stretch.start, start))
            if start == end and _is_glued_to_next(text, line, at):
                continue
            yield run
            run = []
        if _is_glued_to_next(text, line, at):
            end = start_of(text, end, start)
            run = [_part(stretch, end, stretch.end)]
        yield from _rest(text, stretch, start, end)


def _is_glued_to_next(text: str, line: Sequence[Stretch], at: int) -> bool:
    return at + 1 < len(line) and _are_glued(text, line[at], line[at + 1])


def _rest(text: str, stretch: Stretch, start: int, end: int) -> Iterator[list[Stretch]]:
    """Yield the words of a stretch between two places, if there are any, as a list of one."""
    if (start, end) != (stretch.start, stretch.end):
        while start < end and not is_letter(text[start]):
            start += 1
        while start < end and not is_unbroken(text, end - 1, end):
            end -= 1
    if start < end:
        yield [_part(stretch, start, end)]


def _part(stretch: Stretch, start: int, end: int) -> Stretch:
    return stretch._replace(start=start, end=end, letters=end - start)


def _joined(parts: Sequence[Stretch], in_line: Mapping[str, int]) -> Stretch:
    """Return one stretch for all parts of a run, with the label of one of them."""
    if len(parts) == 1:
        return parts[0]
    in_run = _letters(parts)
    first, then = (in_run, in_line) if unspaced() & in_run.keys() else (in_line, in_run)
    main = max(in_run, key=lambda lang: (first[lang], then[lang]))
    longest = max((s for s in parts if s.label.lang == main), key=lambda s: s.letters)
    start, end = parts[0].start, parts[-1].end
    return Stretch(start, end, longest.label, end - start)


def _letters(stretches: Sequence[Stretch]) -> Counter[str]:
    """Count the letters in each language."""
    letters: Counter[str] = Counter()
    for stretch in stretches:
        letters[stretch.label.lang] += stretch.letters
    return letters
