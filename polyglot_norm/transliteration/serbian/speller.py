# cython: initializedcheck=False
"""Serbian Latin letter by letter: digraphs, Cyrillic spelling, and a score for foreign spelling.

This is a stage in Cython's pure-Python mode: one source, compiled if there is a C compiler and
interpreted otherwise.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm import tables
from polyglot_norm.transliteration.serbian import digraph_rules
from polyglot_norm.transliteration.serbian.digraph_rules import CYRILLIC, LATIN

if cython.compiled:
    from cython.cimports.cpython.unicode import (
        PyUnicode_DATA,
        PyUnicode_FromKindAndData,
        PyUnicode_KIND,
    )
    from cython.cimports.polyglot_norm.text.code_points import code_point
else:
    from polyglot_norm.text.code_points import code_point

COMPILED = cython.compiled

LONGEST = 40
"""Length beyond which a run of letters is not a word; drawn-out letters (`jaoooo`) count once."""

STEM = 4
"""Letters that a foreign word must have to take endings: `fora` is not a form of `for`."""

UNSURE_FROM = 0
"""Score from which a word is considered foreign between foreign words."""

_OTHER = cython.declare(cython.int, digraph_rules.OTHER)
_ALTERNATIVE_END = cython.declare(cython.int, digraph_rules.ALTERNATIVE_END)
_CELL_END = cython.declare(cython.int, digraph_rules.CELL_END)
_ROW_END = cython.declare(cython.int, digraph_rules.ROW_END)
_N = cython.declare(cython.int, digraph_rules.number("n"))
_L = cython.declare(cython.int, digraph_rules.number("l"))
_D = cython.declare(cython.int, digraph_rules.number("d"))
_J = cython.declare(cython.int, digraph_rules.number("j"))
_ZH = cython.declare(cython.int, digraph_rules.number("ž"))

# Added to the number of a letter in upper case.
_UPPER = cython.declare(cython.int, 32)

# Returned by `_digraph` for a digraph that is two letters.
_TWO = cython.declare(cython.int, 4)

_TRIGRAM = 3
_SHORTEST = cython.declare(cython.int, 3)
_LONGEST = cython.declare(cython.int, LONGEST)
_CODES = cython.declare(cython.int, 0x180)

cython.declare(_NUMBERS=bytes, _LETTERS=bytes, _JOINED=bytes, _SERBIAN_ONLY=bytes)
_NUMBERS = bytes(
    LATIN.index(letter) + 1 if letter in LATIN
    else LATIN.index(letter.lower()) + 1 + 32 if letter.lower() in LATIN
    else digraph_rules.OTHER
    for letter in map(chr, range(0x180))
)  # fmt: skip
# Cyrillic code points, less 0x400, by the number of the letter and by digraph.
_LETTERS = bytes([0, *(ord(letter) & 255 for letter in CYRILLIC)])
_JOINED = bytes(ord(letter) & 255 for letter in "њљџђ")
_SERBIAN_ONLY = bytes(number > 0 and LATIN[number - 1] in "čćđšž" for number in range(28))
_STOPS = '.,!?:;…)"”“'


@cython.cclass
class SerbianSpeller:
    """The tables of digraphs and trigrams; safe in threads.

    ``weights`` are the log-odds of trigrams, with the edges of words marked ^ and $, and of ``^``,
    common to all words. Of ``digraphs``, rows of ``serbian-digraphs``, the first match decides.

    >>> row = {"digraph": "nj", "before": "^i", "after": "ek uk", "becomes": "нј"}
    >>> speller = SerbianSpeller({"^": -1, "^da": 5}, [row])
    >>> speller.score("da"), speller.split_digraphs("injekcija"), speller.split_digraphs("konj")
    (4, [1], [])
    >>> speller.serbian("Injekcije,", {}, frozenset(), frozenset())
    'Инјекције,'
    """

    _weights: bytes
    _bias: cython.int
    _rows: list[bytes]

    def __init__(self, weights: Mapping[str, int], digraphs: Iterable[Mapping[str, str]]) -> None:
        table = bytearray([128]) * (1 << 5 * _TRIGRAM)
        for trigram, weight in weights.items():
            if len(trigram) == _TRIGRAM:
                a, b, c = map(digraph_rules.number, trigram)
                table[a << 10 | b << 5 | c] = weight + 128
        self._weights = bytes(table)
        self._bias = weights.get("^", 0)
        self._rows = digraph_rules.serialised(digraphs)

    def score(self, word: str) -> int:
        """Return the log-odds that a lower-case word is foreign, by its spelling."""
        numbers = bytearray(len(word) + 2)
        _number(word, numbers)
        found: int = self._score(numbers, len(word))
        return found

    def split_digraphs(self, word: str) -> list[int]:
        """Return the positions in a lower-case word of digraphs that are two letters."""
        numbers = bytearray(len(word) + 2)
        _number(word, numbers)
        return [at for at in range(len(word)) if self._digraph(numbers, at + 1) == _TWO]

    def serbian(
        self,
        token: str,
        kinds: Mapping[str, int],
        stems: frozenset[str],
        endings: frozenset[str],
    ) -> str | None:
        """Return a common word, with or without a stop, in Cyrillic if it is certainly Serbian.

        Return None if more has to be considered. ``kinds`` has the known words, with 0 for Serbian
        ones, ``stems`` the foreign words that may take one of the ``endings``.
        """
        size: cython.Py_ssize_t = len(token)
        while size and token[size - 1] in _STOPS:
            size -= 1
        if not _SHORTEST <= size <= _LONGEST:
            return None
        numbers = bytearray(size + 2)
        serbian_only: cython.int = _number_common(token, size, numbers)
        if serbian_only < 0:
            return None
        word = token[:size].lower()
        kind = kinds.get(word)
        if kind is not None:
            if kind:
                return None
        elif not serbian_only and (
            self._score(numbers, size) >= UNSURE_FROM or _has_stem(word, stems, endings)
        ):
            return None
        return self._cyrillic(token, size, numbers)

    @cython.cfunc
    @cython.boundscheck(False)
    @cython.wraparound(False)
    @cython.exceptval(check=False)
    def _score(self, numbers: cython.p_uchar, size: cython.Py_ssize_t) -> cython.int:
        weights: cython.p_const_uchar = self._weights
        total: cython.int = self._bias
        at: cython.Py_ssize_t
        for at in range(size):
            total += weights[numbers[at] << 10 | numbers[at + 1] << 5 | numbers[at + 2]] - 128
        return total

    @cython.cfunc
    @cython.exceptval(check=False)
    def _digraph(self, numbers: cython.p_uchar, at: cython.Py_ssize_t) -> cython.int:
        """Return the index of a digraph that is one letter, 4 for one of two, -1 for none."""
        found: cython.int = _candidate(numbers[at], numbers[at + 1])
        if found < 0:
            return -1
        rows: bytes = self._rows[found]
        return _TWO if _is_two_letters(rows, len(rows), numbers, at) else found

    @cython.cfunc
    @cython.boundscheck(False)
    @cython.wraparound(False)
    def _cyrillic(self, token: str, size: cython.Py_ssize_t, numbers: cython.p_uchar) -> str:
        """Return the word in Cyrillic, with the rest of its token."""
        if cython.compiled:  # noqa: SIM108 - Cython declares it
            spelled = cython.declare(cython.ushort[42])
        else:
            spelled = [0] * (size + 1)
        letters: cython.p_const_uchar = _LETTERS
        joined: cython.p_const_uchar = _JOINED
        at: cython.Py_ssize_t = 1
        done: cython.Py_ssize_t = 0
        while at <= size:
            digraph: cython.int = self._digraph(numbers, at)
            if 0 <= digraph < _TWO:
                spelled[done] = 0x400 + joined[digraph]
                at += 1
            else:
                spelled[done] = 0x400 + letters[numbers[at]]
            at += 1
            done += 1
        if token[0].isupper():
            spelled[0] -= 32 if spelled[0] < 0x450 else 80
        if cython.compiled:
            word: str = PyUnicode_FromKindAndData(2, cython.address(spelled[0]), done)
        else:
            word = "".join(map(chr, spelled[:done]))
        return word + token[size:] if size < len(token) else word


@cython.cfunc
def _has_stem(word: str, stems: frozenset[str], endings: frozenset[str]) -> cython.bint:
    """Return True if a word is a stem, with or without one of the endings."""
    if word in stems:
        return True
    size: cython.Py_ssize_t
    for size in range(STEM, len(word)):  # noqa: SIM110 - compiled, a loop is faster
        if word[size:] in endings and word[:size] in stems:
            return True
    return False


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _candidate(first: cython.int, second: cython.int) -> cython.int:
    """Return the index in ``DIGRAPHS`` of two letters, or -1."""
    if second == _J:
        return 0 if first == _N else 1 if first == _L else 3 if first == _D else -1
    return 2 if second == _ZH and first == _D else -1


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
@cython.exceptval(check=False)
def _is_two_letters(
    rows: cython.p_const_uchar,
    size: cython.Py_ssize_t,
    numbers: cython.p_uchar,
    at: cython.Py_ssize_t,
) -> cython.bint:
    """Return the answer of the first row that matches the digraph at a position."""
    row: cython.Py_ssize_t = 0
    while row < size:
        after: cython.Py_ssize_t = _match(rows, row, numbers, at - 1, -1)
        if after:
            after = _match(rows, after, numbers, at + 2, 1)
            if after:
                return rows[after]
        while rows[row] != _ROW_END:
            row += 1
        row += 1
    return False


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
@cython.exceptval(check=False)
def _match(
    rows: cython.p_const_uchar,
    cell: cython.Py_ssize_t,
    numbers: cython.p_uchar,
    start: cython.Py_ssize_t,
    step: cython.int,
) -> cython.Py_ssize_t:
    """Return the end of a cell if one of its alternatives is at ``start``, else 0."""
    while rows[cell] != _CELL_END:
        at: cython.Py_ssize_t = start
        while rows[cell] < _ALTERNATIVE_END and rows[cell] == numbers[at]:
            cell += 1
            # Alternatives end at the edge of the word, so this stays within it.
            at += step
        if rows[cell] == _ALTERNATIVE_END:
            while rows[cell] != _CELL_END:
                cell += 1
            return cell + 1
        while rows[cell] != _ALTERNATIVE_END:
            cell += 1
        cell += 1
    return 0


@cython.cfunc
@cython.exceptval(check=False)
def _number(word: str, numbers: cython.p_uchar) -> cython.void:
    """Write the numbers of a word's letters between two edges."""
    kind: cython.int = PyUnicode_KIND(word) if cython.compiled else 0
    data: cython.p_void = PyUnicode_DATA(word) if cython.compiled else word
    table: cython.p_const_uchar = _NUMBERS
    at: cython.Py_ssize_t
    for at in range(len(word)):
        code: cython.int = code_point(kind, data, at)
        numbers[at + 1] = table[code] & 31 if code < _CODES else _OTHER


