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

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.text import item_characters as characters
from polyglot_norm.text import plain_numbers as numbers

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import (
        code_point,
        is_digit,
        is_space,
        is_word,
    )
    from cython.cimports.polyglot_norm.text.plain_numbers import PlainNumbers, is_spaced
else:
    from polyglot_norm.text.code_points import code_point, is_digit, is_space, is_word
    from polyglot_norm.text.plain_numbers import PlainNumbers, is_spaced

# C numbers.
_SKIP = cython.declare(cython.int, numbers.SKIP)
_ASK = cython.declare(cython.int, numbers.ASK)
_HASHTAG = cython.declare(cython.int, 1 + numbers.KINDS.index("hashtag"))
_MENTION = cython.declare(cython.int, 1 + numbers.KINDS.index("mention"))
_NUMBER = cython.declare(cython.int, 1 + numbers.KINDS.index("number"))
_ODD = cython.declare(cython.int, characters.ODD)
_MARK = cython.declare(cython.int, characters.MARK)


@cython.cclass
class PlainItems(PlainNumbers):
    """The items of a text.

    Up to ``_sure``, no letter begins a link, a name or a path; up to ``_doubtful``, one may.
    """

    def __init__(self, text: str, table: bytes, units: frozenset[str]) -> None:
        PlainNumbers.__init__(self, text, table, units)
        self._sure = self._doubtful = 0

    @cython.cfunc
    @cython.exceptval(-1)
    def item(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return the item at an offset at which there is a visible character."""
        code: cython.int = code_point(self._kind, self._data, at)
        if is_digit(code):
            return self.number(at)
        if is_word(code):
            return self._word(at, code)
        if code >= 0x10000:
            return self.item_of(at, _ASK) if 0x1F000 <= code < 0x1FC00 else self._one(at)
        if self._table[code] & _ODD:
            return self.item_of(at, _ASK)
        if code == 35:  # a number sign
            return self._hash(at)
        if code == 64:  # an at sign
            return self._mention(at)
        return self.item_of(at, _ASK) if self._is_special(at, code) else self._one(at)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    def _one(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return a character that is in no span."""
        return self.item_of(at + 1, _SKIP)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _word(self, at: cython.Py_ssize_t, code: cython.int) -> cython.longlong:
        """Return an item that starts with a letter or an underscore."""
        if code == 95:
            return self._underscores(at)
        if self.has(code, _ODD):  # a fraction
            return self.item_of(at, _ASK)
        if at >= self._sure:
            if at < self._doubtful:
                return self.item_of(at, _ASK)
            end: cython.Py_ssize_t = self._plain_word(at)
            if end > at:
                return self.item_of(end, _SKIP)
            if not self._is_harmless(at):
                return self.item_of(at, _ASK)
        return self.item_of(self._end_of_letters(at, code), _SKIP)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _underscores(self, at: cython.Py_ssize_t) -> cython.longlong:
        end: cython.Py_ssize_t = at
        while self.code(end) == 95:
            end += 1
        code: cython.int = self.code(end)
        plain: cython.bint = code < 0 or is_space(code) or _ends(code)
        return self.item_of(end, _SKIP) if plain else self.item_of(at, _ASK)

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
        while end < self._stop:
            code: cython.int = code_point(self._kind, self._data, end)
            if code == 95 or not is_word(code) or is_digit(code) or self.has(code, _ODD):
                break
            if (65 <= code <= 90 and 97 <= before <= 122) or (code == 68 and before == 88):
                capitals = True  # camelCase, xD, XD
            before = code
            end += 1
        if capitals or self._goes_on(end):
            self._doubtful = end
            return False
        self._sure = end
        return True

    @cython.cfunc
    @cython.exceptval(check=False)
    def _goes_on(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if what follows letters may make them part of a span."""
        code: cython.int = self.code(at)
        if code < 0 or code >= 0x10000:
            return code >= 0
        if is_word(code) or self._table[code] & (_ODD | _MARK):
            return True
        following: cython.int = self.code(at + 1)
        if following < 0 or is_space(following):
            return False
        if code == 46:  # example.org
            return is_word(following)
        if code == 58:  # https:// a::b() C:\\ mailto:a data:+
            return following in (43, 47, 58, 63, 92) or is_word(following)
        if code == 64:  # a@b.org
            return self._is_host(at + 1)
        if code == 40:  # foo()
            return following == 41
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
            while _is_ascii_letter(self.code(end)):
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
    def _hash(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return a hashtag, a number after a number sign, or the sign alone."""
        before: cython.int = self.code(at - 1)
        end: cython.Py_ssize_t = self.digits(at + 1)
        code: cython.int = self.code(end)
        if code >= 0x10000 or self.has(code, _ODD) or self._is_colour(at + 1):
            return self.item_of(at, _ASK)
        if before == 35 or (before >= 0 and is_word(before)):
            return self._one(at)
        if code >= 0 and is_word(code):
            if before == 38 or before == 47:  # & and /
                return self.item_of(at, _ASK)
            while code >= 0 and (is_word(code) or self.has(code, _MARK)):
                end += 1
                code = self.code(end)
            return self.item_of(end, _HASHTAG)
        return self.item_of(end, _NUMBER) if end > at + 1 else self._one(at)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_colour(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if six hexadecimal digits follow, as in #ff8800."""
        end: cython.Py_ssize_t = at
        code: cython.int = self.code(end)
        while 48 <= code <= 57 or 65 <= code <= 70 or 97 <= code <= 102:
            end += 1
            if end - at == 6:
                return True
            code = self.code(end)
        return False

    @cython.cfunc
    @cython.exceptval(check=False)
    def _mention(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return a mention without a host, or the at sign alone."""
        before: cython.int = self.code(at - 1)
        if before in (46, 43, 64, 47, 45) or (before >= 0 and is_word(before)):
            return self._one(at)
        end: cython.Py_ssize_t = at + 1
        code: cython.int = self.code(end)
        while code >= 0 and end - at <= 64 and (is_word(code) or self.has(code, _MARK)):
            end += 1
            code = self.code(end)
        if end == at + 1:
            return self._one(at)
        if code in (46, 45, 64):
            code = self.code(end + 1)
            if code >= 0 and (is_word(code) or code == 45):
                return self.item_of(at, _ASK)
        return self.item_of(end, _MENTION)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_special(  # noqa: C901 - a case for each mark
        self, at: cython.Py_ssize_t, code: cython.int
    ) -> cython.bint:
        """Return True if a span may begin with a punctuation mark."""
        following: cython.int = self.code(at + 1)
        if following < 0 or is_space(following):
            return code == 96 and following >= 0  # code between back-ticks
        if code in (58, 59, 61):  # :-) ;) =D
            return _is_mouth(following) or following in (39, 0x2019)
        if code in (43, 45, 0x2212):  # +1 -1 −1 --flag -_-
            return (
                is_digit(following)
                or 65 <= following <= 90
                or following in (43, 45, 95, 0x2212)
                or self.has(following, _ODD)
            )
        if code == 46:  # ./ and ../
            return following in (46, 47)
        if code == 47:  # /usr
            return following in (45, 46) or is_word(following)
        if code == 42:  # *.txt
            return following == 46 or self.has(following, _ODD)
        if code == 60:  # <b> </b> <!-- <3
            return following in (33, 47, 51) or _is_ascii_letter(following)
        if code == 38:  # &amp; &#38;
            return following == 35 or _is_ascii_letter(following)
        if code == 94:  # ^_^
            return following in (94, 95)
        if code == 126:  # ~/
            return following == 47
        return code in (92, 96, 0xAF, 0xFF03, 0xFF20)  # back-tick, backslash, ¯, ＃, ＠


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_ascii_letter(code: cython.int) -> cython.bint:
    return 97 <= code <= 122 or 65 <= code <= 90


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_mouth(code: cython.int) -> cython.bint:
    r"""Return True for what may follow the eyes of an emoticon: ``-^o)(DPpO|/\*3][@$``."""
    return code in (36, 40, 41, 42, 45, 47, 51, 64, 68, 79, 80, 91, 92, 93, 94, 111, 112, 124)


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _ends(code: cython.int) -> cython.bint:
    """Return True for a mark after which no link, name or path goes on: ``!"'),;?»“”``."""
    return code in (33, 34, 39, 41, 44, 59, 63, 0xBB, 0x201C, 0x201D)
