"""Detectors behind one protocol: a sample of one script in, candidate languages out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.options import DetectorFunction
from polyglot_norm.records import Candidate
from polyglot_norm.text.characters import fold_text

Allowed = frozenset[str] | None
"""The tags that an answer may hold, None for all."""


class Detector(Protocol):
    """What tells the language of a sample."""

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """Tags with their probability, in any order; none at all for no idea.

        ``sample`` holds words of one script, ``script`` its ISO 15924 code (``Jpan`` and ``Kore``
        for the mixtures), and no tag outside ``allowed`` may be returned.
        """
        ...


class FunctionDetector:
    """A user's own function from a text to ``(tag, probability)`` pairs, as a detector."""

    def __init__(self, function: DetectorFunction) -> None:
        self._function = function

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """What the function says, less what is not allowed."""
        found = self._function(sample)
        return [(tag, p) for tag, p in found if allowed is None or tag in allowed]


class LangdetectDetector:
    """The langdetect package: 55 languages, made repeatable, and safe in threads.

    langdetect draws at random without a seed, loads its profiles in the order of the directory,
    reads capitals as no text at all and knows no Serbian; the first three are mended here.
    Its tags are given in our form: ``zh-cn`` is ``zh-Hans``, ``no`` is ``nb``.
    """

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """Every language of langdetect with its probability, less what is not allowed."""
        return [
            (tag, p)
            for tag, p in self.probabilities(sample, _codes(allowed))
            if allowed is None or tag in allowed
        ]

    def knows(self, tag: str) -> bool:
        """Whether the package has a profile of a language, by our tag."""
        return any(_OUR_TAGS.get(code, code) == tag for code in _factory().langlist)

    @lru_cache(maxsize=4096)  # noqa: B019 - stateless; the furniture of pages comes often
    def probabilities(
        self, sample: str, codes: tuple[str, ...] | None = None
    ) -> tuple[Candidate, ...]:
        """All tags above one in a million; ``codes`` limits langdetect to some of its own."""
        from langdetect.lang_detect_exception import LangDetectException

        detector = _factory().create()
        if codes:
            detector.set_prior_map(dict.fromkeys(codes, 1.0))
        elif codes is not None:
            return ()
        detector.append(fold_text(sample))
        try:
            detector.get_probabilities()
        except LangDetectException:  # no n-gram of the sample is in any profile
            return ()
        found = zip(detector.langlist, detector.langprob, strict=True)
        return tuple((_OUR_TAGS.get(code, code), p) for code, p in found if p > 1e-6)


_OUR_TAGS = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant", "no": "nb"}
_LOADING = threading.Lock()


def _codes(allowed: Allowed) -> tuple[str, ...] | None:
    """The package's own codes for a set of our tags."""
    if allowed is None:
        return None
    return tuple(code for code in _factory().langlist if _OUR_TAGS.get(code, code) in allowed)


def _factory() -> Any:
    with _LOADING:  # a cache alone would let two threads load at once
        return _loaded_factory()


@cache
def _loaded_factory() -> Any:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()  # our own: the package's shared one belongs to the user
    factory.seed = 0
    # Sums of floats depend on their order, and a directory's order on the machine.
    profiles = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if path.is_file())
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in profiles])
    return factory


def _builtin() -> Detector:
    from polyglot_norm.language.builtin import BuiltinDetector

    return BuiltinDetector()


_NAMED: dict[str, Callable[[], Detector]] = {"builtin": _builtin, "langdetect": LangdetectDetector}


def detector_names() -> tuple[str, ...]:
    """The names that ``Options.detector`` may have."""
    return tuple(_NAMED)


@cache
def _named(name: str) -> Detector:
    return _NAMED[name]()


def resolve(detector: str | DetectorFunction) -> Detector:
    """The detector of a name, or around a function.

    Raises:
        PolyglotError: there is no detector of that name.
    """
    if callable(detector):
        return FunctionDetector(detector)
    if detector not in _NAMED:
        raise PolyglotError(
            f"unknown detector {detector!r};{nearest(str(detector), _NAMED)} "
            f"choose one of {', '.join(_NAMED)}, or give a function"
        )
    return _named(detector)
