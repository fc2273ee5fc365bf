# cython: initializedcheck=False
"""A stretch of a line and those beside it.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from collections.abc import Sequence

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.polyglot_norm.language.stretch import Stretch
    from cython.cimports.polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_space,
        kind_of,
    )
else:
    from polyglot_norm.language.stretch import Stretch
    from polyglot_norm.text.code_points import code_point, data_of, is_space, kind_of


def differ(line: list[Stretch]) -> bool:
    """Return True if the stretches of a line are in several languages."""
    first: Stretch | None = None
    stretch: Stretch
    for stretch in line:
        if first is None:
            first = stretch
        elif stretch.lang != first.lang:
            return True
    return False


@cython.cfunc
def beside(line: Sequence[Stretch], at: cython.Py_ssize_t) -> Sequence[Stretch]:
    """Return the stretches directly before and after one, those that exist."""
    last: cython.Py_ssize_t = len(line) - 1
    if 0 < at < last:
        return [line[at - 1], line[at + 1]]
    if at < last:
        return [line[at + 1]]
    return [line[at - 1]] if at else []


@cython.cfunc
def relabelled(stretch: Stretch, hosts: Sequence[Stretch]) -> Stretch:
    """Return a stretch with the label of the longest of some others, the first of equals."""
    longest: Stretch = hosts[0]
    host: Stretch
    for host in hosts:
        if host.letters > longest.letters:
            longest = host
    return stretch.with_label(longest.label)


@cython.cfunc
@cython.exceptval(check=False)
def has_at_most(text: str, stretch: Stretch, most: cython.int) -> cython.bint:
    """Return True if a stretch has a number of words or fewer, as white space separates them."""
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    count: cython.int = 0
    inside: cython.bint = False
    at: cython.Py_ssize_t
    for at in range(stretch.start, stretch.end):
        if is_space(code_point(kind, data, at)):
            inside = False
        elif not inside:
            inside = True
            count += 1
            if count > most:
                return False
    return True
