"""The langdetect package: 55 languages, made reproducible and safe in threads."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from polyglot_norm.language.detectors.codes import as_candidates, codes_within
from polyglot_norm.language.labels import Allowed
from polyglot_norm.segment import Candidate
from polyglot_norm.text.characters import fold_text

_OUR_TAGS = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant", "no": "nb"}
_LOADING = threading.Lock()


class LangdetectDetector:
    """The detector ``langdetect``.

    langdetect draws at random without a seed, loads its profiles in the order of the directory, and
    finds no text in upper case; all three are corrected here. It does not know Serbian. Its codes
    become our tags: ``zh-cn`` is ``zh-Hans``, ``no`` is ``nb``.

    >>> LangdetectDetector().candidates("Где находится ближайшая станция?", "Cyrl", None)[0][0]
    'ru'
    """

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """Return the languages with their probabilities among the allowed ones."""
        codes = None if allowed is None else codes_within(_factory().langlist, script, allowed)
        return as_candidates(self.probabilities(sample, codes), sample, script, allowed)

    def knows(self, tag: str) -> bool:
        """Return True if the package has a profile for the language of a tag."""
        return any(_OUR_TAGS.get(code, code) == tag for code in _factory().langlist)

    @lru_cache(maxsize=4096)  # noqa: B019 - stateless; pages repeat their menus and captions
    def probabilities(
        self, sample: str, codes: tuple[str, ...] | None = None
    ) -> tuple[Candidate, ...]:
        """Return all tags above one in a million; ``codes`` restricts langdetect to some."""
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
