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

ROOM = cython.declare(cython.Py_ssize_t, PIECE + 2)
"""The letters of a piece and the edges."""

MANY = cython.declare(cython.int, -1)
"""Kept in place of the number of letters of a word of many pieces."""

LARGEST_ORDER = 8
"""The largest length of n-grams that a model may have."""

FATHATAN = cython.declare(cython.uint, 0x064B)
SUKUN = cython.declare(cython.uint, 0x0652)

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
    are of the last order; that of the whole piece follows them. The letters of so many ``words``
    are kept, each in a place of its own.
    """

    def __init__(self, orders: Sequence[int], *, pieces: int = 1, words: int = 1) -> None:
        self._orders = len(orders)
        self._lengths = array("i", [*orders, 0])
        self.most = len(orders) * (PIECE + 1) + 1
        self.letters = self.longest = 0
        # In each place the edges of a word and the letters between them.
        self._letters = array("I", [BEGIN, *[END] * (ROOM - 1)] * words)
        self._kept = array("i", bytes(4 * words))
        self._begin = 0
        self._mixed = array("Q", bytes(8 * ROOM))
        self.hashes = array("I", bytes(4 * pieces * self.most))

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
        letters: cython.p_uint = (
            cython.address(self._letters[0]) if cython.compiled else self._letters
        )
        begin: cython.Py_ssize_t = self._begin
        last: cython.Py_ssize_t = begin
        while at < stop and last < begin + PIECE:
            code: cython.uint = code_point(kind, data, at)
            at += 1
            if not 97 <= code <= 122:
                code = _folded(code)
            # BEGIN, which is no letter, comes before the first one.
            if not code or (letters[last] == code and letters[last - 1] == code):
                continue
            last += 1
            letters[last] = code
            if last > begin + 5 and (letters[last - 2] == code or letters[last - 3] == code):
                last = self._without_third(last)
        letters[last + 1] = END
        self.letters = cython.cast(cython.int, last - begin)
        return at

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _without_third(self, last: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the last letter less the two or three that a piece ends in three times."""
        unit: cython.int
        at: cython.Py_ssize_t
        for unit in range(2, 4):
            at = last
            while at > last - 2 * unit and self._letters[at] == self._letters[at - unit]:
                at -= 1
            if at == last - 2 * unit and last - self._begin >= 3 * unit:
                return last - unit
        return last

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def is_pointed(self) -> cython.bint:
        """Return True if the piece that was folded last has Arabic vowel signs."""
        at: cython.Py_ssize_t
        for at in range(self._begin + 1, self._begin + self.letters + 1):
            if FATHATAN <= self._letters[at] <= SUKUN:
                return True
        return False

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def hash_ngrams(self, count: cython.int) -> cython.int:
        """Hash the n-grams of the piece, order by order, then the whole; return where they end.

        They are written behind the first ``count`` hashes. What has all of its letters and edges is
        no n-gram, but the whole.
        """
        self.longest = count
        if not self.letters:  # the marks after the last letter of a piece
            return count
        letters: cython.p_uint = (
            cython.address(self._letters[0]) if cython.compiled else self._letters
        )
        hashes: cython.p_uint = cython.address(self.hashes[0]) if cython.compiled else self.hashes
        mixed: cython.p_ulonglong = (
            cython.address(self._mixed[0]) if cython.compiled else self._mixed
        )
        size: cython.int = self.letters + 2
        length: cython.int = 0
        order: cython.int
        at: cython.int
        for at in range(size):
            mixed[at] = 0
        for order in range(self._orders):
            self.longest = count
            if self._lengths[order] >= size:
                continue
            # From the shorter n-gram that begins with the same letter.
            while length < self._lengths[order]:
                next_letter: cython.Py_ssize_t = self._begin + length
                for at in range(size - length):
                    mixed[at] = (mixed[at] + letters[next_letter + at]) * MULTIPLIER & MASK
                length += 1
            for at in range(size - length + 1):
                hashes[count] = mixed[at] >> 32
                count += 1
        hashes[count] = self._whole() >> 32
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
        place: cython.int,
    ) -> cython.ulonglong:
        """Return the hash of a folded word of any length, and keep its letters in a place."""
        self._begin = ROOM * place
        at: cython.Py_ssize_t = self.fold(kind, data, start, end)
        key: cython.ulonglong = self._whole()
        self._kept[place] = self.letters
        while at < end:
            self._kept[place] = MANY
            at = self.fold(kind, data, at, end)
            key = (key ^ self._whole()) * MULTIPLIER & MASK
        return key

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def recall(self, place: cython.int) -> cython.bint:
        """Return to the letters that are kept in a place; False if they are many pieces."""
        self._begin = ROOM * place
        self.letters = self._kept[place]
        return self.letters != MANY

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _whole(self) -> cython.ulonglong:
        """Return the hash of the whole piece."""
        letters: cython.p_uint = (
            cython.address(self._letters[0]) if cython.compiled else self._letters
        )
        mixed: cython.ulonglong = WHOLE
        at: cython.Py_ssize_t
        for at in range(self._begin + 1, self._begin + self.letters + 1):
            mixed = (mixed + letters[at]) * MULTIPLIER & MASK
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
