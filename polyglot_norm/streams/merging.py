"""A single label for a document that was labelled in parts."""

from __future__ import annotations

from collections.abc import Sequence

from polyglot_norm.language.shares import detection
from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.records import Detection


def merged(parts: Sequence[tuple[Detection, int]]) -> Detection:
    """Return the label of a document, from those of its parts, given with their lengths.

    A part without linguistic content does not count, unless all are without.

    >>> english = Detection("en", "Latn", 0.8, 1.0, (("en", 0.8), ("de", 0.2)))
    >>> russian = Detection("ru", "Cyrl", 1.0, 1.0, (("ru", 1.0),))
    >>> found = merged([(english, 300), (russian, 100)])
    >>> found.share, found.candidates
    (0.75, (('en', 0.8), ('de', 0.2)))
    """
    spoken = [(found, size) for found, size in parts if found.lang != NO_LANGUAGE]
    if not spoken:
        return parts[0][0]
    labels = [(found.lang, found.script, found.confidence, found.candidates) for found, _ in spoken]
    main = detection(labels, [max(1, round(size * found.share)) for found, size in spoken])
    # A part's other languages are not known, but they count for the size of the whole.
    own = sum(size * found.share for found, size in spoken if found.lang == main.lang)
    return main._replace(share=round(own / sum(size for _, size in spoken), 4))
