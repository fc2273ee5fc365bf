# cython: initializedcheck=False
"""The segments of a text before anything is done to them, and where something may have to be.

A page has many segments and most of them are clean, so each is made with as little ado as can be.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.language.segments import Piece
from polyglot_norm.records import Scheme, Segment

if cython.compiled:
    from cython.cimports.cpython.object import PyObject_GenericSetAttr as _put
else:
    _put = object.__setattr__

COMPILED = cython.compiled


def drafts(text: str, pieces: Sequence[Piece]) -> list[Segment]:
    """A segment for each piece, whose output is its text.

    >>> from polyglot_norm.language.labels import Label
    >>> label = Label("sr-Cyrl", "Cyrl", 1.0, (("sr-Cyrl", 1.0),))
    >>> drafts("Да. Не!", [Piece(0, 4, label, 2), Piece(4, 7, label, 2)])[1].output.text
    'Не!'
    """
    made: list[Segment] = []
    new = tuple.__new__
    for piece in pieces:
        # What is known to be a tuple, if of a kind with names, is sooner taken apart.
        start, end, label, _ = cython.cast(tuple, piece)
        lang, script, confidence, candidates = cython.cast(tuple, label)
        source = text[start:end]
        output = _unchanged(source)
        # Not by name: this is what a named tuple does in the end.
        values = (start, end, source, lang, script, confidence, candidates, output, lang)
        made.append(new(Segment, values))
    return made


@cython.cfunc
def _unchanged(source: str) -> object:
    """What `Aligned.unchanged` gives, without its calls."""
    output = object.__new__(Aligned)
    _put(output, "source", source)
    _put(output, "text", source)
    _put(output, "_edits", ())
    _put(output, "_recipe", None)
    _put(output, "_marks", None)
    return output


def unfinished(
    pieces: Sequence[Piece],
    first: Callable[[int, str], int] | None,
    schemes: Mapping[tuple[str, str], Scheme | None],
) -> list[tuple[int, bool]]:
    """The numbers of the pieces that there is something to do to, and whether a step may.

    ``first`` says where the next place is that may need a step, from a place on, in a language.
    """
    found: list[tuple[int, bool]] = []
    nearest: dict[str, int] = {}
    number: cython.Py_ssize_t
    for number in range(len(pieces)):
        start, end, label, _ = cython.cast(tuple, pieces[number])
        lang, script, _, _ = cython.cast(tuple, label)
        unclean: cython.bint = False
        if first is not None:
            at = nearest.get(lang, -1)
            if at < start:
                at = nearest[lang] = first(start, lang)
            unclean = at < end
        if unclean or schemes[lang, script] is not None:
            found.append((number, bool(unclean)))
    return found
