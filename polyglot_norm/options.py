"""The options of tagging: one frozen record of everything that can be chosen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, TypedDict, cast

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.records import Profile

DetectorFunction = Callable[[str], Sequence[tuple[str, float]]]
"""A function from a text to ``(tag, probability)`` pairs, most likely first."""

Languages = Iterable[str] | str | None
Hints = Iterable[str | tuple[str, float]] | Mapping[str, float] | str
Detector = str | DetectorFunction
ExtraModels = Iterable[str | os.PathLike[str]] | str | os.PathLike[str]
Normalise = str | Profile | Sequence[str | Callable[..., Any]] | None
Transliterate = str | Mapping[str, str | None] | None

BUILTIN: Final = "builtin"
"""The detector that is the package's own engine."""

UNITS: Final = ("line", "document")
SERBO_CROATIAN: Final = ("auto", "split", "merge")

HINT_WEIGHT: Final = 4.0
"""The factor by which a hint without a weight multiplies the odds of its tag."""


class TagOptions(TypedDict, total=False):
    """The keywords of `Options`, for functions that pass them on."""

    languages: Languages
    hints: Hints
    detector: Detector
    normalise: Normalise
    transliterate: Transliterate
    unit: str
    serbo_croatian: str
    und_below: float
    extra_models: ExtraModels


@dataclass(frozen=True, slots=True, init=False)
class Options:
    """Options of tagging. Immutable; hashable and picklable if their values are.

    Attributes:
        languages: allow only these: tags, English names (``"serbian"``) or presets
            (``"europe"``); a language without a script stands for all its scripts (``sr`` for
            ``sr-Cyrl`` and ``sr-Latn``).
        hints: tags that are likely, or ``{tag: weight}``, the weight multiplying the tag's odds
            (4 where none is given).
        detector: ``"builtin"``; the name of another package's, ``"langdetect"``, ``"lingua"``,
            ``"cld2"``, ``"eldc"``, ``"fasttext"`` or ``"fasttext:PATH"``; or a function from a
            text to ``(tag, probability)`` pairs.
        normalise: a profile or its name, a tuple of steps (names or functions), or None.
        transliterate: ``"cyrillic-to-latin"``: segments in Cyrillic script get their language's
            default scheme into Latin, all others are kept; ``"latin"`` or ``"cyrillic"``: every
            segment whose language has a default scheme into that script; ``"ascii"``: every
            segment, with its protected spans; None: no segment; or a mapping from tag, script or
            ``"*"`` to a scheme or None.
        unit: ``"line"``: no segment crosses a line break; ``"document"``: it may.
        serbo_croatian: ``"auto"``: ``sh-Latn`` where a Latin text does not decide between
            Bosnian, Croatian and Serbian; ``"split"``: always choose; ``"merge"``: never.
        und_below: the probability below which a segment is ``und``. Words beside other text need
            0.35, unless it is 0.
        extra_models: files of learned languages, which the built-in detector finds besides
            those of its model.

    >>> Options(languages=["en", "sr"]).languages
    ('en', 'sr')

    Raises:
        PolyglotError: a value is not one of those allowed. Tags, schemes, profiles and detectors
            are looked up by `polyglot_norm.Tagger`.
        TypeError: there is no such option.
    """

    languages: tuple[str, ...] | None
    hints: tuple[tuple[str, float], ...]
    detector: Detector
    normalise: Normalise
    transliterate: Transliterate
    unit: str
    serbo_croatian: str
    und_below: float
    extra_models: tuple[str, ...]

    def __init__(
        self,
        *,
        languages: Languages = None,
        hints: Hints = (),
        detector: Detector = BUILTIN,
        normalise: Normalise = "clean",
        transliterate: Transliterate = "cyrillic-to-latin",
        unit: str = "line",
        serbo_croatian: str = "auto",
        und_below: float = 0.1,
        extra_models: ExtraModels = (),
        **unknown: object,
    ) -> None:
        _refuse(unknown)
        put = object.__setattr__
        put(self, "languages", _language_list(languages))
        put(self, "hints", _hint_weights(hints))
        put(self, "detector", detector)
        put(self, "normalise", tuple(normalise) if isinstance(normalise, list) else normalise)
        put(self, "transliterate", _frozen(transliterate))
        put(self, "unit", _one_of("unit", unit, UNITS))
        put(self, "serbo_croatian", _one_of("serbo_croatian", serbo_croatian, SERBO_CROATIAN))
        put(self, "und_below", _probability("und_below", und_below))
        put(self, "extra_models", _paths(extra_models, detector))


