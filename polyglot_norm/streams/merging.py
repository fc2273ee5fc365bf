"""One label for a document that was labelled in parts."""

from __future__ import annotations

from collections.abc import Sequence

from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.records import Detection


def merged(parts: Sequence[tuple[Detection, int]]) -> Detection:
    """The label of a document, from those of its parts, given with their lengths.

    A part without language says nothing, unless all are without.

    >>> english = Detection("en", "Latn", 0.8, (("en", 0.8), ("de", 0.2)))
    >>> russian = Detection("ru", "Cyrl", 1.0, (("ru", 1.0),))
    >>> merged([(english, 300), (russian, 100)]).candidates
    (('en', 0.6), ('ru', 0.25), ('de', 0.15))
    """
    spoken = [(found, size) for found, size in parts if found.lang != NO_LANGUAGE]
    if not spoken:
        return parts[0][0]
    whole = sum(size for _, size in spoken)
    masses: dict[str, float] = {}
    sizes: dict[str, int] = {}
    for found, size in spoken:
        sizes[found.lang] = sizes.get(found.lang, 0) + size
        for tag, probability in found.candidates:
            masses[tag] = masses.get(tag, 0.0) + probability * size / whole
    lang = max(sorted(sizes), key=lambda tag: sizes[tag])
    ranked = sorted(masses.items(), key=lambda item: (-item[1], item[0]))[:3]
    (script, *_) = (found.script for found, _ in spoken if found.lang == lang)
    candidates = tuple((tag, round(mass, 4)) for tag, mass in ranked)
    return Detection(lang, script, round(masses.get(lang, 0.0), 4), candidates)
