"""Cleaning of whole texts: each part by its language, and the page as a whole."""

from __future__ import annotations

from typing import Final

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.errors import plain
from polyglot_norm.language.resolution import language_of
from polyglot_norm.line_sharing import tag_lines
from polyglot_norm.normalisation import profiles
from polyglot_norm.options import Languages, Options
from polyglot_norm.pipeline import Tagger

OF_THE_PAGE: Final = ("repeated_lines",)
"""Steps that need the whole page: they come last, over all of it."""


class Cleaner:
    r"""A normaliser of texts: by the language of each part, or as being in one language.

    >>> Cleaner("clean")("Would you care?\r\nБаш ме  брига!").text
    'Would you care?\nБаш ме брига!'

    Raises:
        UnknownProfile: there is no profile, or no step, of that name.
        UnknownTag: there is no such language.
    """

    def __init__(
        self,
        profile: profiles.Choice = "clean",
        *,
        lang: str | None = None,
        languages: Languages = None,
    ) -> None:
        self._steps = profiles.check(profile)
        self._lang = None if lang is None else language_of(lang)
        of_parts = tuple(step for step in self._steps if step not in OF_THE_PAGE)
        self._of_page = tuple(step for step in self._steps if step in OF_THE_PAGE)
        options = Options(languages=languages, normalise=of_parts, transliterate=None)
        self._tagger = Tagger(options) if lang is None else None

    def __call__(self, text: str, *, lines: bool = False) -> Aligned:
        """Return the clean text, aligned with its source.

        ``lines`` says that its lines are short texts that belong together; see `tag_lines`.
        """
        text = plain(text)
        if self._tagger is None:
            return profiles.run(self._steps, text, self._lang)
        clean = (tag_lines(self._tagger, text) if lines else self._tagger.tag(text)).output
        return clean.then(profiles.run(self._of_page, clean.text, None))
