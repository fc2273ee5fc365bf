"""A language for each line of a document, as HPLT's ``seg_langs`` has them."""

from __future__ import annotations

from polyglot_norm.document import Document
from polyglot_norm.language.tags import NO_LANGUAGE


def line_languages(document: Document) -> list[str]:
    r"""Return the language of each line: that of the most letters in it; ``zxx`` if it has none.

    Lines are what ``text.split("\n")`` gives.

    >>> import polyglot_norm as pn
    >>> line_languages(pn.tag("Где си био целог дана?\n\nWhere have you been all day?"))
    ['sr-Cyrl', 'zxx', 'en']
    """
    found: list[dict[str, int]] = [{}]
    for segment, letters in zip(document.segments, document.letters(), strict=True):
        lines = segment.text.split("\n")
        whole = len(segment.text) or 1
        for number, line in enumerate(lines):
            if number:
                found.append({})
            if line.strip():
                share = max(1, letters * len(line) // whole) if letters else 0
                found[-1][segment.lang] = found[-1].get(segment.lang, 0) + share
    return [max(line, key=line.__getitem__) if line else NO_LANGUAGE for line in found]
