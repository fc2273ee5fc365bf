# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Runs of letters, digits and joining marks in which no span begins: COVID-19, и/или, Mr.Smith.

As in ``plain_numbers``, an item is given only where it is certain that the grammar in ``grammar``
would say the same.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, misc"

from __future__ import annotations

import re
from functools import cache

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.text import codelike
from polyglot_norm.text import item_characters as characters
from polyglot_norm.text import plain_numbers as numbers

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import is_digit, is_space, is_word
    from cython.cimports.polyglot_norm.text.plain_marks import PlainMarks
    from cython.cimports.polyglot_norm.text.plain_numbers import is_spaced
else:
    from polyglot_norm.text.code_points import is_digit, is_space, is_word
    from polyglot_norm.text.plain_marks import PlainMarks
    from polyglot_norm.text.plain_numbers import is_spaced

# C numbers.
_ASK = cython.declare(cython.int, numbers.ASK)
_CODE = cython.declare(cython.int, 1 + numbers.KINDS.index("code"))
_SKIP = cython.declare(cython.int, numbers.SKIP)
_ODD = cython.declare(cython.int, characters.ODD)
_MARK = cython.declare(cython.int, characters.MARK)

# Letters and digits that are too few for a hash, and for any other key.
_FEW = cython.declare(cython.int, 7)
_SHORT = cython.declare(cython.int, 20)


@cython.cclass
class PlainRuns(PlainMarks):
    """The items of a text that begin with a letter of a run.

    From ``_run_start`` to ``_run_end`` nothing is part of a link, a name with a stop or a call if
    ``_is_calm``. ``_stops`` is the number of stops between letters.
    """

    @cython.cfunc
    @cython.exceptval(-1)
    def in_run(self, at: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.longlong:
        """Return the item at a letter: ASK, or camelCase, or the letters to ``end`` skipped."""
        if at >= self._run_end:
            self._read_run(at)
        if not self._is_calm or not self._is_word(at):
            return self.item_of(at, _ASK)
        code: cython.int = self.code(at)
        if self._stops > 1 and 97 <= code <= 122:  # os.path.join
            return self.item_of(at, _ASK)
        if 97 <= code <= 122 and 97 <= self.code(at + 1) <= 122:
            place: cython.Py_ssize_t = at + 2
            while 97 <= self.code(place) <= 122:
                place += 1
            if 65 <= self.code(place) <= 90:
                camel = _camel().match(self._text, at)
                if camel is not None:
                    return self.item_of(camel.end(), _CODE)
        return self.item_of(end, _SKIP)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_word(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return False if a key, a version or a face may begin at a letter: deadbeef1, v1, xD."""
        code: cython.int = self.code(at)
        following: cython.int = self.code(at + 1)
        if code in (86, 118):
            return following < 0 or not is_digit(following)
        if (code in (88, 120) and following == 68) or (code == 85 and following == 43):  # xD, U+
            return False
        if code in (87, 119) and following in (87, 119):  # www.
            return False
        end: cython.Py_ssize_t = at
        while _is_hexadecimal(self.code(end)):
            end += 1
        if end - at >= _FEW:
            return False
        while _is_of_key(self.code(end)) and end - at < _SHORT:
            end += 1
        return end - at < _SHORT

    @cython.cfunc
    @cython.exceptval(-1)
    def _read_run(self, at: cython.Py_ssize_t) -> cython.int:
        """Find the end of a run, or the first character that may make it a link or a name."""
        end: cython.Py_ssize_t = at
        self._stops = 0
        self._is_calm = True
        while end < self._stop:
            code: cython.int = self.code(end)
            following: cython.int = self.code(end + 1)
            if self.has(code, _ODD) or code >= 0x10000:
                self._is_calm = False
                break
            if code == 46 and following >= 0 and is_word(following):
                self._stops += 1
                if following == 95 or self._is_ending(end + 1):
                    self._is_calm = False
                    break
            elif code == 45 and following == 62:  # ->
                self._is_calm = False
                break
            elif code == 95 or not (
                code in (37, 43, 45, 47) or is_word(code) or self.has(code, _MARK)  # %+-/
            ):
                self._is_calm = self._is_end(code, following)
                break
            end += 1
        self._run_end = end + 1
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_end(self, code: cython.int, following: cython.int) -> cython.bint:
        """Return True if neither a link nor a name goes on with a character."""
        if is_space(code):
            return True
        if code == 58:  # https:// a::b() C:\\ mailto:a data:+
            if following in (43, 47, 58, 63, 92):
                return False
            return following < 0 or not is_word(following)
        # A stop is not before a letter here.
        return code >= 128 or code in (33, 34, 39, 41, 44, 46, 59, 63)  # !"'),.;?

    @cython.cfunc
    @cython.exceptval(-1)
    def _is_ending(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if the letters at an offset, after a stop, are the ending of a name."""
        end: cython.Py_ssize_t = at
        code: cython.int = self.code(end)
        while code >= 0 and code != 95 and is_word(code) and is_spaced(code):
            end += 1
            code = self.code(end)
        return self._text[at:end] in characters.endings()


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_hexadecimal(code: cython.int) -> cython.bint:
    return 48 <= code <= 57 or 97 <= code <= 102 or 65 <= code <= 70


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_of_key(code: cython.int) -> cython.bint:
    """Return True for what keys and base64 consist of."""
    return 97 <= code <= 122 or 65 <= code <= 90 or 48 <= code <= 57 or code in (43, 45, 47, 95)


@cache
def _camel() -> re.Pattern[str]:
    return re.compile(codelike.CAMEL, re.VERBOSE)
