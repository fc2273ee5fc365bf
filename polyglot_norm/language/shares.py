# cython: initializedcheck=False
"""The one count of letters: shares of languages, the main language, one label for a whole text.

A letter is a code point of a word, marks and inner apostrophes included; words that touch a
protected span do not count, since they say nothing about the language. The engine, the readers of
formats and the statistics all count here, so that they agree.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.records import Detection, LanguageShare
from polyglot_norm.segment import Candidate

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND
    from cython.cimports.polyglot_norm.text.words import find_words
else:
    from polyglot_norm.text.words import find_words

COMPILED = cython.compiled

MOST_CANDIDATES = cython.declare(cython.int, 3)
"""Languages named for a whole text."""

CHUNK = cython.declare(cython.Py_ssize_t, 3 * 1024)
"""Numbers of words held at a time: 24 KiB, so that counting a text needs no memory of its size."""

NOTHING = Detection(NO_LANGUAGE, "Zyyy", 1.0, 1.0, ((NO_LANGUAGE, 1.0),))
"""The label of a text without words."""

Label = tuple[str, str, float, Sequence[Candidate]]
"""A tag, a script, a confidence and the candidates, as a segment has them."""


def count_letters(text: str, ends: Iterable[int], protected: array[int]) -> list[int]:
    """Return the number of letters in each of the stretches that end at ``ends`` and cover a text.

    ``protected`` holds the start and end of each protected span, in order.

    >>> count_letters("Да, да! See https://example.org", [8, 31], array("q", [12, 31]))
    [4, 3]
    """
    stops = array("q", ends)
    letters = array("q", bytes(8 * len(stops)))
    if len(stops):
        _count(text, stops, protected, letters)
    return letters.tolist()


@cython.cfunc
def _count(
    text: object,
    stops: cython.longlong[::1],
    shields: cython.longlong[::1],
    letters: cython.longlong[::1],
) -> cython.int:
    """Add to ``letters`` those of each word outside the shields."""
    chunk: cython.longlong[::1] = array("q", bytes(8 * CHUNK))
    length: cython.Py_ssize_t = stops[len(stops) - 1]
    shield: cython.Py_ssize_t = 0
    number: cython.Py_ssize_t = 0
    at: cython.Py_ssize_t = 0
    filled: cython.Py_ssize_t = CHUNK
    word: cython.Py_ssize_t
    while filled == CHUNK:
        if cython.compiled:
            kind: cython.int = PyUnicode_KIND(text)
            data: cython.p_void = PyUnicode_DATA(text)
            filled = find_words(kind, data, at, length, cython.address(chunk[0]), CHUNK)
        else:
            filled = find_words(0, text, at, length, chunk, CHUNK)
        for word in range(0, filled, 3):
            start: cython.longlong = chunk[word]
            at = chunk[word + 1]
            while shield < len(shields) and shields[shield + 1] <= start:
                shield += 2
            if shield < len(shields) and shields[shield] < at:
                continue
            while stops[number] <= start:
                number += 1
            while stops[number] < at:  # only a segment that was read can end inside a word
                letters[number] += stops[number] - start
                start = stops[number]
                number += 1
            letters[number] += at - start
    return 0


def language_shares(labels: Sequence[Label], letters: Sequence[int]) -> tuple[LanguageShare, ...]:
    """Return the share and the mean confidence of each language, largest share first.

    Stretches without linguistic content have no share.

    >>> language_shares([("en", "Latn", 0.9, ()), ("ru", "Cyrl", 1.0, ())], [30, 10])[0]
    LanguageShare(lang='en', share=0.75, confidence=0.9)
    """
    totals, masses = _counted(labels, letters)
    whole = sum(totals.values())
    ranked = sorted([(-count, lang) for lang, count in totals.items()])
    return tuple(
        [
            LanguageShare(lang, round(-count / whole, 4), round(masses[lang] / -count, 4))
            for count, lang in ranked
        ]
    )


def _counted(
    labels: Sequence[Label], letters: Sequence[int]
) -> tuple[dict[str, int], dict[str, float]]:
    """Return the letters of each language, and its confidence summed over these."""
    totals: dict[str, int] = {}
    masses: dict[str, float] = {}
    found, counts = _aligned(labels, letters)
    number: cython.Py_ssize_t
    for number in range(len(found)):
        label, count = found[number], counts[number]
        lang = label[0]
        if count and lang != NO_LANGUAGE:
            totals[lang] = totals.get(lang, 0) + count
            masses[lang] = masses.get(lang, 0.0) + count * label[2]
    return totals, masses


def _main_of(totals: dict[str, int]) -> str:
    """Return the language with most letters, the first of equals, as `main_language` does."""
    main = UNDETERMINED if totals else NO_LANGUAGE
    most = 0
    for lang, count in totals.items():
        if lang != UNDETERMINED and (count > most or (count == most and lang < main)):
            main, most = lang, count
    return main


def _aligned(labels: Sequence[Label], letters: Sequence[int]) -> tuple[list[Label], list[int]]:
    """Return the labels and the letters of the same stretches as lists, which loops read fast."""
    found, counts = list(labels), list(letters)
    if len(found) != len(counts):
        raise ValueError(f"{len(found)} labels, but the letters of {len(counts)} stretches")
    return found, counts


def main_language(shares: Sequence[LanguageShare]) -> str:
    """Return the language with the largest share; ``und`` only where no other has one.

    >>> main_language([LanguageShare("und", 0.6, 0.9), LanguageShare("sr-Cyrl", 0.4, 1.0)])
    'sr-Cyrl'
    >>> main_language([])
    'zxx'
    """
    for share in shares:
        if share.lang != UNDETERMINED:
            return share.lang
    return UNDETERMINED if shares else NO_LANGUAGE


def named_languages(shares: Sequence[LanguageShare]) -> int:
    """Return the number of languages that have a name: all but ``und``."""
    return sum([share.lang != UNDETERMINED for share in shares])


def main_label(labels: Sequence[Label], letters: Sequence[int]) -> tuple[str, str, float, bool]:
    """Return the tag, script and confidence of the main language, and whether a text is mixed.

    It is if two languages that have a name have letters, or more.

    >>> main_label([("en", "Latn", 0.9, ()), ("und", "Latn", 0.2, ())], [30, 10])
    ('en', 'Latn', 0.9, False)
    """
    totals, masses = _counted(labels, letters)
    lang = _main_of(totals)
    if lang == NO_LANGUAGE:
        return NOTHING.lang, NOTHING.script, NOTHING.confidence, False
    mixed = len(totals) - (UNDETERMINED in totals) > 1
    return lang, _script_of(lang, labels, letters), round(masses[lang] / totals[lang], 4), mixed


def _script_of(lang: str, labels: Sequence[Label], letters: Sequence[int]) -> str:
    """Return the script of the longest stretch in a language, the first of equals."""
    longest = 0
    script = ""
    found, counts = _aligned(labels, letters)
    number: cython.Py_ssize_t
    for number in range(len(found)):
        if counts[number] > longest and found[number][0] == lang:
            longest, script = counts[number], found[number][1]
    return script


def detection(labels: Sequence[Label], letters: Sequence[int]) -> Detection:
    """Return one label for a text cut into stretches: its main language.

    The candidates are those of the stretches in that language, weighted by their letters.

    >>> both = [("en", "Latn", 0.8, [("en", 0.8), ("nl", 0.2)]), ("ru", "Cyrl", 1.0, [("ru", 1.0)])]
    >>> found = detection(both, [30, 10])
    >>> found.lang, found.share, found.confidence, found.candidates
    ('en', 0.75, 0.8, (('en', 0.8), ('nl', 0.2)))
    """
    totals, sums = _counted(labels, letters)
    lang = _main_of(totals)
    if lang == NO_LANGUAGE:
        return NOTHING
    total = totals[lang]
    masses: dict[str, float] = {}
    found, counts = _aligned(labels, letters)
    number: cython.Py_ssize_t
    for number in range(len(found)):
        label, count = found[number], counts[number]
        if count and label[0] == lang:
            for tag, p in label[3]:
                masses[tag] = masses.get(tag, 0.0) + p * count
    masses.pop(lang, None)
    others = sorted([(-mass, tag) for tag, mass in masses.items()])[: MOST_CANDIDATES - 1]
    candidates = [(tag, round(-mass / total, 4)) for mass, tag in others]
    confidence = round(sums[lang] / total, 4)
    candidates.insert(0, (lang, confidence))
    share = round(total / sum(totals.values()), 4)
    script = _script_of(lang, labels, letters)
    return Detection(lang, script, confidence, share, tuple(candidates))
