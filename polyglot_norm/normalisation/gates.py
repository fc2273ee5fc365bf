"""Whether, and where, a text needs any step: one look at its characters for all steps together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from polyglot_norm.normalisation.steps import Step, Trigger, heeds_language, trigger
from polyglot_norm.text.character_sets import CharacterSet

Find = Callable[[str, int], int]
"""The first place, from one on, where a text may need a step; -1 where there is none."""

Search = Callable[[str], object]
"""Whether there is such a place at all."""

_ANY = "und"
"""Stands for a language that is not known."""


class _Look(NamedTuple):
    """How to look for what triggers some steps."""

    finds: tuple[Find, ...]
    patterns: tuple[re.Pattern[str], ...]
    searches: tuple[Search, ...]

    def hits(self, text: str) -> bool:
        """Whether there is anything."""
        for find in self.finds:
            if find(text, 0) >= 0:
                return True
        for pattern in self.patterns:
            if pattern.search(text):
                return True
        for search in self.searches:  # noqa: SIM110 - for short texts a generator is dear
            if search(text):
                return True
        return False


class _Looks(NamedTuple):
    """At text in ASCII, and at other text."""

    ascii: _Look
    other: _Look

    def at(self, text: str) -> _Look:
        """The one for a text."""
        return self.ascii if text.isascii() else self.other


class Gate:
    """Says which of some steps a text in a language may need, by what triggers each."""

    def __init__(self, steps: tuple[str | Step, ...], lang: str | None = None) -> None:
        lang = lang or _ANY
        self._each = [_of_one(each, lang) for each in steps]
        looks = [_together(steps), *(_of_one(each, lang) for each in steps if _asks(each))]
        self._ascii = _merged([look.ascii for look in looks])
        self._other = _merged([look.other for look in looks])

    def first(self, text: str) -> int:
        r"""The index of the first step that the text may need; the number of steps if none.

        >>> Gate(("surrogates", "controls")).first("Све је\x00 чисто.")
        1
        """
        if self.look(text).hits(text):
            for i, look in enumerate(self._each):
                if look.at(text).hits(text):
                    return i
        return len(self._each)

    def passes(self, i: int, text: str) -> bool:
        """Whether a text surely needs nothing of a step; one that searches itself is not asked."""
        look = self._each[i].at(text)
        return not look.searches and not look.hits(text)

    def look(self, text: str) -> _Look:
        """How to look for what triggers any of the steps."""
        return self._ascii if text.isascii() else self._other


@lru_cache(maxsize=1024)
def gate(steps: tuple[str | Step, ...], lang: str | None) -> Gate:
    """The gate before some steps for texts in a language, made once."""
    return Gate(steps, lang)


class Places:
    r"""The places of a text that may need a step, asked for part by part, in order.

    >>> places = Places(("surrogates", "controls"), "Једно\x00 по\x01 једно")
    >>> places.within(0, 3, "sr-Cyrl"), places.within(3, 6, "sr-Cyrl"), places.within(6, 8, "ru")
    (False, True, False)
    """

    def __init__(self, steps: tuple[str | Step, ...], text: str) -> None:
        self._steps = steps
        self._text = text
        self._watches: dict[str, _Watch] = {}

    def within(self, start: int, end: int, lang: str) -> bool:
        """Whether there may be one in a part, which is in that language."""
        watch = self._watches.get(lang)
        if watch is None:
            watch = _Watch(self._text, gate(self._steps, lang).look(self._text))
            self._watches[lang] = watch
        return watch.within(start, end)


class _Watch:
    """Remembers the next place of each kind, so that no part of the text is searched twice."""

    def __init__(self, text: str, look: _Look) -> None:
        self._text = text
        self._finds = [*look.finds, *map(_by_pattern, look.patterns)]
        self._searches = look.searches
        self._next = [-1] * len(self._finds)

    def within(self, start: int, end: int) -> bool:
        """Whether there is one in a part, which begins no earlier than the one before."""
        for i, at in enumerate(self._next):
            if at < start:
                at = self._finds[i](self._text, start)
                # A place past the end stands for none.
                at = self._next[i] = at if at >= 0 else len(self._text)
            if at < end:
                return True
        return bool(self._searches) and any(
            search(self._text[start:end]) for search in self._searches
        )


@lru_cache(maxsize=64)
def _together(steps: tuple[str | Step, ...]) -> _Looks:
    """For all the steps that do not ask for the language."""
    return _looks([_trigger(each) for each in steps if not _asks(each)])


@lru_cache(maxsize=4096)
def _of_one(each: str | Step, lang: str) -> _Looks:
    return _looks([_trigger(each, lang if _asks(each) else None)])


def _asks(each: str | Step) -> bool:
    return isinstance(each, str) and heeds_language(each)


def _trigger(each: str | Step, lang: str | None = None) -> Trigger | None:
    return trigger(each, lang) if isinstance(each, str) else None


def _looks(triggers: Sequence[Trigger | None]) -> _Looks:
    return _Looks(_look(triggers, ascii_only=True), _look(triggers, ascii_only=False))


def _look(triggers: Sequence[Trigger | None], *, ascii_only: bool) -> _Look:
    """All the characters at once, then each pattern, then each function."""
    if None in triggers:
        return _Look((_everywhere,), (), ())
    known = [each for each in triggers if each and (each.in_ascii or not ascii_only)]
    characters = "".join(each.characters for each in known)
    together: list[Find] = [CharacterSet(characters).first] if characters else []
    finds = [each.find for each in known if each.find]
    patterns = tuple(re.compile(pattern) for each in known for pattern in each.patterns)
    searches = tuple(each.search for each in known if each.search)
    return _Look((*together, *finds), patterns, searches)


def _merged(looks: Sequence[_Look]) -> _Look:
    return _Look(*(tuple(chain.from_iterable(kind)) for kind in zip(*looks, strict=True)))


def _by_pattern(pattern: re.Pattern[str]) -> Find:
    search = pattern.search

    def find(text: str, start: int) -> int:
        match = search(text, start)
        return match.start() if match else -1

    return find


def _everywhere(_text: str, start: int) -> int:
    return start
