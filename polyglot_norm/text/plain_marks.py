# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""The plain items that begin with a punctuation mark or a currency sign.

As in ``plain_numbers``, an item is given only where it is certain that the grammar in ``protect``
would say the same; else the answer is ASK.

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
    from cython.cimports.polyglot_norm.text.code_points import is_digit, is_space, is_word
    from cython.cimports.polyglot_norm.text.plain_emoji import PlainEmoji
    from cython.cimports.polyglot_norm.text.plain_numbers import is_currency, is_gap, is_spaced
else:
    from polyglot_norm.text.code_points import is_digit, is_space, is_word
    from polyglot_norm.text.plain_emoji import PlainEmoji
    from polyglot_norm.text.plain_numbers import is_currency, is_gap, is_spaced

# C numbers.
_BITS = cython.declare(cython.int, numbers.BITS)
_SKIP = cython.declare(cython.int, numbers.SKIP)
_ASK = cython.declare(cython.int, numbers.ASK)
_CODE = cython.declare(cython.int, 1 + numbers.KINDS.index("code"))
_HASHTAG = cython.declare(cython.int, 1 + numbers.KINDS.index("hashtag"))
_MENTION = cython.declare(cython.int, 1 + numbers.KINDS.index("mention"))
_NUMBER = cython.declare(cython.int, 1 + numbers.KINDS.index("number"))
_ODD = cython.declare(cython.int, characters.ODD)
_MARK = cython.declare(cython.int, characters.MARK)

# The longest code between back-ticks, and attribute before its value (``codelike``).
_LONGEST_CODE = cython.declare(cython.int, 200)
_LONGEST_NAME = cython.declare(cython.int, 64)


