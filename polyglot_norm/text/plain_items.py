# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""The plain items of a run of visible characters, decided without a regular expression.

Most of what stands around the trigger of a protected span is a word, a number or a punctuation
mark. These are recognised here, wherever it is certain that the grammar in ``protect`` would say
the same. Everything else is left to it: the answer is then ASK. A test compares the two.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, misc"

from __future__ import annotations

from typing import Any

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.text import codelike
from polyglot_norm.text import item_characters as characters
from polyglot_norm.text import plain_numbers as numbers

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import (
        code_point,
        is_digit,
        is_space,
        is_word,
    )
    from cython.cimports.polyglot_norm.text.plain_marks import PlainMarks, is_ascii_letter
    from cython.cimports.polyglot_norm.text.plain_numbers import is_spaced
    from cython.cimports.polyglot_norm.text.plain_runs import PlainRuns
else:
    from polyglot_norm.text.code_points import (
        code_point,
        is_digit,
        is_space,
        is_word,
    )
    from polyglot_norm.text.plain_marks import PlainMarks, is_ascii_letter
    from polyglot_norm.text.plain_numbers import is_spaced
    from polyglot_norm.text.plain_runs import PlainRuns

# C numbers.
_SKIP = cython.declare(cython.int, numbers.SKIP)
_ASK = cython.declare(cython.int, numbers.ASK)
_CODE = cython.declare(cython.int, 1 + numbers.KINDS.index("code"))
_ODD = cython.declare(cython.int, characters.ODD)
_MARK = cython.declare(cython.int, characters.MARK)

_PREFIXES = cython.declare(object, frozenset(codelike.NAME_PREFIXES))

# Longer words with digits may be keys.
_SHORT = cython.declare(cython.int, 19)


