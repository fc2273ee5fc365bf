"""What ftfy mends: UTF-8 read as windows-1252 and the like, with its heuristics for what is bad."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from polyglot_norm.align.aligned import Edit

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

RULE: Final = "mojibake/utf-8"

_FIXED_POINTS: Final = re.compile(r"[!->@-~]+")
"""What no repair of an encoding touches: ASCII, but for what stands for a lost byte."""


def whole(line: str) -> str | None:
    """What a line says if all of it can be read in another encoding, None if not.

    >>> whole("trÃ¨s bien, l'Ã©tÃ©"), whole("À la carte: l'Ã©tÃ©")
    ("très bien, l'été", None)
    """
    plain = _plain(line)
    return _explained(line, in_parts=False) if plain is None else plain


def parts(line: str) -> str | None:
    """What a line says if parts of it are well-formed UTF-8; None if none are, or seem to be.

    They must give letters of common alphabets or marks: of text that was misread in another way
    parts give anything.

    >>> parts("À la carte: l'Ã©tÃ©")
    "À la carte: l'été"
    """
    fixed = _explained(line, in_parts=True)
    return None if fixed is None or _strange(line).search(fixed) else fixed


def _explained(line: str, *, in_parts: bool) -> str | None:
    """What ftfy makes of a line, None if it leaves it."""
    from ftfy import fix_encoding_and_explain  # takes a while, and is seldom needed

    fixed, steps = fix_encoding_and_explain(line, _config(in_parts=in_parts))
    # Latin-1's controls read as windows-1252 are left to `repair`.
    is_utf = fixed != line and any("utf" in step.parameter for step in steps or ())
    return fixed if is_utf else None


@cache
def _config(*, in_parts: bool) -> TextFixerConfig:
    """Nothing is made up for lost bytes, and Latin-1's controls are left to `repair`."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        replace_lossy_sequences=False, fix_c1_controls=False, decode_inconsistent_utf8=in_parts
    )


_PROOF: Final = 4
"""Later bytes of UTF-8 in a line that is nothing else, which is then no chance."""


def _plain(line: str) -> str | None:
    """The line, if all of it is UTF-8 that was read in the two most common ways: soon told."""
    import ftfy.bad_codecs  # noqa: F401 - where the second encoding is from

    for encoding in ("latin-1", "sloppy-windows-1252"):
        try:
            fixed = line.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if len(line) - len(fixed) >= _PROOF:
            return fixed
    return None


def _strange(line: str) -> re.Pattern[str]:
    """A character that only parts of a misread text would give, and that the line did not hold."""
    held = "".join(map(re.escape, {char for char in line if char > "\u052f"}))
    return re.compile(
        rf"[^\x00-\u052f\u1e00-\u22ff\N{{VARIATION SELECTOR-16}}\U0001f000-\U0010ffff{held}]"
    )


def edits(line: str, fixed: str) -> Iterator[Edit]:
    """The edits from a line to what it became, one for each character where that can be told.

    >>> [(e.start, e.end, e.replacement) for e in edits("l'Ã©tÃ©", "l'été")]
    [(2, 4, 'é'), (5, 7, 'é')]
    """
    if _plain(line) == fixed:
        yield from _word(line, fixed, 0)
        return
    # The two differ between runs of ASCII that both have.
    at = 0
    gaps, others = _FIXED_POINTS.split(line), _FIXED_POINTS.split(fixed)
    runs = [*_FIXED_POINTS.findall(line), ""]
    if len(gaps) != len(others):  # not met so far
        yield Edit(0, len(line), fixed, RULE)
        return
    for gap, other, run in zip(gaps, others, runs, strict=True):
        yield from _gap(gap, other, at)
        at += len(gap) + len(run)


def _gap(gap: str, fixed: str, at: int) -> Iterator[Edit]:
    """The edits from ``gap``, which begins at ``at``, to ``fixed``; word by word where possible."""
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
    """Each character that was as many as it has bytes; if it was not so, one edit."""
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
