"""Records that are tuples, made in one step.

Compiled stages use the inline functions of the same names in the ``.pxd`` file beside this one, at
a quarter of what calling the class costs; these are their counterparts for interpreted ones.
"""

from __future__ import annotations

from typing import Any


def triple(kind: type, first: object, second: object, third: object) -> Any:
    """Return a record of three fields, without the checks that its class would make.

    >>> from polyglot_norm.records import ProtectedSpan
    >>> triple(ProtectedSpan, 0, 4, "url")
    ProtectedSpan(start=0, end=4, kind='url')
    """
    return tuple.__new__(kind, (first, second, third))


def quintuple(
    kind: type, first: object, second: object, third: object, fourth: object, fifth: object
) -> Any:
    """Return a record of five fields."""
    return tuple.__new__(kind, (first, second, third, fourth, fifth))
