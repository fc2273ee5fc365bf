# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""The scan of a text for protected spans: from trigger to trigger, item by item.

Around each trigger, the run of visible characters is cut into items: spans, and what is skipped.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from collections.abc import Callable

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text import item_characters as characters
from polyglot_norm.text import plain_numbers as numbers

if cython.compiled:
    from cython.cimports.cpython.array import array, resize_smart
    from cython.cimports.polyglot_norm.text.code_points import is_space
    from cython.cimports.polyglot_norm.text.plain_items import PlainItems
    from cython.cimports.polyglot_norm.text.triggers import find_trigger
else:
    from array import array

    from polyglot_norm.text.code_points import is_space
    from polyglot_norm.text.plain_items import PlainItems
    from polyglot_norm.text.triggers import find_trigger

_BITS = cython.declare(cython.int, numbers.BITS)
_SKIP = cython.declare(cython.int, numbers.SKIP)
_ASK = cython.declare(cython.int, numbers.ASK)
_STOP = cython.declare(cython.int, characters.STOP)

# How far before its trigger a span may start: the longest local part of an e-mail address
# (RFC 5321) and the longest label of a host name.
_REACH = cython.declare(cython.int, 64)

Ask = Callable[[str], Callable[[int], int]]
"""Returns the grammar of a text, which returns the item at an offset, as in ``plain_numbers``."""


# No garbage collection: it is in no cycle, and many texts have one.
@cython.no_gc
@cython.final
@cython.cclass
class Protected:
    """The protected spans of a text as numbers: ``bounds`` has the start and end of each.

    ``kinds`` has the place of its kind in ``KINDS``. In ``records`` they are as for a reader.
    """

    __slots__ = ("bounds", "kinds")

    def __init__(self, bounds: array[int], kinds: bytearray) -> None:
        self.bounds = bounds
        self.kinds = kinds

    def records(self) -> tuple[ProtectedSpan, ...]:
        """Return the spans as records.

        >>> from polyglot_norm.text.protect import protected
        >>> protected("Има 5 @ана").records()[1]
        ProtectedSpan(start=6, end=10, kind='mention')
        """
        kinds = map(numbers.KINDS.__getitem__, self.kinds)
        return tuple(map(ProtectedSpan, self.bounds[::2], self.bounds[1::2], kinds))


_NOTHING = cython.declare(Protected, Protected(array("q"), bytearray()))


@cython.cclass
class ProtectedScanner:
    """A scanner of texts; ``ask`` is called for the items that are not plain."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._table = characters.table()
        self._units = characters.unit_words()

    @cython.ccall
    def scan(self, text: str) -> Protected:
        """Return the protected spans of a text."""
        at: cython.Py_ssize_t = find_trigger(text, 0, self._table)
        if at < 0:  # as in most texts
            return _NOTHING
        found: Protected = Protected.__new__(Protected)
        found.bounds = array("q")
        found.kinds = bytearray()
        self._fill(text, at, found.bounds, found.kinds)
        return found if found.kinds else _NOTHING

    @cython.cfunc
    @cython.exceptval(-1)
    def _fill(
        self, text: str, at: cython.Py_ssize_t, bounds: array[int], kinds: bytearray
    ) -> cython.int:
        """Add the spans from the first trigger on."""
        items: PlainItems = PlainItems.__new__(PlainItems)
        items.read(text, self._table, self._units)
        position: cython.Py_ssize_t = 0
        end: cython.Py_ssize_t
        stop: cython.Py_ssize_t = len(text)
        item: cython.longlong
        what: cython.int
        grammar = None
        while at >= 0:
            position = _run_start(items, position, at)
            while position < stop:
                if items.has(items.code(position), _STOP):
                    position += 1
                    break
                item = items.item(position)
                if item & _ASK == _ASK:
                    if grammar is None:
                        grammar = self._ask(text)
                    item = grammar(position)
                end = item >> _BITS
                what = item & _ASK
                if what != _SKIP:
                    _add(bounds, position, end)
                    kinds.append(what - 1)
                position = end
            at = find_trigger(text, position, self._table)
        return 0


@cython.cfunc
@cython.exceptval(check=False)
def _run_start(
    items: PlainItems, floor: cython.Py_ssize_t, trigger: cython.Py_ssize_t
) -> cython.Py_ssize_t:
    """Return where the run of visible characters around a trigger starts, within ``_REACH``."""
    floor = max(floor, trigger - _REACH)
    while trigger > floor and not is_space(items.code(trigger - 1)):
        trigger -= 1
    return trigger


@cython.cfunc
@cython.exceptval(-1)
def _add(bounds: array, start: cython.longlong, end: cython.longlong) -> cython.int:
    """Add the bounds of a span, at less cost than by methods of the array."""
    if cython.compiled:
        count: cython.Py_ssize_t = len(bounds)
        resize_smart(bounds, count + 2)
        bounds.data.as_longlongs[count] = start
        bounds.data.as_longlongs[count + 1] = end
    else:
        bounds.extend((start, end))
    return 0
