"""A text cleaned as a whole: each part by its language, and what is the page's."""

from __future__ import annotations

from collections.abc import Iterable

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.normalisation import profiles
from polyglot_norm.options import Options
from polyglot_norm.pipeline import Tagger, normalise

OF_THE_PAGE = ("repeated_lines",)
"""Steps that need the whole page: they come last, over all of it."""


class Cleaner:
    r"""Normalises texts: by the language of each part, or as being in one language.

    >>> Cleaner("clean")("Would you care?\r\nБаш ме  брига!").text
    'Would you care?\nБаш ме брига!'

    Raises:
        UnknownProfile: there is no profile, or no step, of that name.
        UnknownTag: there is no such language.
    """

    def __init__(
        self,
        profile: profiles.Choice,
        *,
        lang: str | None = None,
        languages: Iterable[str] | None = None,
    ) -> None:
        steps = profiles.check(profile)
        self._steps = steps
        self._lang = lang
        if lang is not None:
            normalise("", lang, None)  # here, so that a wrong tag is told at once
        self._of_parts = tuple(step for step in steps if step not in OF_THE_PAGE)
        self._of_page = tuple(step for step in steps if step in OF_THE_PAGE)
        options = Options(languages=languages, normalise=self._of_parts, transliterate=None)
        self._tagger = Tagger(options) if lang is None else None

    def __call__(self, text: str) -> Aligned:
        """The clean text, aligned with its source."""
        if self._tagger is None:
            return normalise(text, self._lang, self._steps)
        clean = self._tagger.tag(text).output
        return clean.then(profiles.run(self._of_page, clean.text, None))
