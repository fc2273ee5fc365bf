"""Markup hidden from the detector: characters of tags become spaces, so that offsets stay."""

from __future__ import annotations

import re
from typing import Final

_MARKUP: Final = re.compile(
    r"""
    <!--.*?(?:-->|\Z)                                 # comments; an open one hides the rest
    | <(script|style)\b.*?(?:</\1\s*>|\Z)             # what is no text
    | </?[a-z][^<>]*>                                 # tags
    | <[!?][^<>]*>                                    # declarations and instructions
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def hidden(text: str) -> str:
    """Return a text with spaces in place of HTML markup, as long as it was.

    References such as ``&amp;`` stay: the engine reads them as what they stand for.

    >>> hidden("<b>Да</b> a < b <br/>")
    '   Да     a < b      '
    """
    return _MARKUP.sub(lambda found: " " * len(found[0]), text) if "<" in text else text
