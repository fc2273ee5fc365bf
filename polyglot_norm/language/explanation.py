"""Why a segment has its language: the words and letter sequences that decided, and its border."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from polyglot_norm.language.engine import packaged_model
from polyglot_norm.language.gaps import (
    CAPITAL,
    COMMA,
    HYPHEN,
    LINE,
    QUOTE,
    SCRIPT,
    SPACE,
    STOP,
    find_gaps,
)
from polyglot_norm.language.model import SCALE, Table
from polyglot_norm.language.ngrams import letter_sequences, spelled_sequences
from polyglot_norm.records import Border, Explanation, ProtectedSpan, SequenceEvidence, WordEvidence
from polyglot_norm.segment import Segment
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.protect import find_protected
from polyglot_norm.text.words import scan

MOST_SEQUENCES = 5
"""Letter sequences named for a word, those that say most."""

_BREAKS = {
    HYPHEN: "hyphen",
    SPACE: "space",
    CAPITAL: "space before a capital",
    COMMA: "punctuation",
    STOP: "end of sentence",
    QUOTE: "quotation mark or bracket",
    SCRIPT: "change of script",
    LINE: "line break",
}


def explain(text: str, segments: Sequence[Segment]) -> Iterator[Explanation]:
    """An explanation for each segment of a text, in order, by the built-in model.

    >>> import polyglot_norm as pn
    >>> doc = pn.tag("Зашто ћутиш? Why are you silent?")
    >>> first, second = explain(doc.text, doc.segments)
    >>> first.segment.lang, first.words[0].text, first.words[0].evidence > 0
    ('sr-Cyrl', 'Зашто', True)
    >>> second.border.kind
    'change of script'
    """
    protected = find_protected(text)
    before: Segment | None = None
    for segment in segments:
        yield _explained(text, segment, before, protected)
        before = segment


def _explained(
    text: str, segment: Segment, before: Segment | None, protected: Sequence[ProtectedSpan]
) -> Explanation:
    places = _words_of(text, segment, protected)
    table = packaged_model().table(_main_script(places))
    rival = _rival(segment)
    words: tuple[WordEvidence, ...] = ()
    note = ""
    if table is None or segment.lang not in table.tags:
        note = _why_without_words(segment, table)
    else:
        words = tuple(_evidence(text, places, segment.lang, rival, table))
    return Explanation(segment, rival, words, _border(text, before, segment, table), note)


def _words_of(
    text: str, segment: Segment, protected: Sequence[ProtectedSpan]
) -> list[tuple[int, int, str]]:
    """Start, end and script of each word of a segment that is not part of a link or the like."""
    flat = scan(text, segment.start, segment.end)
    return [
        (start, end, SCRIPTS[script])
        for start, end, script in zip(flat[::3], flat[1::3], flat[2::3], strict=True)
        if not any(span.start < end and start < span.end for span in protected)
    ]


def _main_script(places: Sequence[tuple[int, int, str]]) -> str:
    """The script that most letters are in."""
    letters: dict[str, int] = {}
    for start, end, script in places:
        letters[script] = letters.get(script, 0) + end - start
    return max(letters, key=lambda name: letters[name], default="Zyyy")


def _rival(segment: Segment) -> str:
    """The likeliest language beside the segment's own, the empty string where there is none."""
    return next((tag for tag, _ in segment.candidates if tag != segment.lang), "")


def _why_without_words(segment: Segment, table: Table | None) -> str:
    if segment.lang == "zxx":
        return "there are no words in it"
    if segment.lang == "und":
        return "no language explains its words well enough"
    if table is None:
        return "the script belongs to one language"
    return "the words are taken for names or terms of the text around them"


def _evidence(
    text: str, places: Sequence[tuple[int, int, str]], lang: str, rival: str, table: Table
) -> Iterator[WordEvidence]:
    """What each word says for a language, against the rival."""
    label = table.tags.index(lang)
    other = table.tags.index(rival) if rival in table.tags else None
    for start, end, script in places:
        if script in table.scripts:
            yield _word(text[start:end], start, table, label, other)


def _word(word: str, start: int, table: Table, label: int, other: int | None) -> WordEvidence:
    sequences: dict[str, float] = {}
    known = 0
    _, hashes = letter_sequences([word])
    spelled = spelled_sequences(word)
    for sequence, name in zip(hashes, spelled, strict=True):
        weights = table.weights(sequence)
        if weights is None:
            continue
        known += 1
        against = weights.get(other, 0) if other is not None else _middle(weights, table)
        nats = (weights.get(label, 0) - against) / SCALE
        sequences[name] = round(sequences.get(name, 0.0) + nats, 3)
    telling = sorted(sequences.items(), key=lambda item: (-abs(item[1]), item[0]))
    return WordEvidence(
        start,
        start + len(word),
        word,
        round(sum(sequences.values()), 3),
        tuple(SequenceEvidence(*item) for item in telling[:MOST_SEQUENCES] if item[1]),
        round(known / len(spelled), 2) if spelled else 0.0,
    )


def _middle(weights: dict[int, int], table: Table) -> float:
    """What a language in the middle of all gets: most are not named, which is 0."""
    ranked = sorted([*weights.values(), *[0] * (len(table.tags) - len(weights))])
    return ranked[len(ranked) // 2]


def _border(
    text: str, before: Segment | None, segment: Segment, table: Table | None
) -> Border | None:
    """Why a segment begins where it does; None at the start of the text."""
    if before is None:
        return None
    kind = _break_between(text, before, segment)
    gain = None
    if table is not None and before.lang in table.tags and segment.lang in table.tags:
        label, other = table.tags.index(segment.lang), table.tags.index(before.lang)
        gain = round(_difference(segment.text, table, label, other), 2)
    return Border(before.lang, kind, gain)


def _break_between(text: str, before: Segment, segment: Segment) -> str:
    """What stands between the last word before a border and the first after it."""
    words = scan(text, before.start, segment.end)
    kinds = find_gaps(text, words, array("q"), before.start)
    for start, kind in zip(words[::3], kinds, strict=True):
        if start >= segment.start:
            return _BREAKS[kind]
    return _BREAKS[LINE]


def _difference(text: str, table: Table, label: int, other: int) -> float:
    """How much better a language explains a text than another, in natural logarithms."""
    words = scan(text)
    _, hashes = letter_sequences(
        text[start:end] for start, end in zip(words[::3], words[1::3], strict=True)
    )
    nats = 0.0
    for sequence in hashes:
        weights = table.weights(sequence) or {}
        nats += (weights.get(label, 0) - weights.get(other, 0)) / SCALE
    return nats
