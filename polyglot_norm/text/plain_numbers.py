# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Plain numbers, decided without a regular expression.

Nearly all numbers are digits, alone or joined, with nothing beside them that could be a unit. They
are recognised here, wherever it is certain that the grammar in ``protect`` would say the same.
Everything else is left to it: the answer is then ASK. A test compares the two.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from typing import Any

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.text import item_characters as characters

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_digit,
        is_space,
        is_word,
        kind_of,
    )
else:
    from polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_digit,
        is_space,
        is_word,
        kind_of,
    )

KINDS = ("url", "email", "mention", "hashtag", "number", "code", "emoji")
"""The kinds of protected span."""

BITS = 4
"""An item is its end, shifted by so many bits, with what it is in these: SKIP for none, a kind (its
place in ``KINDS``, from 1), or ASK."""

SKIP, ASK = 0, 15

# The same as C numbers.
_BITS = cython.declare(cython.int, BITS)
_SKIP = cython.declare(cython.int, SKIP)
_ASK = cython.declare(cython.int, ASK)
_NUMBER = cython.declare(cython.int, 1 + KINDS.index("number"))
_EMOJI = cython.declare(cython.int, 1 + KINDS.index("emoji"))
_ODD = cython.declare(cython.int, characters.ODD)
_MARK = cython.declare(cython.int, characters.MARK)
_UNIT = cython.declare(cython.int, characters.UNIT)
_JOINER = cython.declare(cython.int, characters.JOINER)
_SPACED = cython.declare(cython.int, characters.SPACED)
_JOINED = cython.declare(cython.int, characters.JOINED)
_SEVERAL = cython.declare(cython.int, characters.SEVERAL)
_PARTIAL = cython.declare(cython.int, characters.PARTIAL)
_LONGEST_UNIT = cython.declare(cython.int, characters.LONGEST_UNIT)

# How far to look for what decides on a number. With eight digits before it, what was seen is too
# short to be base64, which has forty characters.
_FAR = cython.declare(cython.int, 31)
_FEW = cython.declare(cython.int, 8)

# Digits and letters that are too short to be a hash.
_SHORT = cython.declare(cython.int, 6)