@cython.cfunc
@cython.exceptval(check=False)
def _number_common(token: str, size: cython.Py_ssize_t, numbers: cython.p_uchar) -> cython.int:
    """Write the numbers of a word in lower or title case.

    Return 1 if it has a letter that only Serbian has, 0 if not, and -1 for any other word.
    """
    kind: cython.int = PyUnicode_KIND(token) if cython.compiled else 0
    data: cython.p_void = PyUnicode_DATA(token) if cython.compiled else token
    table: cython.p_const_uchar = _NUMBERS
    serbian_only: cython.p_const_uchar = _SERBIAN_ONLY
    found: cython.int = 0
    at: cython.Py_ssize_t
    for at in range(size):
        code: cython.int = code_point(kind, data, at)
        number: cython.int = table[code] if code < _CODES else _OTHER
        # A title-case word of three letters may be an abbreviation.
        if number > _UPPER and at == 0 and size > _SHORTEST:
            number -= _UPPER
        if number >= _OTHER:
            return -1
        found |= serbian_only[number]
        numbers[at + 1] = number
    return found


@cache
def speller() -> SerbianSpeller:
    """Return the speller of the packaged tables."""
    weights = {
        trigram: int(row["weight"])
        for row in tables.rows("serbian-spelling")
        for trigram in row["trigrams"].split(" ")
    }
    return SerbianSpeller(weights, tables.rows("serbian-digraphs"))
