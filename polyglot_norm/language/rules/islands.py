# cython: initializedcheck=False
"""Islands: words that belong to the text around them, whatever language they resemble alone.

A Latin name in a line of Georgian is not English; Han characters beside kana are Japanese, beside
Hangul Korean. Names in the same script are in `names`.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

import re
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.rules.repertoires import lacks
from polyglot_norm.language.tags import script_of
from polyglot_norm.language.traits import han_limits

if TYPE_CHECKING:
    from polyglot_norm.language.labels import Label

if cython.compiled:
    from cython.cimports.polyglot_norm.language.rules.context import beside, has_at_most
    from cython.cimports.polyglot_norm.language.stretch import Stretch
else:
    from polyglot_norm.language.rules.context import beside, has_at_most
    from polyglot_norm.language.stretch import Stretch

MOST_WORDS = cython.declare(cython.int, 2)
"""The most Latin words in a row that are a name or a term among words of another script."""

LATIN_SHARE = cython.declare(cython.double, 0.4)
"""The most Latin letters that a line of another script may have for each of its own."""

UNSURE = cython.declare(cython.double, 0.6)
"""The probability up to which the language of a Latin word or two is that of the words beside."""

CHINESE = cython.declare(cython.double, 0.8)
"""The probability from which Han characters are Chinese whatever stands beside them, unless they
are a word of fewer than CHINESE_LETTERS."""

CHINESE_LETTERS = cython.declare(cython.Py_ssize_t, 4)

LATIN = "Latn"

_HAN = frozenset(("Hans", "Hant", "Hani"))

_SENTENCE_END = re.compile(r"[\u3002\uff01\uff1f!?\uff61]+|\.\s")

POSSIBLE = 0.15
"""The probability with which Han characters are of the language of another sentence of the line."""


def join_han(text: str, line: list[Stretch]) -> list[Stretch]:
    """Label Han characters as the Japanese or Korean that they stand beside.

    In another sentence they may be Chinese, if the language is not among their candidates.
    """
    scripts = {stretch.script for stretch in line}
    if scripts.isdisjoint(_HAN):
        return line
    for lang, most in han_limits().items():
        script = script_of(lang)
        if script not in scripts:
            continue
        host = next(stretch.label for stretch in line if stretch.script == script)
        near = _in_sentences_with(text, line, script)
        joined = list(line)
        at: cython.Py_ssize_t
        for at in range(len(line)):
            stretch: Stretch = line[at]
            possible = near[at] or _may_be(stretch.label, lang)
            if _is_borrowed(stretch, most, possible) and not lacks(
                text[stretch.start : stretch.end], lang
            ):
                joined[at] = stretch.with_label(host)
        return joined
    return line


@cython.cfunc
@cython.exceptval(check=False)
def _is_borrowed(stretch: Stretch, most: cython.Py_ssize_t, possible: cython.bint) -> cython.bint:
    """Return True if Han characters are a word of the Japanese or Korean line around them."""
    if not possible or stretch.letters > most or stretch.script not in _HAN:
        return False
    confidence: cython.double = stretch.label.confidence
    return stretch.letters < CHINESE_LETTERS or confidence < CHINESE


def _may_be(label: Label, lang: str) -> bool:
    return dict(label.candidates).get(lang, 0.0) >= POSSIBLE


def _in_sentences_with(text: str, line: list[Stretch], script: str) -> list[bool]:
    """Return for each stretch if one of a script begins in the sentence of its start or its end."""
    sentences: list[tuple[int, int]] = []
    number = 0
    end = line[0].start if line else 0
    for stretch in line:
        number += len(_SENTENCE_END.findall(text, end, stretch.start))
        first = number
        number += len(_SENTENCE_END.findall(text, stretch.start, stretch.end))
        sentences.append((first, number))
        end = stretch.end
    spoken = {
        place
        for stretch, places in zip(line, sentences, strict=True)
        if stretch.script == script
        for place in places
    }
    return [not spoken.isdisjoint(places) for places in sentences]


def join_latin(text: str, line: list[Stretch]) -> list[Stretch]:
    """Label a Latin word or two as the other script around them.

    Where the line has many Latin words, only those that stand within one other language, or
    whose own is doubtful.
    """
    in_latin: cython.Py_ssize_t = 0
    in_others: cython.Py_ssize_t = 0
    main: Stretch | None = None
    stretch: Stretch
    for stretch in line:
        if stretch.script == LATIN:
            in_latin += stretch.letters
        else:
            in_others += stretch.letters
            if main is None or stretch.letters > main.letters:
                main = stretch
    if not in_latin or main is None:
        return line
    few: cython.bint = in_latin <= LATIN_SHARE * in_others
    joined = list(line)
    at: cython.Py_ssize_t
    for at in range(len(line)):
        stretch = line[at]
        if stretch.script == LATIN and has_at_most(text, stretch, MOST_WORDS):
            host: Stretch | None = main if few else _around(line, at)
            if host is None and stretch.label.confidence < UNSURE:
                host = _host_of_unsure(line, at)
            if host is not None:
                joined[at] = stretch.with_label(host.label)
    return joined


@cython.cfunc
def _host_of_unsure(line: list[Stretch], at: cython.Py_ssize_t) -> Stretch | None:
    """Return the longer of the stretches beside one, if these are words and none is Latin."""
    longest: Stretch | None = None
    other: Stretch
    for other in beside(line, at):
        if other.script == LATIN:
            return None
        if other.letters > 1 and (longest is None or other.letters > longest.letters):
            longest = other
    return longest


@cython.cfunc
def _around(line: list[Stretch], at: cython.Py_ssize_t) -> Stretch | None:
    """Return the stretch before one, if those on both sides are in one language, and not Latin."""
    if not 0 < at < len(line) - 1:
        return None
    before: Stretch = line[at - 1]
    after: Stretch = line[at + 1]
    same: cython.bint = before.lang == after.lang and before.script != LATIN
    return before if same else None
