# cython: initializedcheck=False
"""A Serbian word letter by letter: which pairs are one letter, and how foreign its spelling looks.

Whatever the data say of letters is asked here; what they say of words is in ``serbian_foreign``.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
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

LATIN = "abvgdđežzijklmnoprstćufhcčš"
CYRILLIC = "абвгдђежзијклмнопрстћуфхцчш"

PAIRS = ("nj", "lj", "dž", "dj")
"""What may be one letter; the last is typed where the letter is missing."""

LONGEST = 40
"""Letters beyond which a run of them is no word, those drawn out (`jaoooo`) counted once."""

STEM = 4
"""How many letters of a listed name are looked up in a word: `fora` is no form of `for`."""

UNSURE_FROM = 0
"""Evidence from which a word is taken as foreign between foreign words."""

# Letters are numbered in the order of the alphabet, from 1 on, within 5 bits.
_EDGE = cython.declare(cython.int, 0)
_OTHER = cython.declare(cython.int, 28)
_OR = cython.declare(cython.int, 29)
_CELL = cython.declare(cython.int, 30)
_ROW = cython.declare(cython.int, 31)
_CAPITAL = cython.declare(cython.int, 32)
_N = cython.declare(cython.int, LATIN.index("n") + 1)
_L = cython.declare(cython.int, LATIN.index("l") + 1)
_D = cython.declare(cython.int, LATIN.index("d") + 1)
_J = cython.declare(cython.int, LATIN.index("j") + 1)
_ZH = cython.declare(cython.int, LATIN.index("ž") + 1)

# A pair that is two letters, where `_unit` names one.
_TWO = cython.declare(cython.int, 4)

_SEQUENCE = 3
_SHORTEST = cython.declare(cython.int, 3)
_MOST = cython.declare(cython.int, 40)
_CODES = cython.declare(cython.int, 0x180)

cython.declare(_NUMBERS=bytes, _LETTERS=bytes, _JOINED=bytes, _OWN=bytes)
_NUMBERS = bytes(
    LATIN.index(letter) + 1 if letter in LATIN
    else LATIN.index(letter.lower()) + 1 + 32 if letter.lower() in LATIN
    else 28
    for letter in map(chr, range(0x180))
)  # fmt: skip
# Cyrillic code points, less 0x400: by the number of the letter, and by the pair.
_LETTERS = bytes([0, *(ord(letter) & 255 for letter in CYRILLIC)])
_JOINED = bytes(ord(letter) & 255 for letter in "њљџђ")
_OWN = bytes(number > 0 and LATIN[number - 1] in "čćđšž" for number in range(28))
_STOPS = '.,!?:;…)"”“'


@cython.cclass
class Speller:
    """What the tables say of letters, ready for use; safe in threads.

    ``weights`` are of sequences of three letters, edges marked ^ and $, and of ``^`` for any word;
    of the rows of ``pairs`` (serbian-pairs), the first that fits decides.

    >>> row = {"pair": "nj", "before": "^i", "after": "ek uk", "becomes": "нј"}
    >>> speller = Speller({"^": -1, "^da": 5}, [row])
    >>> speller.evidence("da"), speller.apart("injekcija"), speller.apart("konj")
    (4, [1], [])
    >>> speller.serbian("Injekcije,", {}, frozenset())
    'Инјекције,'
    """

    _weights: bytes
    _any: cython.int
    _rows: list[bytes]

    def __init__(self, weights: Mapping[str, int], pairs: Iterable[Mapping[str, str]]) -> None:
        found = bytearray([128]) * (1 << 5 * _SEQUENCE)
        for sequence, weight in weights.items():
            if len(sequence) == _SEQUENCE:
                a, b, c = map(_numbered, sequence)
                found[a << 10 | b << 5 | c] = weight + 128
        self._weights = bytes(found)
        self._any = weights.get("^", 0)
        rows = {pair: bytearray() for pair in PAIRS}
        for row in pairs:
            rows[row["pair"]] += _row(row)
        self._rows = [bytes(rows[pair]) for pair in PAIRS]

    def evidence(self, word: str) -> int:
        """How much the spelling of a small word speaks for a foreign one."""
        numbers = bytearray(len(word) + 2)
        _number(word, numbers)
        found: int = self._evidence(numbers, len(word))
        return found

    def apart(self, word: str) -> list[int]:
        """Where in a small word a pair begins that is two letters."""
        numbers = bytearray(len(word) + 2)
        _number(word, numbers)
        return [at for at in range(len(word)) if self._unit(numbers, at + 1) == _TWO]

    def serbian(
        self, token: str, kinds: Mapping[str, int], beginnings: frozenset[str]
    ) -> str | None:
        """A common word in Cyrillic, stops behind it or not, that is Serbian whatever stands by.

        None where more must be asked. ``kinds`` has words that are known, 0 for Serbian ones, and
        ``beginnings`` those of foreign names.
        """
        size: cython.Py_ssize_t = len(token)
        while size and token[size - 1] in _STOPS:
            size -= 1
        if not _SHORTEST <= size <= _MOST:
            return None
        numbers = bytearray(size + 2)
        own: cython.int = _number_common(token, size, numbers)
        if own < 0:
            return None
        word = token[:size].lower()
        kind = kinds.get(word)
        if kind is not None:
            if kind:
                return None
        elif not own and (
            self._evidence(numbers, size) >= UNSURE_FROM or word[:STEM] in beginnings
        ):
            return None
        return self._written(token, size, numbers)

    @cython.cfunc
    @cython.boundscheck(False)
    @cython.wraparound(False)
    @cython.exceptval(check=False)
    def _evidence(self, numbers: cython.p_uchar, size: cython.Py_ssize_t) -> cython.int:
        weights: cython.p_const_uchar = self._weights
        total: cython.int = self._any
        at: cython.Py_ssize_t
        for at in range(size):
            total += weights[numbers[at] << 10 | numbers[at + 1] << 5 | numbers[at + 2]] - 128
        return total

    @cython.cfunc
    @cython.exceptval(check=False)
    def _unit(self, numbers: cython.p_uchar, at: cython.Py_ssize_t) -> cython.int:
        """Which pair that is one letter stands there; 4 for one of two letters, -1 for no pair."""
        pair: cython.int = _pair(numbers[at], numbers[at + 1])
        if pair < 0:
            return -1
        rows: bytes = self._rows[pair]
        return _TWO if _is_apart(rows, len(rows), numbers, at) else pair

    @cython.cfunc
    @cython.boundscheck(False)
    @cython.wraparound(False)
    def _written(self, token: str, size: cython.Py_ssize_t, numbers: cython.p_uchar) -> str:
        """The word in Cyrillic, with what stands behind it in the token."""
        if cython.compiled:  # noqa: SIM108 - Cython declares it
            made = cython.declare(cython.ushort[42])
        else:
            made = [0] * (size + 1)
        letters: cython.p_const_uchar = _LETTERS
        joined: cython.p_const_uchar = _JOINED
        at: cython.Py_ssize_t = 1
        done: cython.Py_ssize_t = 0
        while at <= size:
            unit: cython.int = self._unit(numbers, at)
            if 0 <= unit < _TWO:
                made[done] = 0x400 + joined[unit]
                at += 1
            else:
                made[done] = 0x400 + letters[numbers[at]]
            at += 1
            done += 1
        if token[0].isupper():
            made[0] -= 32 if made[0] < 0x450 else 80
        if cython.compiled:
            word: str = PyUnicode_FromKindAndData(2, cython.address(made[0]), done)
        else:
            word = "".join(map(chr, made[:done]))
        return word + token[size:] if size < len(token) else word


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _pair(first: cython.int, second: cython.int) -> cython.int:
    """Which of ``PAIRS`` two letters are, -1 for none."""
    if second == _J:
        return 0 if first == _N else 1 if first == _L else 3 if first == _D else -1
    return 2 if second == _ZH and first == _D else -1


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
@cython.exceptval(check=False)
def _is_apart(
    rows: cython.p_const_uchar,
    size: cython.Py_ssize_t,
    numbers: cython.p_uchar,
    at: cython.Py_ssize_t,
) -> cython.bint:
    """Whether the first row that fits the pair at a place says that it is two letters."""
    row: cython.Py_ssize_t = 0
    while row < size:
        after: cython.Py_ssize_t = _fitting(rows, row, numbers, at - 1, -1)
        if after:
            after = _fitting(rows, after, numbers, at + 2, 1)
            if after:
                return rows[after]
        while rows[row] != _ROW:
            row += 1
        row += 1
    return False


@cython.cfunc
@cython.boundscheck(False)
@cython.wraparound(False)
@cython.exceptval(check=False)
def _fitting(
    rows: cython.p_const_uchar,
    cell: cython.Py_ssize_t,
    numbers: cython.p_uchar,
    start: cython.Py_ssize_t,
    step: cython.int,
) -> cython.Py_ssize_t:
    """The end of a cell if one of its alternatives stands at ``start`` and on, else 0."""
    while rows[cell] != _CELL:
        at: cython.Py_ssize_t = start
        while rows[cell] < _OR and rows[cell] == numbers[at]:
            cell += 1
            # Beyond an edge no alternative goes on.
            at += step
        if rows[cell] == _OR:
            while rows[cell] != _CELL:
                cell += 1
            return cell + 1
        while rows[cell] != _OR:
            cell += 1
        cell += 1
    return 0


def _numbered(letter: str) -> int:
    """The number of a letter in a sequence or a row, 0 for an edge."""
    return 0 if letter in "^$" else LATIN.index(letter) + 1


def _row(row: Mapping[str, str]) -> bytes:
    """A row of serbian-pairs: the cell before, backwards, the cell after, and the answer."""
    before = _cell([one[::-1] for one in _alternatives(row["before"])])
    after = _cell(_alternatives(row["after"]))
    return bytes([*before, *after, len(row["becomes"]) == 2, _ROW])


def _alternatives(cell: str) -> list[str]:
    return [""] if cell == "-" else cell.split()


def _cell(alternatives: list[str]) -> list[int]:
    found = []
    for one in alternatives:
        found += [*map(_numbered, one), _OR]
    return [*found, _CELL]


@cython.cfunc
def _number(word: str, numbers: cython.p_uchar) -> object:
    """Write the numbers of a word's letters between two edges."""
    kind: cython.int = PyUnicode_KIND(word) if cython.compiled else 0
    data: cython.p_void = PyUnicode_DATA(word) if cython.compiled else word
    table: cython.p_const_uchar = _NUMBERS
    at: cython.Py_ssize_t
    for at in range(len(word)):
        code: cython.int = code_point(kind, data, at)
        numbers[at + 1] = table[code] & 31 if code < _CODES else _OTHER
    return None


@cython.cfunc
@cython.exceptval(-2)
def _number_common(token: str, size: cython.Py_ssize_t, numbers: cython.p_uchar) -> cython.int:
    """``_number`` for a word in small letters, or with one capital and three more.

    Whether it has a letter that only Serbian has; -1 if it is no such word.
    """
    kind: cython.int = PyUnicode_KIND(token) if cython.compiled else 0
    data: cython.p_void = PyUnicode_DATA(token) if cython.compiled else token
    table: cython.p_const_uchar = _NUMBERS
    own: cython.p_const_uchar = _OWN
    found: cython.int = 0
    at: cython.Py_ssize_t
    for at in range(size):
        code: cython.int = code_point(kind, data, at)
        number: cython.int = table[code] if code < _CODES else _OTHER
        if number > _CAPITAL and at == 0 and size > _SHORTEST:
            number -= _CAPITAL
        if number >= _OTHER:
            return -1
        found |= own[number]
        numbers[at + 1] = number
    return found


@cache
def speller() -> Speller:
    """The speller of the tables of this package."""
    weights = {
        piece: int(row["weight"])
        for row in tables.rows("serbian-spelling")
        for piece in row["sequences"].split(" ")
    }
    return Speller(weights, tables.rows("serbian-pairs"))
