# cython: initializedcheck=False
"""Words of several languages with nothing between them: a run of letters has one label.

Scripts are mixed inside a word by look-alike letters (``Dјoković`` with a Cyrillic ј), by endings
(``iPhoneом``) and by missing spaces. Whatever the cause, no border falls inside the run.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.traits import unspaced

if cython.compiled:
    from cython.cimports.polyglot_norm.language.letter_runs import (
        end_of,
        is_letter,
        is_unbroken,
        start_of,
    )
    from cython.cimports.polyglot_norm.language.stretch import Stretch, stretch_of
    from cython.cimports.polyglot_norm.text.code_points import code_point, data_of, kind_of
else:
    from polyglot_norm.language.letter_runs import end_of, is_letter, is_unbroken, start_of
    from polyglot_norm.language.stretch import Stretch, stretch_of
    from polyglot_norm.text.code_points import code_point, data_of, kind_of

_letter_count = attrgetter("letters")


def join_glued(text: str, line: list[Stretch]) -> list[Stretch]:
    """Give every run of letters that several languages share one label.

    It is that of the part whose language has most letters in the line, then in the run. In a
    language without spaces a run is a clause, not a word: if there is one among the parts, the
    letters in the run come first.
    """
    if not _is_any_glued(text, line):
        return line
    in_line = _letters(line)
    return [_joined(parts, in_line) for parts in _runs_and_rests(text, line)]


@cython.cfunc
@cython.exceptval(-1)
def _is_any_glued(text: str, line: list[Stretch]) -> cython.bint:
    """Return True if two neighbours in different languages have no place for a border."""
    at: cython.Py_ssize_t
    for at in range(1, len(line)):
        before: Stretch = line[at - 1]
        after: Stretch = line[at]
        if is_unbroken(text, before.end, after.start) and before.lang != after.lang:
            return True
    return False


@cython.cfunc
def _runs_and_rests(text: str, line: list[Stretch]) -> list[list[Stretch]]:
    """Return the parts of each run of letters that is glued, and what is left of each stretch."""
    found: list[list[Stretch]] = []
    run: list[Stretch] = []
    at: cython.Py_ssize_t
    for at in range(len(line)):
        stretch: Stretch = line[at]
        start: cython.Py_ssize_t = stretch.start
        end: cython.Py_ssize_t = stretch.end
        glued: cython.bint = _is_glued_to_next(text, line, at)
        if run:
            start = end_of(text, start, end)
            run.append(stretch.part(stretch.start, start))
            if start == end and glued:
                continue
            found.append(run)
            run = []
        if glued:
            end = start_of(text, end, start)
            run = [stretch.part(end, stretch.end)]
        _add_rest(text, stretch, start, end, found)
    return found


@cython.cfunc
@cython.exceptval(-1)
def _is_glued_to_next(text: str, line: list[Stretch], at: cython.Py_ssize_t) -> cython.bint:
    if at + 1 >= len(line):
        return False
    before: Stretch = line[at]
    after: Stretch = line[at + 1]
    return is_unbroken(text, before.end, after.start)


@cython.cfunc
@cython.exceptval(-1)
def _add_rest(
    text: str,
    stretch: Stretch,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    found: list[list[Stretch]],
) -> cython.int:
    """Add the words of a stretch between two places, if there are any, as a list of one."""
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    if start != stretch.start or end != stretch.end:
        while start < end and not is_letter(code_point(kind, data, start)):
            start += 1
        while start < end and not is_unbroken(text, end - 1, end):
            end -= 1
    if start < end:
        found.append([stretch.part(start, end)])
    return 0


@cython.cfunc
def _joined(parts: list[Stretch], in_line: Mapping[str, int]) -> Stretch:
    """Return one stretch for all parts of a run, with the label of one of them."""
    first: Stretch = parts[0]
    if len(parts) == 1:
        return first
    if len(parts) == 2:
        return _joined_pair(first, parts[1], in_line)
    in_run = _letters(parts)
    if unspaced().isdisjoint(in_run):
        ranks = [(in_line[lang], count) for lang, count in in_run.items()]
    else:
        ranks = [(count, in_line[lang]) for lang, count in in_run.items()]
    main = list(in_run)[ranks.index(max(ranks))]
    longest = max([part for part in parts if part.lang == main], key=_letter_count)
    last: Stretch = parts[-1]
    return stretch_of(first.start, last.end, longest.label, last.end - first.start)


@cython.cfunc
def _joined_pair(first: Stretch, second: Stretch, in_line: Mapping[str, int]) -> Stretch:
    """Return the same for two parts, as most runs have, without counting in dictionaries."""
    chosen: Stretch = first
    if first.lang == second.lang:
        if second.letters > first.letters:
            chosen = second
    else:
        one: cython.Py_ssize_t = in_line[first.lang]
        other: cython.Py_ssize_t = in_line[second.lang]
        if first.lang in unspaced() or second.lang in unspaced():
            if (second.letters, other) > (first.letters, one):
                chosen = second
        elif (other, second.letters) > (one, first.letters):
            chosen = second
    return stretch_of(first.start, second.end, chosen.label, second.end - first.start)


@cython.cfunc
def _letters(stretches: list[Stretch]) -> Mapping[str, int]:
    """Count the letters in each language."""
    letters: dict[str, int] = {}
    stretch: Stretch
    for stretch in stretches:
        letters[stretch.lang] = letters.get(stretch.lang, 0) + stretch.letters
    return letters
