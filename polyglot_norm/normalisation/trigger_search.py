"""Search for the triggers of steps, so that no step is run on text in which it finds nothing.

The triggers of all steps are sought together, in as few passes over a text as possible.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from polyglot_norm.normalisation.steps import Step, Trigger, depends_on_language, trigger
from polyglot_norm.text.character_sets import CharacterSet

Find = Callable[[str, int], int]
"""Returns the first offset, from a given one on, at which a text may need a step, or -1."""

Check = Callable[[str], object]
"""Returns a true value if there is such an offset."""

_WINDOW = 20_000
"""Code points in which triggers that depend on the language are sought at once: in a long text in
many languages, each has only a small part. The end of the window counts as a place that may need a
step, since what follows was not searched."""

_ANY = "und"
"""Stands for an unknown language."""


class _Search(NamedTuple):
    """A search for the triggers of some steps."""

    finds: tuple[Find, ...]
    patterns: tuple[re.Pattern[str], ...]
    checks: tuple[Check, ...]
    places: tuple[Find, ...]
    """All of these, as functions that return offsets."""

    def succeeds(self, text: str) -> bool:
        """Return True if there is any trigger."""
        for find in self.finds:
            if find(text, 0) >= 0:
                return True
        for pattern in self.patterns:
            if pattern.search(text):
                return True
        for check in self.checks:  # noqa: SIM110 - a generator is expensive for short texts
            if check(text):
                return True
        return False


class _Searches(NamedTuple):
    """The searches in ASCII text, and in other text."""

    ascii: _Search
    other: _Search


class TriggerSearch:
    """The search for the steps that a text in one language may need."""

    def __init__(self, steps: tuple[str | Step, ...], lang: str | None = None) -> None:
        lang = lang or _ANY
        each = [_of_step(step, lang) for step in steps]
        found = [_together(steps), *(_of_step(step, lang) for step in steps if _depends(step))]
        self._each_ascii = [search.ascii for search in each]
        self._each_other = [search.other for search in each]
        self._ascii = _merged([search.ascii for search in found])
        self._other = _merged([search.other for search in found])

    def first_step(self, text: str) -> int:
        r"""Return the index of the first step that a text may need, or the number of steps.

        >>> TriggerSearch(("surrogates", "controls")).first_step("Све је\x00 чисто.")
        1
        """
        if self.of(text).succeeds(text):
            for i, search in enumerate(self._each(text)):
                if search.succeeds(text):
                    return i
        return len(self._each_other)

    def rules_out(self, i: int, text: str) -> bool:
        """Return True if a text does not need a step; not for steps with a check of their own."""
        search = self._each(text)[i]
        return not search.checks and not search.succeeds(text)

    def of(self, text: str) -> _Search:
        """Return the search for the triggers of all steps in a text."""
        return self._ascii if text.isascii() else self._other

    def _each(self, text: str) -> list[_Search]:
        return self._each_ascii if text.isascii() else self._each_other


@lru_cache(maxsize=1024)
def trigger_search(steps: tuple[str | Step, ...], lang: str | None) -> TriggerSearch:
    """Return the search for the triggers of some steps in text of a language."""
    return TriggerSearch(steps, lang)


def may_need(step: str | Step, text: str, lang: str) -> bool:
    """Return True if a text may need a step.

    >>> may_need("nfc", "мои", "ru"), may_need("nfc", "мои\N{COMBINING BREVE}", "ru")
    (False, True)
    """
    search = _of_step(step, lang)
    return (search.ascii if text.isascii() else search.other).succeeds(text)


@lru_cache(maxsize=64)
def _together(steps: tuple[str | Step, ...]) -> _Searches:
    """Return the searches for all steps that do not depend on the language."""
    return _searches([_trigger(step) for step in steps if not _depends(step)])


@lru_cache(maxsize=4096)
def _of_step(step: str | Step, lang: str) -> _Searches:
    if _depends(step):
        return _searches([_trigger(step, lang)], window=_WINDOW)
    return _searches([_trigger(step)])


def _depends(step: str | Step) -> bool:
    return isinstance(step, str) and depends_on_language(step)


def _trigger(step: str | Step, lang: str | None = None) -> Trigger | None:
    return trigger(step, lang) if isinstance(step, str) else None


def _searches(triggers: Sequence[Trigger | None], window: int = sys.maxsize) -> _Searches:
    return _Searches(
        _search(triggers, window, ascii_only=True), _search(triggers, window, ascii_only=False)
    )


def _search(triggers: Sequence[Trigger | None], window: int, *, ascii_only: bool) -> _Search:
    """Return the search for all characters at once, then each pattern, then each function."""
    if None in triggers:
        return _Search((_everywhere,), (), (), (_everywhere,))
    known = [each for each in triggers if each and (each.in_ascii or not ascii_only)]
    characters = "".join(each.characters for each in known)
    finds = [_of_characters(characters)] if characters else []
    finds += [each.find for each in known if each.find]
    patterns = tuple(re.compile(pattern) for each in known for pattern in each.patterns)
    checks = tuple(each.check for each in known if each.check)
    anywhere = [_everywhere] if checks else []
    by_pattern = [_of_pattern(pattern, window) for pattern in patterns]
    return _Search(tuple(finds), patterns, checks, (*finds, *by_pattern, *anywhere))


def _merged(searches: Sequence[_Search]) -> _Search:
    return _Search(*(tuple(chain.from_iterable(kind)) for kind in zip(*searches, strict=True)))


@lru_cache(maxsize=256)
def _of_characters(characters: str) -> Find:
    """Return one function for the same characters, so that languages share its results."""
    return CharacterSet(characters).first


@lru_cache(maxsize=256)
def _of_pattern(pattern: re.Pattern[str], window: int) -> Find:
    search = pattern.search

    def find(text: str, start: int) -> int:
        end = min(start + window, len(text))
        match = search(text, start, end)
        if match:
            return match.start()
        return end if end < len(text) else -1

    return find


def _everywhere(_text: str, start: int) -> int:
    return start
