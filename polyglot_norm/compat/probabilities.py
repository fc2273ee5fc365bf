"""The languages of a text with one probability each, as detectors of whole texts return them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from polyglot_norm.document import Document
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.options import Hints, Languages, Options
from polyglot_norm.pipeline import Tagger
from polyglot_norm.segment import Candidate


def tagger(*, languages: Languages = None, hints: Hints = (), und_below: float = 0.0) -> Tagger:
    """Return a tagger that names a language wherever one can be named, as other detectors do."""
    return Tagger(
        Options(
            languages=languages,
            hints=hints,
            normalise=None,
            transliterate=None,
            serbo_croatian="split",
            und_below=und_below,
        )
    )


def language_probabilities(document: Document, code: Callable[[str], str] = str) -> list[Candidate]:
    """Return how likely a letter of a document is to be in each language, most likely first.

    In a text in one language these are the probabilities of its candidates, in a mixed text
    nearly the shares. ``code`` turns a tag into what is returned; those of one code are added up.
    They sum to less than 1 where part of the text is in no known language.

    >>> document = tagger().tag("Зашто ћутиш целог дана? Would you care to give some details?")
    >>> [(code, round(p, 1)) for code, p in language_probabilities(document)][:2]
    [('en', 0.6), ('sr-Cyrl', 0.4)]
    """
    letters = document.letters()
    total = sum(letters)
    found: dict[str, float] = {}
    for segment, count in zip(document.segments, letters, strict=True):
        for tag, p in segment.candidates if count else ():
            if tag not in (UNDETERMINED, NO_LANGUAGE):
                found[code(tag)] = found.get(code(tag), 0.0) + p * count / total
    return ranked(found.items())


def ranked(found: Iterable[Candidate]) -> list[Candidate]:
    """Return codes in descending order of probability, those of the same by name.

    >>> ranked([("b", 0.25), ("c", 0.5), ("a", 0.25)])
    [('c', 0.5), ('a', 0.25), ('b', 0.25)]
    """
    return sorted(found, key=lambda item: (-item[1], item[0]))
