"""Access to single code points, for stages that read the buffer of a string.

Compiled stages use the inline functions of the same names in the ``.pxd`` file beside this one;
these are their counterparts for interpreted ones.
"""

from __future__ import annotations


def kind_of(_text: str) -> int:
    """Return the bytes of each character, which an interpreted stage has no need of."""
    return 0


def data_of(text: str) -> str:
    """Return the buffer of a string, which to an interpreted stage is the string itself."""
    return text


def is_ascii(text: str) -> bool:
    """Return True if a string has no character beyond ASCII."""
    return text.isascii()


def code_point(_kind: int, data: str, at: int) -> int:
    """Return the code point at an offset; ``kind`` is for compiled stages, the bytes of each.

    >>> text = "да"
    >>> hex(code_point(kind_of(text), data_of(text), 1))
    '0x430'
    """
    return ord(data[at])


def is_word(code: int) -> bool:
    r"""Return True if a code point is one of ``\w``, of the Unicode of the running Python.

    As in the two functions below, -1 may stand for the end of a text.

    >>> is_word(ord("ж")), is_word(ord("_")), is_word(ord("-"))
    (True, True, False)
    """
    return code == 95 or (code >= 0 and chr(code).isalnum())


def is_digit(code: int) -> bool:
    r"""Return True if a code point is one of ``\d``.

    >>> is_digit(ord("٣")), is_digit(ord("²"))
    (True, False)
    """
    return code >= 0 and chr(code).isdecimal()


def is_space(code: int) -> bool:
    r"""Return True if a code point is one of ``\s``.

    >>> is_space(0xA0), is_space(0x200B)
    (True, False)
    """
    return code >= 0 and chr(code).isspace()


def is_upper_case(code: int) -> bool:
    """Return True if a code point is an upper-case letter."""
    return chr(code).isupper()
