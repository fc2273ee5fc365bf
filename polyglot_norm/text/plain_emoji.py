# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Emoji sequences, without a regular expression: as ``emoji`` has them, which a test compares.

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
    from cython.cimports.polyglot_norm.text.plain_numbers import PlainNumbers
else:
    from polyglot_norm.text.plain_numbers import PlainNumbers

# C numbers.
_SKIP = cython.declare(cython.int, numbers.SKIP)
_EMOJI = cython.declare(cython.int, 1 + numbers.KINDS.index("emoji"))
_EMOJI_BY_DEFAULT = cython.declare(cython.int, characters.EMOJI_BY_DEFAULT)
_TEXT_BY_DEFAULT = cython.declare(cython.int, characters.TEXT_BY_DEFAULT)
_TONE = cython.declare(cython.int, characters.TONE)
_REGIONAL = cython.declare(cython.int, characters.REGIONAL)
_FIRST = cython.declare(cython.int, characters.PICTURES_END)


@cython.cclass
class PlainEmoji(PlainNumbers):
    """The emoji of a text."""

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    def one(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return a character that is in no span."""
        return self.item_of(at + 1, _SKIP)

    @cython.cfunc
    @cython.exceptval(-1)
    def picture(self, code: cython.int) -> cython.int:
        """Return what a character is in emoji (``item_characters.pictures``), 0 for others."""
        if self._pictures is None:  # type: ignore[has-type]  # many texts have none
            self._pictures = characters.pictures()
        table: bytes = self._pictures or b""
        found: cython.int = 0
        if 0 <= code < _FIRST:
            found = table[code]
        elif 0x1F000 <= code < 0x1FC00:
            found = table[_FIRST + code - 0x1F000]
        return found

    @cython.cfunc
    @cython.exceptval(-1)
    def emoji(self, at: cython.Py_ssize_t) -> cython.longlong:
        """Return the emoji sequence at a pictograph, or that alone, which is text then."""
        what: cython.int = self.picture(self.code(at))
        end: cython.Py_ssize_t = at + 1
        code: cython.int = self.code(end)
        if what == _REGIONAL:
            flag: cython.bint = self.picture(code) == _REGIONAL
            return self.item_of(end + 1, _EMOJI) if flag else self.one(at)
        end = self._styled(end)
        if end == at + 1 and (not what & _EMOJI_BY_DEFAULT or code == 0xFE0E):
            return self.one(at)
        stop: cython.Py_ssize_t = end
        while 0xE0020 <= self.code(stop) <= 0xE007E and stop - end < 32:
            stop += 1
        if stop > end and self.code(stop) == 0xE007F:  # the flag of a region
            end = stop + 1
        while self.code(end) == 0x200D:
            if not self.picture(self.code(end + 1)) & (_EMOJI_BY_DEFAULT | _TEXT_BY_DEFAULT):
                break
            end = self._styled(end + 2)
        return self.item_of(end, _EMOJI)

    @cython.cfunc
    @cython.exceptval(-1)
    def _styled(self, at: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the end of a variation selector or a skin tone, if there is one."""
        code: cython.int = self.code(at)
        if code == 0xFE0F or (code >= 0x1F000 and self.picture(code) & _TONE):
            return at + 1
        return at
