"""Repairs by ftfy: UTF-8 that was decoded as windows-1252 and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.mojibake.utf8_letters import with_letters, without_letters
from polyglot_norm.normalisation.mojibake.utf8_lines import may_be_whole, may_have_parts, plain

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

_EMOJI: Final = "\N{VARIATION SELECTOR-16}"

RULE: Final = "mojibake/utf-8"

_FIXED_POINTS: Final = re.compile(r"[!->@-~]+")
"""Characters that no repair touches: ASCII without the characters that stand for lost bytes."""


def whole(line: str) -> str | None:
    """Return a line repaired as a whole, None if another encoding does not fit all of it.

    >>> whole("trÃ¨s bien, l'Ã©tÃ©"), whole("À la carte: l'Ã©tÃ©")
    ("très bien, l'été", None)
    """
    found = plain(line)
    if found is not None or not may_be_whole(line):
        return found
    if without_letters(line).isascii():
        return with_letters(line)
    return _explained(line, in_parts=False)


def parts(line: str) -> str | None:
    """Return a line with the parts repaired that are well-formed UTF-8; None if there are none.

    They must be letters of common alphabets or marks, since parts of other mojibake may be
    anything.

    >>> parts("À la carte: l'Ã©tÃ©")
    "À la carte: l'été"
    """
    if not may_have_parts(line):
        return None
    if without_letters(line) != line and not may_have_parts(without_letters(line)):
        return with_letters(line)
    fixed = _explained(line, in_parts=True)
    return None if fixed is None or _has_strange(fixed, line) else fixed


def _explained(line: str, *, in_parts: bool) -> str | None:
    """Return the result of ftfy on a line, None if it changes nothing."""
    from ftfy import fix_encoding_and_explain  # slow to import, and seldom needed

    fixed, steps = fix_encoding_and_explain(line, _config(in_parts=in_parts))
    # Controls of Latin-1 for characters of windows-1252 are left to `repair`.
    is_utf = fixed != line and any("utf" in step.parameter for step in steps or ())
    return fixed if is_utf else None


@cache
def _config(*, in_parts: bool) -> TextFixerConfig:
    """Return options by which ftfy invents nothing for lost bytes and leaves controls alone."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        replace_lossy_sequences=False, fix_c1_controls=False, decode_inconsistent_utf8=in_parts
    )


def _has_strange(fixed: str, line: str) -> bool:
    """Return True if a repaired line has characters that are rare, and were not in the line."""
    return any(
        not ("\u1e00" <= char <= "\u22ff" or char >= "\U0001f000" or char == _EMOJI)
        for char in set(fixed).difference(line)
        if char > "\u052f"
    )


def edits(line: str, fixed: str) -> Iterator[Edit]:
    """Yield the edits from a line to the repaired one, one for each character if possible.

    >>> [(e.start, e.end, e.replacement) for e in edits("l'Ã©tÃ©", "l'été")]
    [(2, 4, 'é'), (5, 7, 'é')]
    """
    if len(fixed.encode("utf-8", "surrogatepass")) == len(line):
        yield from _word(line, fixed, 0)
        return
    # They differ only between runs of ASCII, which both have.
    at = 0
    gaps, others = _FIXED_POINTS.split(line), _FIXED_POINTS.split(fixed)
    runs = [*_FIXED_POINTS.findall(line), ""]
    if len(gaps) != len(others):  # has not occurred so far
        yield Edit(0, len(line), fixed, RULE)
        return
    for gap, other, run in zip(gaps, others, runs, strict=True):
        yield from _gap(gap, other, at)
        at += len(gap) + len(run)


def _gap(gap: str, fixed: str, at: int) -> Iterator[Edit]:
    """Yield the edits from ``gap``, which starts at ``at``, to ``fixed``, by words if possible."""
    if gap == fixed:
        return
    words, others = gap.split(" "), fixed.split(" ")
    if len(words) != len(others):
        words, others = [gap], [fixed]
    for word, other in zip(words, others, strict=True):
        if word != other:
            yield from _word(word, other, at)
        at += len(word) + 1


def _word(word: str, fixed: str, at: int) -> Iterator[Edit]:
    """Yield an edit for each character that was decoded byte by byte, or one for the word."""
    if len(fixed.encode("utf-8", "surrogatepass")) == len(word):
        for char in fixed:
            if char > "\x7f":
                size = 2 if char < "\u0800" else 3 if char < "\U00010000" else 4
                yield Edit(at, at + size, char, RULE)
                at += size
            else:
                at += 1
        return
    start = next((i for i, (a, b) in enumerate(zip_longest(word, fixed)) if a != b), 0)
    most = min(len(word), len(fixed)) - start
    end = next((i for i in range(most) if word[-1 - i] != fixed[-1 - i]), most)
    yield Edit(at + start, at + len(word) - end, fixed[start : len(fixed) - end], RULE)
