"""Restore the diacritics of Serbian, Croatian, Bosnian and Slovene typed in ASCII."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from polyglot_norm.align.aligned import Edit, shifted
from polyglot_norm.normalisation.diacritics.spelling import choices
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.normalisation.unprotected import protected_spans
from polyglot_norm.text.lines import split_lines

if TYPE_CHECKING:
    from polyglot_norm.normalisation.diacritics.restore import Restorer

_TAGS: Final = {
    **dict.fromkeys(("sr-Latn", "hr", "bs", "sl")),
    "sh-Latn": ("sr-Latn", "hr", "bs"),
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKED: Final = re.compile("[čćšžđČĆŠŽĐ]")
_PLACE: Final = re.compile("[cszd]")
_FOREIGN: Final = re.compile("[qwxyQWXY]")
_LONGEST_ABBREVIATION: Final = 4
"""Letters of an upper-case word that is an abbreviation, unless the whole line is upper case."""


def trigger() -> Trigger:
    """Return the trigger: any letter that may have a diacritic."""
    return Trigger("cszdCSZD")


def restore_diacritics(text: str, lang: str | None) -> Iterator[Edit]:
    """Restore č ć š ž đ in words typed in ASCII: Serbian, Croatian, Bosnian, Slovene.

    Word lists and context decide. A line with any of these letters is left alone, since its author
    was able to type them.

    >>> [(e.start, e.end, e.replacement) for e in restore_diacritics("Sto ne kazes?", "sr-Latn")]
    [(0, 1, 'Š'), (9, 10, 'ž'), (11, 12, 'š')]
    """
    if lang not in _TAGS:
        return
    for start, end in split_lines(text):
        if not _MARKED.search(text, start, end):
            yield from shifted(_line_edits(text[start:end], _TAGS[lang] or (lang,)), start)


def _line_edits(line: str, langs: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits of a line in the language that explains it best."""
    words = list(_WORD.finditer(line))
    lower = [word[0].lower() for word in words]
    if not any(map(_PLACE.search, lower)):
        return
    found = [_restorer(lang).spell(lower) for lang in langs]
    best = max(found, key=lambda spelt: sum(score for score, _ in spelt))
    kept = _Kept(line)
    for word, (_, spelling) in zip(words, best, strict=True):
        if spelling and not kept.contains(word):
            for place, letter in choices(word[0].lower(), spelling):
                start, end = word.start() + place.start, word.start() + place.end
                capital = line[start].isupper()
                yield Edit(start, end, letter.upper() if capital else letter, "restore_diacritics")


class _Kept:
    """The words of a line that are left alone: foreign ones, abbreviations, and those in links."""

    def __init__(self, line: str) -> None:
        self._spans = protected_spans(line)
        self._is_upper = line.isupper()

    def contains(self, word: re.Match[str]) -> bool:
        """Return True if a word is left alone."""
        text = word[0]
        if not text.isascii() or _FOREIGN.search(text):
            return True
        if text.isupper() and 1 < len(text) <= _LONGEST_ABBREVIATION and not self._is_upper:
            return True
        at = bisect_right(self._spans, word.start(), key=lambda span: span.end)
        return at < len(self._spans) and self._spans[at].start < word.end()


@lru_cache(maxsize=8)
def _restorer(lang: str) -> Restorer:
    from polyglot_norm.normalisation.diacritics.hash_tables import packaged
    from polyglot_norm.normalisation.diacritics.restore import Restorer

    return Restorer(packaged(), lang)