class FrozenMapping(Mapping[str, "str | None"]):
    """A mapping that cannot be changed, so that it can be part of a hashable record.

    >>> FrozenMapping({"sr-Cyrl": None})["sr-Cyrl"] is None
    True
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str | None]) -> None:
        self._values = dict(values)

    def __getitem__(self, key: str) -> str | None:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return repr(self._values)


def _refuse(unknown: Mapping[str, object]) -> None:
    for name in unknown:
        known = [each.name for each in fields(Options)]
        hint = nearest(name, known) or f" the options are {', '.join(known)}"
        raise TypeError(f"unknown option {name!r};{hint}")


def _language_list(languages: object) -> tuple[str, ...] | None:
    if languages is None:
        return None
    chosen = (languages,) if isinstance(languages, str) else tuple(_strings(languages, "languages"))
    if not chosen:
        raise PolyglotError("languages is empty: name at least one, or leave it out to allow all")
    return chosen


def _hint_weights(hints: object) -> tuple[tuple[str, float], ...]:
    if isinstance(hints, str):
        hints = (hints,)
    if not isinstance(hints, Mapping):
        hints = [h if isinstance(h, tuple) else (h, HINT_WEIGHT) for h in _items(hints, "hints")]
    pairs = tuple(dict(cast("Mapping[str, float]", hints)).items())
    for tag, weight in pairs:
        if not (isinstance(tag, str) and isinstance(weight, int | float) and 0 < weight < 1e300):
            raise PolyglotError(
                f"invalid hint {tag!r}: {weight!r}: expected a tag with a weight above 0"
            )
    return pairs


def _frozen(transliterate: Transliterate) -> Transliterate:
    return FrozenMapping(transliterate) if isinstance(transliterate, Mapping) else transliterate


def _paths(paths: object, detector: Detector) -> tuple[str, ...]:
    single = (paths,) if isinstance(paths, str | os.PathLike) else _items(paths, "extra_models")
    found = []
    for path in single:
        if not isinstance(path, str | os.PathLike):
            raise PolyglotError(f"invalid entry {path!r} in extra_models: expected a path")
        found.append(os.fsdecode(path))
    if found and detector != BUILTIN:
        raise PolyglotError(
            "extra_models are for the built-in detector: leave out detector, or extra_models"
        )
    return tuple(found)


def _strings(values: object, name: str) -> Iterator[str]:
    for value in _items(values, name):
        if not isinstance(value, str):
            raise PolyglotError(f"invalid entry {value!r} in {name}: expected a string")
        yield value


def _items(values: object, name: str) -> Iterable[Any]:
    if not isinstance(values, Iterable):
        raise PolyglotError(f"invalid {name} {values!r}: expected a sequence of strings")
    return values


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        known = " or ".join(map(repr, allowed)) if len(allowed) == 2 else _listed(allowed)
        hint = nearest(str(value), allowed)
        raise PolyglotError(f"invalid {name} {value!r}: expected {known}{hint and ';' + hint}")
    return value


def _listed(allowed: tuple[str, ...]) -> str:
    return f"{', '.join(map(repr, allowed[:-1]))} or {allowed[-1]!r}"


def _probability(name: str, value: float) -> float:
    if not (isinstance(value, int | float) and 0 <= value <= 1):
        raise PolyglotError(f"invalid {name} {value!r}: expected a probability from 0 to 1")
    return value
