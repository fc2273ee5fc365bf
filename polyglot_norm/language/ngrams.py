# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Character n-grams of words, folded and hashed: the features of the model.

A word is folded, cut into n-grams of its letters and edges, and the whole; each is hashed to 32
bits. The lengths of the n-grams are the orders of a model. Training and labelling call the same
functions.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.text import character_tables as tables

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import code_point, data_of, kind_of
else:
    from polyglot_norm.text.code_points import code_point, data_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

cython.declare(FOLD_INDEX=cython.p_const_uchar, FOLD_BLOCKS=cython.p_const_uchar)
cython.declare(WORD_INDEX=cython.p_const_uchar, WORD_BLOCKS=cython.p_const_uchar)
cython.declare(MULTIPLIER=cython.ulonglong, WHOLE=cython.ulonglong, MASK=cython.ulonglong)

# The tables module keeps alive what these point to.
FOLD_INDEX = tables.FOLD_INDEX
FOLD_BLOCKS = tables.FOLD_BLOCKS
WORD_INDEX = tables.WORD_INDEX
WORD_BLOCKS = tables.WORD_BLOCKS
APOSTROPHE = cython.declare(cython.int, tables.WORD_APOSTROPHE)
FOLD_KINDS = cython.declare(cython.int, len(tables.FOLD_DISTANCES))
DISTANCES = cython.declare(cython.int[::1], array("i", tables.FOLD_DISTANCES))

EDGES = (2, 3)
"""The edges of a word: code points that occur in no word."""

BEGIN = cython.declare(cython.int, EDGES[0])
END = cython.declare(cython.int, EDGES[1])

PIECE = cython.declare(cython.int, 40)
"""The letters of a piece of a longer word, as runs of a script without spaces may be."""

LARGEST_ORDER = 8
"""The largest length of n-grams that a model may have."""

# Odd multipliers with well mixed high halves (L'Ecuyer 1999; the golden ratio).
MULTIPLIERS = (0xD1342543DE82EF95, 0x9E3779B97F4A7C15)
"""What each letter is mixed by, and what a whole word begins with."""

MULTIPLIER = MULTIPLIERS[0]
WHOLE = MULTIPLIERS[1]
MASK = 0xFFFFFFFFFFFFFFFF


