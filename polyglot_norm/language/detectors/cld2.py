"""The pycld2 package, Google's Compact Language Detector 2: some 160 languages, fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polyglot_norm.extras import optional
from polyglot_norm.language.detectors.codes import (
    as_candidates,
    readable,
    stands_for,
)
from polyglot_norm.language.labels import Allowed
from polyglot_norm.segment import Candidate

_CODES = {"zh": "zh-Hans", "xx-Bugi": "bug", "xx-Goth": "got"}
"""CLD2 distinguishes the Chinese scripts, and names two languages by their script."""

_NO_LANGUAGES = ("un", "xx-", "zz")
"""Prefixes of codes that are not languages: unknown, a script alone, Pig Latin and jokes."""


class Cld2Detector:
    """The detector ``cld2``.

    CLD2 returns the shares of up to three languages, and whether they are reliable; the shares are
    used as probabilities. Unreliable answers are left out: of 270 on development sentences of 1 to
    20 words, 20 were right. CLD2 cannot be restricted to some languages, so those that are not
    allowed are left out, and often nothing remains.

    Raises:
        MissingExtra: the package is not installed.
    """

    def __init__(self) -> None:
        self._cld2: Any = optional("pycld2", extra="cld2", purpose="detector 'cld2'")
        names = set(self._cld2.DETECTED_LANGUAGES)
        self._codes = frozenset(_ours(code) for name, code in self._cld2.LANGUAGES if name in names)

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """Return the languages with their shares, those that are allowed."""
        line = readable(sample)
        if not line:
            return ()
        reliable, _, details = self._cld2.detect(line, isPlainText=True, bestEffort=True)
        if not reliable:
            return ()
        found = [(_ours(code), percent / 100) for _, code, percent, _ in details]
        return as_candidates(found, line, script, allowed)

    def knows(self, tag: str) -> bool:
        """Return True if the package can detect the language of a tag."""
        return stands_for(self._codes, tag)


def _ours(code: str) -> str:
    """Return a code of CLD2 as one of ISO 639; the empty string if it is not a language."""
    code = _CODES.get(code, code)
    return "" if code.startswith(_NO_LANGUAGES) else code
