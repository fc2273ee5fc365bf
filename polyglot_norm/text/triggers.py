# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Search for characters that may start a protected span, at the speed of a table lookup.

Every character is visited, so rejecting a letter, a space or the stop of a sentence must be cheap.
Every span has a trigger, prose hardly any; not every trigger is part of a span.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

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

# C numbers.
_ROLES = cython.declare(cython.int, characters.ROLES)
_ALWAYS = cython.declare(cython.int, characters.ALWAYS)
_BEFORE_LETTER = cython.declare(cython.int, characters.BEFORE_LETTER)
_EYES = cython.declare(cython.int, characters.EYES)
_CAPITAL = cython.declare(cython.int, characters.CAPITAL)
_BRACKET = cython.declare(cython.int, characters.BRACKET)
_HYPHEN = cython.declare(cython.int, characters.HYPHEN)

_SCHEMES = cython.declare(
    object, frozenset(("lto", "tel", "sms", "mpp", "sip", "ips", "urn", "doi", "net", "ipt", "ata"))
)
"""The last letters of the schemes of URLs without a host (``links``)."""


def next_trigger(text: str, start: int) -> int:
    """Return the offset of the first trigger from ``start`` on, -1 if there is none.

    >>> next_trigger("The end. Да, @mile", 0), next_trigger("No 5", 0)
    (13, 3)
    """
    found: int = find_trigger(text, start, characters.table())
    return found


@cython.cfunc
@cython.exceptval(-2)
def find_trigger(
    text: str, at: cython.Py_ssize_t, table: cython.p_const_uchar
) -> cython.Py_ssize_t:
    """Return the offset of the first trigger; ``table`` is that of ``item_characters``."""
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    stop: cython.Py_ssize_t = len(text)
    code: cython.int
    role: cython.int
    while True:
        at = _next_role(kind, data, at, stop, table)
        if at >= stop:
            return -1
        code = code_point(kind, data, at)
        if code >= 0x10000:
            if 0x1F000 <= code < 0x1FC00 or _is_digit_beyond(code):
                return at
        else:
            role = table[code] & _ROLES
            if role == _ALWAYS or _is_trigger(text, kind, data, at, stop, role):
                return at
        at += 1


@cython.cfunc
@cython.exceptval(check=False)
@cython.nogil
def _next_role(
    kind: cython.int,
    data: cython.p_void,
    at: cython.Py_ssize_t,
    stop: cython.Py_ssize_t,
    table: cython.p_const_uchar,
) -> cython.Py_ssize_t:
    """Return the offset of the first character that may be a trigger, ``stop`` without one."""
    code: cython.int
    if cython.compiled:
        if kind == 1:
            narrow: cython.p_const_uchar = cython.cast(cython.p_const_uchar, data)
            while at < stop and not table[narrow[at]] & 7:
                at += 1
            return at
        if kind == 2:
            wide: cython.p_const_ushort = cython.cast(cython.p_const_ushort, data)
            while at < stop and not table[wide[at]] & 7:
                at += 1
            return at
    while at < stop:
        code = code_point(kind, data, at)
        if code >= 0x10000 or table[code] & 7:
            break
        at += 1
    return at


@cython.cfunc
@cython.exceptval(-1)
def _is_trigger(
    text: str,
    kind: cython.int,
    data: cython.p_void,
    at: cython.Py_ssize_t,
    stop: cython.Py_ssize_t,
    role: cython.int,
) -> cython.bint:
    """Return True if a character is a trigger because of those beside it."""
    before: cython.int = code_point(kind, data, at - 1) if at > 0 else -1
    following: cython.int = code_point(kind, data, at + 1) if at + 1 < stop else -1
    code: cython.int = code_point(kind, data, at)
    if role == _CAPITAL:  # camelCase, XD
        return 97 <= before <= 122 or (code == 68 and before == 88)
    if following < 0:
        return code == 47 and before in (46, 47, 126)
    if role == _BEFORE_LETTER:  # example.org
        return is_word(following) and not (before >= 0 and is_space(before))
    if role == _EYES:
        after: cython.int = code_point(kind, data, at + 2) if at + 2 < stop else -1
        if _is_mouth(following) or (following in (39, 45, 94, 111, 0x2019) and _is_mouth(after)):
            return True
        return code == 58 and is_word(following) and text[max(0, at - 3) : at] in _SCHEMES
    if role == _BRACKET:  # foo()
        return following == 41
    if role == _HYPHEN:  # --flag
        return (
            following == 45
            and at + 2 < stop
            and is_word(code_point(kind, data, at + 2))
            and not (before >= 0 and is_word(before))
        )
    # The start of a path, or a slash that goes on.
    if before in (46, 47, 126):
        return True
    return is_word(following) and not (before == 60 or (before >= 0 and is_word(before)))


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_mouth(code: cython.int) -> cython.bint:
    r"""Return True for what emoticons end in, and URLs go on with: ``)(DPpOo|/\*3@$[]``."""
    return code in (36, 40, 41, 42, 47, 51, 64, 68, 79, 80, 91, 92, 93, 111, 112, 124)


@cython.cfunc
@cython.exceptval(check=False)
@cython.inline
def _is_digit_beyond(code: cython.int) -> cython.bint:
    """Return True for a digit beyond the Basic Multilingual Plane."""
    return code < 0x20000 and is_digit(code)
