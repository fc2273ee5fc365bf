"""The style of a report, from the file beside this one."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

HUES: Final = 8
"""Languages that have a colour of their own: the classes c0 to c7 of the style."""

_SPARE: Final = re.compile(r"/\*.*?\*/|\s*\n\s*", re.DOTALL)


def style() -> str:
    """Return the style, without comments and line breaks.

    >>> f".c{HUES - 1} {{" in style()
    True
    """
    text = (files(__package__) / "report.css").read_text(encoding="utf-8")
    return _SPARE.sub("", text)
