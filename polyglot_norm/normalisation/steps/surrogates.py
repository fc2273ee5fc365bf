"""Lone surrogates, which no encoding can hold, become U+FFFD; two that make a pair, the character.

A pair stays apart in a text that was read with ``surrogatepass``, or from JSON cut in its midst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger


def trigger() -> Trigger:
    """Any surrogate."""
    return Trigger("\ud800-\udfff", in_ascii=False)


def surrogates(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Lone surrogates become U+FFFD; a pair, the character it stands for.

    >>> list(surrogates("a\ud800b", None))[0].replacement
    '\ufffd'
    >>> list(surrogates("\ud83d\ude00", None))[0].replacement
    '😀'
    """
    for match in _pattern().finditer(text):
        pair = len(match[0]) == 2
        mended = match[0].encode("utf-16", "surrogatepass").decode("utf-16") if pair else "\ufffd"
        yield Edit(match.start(), match.end(), mended, "surrogates")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("[\ud800-\udfff](?:(?<=[\ud800-\udbff])[\udc00-\udfff])?")
