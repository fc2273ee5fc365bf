"""Lines that hold the beginning of a UTF-8 sequence by chance, as capitals in Cyrillic do."""

from __future__ import annotations

from polyglot_norm.normalisation.mojibake.clusters import CLEAR, clusters
from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES
from polyglot_norm.normalisation.mojibake.utf8 import sequences
from polyglot_norm.normalisation.mojibake.utf8_lines import may_have_parts
from polyglot_norm.normalisation.mojibake.utf8_runs import certain
from polyglot_norm.normalisation.mojibake.utf8_signs import begun_in, may_hold_utf8


def may_be_utf8(line: str) -> bool:
    """Return False if it is certain that nothing in a line is restored as UTF-8.

    >>> may_be_utf8("trÃ¨s bien"), may_be_utf8("Лига Европы УЕФА")
    (True, False)
    """
    if not may_hold_utf8(line):
        return False
    if may_have_parts(line) or certain(line) is not None:
        return True
    begun = begun_in(line)
    return any(
        group.gain >= CLEAR
        for page in CODEPAGES
        if not begun.isdisjoint(page.decoders)
        for group in clusters(line, list(sequences(line, page)), None)
    )