@cython.cclass
class PlainNumbers:
    """The numbers of a text."""

    @cython.cfunc
    @cython.exceptval(-1)
    def read(self, text: str, table: bytes, units: Any) -> cython.int:
        """Begin with a text; the rest is from ``item_characters``."""
        self._text = text
        self._kind = kind_of(text)
        self._data = data_of(text)
        self._stop = len(text)
        self._kept = self._table = table
        self._units = units
        self._sum_end = self._name_end = 0
        self._is_plain_sum = self._is_name = False
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    def code(self, at: cython.Py_ssize_t) -> cython.int:
        """Return the code point at an offset, -1 outside the text."""
        if at < 0 or at >= self._stop:
            return -1
        return code_point(self._kind, self._data, at)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    def has(self, code: cython.int, bits: cython.int) -> cython.bint:
        """Return True if a character is in one of some sets."""
        return 0 <= code < 0x10000 and (self._table[code] & bits) != 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    def item_of(self, end: cython.Py_ssize_t, what: cython.int) -> cython.longlong:
        """Return an item as one number."""
        return cython.cast(cython.longlong, end) << _BITS | what

    @cython.cfunc
    @cython.exceptval(-1)
    def number(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return the item that starts with a digit."""
        before: cython.int = self.code(at - 1)
        in_word: cython.bint = before >= 0 and is_word(before) and is_spaced(before)
        # Full-width digits may be the name before an at sign, wherever they start.
        if in_word and (before >= 128 or not is_spaced(self.code(at))):
            return self.item_of(at, _ASK)
        one: cython.Py_ssize_t = self.digits(at)
        end: cython.Py_ssize_t = self._joined(one)
        code: cython.int = self.code(end)
        if end == at + 1 and code in (0xFE0F, 0x20E3) and self.code(at) < 128:
            return self.keycap(at)
        if self._is_continued(before, at) or self._is_grouped(at, one, end):
            return self.item_of(at, _ASK)
        if code >= 0 and is_word(code) and (code >= 0x10000 or self.has(code, _ODD)):
            return self.item_of(at, _ASK)  # a fraction
        if in_word:  # the rest of H2O
            return self.item_of(end, _SKIP)
        if code >= 0 and is_word(code) and is_spaced(code):
            return self._lettered(at, one, end)
        if self._is_other(at, one, end):
            return self.item_of(at, _ASK)
        return self.with_unit(at, end, code)

    @cython.cfunc
    @cython.exceptval(check=False)
    def keycap(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return the emoji of a digit or sign before a keycap, ASK if it is none."""
        end: cython.Py_ssize_t = at + 1
        if self.code(end) == 0xFE0F:
            end += 1
        return self.item_of(end + 1, _EMOJI) if self.code(end) == 0x20E3 else self.item_of(at, _ASK)

    @cython.cfunc
    @cython.exceptval(-1)
    def _lettered(
        self, at: cython.Py_ssize_t, one: cython.Py_ssize_t, end: cython.Py_ssize_t
    ) -> cython.longlong:
        """Return the item of digits before a letter: 5kg, or 2 of 2Pac."""
        first: cython.int = self.code(one)
        last: cython.Py_ssize_t = end - 1  # what joins the last digits
        while last > one and is_digit(self.code(last)):
            last -= 1
        stop: cython.Py_ssize_t = end
        code: cython.int = self.code(end)
        while code >= 0 and is_word(code) and is_spaced(code) and code != 95:
            stop += 1
            if stop - end > _SHORT:
                return self.item_of(at, _ASK)
            code = self.code(stop)
        # Seven digits and letters may be a hash; 1.2a and 1x2 are code and numbers.
        code = self.code(end)
        if (
            stop - at > _SHORT
            or code in (88, 120)
            or (end > one and (first in (46, 120) or self.code(last) == 46))
            or not self._is_plain_after(stop)
        ):
            return self.item_of(at, _ASK)
        code = self.code(stop - 1)
        first = self.code(end)
        exponent: cython.bint = first in (69, 101) and is_digit(self.code(end + 1))
        if exponent or is_digit(code) or code in (0xB2, 0xB3):  # 1e5kg, m2, m²
            return self.item_of(at, _ASK)
        place: cython.int = self._units.get(self._text[end:stop], 0)
        if place == _SEVERAL:
            return self.item_of(at, _ASK)
        return self.item_of(end, _SKIP) if place in (0, _PARTIAL) else self.item_of(stop, _NUMBER)

    @cython.cfunc
    @cython.exceptval(check=False)
    def digits(self, at: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the end of the digits at an offset."""
        while at < self._stop and is_digit(code_point(self._kind, self._data, at)):
            at += 1
        return at

    @cython.cfunc
    @cython.exceptval(check=False)
    def _joined(self, at: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the end of the digits joined to those before: 1.234,56 and 14:30."""
        while self.has(self.code(at), _JOINER):
            end: cython.Py_ssize_t = self.digits(at + 1)
            if end == at + 1:
                break
            at = end
        return at

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_continued(self, before: cython.int, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if digits follow others, to which something may join them."""
        if before < 0:
            return False
        if is_digit(before):
            return True
        earlier: cython.int = self.code(at - 2)
        return earlier >= 0 and is_digit(earlier) and self.has(before, _JOINER)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_grouped(
        self, at: cython.Py_ssize_t, one: cython.Py_ssize_t, end: cython.Py_ssize_t
    ) -> cython.bint:
        """Return True if more digits may follow after a space: 1 234 567, 12. 5. 2024."""
        if one - at > 3:
            return False
        if is_gap(self.code(one)):
            return self.digits(one + 1) >= one + 4
        if self.code(end) == 46 and is_gap(self.code(end + 1)):
            return self.digits(end + 2) > end + 2
        return False

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_other(
        self, at: cython.Py_ssize_t, one: cython.Py_ssize_t, end: cython.Py_ssize_t
    ) -> cython.bint:
        """Return True if digits may be a date, an address or code, or part of a name."""
        first: cython.int = self.code(one)
        code: cython.int = self.code(end)
        if end > one and first == 46 and (code == 45 or self._is_dotted(one, end, code)):
            return True  # 1.2-rc1, 127.0.0.1
        if (first == 45 and one - at == 8) or (first == 120 and one - at == 1):
            return True  # a UUID, 0x10
        if code == 46:
            following: cython.int = self.code(end + 1)
            return following >= 0 and is_word(following)
        if code == 45 or (code >= 128 and is_word(code) and not is_spaced(code)):
            return end - at > _FEW or self.has_name(end)
        if code == 43 or code == 47:  # 5+3, 1/a
            return not self._is_sum(end)
        return code in (64, 92) or self.has(code, _MARK)  # 1@b.org

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_dotted(
        self, one: cython.Py_ssize_t, end: cython.Py_ssize_t, code: cython.int
    ) -> cython.bint:
        """Return True if digits after a stop may be more than a number, a date or a version."""
        two: cython.Py_ssize_t = self.digits(one + 1)
        if two == end:
            return False
        three: cython.bint = self.code(two) == 46 and self.digits(two + 1) == end
        plain: cython.bint = code < 0 or is_space(code) or code in (33, 41, 44, 59, 63)  # !),;?
        return not (three and plain)

    @cython.cfunc
    @cython.exceptval(check=False)
    def has_name(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if the letters and hyphens after a number may make it part of a name."""
        end: cython.Py_ssize_t = at
        code: cython.int = self.code(end)
        far: cython.Py_ssize_t = at + _FAR if code == 45 else self._stop
        if at < self._name_end and code != 45:
            return self._is_name
        while code >= 0 and end < far:
            if code == 95 or not (code == 45 or is_word(code) or self.has(code, _MARK)):
                break
            end += 1
            code = self.code(end)
        found: cython.bint = end - at >= _FAR and far < self._stop
        if code == 46:
            following: cython.int = self.code(end + 1)
            found |= following >= 0 and is_word(following)
        else:
            found |= code in (95, 43, 47, 64, 37, 40, 58, 92, 61)  # _+/@%(:\=
        if far == self._stop:
            self._name_end, self._is_name = end, found
        return found

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_plain_after(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if nothing after a unit could belong to the number."""
        code: cython.int = self.code(at)
        if code == 46:
            code = self.code(at + 1)
            return code < 0 or is_space(code)
        return code < 32 or is_space(code) or code in (33, 41, 44, 59, 63)  # !),;?

    @cython.cfunc
    @cython.exceptval(-1)
    def with_unit(
        self, at: cython.Py_ssize_t, end: cython.Py_ssize_t, code: cython.int
    ) -> cython.longlong:
        """Return a number whose digits end before ``code``, with its unit."""
        sign: cython.Py_ssize_t = end + 1 if is_gap(code) else end
        if sign > end:
            code = self.code(sign)
        if not self.has(code, _UNIT):
            return self.item_of(end, _NUMBER)
        if is_word(code):
            return self._with_word(at, end, sign)
        following: cython.int = self.code(sign + 1)
        if code == 0xB0 and following in (67, 70):  # °C, °F
            sign += 1
        elif (code == 0xB0 and sign > end) or (code not in (37, 0xB0) and not is_currency(code)):
            return self.item_of(at, _ASK)
        if self._is_plain_after(sign + 1):
            return self.item_of(sign + 1, _NUMBER)
        # Before a letter it is no unit: 5%5, 5 €12.
        following = self.code(sign + 1)
        if following < 0 or not is_word(following) or following in (0xB2, 0xB3):
            return self.item_of(at, _ASK)
        if not is_spaced(following) or (code == 37 and sign == end and not self._is_sum(end)):
            return self.item_of(at, _ASK)
        return self.item_of(end, _NUMBER) if code != 0xB0 else self.item_of(at, _ASK)

    @cython.cfunc
    @cython.exceptval(-1)
    def _with_word(
        self, at: cython.Py_ssize_t, end: cython.Py_ssize_t, start: cython.Py_ssize_t
    ) -> cython.longlong:
        """Return a number before a space and a word, which may be its unit: 5 km."""
        stop: cython.Py_ssize_t = start
        code: cython.int = self.code(stop)
        if not is_spaced(code):
            return self.item_of(at, _ASK)
        while code >= 0 and is_word(code) and is_spaced(code):
            if stop - start > _LONGEST_UNIT:  # and a raised digit
                return self.item_of(end, _NUMBER)
            stop += 1
            code = self.code(stop)
        if self.code(stop - 1) in (0xB2, 0xB3):
            return self.item_of(at, _ASK)
        place: cython.int = self._units.get(self._text[start:stop], 0)
        if place == 0 or place == _JOINED:
            return self.item_of(end, _NUMBER)
        if place in (_SPACED, _PARTIAL) and self._is_plain_after(stop):
            return self.item_of(stop if place == _SPACED else end, _NUMBER)
        return self.item_of(at, _ASK)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_sum(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if nothing but digits and the signs of sums follow: 5+5%, 1/."""
        if at >= self._sum_end:
            end: cython.Py_ssize_t = at
            code: cython.int = self.code(end)
            while 48 <= code <= 57 or code in (37, 43, 44, 45, 46, 47):  # %+,-./
                end += 1
                code = self.code(end)
            self._sum_end = end
            self._is_plain_sum = code < 0 or is_space(code)
        return self._is_plain_sum


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def is_spaced(code: cython.int) -> cython.bint:
    """Return True if a character is of the scripts with spaces between words (``borders``)."""
    return code <= 0xE00 or 0x1E00 <= code <= 0x1FFF


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def is_gap(code: cython.int) -> cython.bint:
    """Return True for the spaces between groups of digits (``quantities``)."""
    return code in (32, 0xA0, 0x2009, 0x2007, 0x202F)


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def is_currency(code: cython.int) -> cython.bint:
    """Return True for a currency sign (``quantities.CURRENCY``; there is a test)."""
    if code < 0xA2:
        return code == 36
    return (
        code <= 0xA5
        or 0x20A0 <= code <= 0x20BF
        or code in (0x58F, 0x60B, 0x9F2, 0x9F3, 0xE3F, 0x17DB, 0xFDFC, 0xFF04)
        or code in (0xFFE0, 0xFFE1, 0xFFE5, 0xFFE6)
    )
