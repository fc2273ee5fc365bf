"""What goes in besides the text: one frozen record of everything that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.records import Profile

DetectorFunction = Callable[[str], Sequence[tuple[str, float]]]
"""A text in, ``(tag, probability)`` out, most likely first."""

BUILTIN = "builtin"
"""The detector that is the package's own engine."""

UNITS = ("line", "document")
SERBO_CROATIAN = ("auto", "split", "merge")


@dataclass(frozen=True, slots=True)
class Options:
    """How a text is to be tagged. Hashable and picklable where its values are.

    Attributes:
        languages: allow only these tags; a bare language stands for all its scripts
            (``sr`` for ``sr-Cyrl`` and ``sr-Latn``).
        hints: tags that are likely, or ``{tag: weight}``, the weight multiplying the tag's odds
            (a bare tag has weight 4).
        detector: ``"builtin"``; the name of another package's, ``"langdetect"``, ``"lingua"``,
            ``"cld2"``, ``"eldc"``, ``"fasttext"`` or ``"fasttext:PATH"``; or a function from a
            text to ``(tag, probability)`` pairs.
        normalise: a profile or its name, a tuple of steps (names, or functions of your own), or
            None.
        transliterate: ``"cyrillic-to-latin"``: segments in Cyrillic script get their language's
            default scheme into Latin, all others are kept; ``"latin"`` or ``"cyrillic"``: every
            segment whose language has a default scheme into that script; ``"ascii"``; None: no
            segment; or a mapping from tag, script or ``"*"`` to a scheme or None.
        unit: ``"line"``: no segment crosses a line break; ``"document"``: it may.
        serbo_croatian: ``"auto"``: ``sh-Latn`` where a Latin text does not decide between
            Bosnian, Croatian and Serbian; ``"split"``: always choose; ``"merge"``: never.
        min_confidence: below this probability a segment is ``und``.

    >>> Options(languages=["en", "sr"]).languages
    ('en', 'sr')

    Raises:
        PolyglotError: a value that has no meaning. Whether the tags are known is checked by
            `polyglot_norm.Tagger`.
    """

    languages: Iterable[str] | None = None
    hints: Iterable[str] | Mapping[str, float] = ()
    detector: str | DetectorFunction = BUILTIN
    normalise: str | Profile | Sequence[str | Callable[..., Any]] | None = "clean"
    transliterate: str | Mapping[str, str | None] | None = "cyrillic-to-latin"
    unit: str = "line"
    serbo_croatian: str = "auto"
    min_confidence: float = 0.1

    def __post_init__(self) -> None:
        self._set("languages", _language_list(self.languages))
        self._set("hints", _pairs(self.hints, default=4.0))
        if isinstance(self.normalise, list):
            self._set("normalise", tuple(self.normalise))
        if isinstance(self.transliterate, Mapping):
            self._set("transliterate", _Frozen(self.transliterate))
        _one_of("unit", self.unit, UNITS)
        _one_of("serbo_croatian", self.serbo_croatian, SERBO_CROATIAN)
        if not 0 <= self.min_confidence <= 1:
            raise PolyglotError(
                f"min_confidence={self.min_confidence!r} is not a probability: give 0 to 1"
            )

    def hint_weights(self) -> tuple[tuple[str, float], ...]:
        """The hints as pairs of a tag and a weight.

        >>> Options(hints=["sr-Latn"]).hint_weights()
        (('sr-Latn', 4.0),)
        """
        return cast("tuple[tuple[str, float], ...]", self.hints)

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)


class _Frozen(dict[str, Any]):
    """A mapping that can be a part of a hashable record."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items(), key=repr)))


def _language_list(languages: object) -> tuple[str, ...] | None:
    if languages is None:
        return None
    chosen = (languages,) if isinstance(languages, str) else tuple(_strings(languages, "languages"))
    if not chosen:
        raise PolyglotError(
            "languages is empty, which allows no language: name at least one tag, or leave it out"
        )
    return chosen


def _pairs(hints: object, *, default: float) -> tuple[tuple[str, float], ...]:
    if isinstance(hints, str):
        hints = (hints,)
    if not isinstance(hints, Mapping):
        hints = [h if isinstance(h, tuple) else (h, default) for h in _items(hints, "hints")]
    pairs = tuple(dict(hints).items())
    for tag, weight in pairs:
        if not (isinstance(tag, str) and isinstance(weight, int | float) and weight > 0):
            raise PolyglotError(f"hint {tag!r}: {weight!r} is not a tag with a weight above 0")
    return pairs


def _strings(values: object, name: str) -> Iterable[str]:
    for value in _items(values, name):
        if not isinstance(value, str):
            raise PolyglotError(f"{name} holds {value!r}, which is not a string: name tags")
        yield value


def _items(values: object, name: str) -> Iterable[Any]:
    if not isinstance(values, Iterable):
        raise PolyglotError(f"{name}={values!r} is not a sequence of language tags")
    return values


def _one_of(name: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise PolyglotError(
            f"{name}={value!r} has no meaning;{nearest(str(value), allowed)} "
            f"choose one of {', '.join(allowed)}"
        )
