"""Whether, and where, a text needs any step: one look at its characters for all steps together."""

from __future__ import annotations

import re
import sys
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

_WINDOW = 20_000
"""Code points in which what one language needs is sought at once: of a long text in many languages
each has a small part. Where the window ends counts as a place, for there it was not sought."""

_ANY = "und"
"""Stands for a language that is not known."""


class _Look(NamedTuple):
    """How to look for what triggers some steps."""

    finds: tuple[Find, ...]
    patterns: tuple[re.Pattern[str], ...]
    searches: tuple[Search, ...]
    places: tuple[Find, ...]
    """All of these, as what finds places."""

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


class Gate:
    """Says which of some steps a text in a language may need, by what triggers each."""

    def __init__(self, steps: tuple[str | Step, ...], lang: str | None = None) -> None:
        lang = lang or _ANY
        each = [_of_one(each, lang) for each in steps]
        looks = [_together(steps), *(_of_one(each, lang) for each in steps if _asks(each))]
        self._each_ascii = [look.ascii for look in each]
        self._each_other = [look.other for look in each]
        self._ascii = _merged([look.ascii for look in looks])
        self._other = _merged([look.other for look in looks])

    def first(self, text: str) -> int:
        r"""The index of the first step that the text may need; the number of steps if none.

        >>> Gate(("surrogates", "controls")).first("Све је\x00 чисто.")
        1
        """
        if self.look(text).hits(text):
            for i, look in enumerate(self._each(text)):
                if look.hits(text):
                    return i
        return len(self._each_other)

    def passes(self, i: int, text: str) -> bool:
        """Whether a text surely needs nothing of a step; one that searches itself is not asked."""
        look = self._each(text)[i]
        return not look.searches and not look.hits(text)

    def _each(self, text: str) -> list[_Look]:
        return self._each_ascii if text.isascii() else self._each_other

    def look(self, text: str) -> _Look:
        """How to look for what triggers any of the steps."""
        return self._ascii if text.isascii() else self._other


@lru_cache(maxsize=1024)
def gate(steps: tuple[str | Step, ...], lang: str | None) -> Gate:
    """The gate before some steps for texts in a language, made once."""
    return Gate(steps, lang)


class Gates(dict[str, Gate]):
    """The gates before some steps, by language, made when they are first asked for."""

    def __init__(self, steps: tuple[str | Step, ...]) -> None:
        super().__init__()
        self.steps = steps

    def __missing__(self, lang: str) -> Gate:
        found = self[lang] = gate(self.steps, lang)
        return found


class Places:
    r"""The places of a text that may need a step, asked for from left to right.

    Each kind of place is sought once, for all languages that know it. A step with a search of its
    own does not say where: it may be needed anywhere.

    >>> places = Places(Gates(("surrogates", "controls")), "Једно\x00 по\x01 једно")
    >>> places.first(0, "sr-Cyrl"), places.first(6, "ru"), places.first(10, "ru")
    (5, 9, 16)
    """

    def __init__(self, gates: Gates, text: str) -> None:
        self._gates = gates
        self._text = text
        self._next: dict[Find, int] = {}

    def first(self, start: int, lang: str) -> int:
        """The first place from one on for text in a language; the text's end where there is none.

        Kinds of places are remembered: what is asked for must not lie before what was.
        """
        text, following = self._text, self._next
        nearest = len(text)
        for find in self._gates[lang].look(text).places:
            at = following.get(find, -1)
            if at < start:
                at = find(text, start)
                # A place at the end stands for none.
                at = following[find] = at if at >= 0 else len(text)
            if at < nearest:
                nearest = at
        return nearest


@lru_cache(maxsize=64)
def _together(steps: tuple[str | Step, ...]) -> _Looks:
    """For all the steps that do not ask for the language."""
    return _looks([_trigger(each) for each in steps if not _asks(each)])


@lru_cache(maxsize=4096)
def _of_one(each: str | Step, lang: str) -> _Looks:
    if _asks(each):
        return _looks([_trigger(each, lang)], window=_WINDOW)
    return _looks([_trigger(each)])


def _asks(each: str | Step) -> bool:
    return isinstance(each, str) and heeds_language(each)


def _trigger(each: str | Step, lang: str | None = None) -> Trigger | None:
    return trigger(each, lang) if isinstance(each, str) else None


def _looks(triggers: Sequence[Trigger | None], window: int = sys.maxsize) -> _Looks:
    return _Looks(
        _look(triggers, window, ascii_only=True), _look(triggers, window, ascii_only=False)
    )


def _look(triggers: Sequence[Trigger | None], window: int, *, ascii_only: bool) -> _Look:
    """All the characters at once, then each pattern, then each function."""
    if None in triggers:
        return _Look((_everywhere,), (), (), (_everywhere,))
    known = [each for each in triggers if each and (each.in_ascii or not ascii_only)]
    characters = "".join(each.characters for each in known)
    finds = [_of_characters(characters)] if characters else []
    finds += [each.find for each in known if each.find]
    patterns = tuple(re.compile(pattern) for each in known for pattern in each.patterns)
    searches = tuple(each.search for each in known if each.search)
    anywhere = [_everywhere] if searches else []
    by_pattern = [_by_pattern(pattern, window) for pattern in patterns]
    return _Look(tuple(finds), patterns, searches, (*finds, *by_pattern, *anywhere))


def _merged(looks: Sequence[_Look]) -> _Look:
    return _Look(*(tuple(chain.from_iterable(kind)) for kind in zip(*looks, strict=True)))


@lru_cache(maxsize=256)
def _of_characters(characters: str) -> Find:
    """The same for the same, so that it is known again in another language."""
    return CharacterSet(characters).first


@lru_cache(maxsize=256)
def _by_pattern(pattern: re.Pattern[str], window: int) -> Find:
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
