"""Shares of languages in a document that comes in parts."""

from __future__ import annotations

from polyglot_norm.document import Document
from polyglot_norm.language.shares import language_shares
from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.records import LanguageShare


class TotalShares:
    r"""The shares of languages over the parts so far.

    >>> from polyglot_norm import tag
    >>> whole, total = tag("Да ли ћеш?\nWhy not?"), TotalShares()
    >>> total.add(tag("Да ли ћеш?\n"))
    >>> total.add(tag("Why not?"))
    >>> [share.share for share in total.shares()] == [share.share for share in whole.languages]
    True
    """

    def __init__(self) -> None:
        self._letters: dict[str, int] = {}
        self._mass: dict[str, float] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, those of earlier parts first, and largest first within each part."""
        return tuple(self._letters)

    def add(self, document: Document) -> None:
        """Add a part."""
        for share in document.languages:
            self._letters.setdefault(share.lang, 0)
        for segment, count in zip(document.segments, document.letters(), strict=True):
            if count and segment.lang != NO_LANGUAGE:
                self._letters[segment.lang] += count
                mass = self._mass.get(segment.lang, 0.0)
                self._mass[segment.lang] = mass + count * segment.confidence

    def shares(self) -> tuple[LanguageShare, ...]:
        """Return the share and the mean confidence of each language, largest share first."""
        labels = [
            (lang, "", self._mass[lang] / letters, ()) for lang, letters in self._letters.items()
        ]
        return language_shares(labels, list(self._letters.values()))
