"""Accented letters of Western languages whose UTF-8 was decoded as Latin-1: ``Ã©`` for é.

They are the most common mojibake, and so clear that ftfy, which takes twenty milliseconds to
import, need not be asked.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_LETTERS: Final = re.compile(
    r"""
      (?<![^\x00-\x7f])  # not among other characters beyond ASCII
      (?:Ã[\xa0-\xa4\xa6-\xb6\xb8-\xbf])+  # not ÷, nor å, whose ¥ may be a price
      (?![^\x00-\x7f])
    """,
    re.VERBOSE,
)

_LATIN: Final = re.compile("[À-ÁÄ-ÍÏÑ-ÖÚ-öø-őŔ-ž ]*")
"""Without the letters that begin most sequences, and ligatures."""

_CYRILLIC: Final = re.compile("[Ѐ-ЁЃ-ҏҒ-ӿ –—]*")
"""Without Ђ, of which punctuation is made, and Ґ."""


def without_letters(line: str) -> str:
    """Return a line with another letter in place of each of these.

    >>> without_letters("trÃ¨s „bien“")
    'trxs „bien“'
    """
    return _LETTERS.sub("x", line)


def with_letters(line: str) -> str:
    """Return a line with these letters restored.

    >>> with_letters("trÃ¨s bien")
    'très bien'
    """
    return _LETTERS.sub(lambda match: match[0].encode("latin-1").decode(), line)


def are_common(text: str) -> bool:
    """Return True for letters of one alphabet that follow each other in undamaged text.

    >>> are_common("ášš"), are_common("Čł"), are_common("éÅ"), are_common("вЂ")
    (True, True, False, False)
    """
    if _CYRILLIC.fullmatch(text):
        return True
    return _LATIN.fullmatch(text) is not None and not any(
        one.islower() and other.isupper() for one, other in pairwise(text)
    )
