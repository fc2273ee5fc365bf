"""The pycld2 package, Google's Compact Language Detector 2: some 160 languages, fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polyglot_norm.language.detectors.codes import (
    Allowed,
    as_candidates,
    readable,
    stands_for,
)
from polyglot_norm.language.detectors.extras import missing
from polyglot_norm.segment import Candidate

_CODES = {"zh": "zh-Hans", "xx-Bugi": "bug", "xx-Goth": "got"}
"""CLD2 tells the Chinese scripts apart, and takes two scripts for their one language."""

_NO_LANGUAGES = ("un", "xx-", "zz")
"""What codes begin with that are no languages: unknown, a script alone, Pig Latin and jokes."""


class Cld2Detector:
    """The detector of that name.

    CLD2 says what share of the text is in which language, three at most, and whether it stands by
    that; the shares are given as probabilities. An answer it does not stand by is left out: of 270
    on development sentences of 1 to 20 words it was right in 20. It cannot be restricted to some
    languages, so those that are not allowed are only left out, and often nothing remains.

    Raises:
        MissingExtra: the package is not installed.
    """

    def __init__(self) -> None:
        try:
            import pycld2
        except ImportError as error:
            raise missing("cld2", error) from error
        self._cld2: Any = pycld2
        names = set(pycld2.DETECTED_LANGUAGES)
        self._codes = frozenset(_ours(code) for name, code in pycld2.LANGUAGES if name in names)

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """The languages with their shares, less what is not allowed."""
        line = readable(sample)
        if not line:
            return ()
        reliable, _, details = self._cld2.detect(line, isPlainText=True, bestEffort=True)
        if not reliable:
            return ()
        found = [(_ours(code), percent / 100) for _, code, percent, _ in details]
        return as_candidates(found, line, script, allowed)

    def knows(self, tag: str) -> bool:
        """Whether the package can tell a language, by our tag."""
        return stands_for(self._codes, tag)


def _ours(code: str) -> str:
    """A code of CLD2 as one of ISO 639; the empty string where it is no language."""
    code = _CODES.get(code, code)
    return "" if code.startswith(_NO_LANGUAGES) else code
