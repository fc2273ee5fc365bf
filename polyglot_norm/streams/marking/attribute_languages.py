"""Attributes that are read aloud or shown, in another language than their element.

They cannot be marked, as an element has one language for its text and its attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.pipeline import Tagger
from polyglot_norm.streams.marking.attributes import Attribute
from polyglot_norm.streams.marking.placing import Placed
from polyglot_norm.streams.marking.remarks import ATTRIBUTE, Remark, named

_SPOKEN: Final = ("alt", "title", "placeholder", "aria-label")
_FEWEST: Final = 3
"""Words from which a language is looked for: fewer are often names."""

_SURE: Final = 0.8


def remarks(found: Placed, tagger: Tagger, sure: float) -> Iterator[Remark]:
    """Yield a remark for each attribute in another language; ``sure`` is the lowest confidence."""
    for element, context in found.contexts.items():
        for name in _SPOKEN:
            attribute = element.attributes.get(name)
            if attribute is None or context.lang is None:
                continue
            label = _language(attribute, tagger, max(sure, _SURE))
            if label is not None and not context.accepts(label[0]):
                said = f"{name} is {named(label[0])}, of an element in {context.lang}"
                yield Remark(attribute.start, attribute.end, ATTRIBUTE, *label, said, False)


def _language(attribute: Attribute, tagger: Tagger, sure: float) -> tuple[str, float] | None:
    """Return the language of an attribute and its confidence, or None."""
    if len(attribute.value.split()) < _FEWEST:
        return None
    found = tagger.detect(attribute.value)
    if found.confidence < sure or found.lang in (UNDETERMINED, NO_LANGUAGE):
        return None
    return found.lang, found.confidence
