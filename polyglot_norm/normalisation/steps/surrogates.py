"""Replace lone surrogates, which no encoding has, by U+FFFD, and join pairs.

Pairs occur in text that was decoded with ``surrogatepass``, or is from JSON cut inside of a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.steps import Trigger


def trigger() -> Trigger:
    """Return the trigger: any surrogate."""
    return Trigger("\ud800-\udfff", in_ascii=False)


def surrogates(text: str, _lang: str | None) -> Aligned:
    r"""Replace lone surrogates by U+FFFD, and pairs by their character.

    >>> surrogates("a\ud800b", None).edits[0].replacement
    '\ufffd'
    >>> surrogates("\ud83d\ude00", None).text
    '😀'
    """
    made = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Aligned.unchanged(text) if made == text else Aligned.lazily(text, made, _edits)


def _edits(text: str) -> Iterator[Edit]:
    for match in _pattern().finditer(text):
        pair = len(match[0]) == 2
        mended = match[0].encode("utf-16", "surrogatepass").decode("utf-16") if pair else "\ufffd"
        yield Edit(match.start(), match.end(), mended, "surrogates")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("[\ud800-\udfff](?:(?<=[\ud800-\udbff])[\udc00-\udfff])?")
