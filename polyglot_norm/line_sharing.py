"""Lines that are too short to tell their language, labelled by what the lines around them hold.

``Eno ga!`` in a Serbian film is Serbian, although nobody could tell from these two words. A
language is held by a text if enough words in it stand together; what is in any other language is
labelled anew, as one of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from polyglot_norm.document import Document
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.options import Options
from polyglot_norm.pipeline import Tagger
from polyglot_norm.segment import Segment

_WORD: Final = re.compile(r"[^\W\d_]+")
_FEWEST: Final = 3
"""Words in a segment from which it is evidence of its language."""

_ENOUGH: Final = 6
"""Words in such segments from which a language is held: one long line, or two short ones."""

_SURE: Final = 0.8
_LETTERS: Final = 6
"""Letters that count as a word where there are no spaces between words."""


def tag_lines(tagger: Tagger, text: str) -> Document:
    r"""Return a text whose lines belong together, such as the cues of a film, as a document.

    >>> film = "Gde si bio ceo dan, komšija?\nNisam ga video od juče.\nEno ga!\n"
    >>> [segment.lang for segment in tag_lines(Tagger(), film)]
    ['sr-Latn', 'sr-Latn', 'sr-Latn']
    """
    document = tagger.tag(text)
    held = held_languages(document.segments)
    if not held or all(s.lang in held for s in document.segments if _is_language(s.lang)):
        return document
    try:
        narrowed = _narrowed(tagger.options, held)
    except TypeError:  # a detector or step that is an object without a hash
        narrowed = _narrowed.__wrapped__(tagger.options, held)
    return narrowed.tag(text)


def held_languages(segments: Iterable[Segment]) -> frozenset[str]:
    """Return the languages that a text holds, and those that alone are written in a script of it.

    If there are none of the former, there is nothing to go by, and the result is empty.
    """
    segments = [segment for segment in segments if _is_language(segment.lang)]
    words: dict[str, int] = {}
    for segment in segments:
        count = _words(segment.text)
        if count >= _FEWEST and segment.confidence >= _SURE:
            words[segment.lang] = words.get(segment.lang, 0) + count
    held = {lang for lang, count in words.items() if count >= _ENOUGH}
    scripts = {segment.script for segment in segments if segment.lang in held}
    others = {segment.lang for segment in segments if segment.script not in scripts}
    return frozenset(held | others) if held else frozenset()


def _is_language(lang: str) -> bool:
    return lang not in (UNDETERMINED, NO_LANGUAGE)


def _words(text: str) -> int:
    runs = _WORD.findall(text)
    return max(len(runs), sum(map(len, runs)) // _LETTERS)


@lru_cache(maxsize=8)
def _narrowed(options: Options, held: frozenset[str]) -> Tagger:
    return Tagger(replace(options, languages=tuple(sorted(held))))
