"""Quotation marks that a row of CSV opens and never closes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_CLOSING: Final = re.compile(r'[^"]*+(?:""[^"]*+)*+"(?P<next> *+.?)', re.DOTALL)


def open_quote(lines: Sequence[str], delimiter: str) -> int | None:
    r"""Return which line opens a cell that is never closed, from 0; None if there is no such cell.

    As for the csv module, a quotation mark opens a cell only at its beginning. A mark inside the
    text of a later line seems to close the cell, but belongs to a cell there.

    >>> open_quote(['1,"а\n', 'б"\n', '2,"в\n', "3,г\n"], ",")
    2
    >>> open_quote(['1,"а\n', '2,"б"\n'], ","), open_quote(['1,"а\n', 'б"\n'], ",")
    (0, None)
    """
    opening = re.compile(rf'(?:\A|(?<={re.escape(delimiter)}))"')
    opened: int | None = None
    for number, line in enumerate(lines):
        place = 0
        while mark := (opening.search if opened is None else _CLOSING.match)(line, place):
            if opened is None:
                opened, place = number, mark.end()
                continue
            if number > opened and mark["next"].strip(" \r\n") not in ("", delimiter):
                return opened
            opened, place = None, mark.start("next")
    return opened
