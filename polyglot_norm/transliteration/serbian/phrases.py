"""Foreign phrases in Serbian text whose words may be Serbian: `rent-a-car`, `last minute`."""

from __future__ import annotations

from polyglot_norm.transliteration.serbian.foreign_words import ENDINGS, PHRASE_GAP, listed


def pattern() -> str:
    """Return a regular expression for all phrases, with or without a Serbian ending."""
    phrases = sorted(listed("phrase"), key=len, reverse=True)
    endings = sorted(ENDINGS, key=len, reverse=True)
    found = f"(?i:{'|'.join(phrases)})(?:{'|'.join(endings)})?"
    return found.replace(PHRASE_GAP, "[ /'\N{RIGHT SINGLE QUOTATION MARK}-]")