def fold_word(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the letters of ``text[start:end]`` as the model knows them.

    Case is folded, except for letters with a longer folding, such as ß. A letter that is repeated
    more than twice is kept twice, and so are two or three letters: hahaha is haha. Combining
    diacritics (U+0300 to U+036F) and soft hyphens are left out; every apostrophe becomes the ASCII
    one.

    >>> fold_word("Straße"), fold_word("Нееее"), fold_word("L\N{RIGHT SINGLE QUOTATION MARK}Eau")
    ('straße', 'нее', "l'eau")
    """
    hasher: NgramHasher = NgramHasher(())
    stop: cython.Py_ssize_t = len(text) if end is None else end
    at: cython.Py_ssize_t = start
    letters = []
    while at < stop:
        at = hasher.fold(kind_of(text), data_of(text), at, stop)
        letters.extend([chr(hasher._letters[i]) for i in range(1, hasher.letters + 1)])
    return "".join(letters)


def hash_ngrams(words: Iterable[str], orders: Sequence[int]) -> tuple[array[int], array[int]]:
    """Return the bounds of each word's n-grams, and the hashes of all.

    >>> bounds, hashes = hash_ngrams(["да", "a"], (2, 3))
    >>> list(bounds), len(set(hashes))
    ([0, 6, 9], 9)
    """
    hasher: NgramHasher = NgramHasher(orders)
    found = array("I", bytes(4 * hasher.most))
    hasher.hashes = found
    bounds = array("q", [0])
    hashes = array("I")
    for word in words:
        at: cython.Py_ssize_t = 0
        stop: cython.Py_ssize_t = len(word)
        while at < stop:
            at = hasher.fold(kind_of(word), data_of(word), at, stop)
            hashes.extend(found[: hasher.hash_ngrams(0)])
        bounds.append(len(hashes))
    return bounds, hashes


def character_ngrams(word: str, orders: Sequence[int]) -> list[str]:
    """Return the n-grams of a word in the order of their hashes, its edges written ``_``.

    >>> character_ngrams("Да", (2, 3))
    ['_д', 'да', 'а_', '_да', 'да_', '_да_']
    """
    ngrams: list[str] = []
    letters = fold_word(word)
    for start in range(0, len(letters), PIECE):
        piece = "_" + letters[start : start + PIECE] + "_"
        for order in orders:
            if order < len(piece):
                ngrams.extend([piece[at : at + order] for at in range(len(piece) - order + 1)])
        ngrams.append(piece)
    return ngrams


@cython.cclass
class NgramHasher:
    """Folds a word piece by piece, and hashes the n-grams of each.

    ``letters`` is the number of letters of the piece that was folded last, ``hashes`` what the
    n-grams of ``pieces`` were hashed to, at ``most`` that many of each. Those from ``longest`` on
    are of the last order; that of the whole piece follows them.
    """

    def __init__(self, orders: Sequence[int], *, pieces: int = 1) -> None:
        self._orders = len(orders)
        self._lengths = array("i", [*orders, 0])
        self.most = len(orders) * (PIECE + 1) + 1
        self.letters = self.longest = 0
        self._letters = array("I", bytes(4 * (PIECE + 2)))  # with BEGIN and END
        self.hashes = array("I", bytes(4 * pieces * self.most))
        self._letters[0] = BEGIN

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def fold(
        self,
        kind: cython.int,
        data: cython.p_void,
        at: cython.Py_ssize_t,
        stop: cython.Py_ssize_t,
    ) -> cython.Py_ssize_t:
        """Fold the next piece of a word; return the end of the piece."""
        size: cython.int = 0
        while at < stop and size < PIECE:
            code: cython.uint = _folded(code_point(kind, data, at))
            at += 1
            if code and not (
                size > 1 and self._letters[size] == code and self._letters[size - 1] == code
            ):
                size += 1
                self._letters[size] = code
                if size > 5 and (
                    self._letters[size - 2] == code or self._letters[size - 3] == code
                ):
                    size = self._without_third(size)
        self._letters[size + 1] = END
        self.letters = size
        return at

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _without_third(self, size: cython.int) -> cython.int:
        """Return the number of letters less the two or three that they end in three times."""
        unit: cython.int
        at: cython.int
        for unit in range(2, 4):
            at = size
            while at > size - 2 * unit and self._letters[at] == self._letters[at - unit]:
                at -= 1
            if at == size - 2 * unit and size >= 3 * unit:
                return size - unit
        return size

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def hash_ngrams(self, count: cython.int) -> cython.int:
        """Hash the n-grams of the piece, order by order, then the whole; return where they end.

        They are written behind the first ``count`` hashes. What has all of its letters and edges is
        no n-gram, but the whole.
        """
        if not self.letters:  # the marks after the last letter of a piece
            self.longest = count
            return count
        size: cython.int = self.letters + 2
        order: cython.int
        first: cython.int
        at: cython.int
        mixed: cython.ulonglong
        self.longest = count
        for order in range(self._orders):
            self.longest = count
            length: cython.int = self._lengths[order]
            for first in range(size - length + 1 if length < size else 0):
                mixed = 0
                for at in range(first, first + length):
                    mixed = (mixed + self._letters[at]) * MULTIPLIER & MASK
                self.hashes[count] = mixed >> 32
                count += 1
        self.hashes[count] = self._whole() >> 32
        return count + 1

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def key(
        self,
        kind: cython.int,
        data: cython.p_void,
        start: cython.Py_ssize_t,
        end: cython.Py_ssize_t,
    ) -> cython.ulonglong:
        """Return the hash of a folded word of any length."""
        at: cython.Py_ssize_t = self.fold(kind, data, start, end)
        key: cython.ulonglong = self._whole()
        while at < end:
            at = self.fold(kind, data, at, end)
            key = (key ^ self._whole()) * MULTIPLIER & MASK
        return key

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _whole(self) -> cython.ulonglong:
        """Return the hash of the whole piece."""
        mixed: cython.ulonglong = WHOLE
        at: cython.int
        for at in range(1, self.letters + 1):
            mixed = (mixed + self._letters[at]) * MULTIPLIER & MASK
        return mixed


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
@cython.nogil
def _folded(code: cython.int) -> cython.int:
    """Return a letter without its case; 0 for what is left out of a word."""
    if 97 <= code <= 122:
        return code
    if code < 128:
        return code + 32 if 65 <= code <= 90 else code
    if code == 0xAD or 0x300 <= code <= 0x36F:
        return 0
    kind: cython.int = FOLD_BLOCKS[FOLD_INDEX[code >> 8] << 8 | code & 255]
    if kind:
        return code + DISTANCES[kind] if kind < FOLD_KINDS else code
    if WORD_BLOCKS[WORD_INDEX[code >> 8] << 8 | code & 255] == APOSTROPHE:
        return 39
    return code
