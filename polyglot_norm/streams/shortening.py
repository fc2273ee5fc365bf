"""The beginning of a text on one line, for reports."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 80
"""The greatest number of characters that are kept."""


def shortened(text: str) -> str:
    r"""Return the beginning of a text, with an ellipsis if there is more.

    >>> shortened("Где си\nбио?")
    'Где си био?'
    >>> len(shortened("да " * 100))
    80
    """
    words = " ".join(text[: 4 * LONGEST].split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