@cython.cclass
class PlainMarks(PlainEmoji):
    """The items of a text that begin with a mark."""

    @cython.cfunc
    @cython.exceptval(-1)
    def mark(self, at: cython.Py_ssize_t, code: cython.int) -> cython.longlong:
        """Return the item that starts with a character that is neither a letter nor a digit."""
        if code == 35:  # a number sign
            return self._hash(at)
        if code == 38:  # an ampersand
            return self._entity(at)
        if code == 60:
            return self._tag(at)
        if code == 64:  # an at sign
            return self._mention(at)
        if code == 92:  # a backslash
            return self._backslash(at)
        if code == 96:  # a back-tick
            return self._ticks(at)
        if code in (43, 45, 0x2212) and self._is_before_digit(at):  # + - −
            return self._signed(at, code)
        if is_currency(code):
            return self._currency(at, code)
        if (0x1F000 <= code < 0x1FC00 or self.has(code, _ODD)) and self.picture(code):
            return self.emoji(at)
        return self.item_of(at, _ASK) if self._is_special(at, code) else self.one(at)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_before_digit(self, at: cython.Py_ssize_t) -> cython.bint:
        code: cython.int = self.code(at + 1)
        return code >= 0 and is_digit(code)

    @cython.cfunc
    @cython.exceptval(-1)
    def _signed(self, at: cython.Py_ssize_t, code: cython.int) -> cython.longlong:
        """Return a number after its sign, or a sign that belongs to none."""
        before: cython.int = self.code(at - 1)
        if before >= 0 and is_word(before) and (is_spaced(before) or is_digit(before)):
            return self.one(at)
        following: cython.int = self.code(self.digits(at + 1))
        if code == 43 and (is_gap(following) or following in (40, 41, 45, 46, 47)):  # +1 (555)
            return self.item_of(at, _ASK)
        if before == 41 or before == 93:  # ) and ]
            return self.one(at)
        found: cython.longlong = self.number(at + 1)
        if found & _ASK == _SKIP:
            return self.one(at)
        return found if found & _ASK == _NUMBER else self.item_of(at, _ASK)

    @cython.cfunc
    @cython.exceptval(-1)
    def _currency(self, at: cython.Py_ssize_t, code: cython.int) -> cython.longlong:
        """Return a number after a currency sign, or the sign alone."""
        before: cython.int = self.code(at - 1)
        following: cython.int = self.code(at + 1)
        if code == 36 and (65 <= following <= 90 or following in (95, 123)):  # $HOME, ${a}
            return self.item_of(at, _ASK)
        if before >= 0 and is_word(before) and is_spaced(before):
            return self.one(at)
        start: cython.Py_ssize_t = at + 2 if is_gap(following) else at + 1
        following = self.code(start)
        if following in (43, 45, 0x2212):
            return self.item_of(at, _ASK)
        if following < 0 or not is_digit(following):
            fraction: cython.bint = self.has(following, _ODD) and is_word(following)
            return self.item_of(at, _ASK) if fraction else self.one(at)
        found: cython.longlong = self.number(start)
        return found if found & _ASK == _NUMBER else self.item_of(at, _ASK)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _entity(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return an HTML reference, or the ampersand alone."""
        end: cython.Py_ssize_t = at + 1
        most: cython.int = 32
        code: cython.int = self.code(end)
        base: cython.int = 36
        if code == 35:
            end += 1
            most, base = 7, 10
            if self.code(end) in (88, 120):
                end += 1
                most, base = 6, 16
        elif not is_ascii_letter(code):
            return self.one(at)
        start: cython.Py_ssize_t = end
        while end - start < most and self._is_of_base(self.code(end), base):
            end += 1
        least: cython.int = 2 if base == 36 else 1
        if end - start < least or self.code(end) != 59:
            return self.one(at)
        return self.item_of(end + 1, _CODE)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_of_base(self, code: cython.int, base: cython.int) -> cython.bint:
        """Return True for an ASCII digit of a base, to which letters count from ten."""
        if 48 <= code <= 57:
            return True
        if base == 10:
            return code >= 128 and is_digit(code)
        return (97 <= code <= 122 and code - 87 < base) or (65 <= code <= 90 and code - 55 < base)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _tag(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return an HTML tag without attributes, or the sign alone."""
        end: cython.Py_ssize_t = at + 1
        code: cython.int = self.code(end)
        if code == 47:
            end += 1
            code = self.code(end)
        if code in (33, 51):  # <!-- and <3
            return self.item_of(at, _ASK)
        if not is_ascii_letter(code):
            return self.one(at)
        start: cython.Py_ssize_t = end
        while end - start <= 32 and (
            self._is_of_base(self.code(end), 36) or self.code(end) in (45, 58)
        ):
            end += 1
        if end - start > 32:  # too long for a name
            end -= 1
        code = self.code(end)
        if code >= 0 and is_space(code):
            if not is_break(code) and self._has_value(end + 1):
                return self.item_of(at, _ASK)
            end += 1
            code = self.code(end)
        if code == 47:
            end += 1
            code = self.code(end)
        return self.item_of(end + 1, _CODE) if code == 62 else self.one(at)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _has_value(self, at: cython.Py_ssize_t) -> cython.bint:
        """Return True if an equals sign follows, after what may be the name of an attribute."""
        end: cython.Py_ssize_t = at
        code: cython.int = self.code(end)
        while code >= 0 and end - at <= _LONGEST_NAME:
            if code == 61:
                return end > at
            if code == 60 or code == 62 or is_break(code):
                return False
            end += 1
            code = self.code(end)
        return False

    @cython.cfunc
    @cython.exceptval(check=False)
    def _ticks(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return code between one to three back-ticks, or one of them alone."""
        start: cython.Py_ssize_t = self._end_of_ticks(at)
        if self.code(at - 1) == 96 or start - at > 3:
            return self.one(at)
        end: cython.Py_ssize_t = start
        code: cython.int = self.code(end)
        while code >= 0 and code != 96 and not is_break(code) and end - start <= _LONGEST_CODE:
            end += 1
            code = self.code(end)
        if code != 96 or end == start or end - start > _LONGEST_CODE:
            return self.one(at)
        stop: cython.Py_ssize_t = self._end_of_ticks(end)
        return self.item_of(stop, _CODE) if stop - end == start - at else self.one(at)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _end_of_ticks(self, at: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the end of some back-ticks; of more than four, the end of four."""
        end: cython.Py_ssize_t = at
        while self.code(end) == 96 and end - at < 4:
            end += 1
        return end

    @cython.cfunc
    @cython.exceptval(check=False)
    def _backslash(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return a backslash alone, or ASK: it may begin a variable or a path."""
        before: cython.int = self.code(at - 1)
        following: cython.int = self.code(at + 1)
        alone: cython.bint = before == 92 or (before >= 0 and is_word(before))
        if alone or not (following == 92 or is_ascii_letter(following)):
            return self.one(at)
        return self.item_of(at, _ASK)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _hash(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return a hashtag, a number after a number sign, or the sign alone."""
        before: cython.int = self.code(at - 1)
        end: cython.Py_ssize_t = self.digits(at + 1)
        code: cython.int = self.code(end)
        if end == at + 1 and code in (0xFE0F, 0x20E3):
            return self.keycap(at)
        if self._is_colour(at + 1):
            return self.item_of(at, _ASK)
        if before == 35 or (before >= 0 and is_word(before)):
            return self.one(at)
        if code >= 0 and is_word(code):
            if before == 38 or before == 47:  # & and /
                return self.item_of(at, _ASK)
            while code >= 0 and (is_word(code) or self.has(code, _MARK)):
                end += 1
                code = self.code(end)
            return self.item_of(end, _HASHTAG)
        return self.item_of(end, _NUMBER) if end > at + 1 else self.one(at)

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
            return self.one(at)
        end: cython.Py_ssize_t = at + 1
        code: cython.int = self.code(end)
        while code >= 0 and end - at <= 64 and (is_word(code) or self.has(code, _MARK)):
            end += 1
            code = self.code(end)
        if end == at + 1:
            return self.one(at)
        if code in (46, 45, 64):
            code = self.code(end + 1)
            if code >= 0 and (is_word(code) or code == 45):
                return self.item_of(at, _ASK)
        return self.item_of(end, _MENTION)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_special(self, at: cython.Py_ssize_t, code: cython.int) -> cython.bint:
        """Return True if a span may begin with a punctuation mark."""
        following: cython.int = self.code(at + 1)
        if following < 0 or is_space(following):
            return False
        if code in (58, 59, 61):  # :-) ;) =D
            return _is_mouth(following) or following in (39, 0x2019)
        if code in (43, 45, 0x2212):  # +1 -1 −1 --flag -_-
            if 65 <= following <= 90:  # -US$1
                return self.has(self.code(at + 2), _ODD) or self.has(self.code(at + 3), _ODD)
            return (
                is_digit(following)
                or following in (43, 45, 95, 0x2212)
                or self.has(following, _ODD)
            )
        if code == 46:  # ./ and ../
            return following == 47 or (following == 46 and self.code(at + 2) == 47)
        if code == 47:  # /usr
            return following in (45, 46) or is_word(following)
        if code == 42:  # *.txt
            return following == 46 or self.has(following, _ODD)
        if code == 94:  # ^_^
            return following in (94, 95)
        if code == 126:  # ~/
            return following == 47
        return code in (0xAF, 0xFF03, 0xFF20)  # ¯, ＃, ＠


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def is_break(code: cython.int) -> cython.bint:
    """Return True for a line break (``lines.BREAKS``)."""
    return 10 <= code <= 13 or code in (0x85, 0x2028, 0x2029)


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def is_ascii_letter(code: cython.int) -> cython.bint:
    """Return True for A to Z and a to z."""
    return 97 <= code <= 122 or 65 <= code <= 90


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_mouth(code: cython.int) -> cython.bint:
    r"""Return True for what may follow the eyes of an emoticon: ``-^o)(DPpO|/\*3][@$``."""
    return code in (36, 40, 41, 42, 45, 47, 51, 64, 68, 79, 80, 91, 92, 93, 94, 111, 112, 124)