@cython.cclass
class PlainItems(PlainRuns):
    """The items of a text.

    Up to ``_sure``, no letter begins a link, a name or a path; up to ``_doubtful``, one may.
    """

    @cython.cfunc
    @cython.exceptval(-1)
    def read(self, text: str, table: bytes, units: Any) -> cython.int:
        """Begin with a text; the rest is from ``item_characters``."""
        PlainMarks.read(self, text, table, units)
        self._run_end = 0
        self._pictures = None
        self._sure = self._doubtful = 0
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def item(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return the item at an offset at which there is a visible character."""
        code: cython.int = code_point(self._kind, self._data, at)
        if is_digit(code):
            return self.number(at)
        if is_word(code):
            return self._fraction(at) if _is_fraction(code) else self._word(at, code)
        return self.mark(at, code)

    @cython.cfunc
    @cython.exceptval(-1)
    def _fraction(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return ½ by itself as a number, with its unit; else ASK."""
        before: cython.int = self.code(at - 1)
        code: cython.int = self.code(at + 1)
        if (before < 0 or is_space(before)) and (code < 0 or is_space(code)):
            return self.with_unit(at, at + 1, code)
        return self.item_of(at, _ASK)

    @cython.cfunc
    @cython.exceptval(-1)
    def _word(self, at: cython.Py_ssize_t, code: cython.int) -> cython.longlong:
        """Return an item that starts with a letter or an underscore."""
        if code == 95:
            return self._underscores(at)
        if self.has(code, _ODD):  # Ⅳ
            return self.item_of(at, _ASK)
        before: cython.int = self.code(at - 1)
        if code < 128 and _is_ascii_word(before) and not self._is_scheme(at):
            return self.item_of(self._end_of_letters(at, code), _SKIP)
        if at >= self._sure:
            end: cython.Py_ssize_t = self._plain_word(at)
            if end > at:
                return self.item_of(end, _SKIP)
            if at < self._doubtful or not self._is_harmless(at):
                item: cython.longlong = self._name(at, before)
                if item & _ASK != _ASK:
                    return item
                return self.in_run(at, self._end_of_letters(at, code))
        return self.item_of(self._end_of_letters(at, code), _SKIP)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _underscores(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return underscores that are in no name, or ASK."""
        end: cython.Py_ssize_t = at
        while self.code(end) == 95:
            end += 1
        code: cython.int = self.code(end)
        plain: cython.bint = code < 0 or is_space(code) or _ends(code)
        if plain or _is_ascii_word(self.code(at - 1)):
            return self.item_of(end, _SKIP)
        return self.item_of(at, _ASK)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_scheme(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if the scheme of a URL may start inside a word: 1http://a.org."""
        end: cython.Py_ssize_t = at
        code: cython.int = self.code(end)
        while end - at <= 16 and (code == 43 or (code != 95 and _is_ascii_word(code))):
            end += 1
            code = self.code(end)
        return code == 58

    @cython.cfunc
    @cython.exceptval(-1)
    def _name(self, at: cython.Py_ssize_t, before: cython.int) -> cython.longlong:
        """Return a name such as snake_case, or a letter that is not the start of one; or ASK."""
        end: cython.Py_ssize_t = self._code_point(at)
        if end > at and not _is_ascii_word(before):
            return self.item_of(end, _CODE)
        end = at
        underscores: cython.int = 0
        code: cython.int = self.code(end)
        while _is_ascii_word(code) and end - at < _SHORT:
            underscores += code == 95
            end += 1
            code = self.code(end)
        plain: cython.bint = code < 0 or is_space(code) or _ends(code)
        first: cython.int = self.code(at)
        if before == 46 or (before >= 0 and is_word(before)):
            return self.item_of(at, _ASK)
        if not underscores:
            end = self._call_or_camel(at, end, plain)
            return self.item_of(end, _CODE if end > at else _ASK)
        if not plain or first in (111, 79, 84):  # o_O
            return self.item_of(at, _ASK)
        if self.code(end - 1) == 95:
            return self.item_of(self._end_of_letters(at, first), _SKIP)
        return self.item_of(end, _CODE)

    @cython.cfunc
    @cython.exceptval(-1)
    def _call_or_camel(
        self, at: cython.Py_ssize_t, end: cython.Py_ssize_t, plain: cython.bint
    ) -> cython.Py_ssize_t:
        """Return the end of letters that are camelCase, or before (); ``at`` if it is not sure."""
        small: cython.Py_ssize_t = at  # the end of lower case
        while 97 <= self.code(small) <= 122:
            small += 1
        place: cython.Py_ssize_t
        if not plain:
            for place in range(at, end):
                if not is_ascii_letter(self.code(place)):
                    return at
            after: cython.int = self.code(end + 2)
            empty: cython.bint = self.code(end) == 40 and self.code(end + 1) == 41
            # Not emoticons, which x(, o( and T( may begin.
            sure: cython.bint = empty and self.code(at) not in (79, 84, 88, 111, 120)
            return end + 2 if sure and (after < 0 or is_space(after) or _ends(after)) else at
        if small < at + 2 or self._text[at:small] in _PREFIXES:
            return at
        place = small
        parts: cython.int = 0
        while place < end and 65 <= self.code(place) <= 90 and 97 <= self.code(place + 1) <= 122:
            parts += 1
            place += 1
            while 97 <= self.code(place) <= 122:
                place += 1
        if parts == 1 and place == end and self.code(small - 1) in (97, 101, 105, 109, 111, 117):
            return at  # after a, e, i, m, o or u, as in muLondon
        inside: cython.bint = parts > 0
        while 65 <= self.code(place) <= 90:
            place += 1
        return end if inside and place == end else at

    @cython.cfunc
    @cython.exceptval(check=False)
    def _code_point(self, at: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the end of the notation of a code point, U+1F642; ``at`` if there is none."""
        if self.code(at) != 85 or self.code(at + 1) != 43:
            return at
        end: cython.Py_ssize_t = at + 2
        code: cython.int = self.code(end)
        while 48 <= code <= 57 or 65 <= code <= 70:
            end += 1
            code = self.code(end)
        plain: cython.bint = code < 0 or is_space(code) or _ends(code)
        return end if plain and 4 <= end - at - 2 <= 6 else at

    @cython.cfunc
    @cython.exceptval(check=False)
    def _plain_word(self, at: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the end of a word in lower case before plain punctuation, or ``at``."""
        end: cython.Py_ssize_t = at
        code: cython.int = self.code(at)
        if 65 <= code <= 90:
            end += 1
        start: cython.Py_ssize_t = end
        while end < self._stop:
            code = code_point(self._kind, self._data, end)
            if 97 <= code <= 122:
                end += 1
                continue
            if code == 95 or 65 <= code <= 90 or not is_word(code) or is_digit(code):
                break
            if self.has(code, _ODD):
                break
            end += 1
        if end == start or end == self._stop:
            return at
        if is_space(code) or code in (33, 34, 44, 63, 0xBB, 0x201C, 0x201D):  # !",?»“”
            return end
        if code in (41, 46, 58, 59) and end + 1 < self._stop and is_space(self.code(end + 1)):
            return end  # ).:;
        return at

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_harmless(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if no span begins at a letter, nor at those that follow it."""
        end: cython.Py_ssize_t = at
        before: cython.int = -1
        capitals: cython.bint = False
        foreign: cython.bint = True
        label: cython.bint = self.code(at - 1) == 46 and _is_ascii_word(self.code(at - 2))
        while end < self._stop:
            code: cython.int = code_point(self._kind, self._data, end)
            if code == 95 or not is_word(code) or is_digit(code) or self.has(code, _ODD):
                break
            if (65 <= code <= 90 and 97 <= before <= 122) or (code == 68 and before == 88):
                capitals = True  # camelCase, xD, XD
            if not is_spaced(code):
                label = False
            if code < 128:
                foreign = False
            before = code
            end += 1
        if self._goes_on(end, label, foreign):
            self._doubtful = end
            return False
        self._sure = end
        return not (capitals and self._is_camel(at))

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_camel(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if letters of both cases may be a name such as camelCase, or xD."""
        before: cython.int = self.code(at - 1)
        first: cython.int = self.code(at)
        second: cython.int = self.code(at + 1)
        if second == 68 and first in (88, 120):
            return True
        inside: cython.bint = before == 46 or (before >= 0 and is_word(before))
        return not inside and 97 <= first <= 122 and 97 <= second <= 122

    @cython.cfunc
    @cython.exceptval(check=False)
    def _goes_on(
        self, at: cython.Py_ssize_t, label: cython.bint, foreign: cython.bint
    ) -> cython.bint:
        """Return True if what follows letters may make them part of a span.

        A ``label`` is after the stop of an earlier one, where no host or name starts. ``foreign``
        letters are not ASCII.
        """
        code: cython.int = self.code(at)
        if code < 0 or code >= 0x10000:
            return code >= 0 and is_word(code)
        if foreign and is_digit(code):  # 年1
            return self.has_name(at)
        if is_word(code) or self._table[code] & (_ODD | _MARK):
            return True
        following: cython.int = self.code(at + 1)
        if following < 0 or is_space(following):
            return False
        if code == 46:  # example.org
            return not label and is_word(following)
        if code == 58:  # https:// a::b() C:\\ mailto:a data:+
            return following in (43, 47, 58, 63, 92) or is_word(following)
        if code == 64:  # a@b.org
            return not label and self._is_host(at + 1)
        if code == 40:  # foo()
            return not label and following == 41
        return code in (37, 43, 45, 47) and not _ends(following)  # %+-/

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_host(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if the first label of a host name may start here."""
        end: cython.Py_ssize_t = at
        code: cython.int = self.code(end)
        while code >= 0 and (code == 45 or is_word(code)) and end - at < 64:
            end += 1
            code = self.code(end)
        return end > at and code == 46

    @cython.cfunc
    @cython.exceptval(check=False)
    def _end_of_letters(self, at: cython.Py_ssize_t, code: cython.int) -> cython.Py_ssize_t:
        """Return the end of letters to be skipped together: of ASCII, of a script, of others."""
        end: cython.Py_ssize_t = at
        if code < 128:
            while is_ascii_letter(self.code(end)):
                end += 1
            return end
        spaced: cython.bint = is_spaced(code)
        while end < self._stop:
            code = code_point(self._kind, self._data, end)
            if not is_word(code) or is_spaced(code) != spaced:
                break
            if spaced and (code == 95 or is_digit(code)):
                break
            end += 1
        return end


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_fraction(code: cython.int) -> cython.bint:
    """Return True for a fraction (``quantities.FRACTIONS``; there is a test)."""
    return 0xBC <= code <= 0xBE or 0x2150 <= code <= 0x215E or code == 0x2189


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_ascii_word(code: cython.int) -> cython.bint:
    return 97 <= code <= 122 or 65 <= code <= 90 or 48 <= code <= 57 or code == 95


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _ends(code: cython.int) -> cython.bint:
    """Return True for a mark after which no link, name or path goes on: ``!"'),;?»“”``."""
    return code in (33, 34, 39, 41, 44, 59, 63, 0xBB, 0x201C, 0x201D)
