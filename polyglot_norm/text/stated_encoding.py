"""The encoding that a file itself states: in XML, HTML, CSS, a mail header, a note to an editor."""

from __future__ import annotations

import re
from typing import Final

from polyglot_norm.errors import DecodeError
from polyglot_norm.text.encodings import resolve

_HEAD: Final = 2048
_STATEMENT: Final = re.compile(
    rb"""\b(?:encoding|charset|coding) \s* [=:] \s* ["']? ([A-Za-z][\w.:-]{2,39})""", re.VERBOSE
)


def stated_encoding(data: bytes) -> str | None:
    """Return the codec of the encoding named near the beginning of a file, or None.

    >>> stated_encoding(b'<?xml version="1.0" encoding="windows-1251"?>')
    'cp1251'
    >>> stated_encoding(b"The coding: none of it works.") is None
    True
    """
    match = _STATEMENT.search(data, 0, _HEAD)
    if match is None:
        return None
    try:
        return resolve(match[1].decode("ascii"))
    except DecodeError:
        return None
