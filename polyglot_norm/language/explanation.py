"""Why a segment has its language: the words and n-grams that decided, and the border before it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from polyglot_norm.language.engine import packaged_model
from polyglot_norm.language.gaps import (
    CAPITALISED,
    COMMA,
    HYPHEN,
    LINE,
    QUOTE,
    SCRIPT,
    SPACE,
    STOP,
    find_gaps,
)
from polyglot_norm.language.model import SCALE, Model, Table
from polyglot_norm.language.ngrams import character_ngrams, hash_ngrams
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, is_neutral
from polyglot_norm.language.traits import group_of
from polyglot_norm.records import (
    Border,
    Explanation,
    NgramScore,
    ProtectedSpan,
    WordScore,
)
from polyglot_norm.segment import Segment
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.plain_letters import plain_letters
from polyglot_norm.text.protect import find_protected
from polyglot_norm.text.words import Word, scan

MOST_NGRAMS = 5
"""The n-grams that are named for a word, those with the largest log-odds."""

_BREAKS = {
    HYPHEN: "hyphen",
    SPACE: "space",
    CAPITALISED: "space before a capital",
    COMMA: "punctuation",
    STOP: "end of sentence",
    QUOTE: "quotation mark or bracket",
    SCRIPT: "change of script",
    LINE: "line break",
}


def explain(
    text: str, segments: Sequence[Segment], model: Model | None = None
) -> Iterator[Explanation]:
    """Yield an explanation for each segment of a text, in order, by the built-in model.

    ``model`` is another one, such as that with learned languages.

    >>> import polyglot_norm as pn
    >>> doc = pn.tag("Зашто ћутиш? Why are you silent?")
    >>> first, second = explain(doc.text, doc.segments)
    >>> first.segment.lang, first.words[0].text, first.words[0].log_odds > 0
    ('sr-Cyrl', 'Зашто', True)
    >>> second.border.kind
    'change of script'
    """
    protected = find_protected(text)
    text = plain_letters(text)  # as the engine read it
    before: Segment | None = None
    for segment in segments:
        yield _explained(text, segment, before, protected, model or packaged_model())
        before = segment


def _explained(
    text: str,
    segment: Segment,
    before: Segment | None,
    protected: Sequence[ProtectedSpan],
    model: Model,
) -> Explanation:
    words = _words_of(text, segment, protected)
    table = model.table(_main_script(words))
    runner_up = next((tag for tag, _ in segment.candidates if tag != segment.lang), "")
    border = _border(text, before, segment, table)
    if table is None or segment.lang not in table.tags:
        return Explanation(segment, runner_up, (), border, _why_without_words(segment, table))
    label = table.tags.index(segment.lang)
    other = table.tags.index(runner_up) if runner_up in table.tags else None
    scores = tuple(
        _scored(word, text[word.start : word.end], table, label, other)
        for word in words
        if word.script in table.scripts
    )
    return Explanation(segment, runner_up, scores, border, "")


def _words_of(text: str, segment: Segment, protected: Sequence[ProtectedSpan]) -> list[Word]:
    """Return the words of a segment outside protected spans."""
    flat = scan(text, segment.start, segment.end)
    return [
        Word(start, end, SCRIPTS[script])
        for start, end, script in zip(flat[::3], flat[1::3], flat[2::3], strict=True)
        if not any(span.start < end and start < span.end for span in protected)
    ]


def _main_script(words: Sequence[Word]) -> str:
    """Return the script of most letters."""
    letters: Counter[str] = Counter()
    for word in words:
        letters[word.script] += word.end - word.start
    return max(letters, key=lambda script: letters[script], default="Zyyy")


def _why_without_words(segment: Segment, table: Table | None) -> str:
    if segment.lang == NO_LANGUAGE:
        return "it contains no words"
    if segment.lang == UNDETERMINED:
        return "no language explains its words well enough"
    if table is None:
        return "its script belongs to one language"
    if segment.lang in group_of().values():
        return "its words are those of several close relatives"
    if is_neutral(segment.lang):
        return "its characters are both Simplified and Traditional"
    return "its words are taken for names or terms of the text around them"


def _scored(word: Word, text: str, table: Table, label: int, other: int | None) -> WordScore:
    """Return the log-odds of a language against another one, or against most others."""
    log_odds: dict[str, float] = {}
    known = 0
    _, hashes = hash_ngrams([text], table.orders)
    ngrams = character_ngrams(text, table.orders)
    for ngram, hashed in zip(ngrams, hashes, strict=True):
        weights = table.weights(hashed)
        if weights is None:
            continue
        known += 1
        against = weights.get(other, 0) if other is not None else _median(weights, table)
        nats = (weights.get(label, 0) - against) / SCALE
        log_odds[ngram] = round(log_odds.get(ngram, 0.0) + nats, 3)
    ranked = sorted(log_odds.items(), key=lambda item: (-abs(item[1]), item[0]))
    return WordScore(
        word.start,
        word.end,
        text,
        round(sum(log_odds.values()), 3),
        tuple(NgramScore(*item) for item in ranked[:MOST_NGRAMS] if item[1]),
        round(known / len(ngrams), 2) if ngrams else 0.0,
    )


def _median(weights: dict[int, int], table: Table) -> float:
    """Return the median weight of all languages: most are not in a row, which is 0."""
    ranked = sorted([*weights.values(), *[0] * (len(table.tags) - len(weights))])
    return ranked[len(ranked) // 2]


def _border(
    text: str, before: Segment | None, segment: Segment, table: Table | None
) -> Border | None:
    """Return why a segment begins where it does; None at the start of the text."""
    if before is None:
        return None
    gain = None
    if table is not None and before.lang in table.tags and segment.lang in table.tags:
        label, other = table.tags.index(segment.lang), table.tags.index(before.lang)
        gain = round(_difference(segment.text, table, label, other), 2)
    return Border(before.lang, _break_between(text, before, segment), gain)


def _break_between(text: str, before: Segment, segment: Segment) -> str:
    """Return the kind of gap between the last word before a border and the first after it."""
    words = scan(text, before.start, segment.end)
    kinds = find_gaps(text, words, array("q"), before.start)
    for start, kind in zip(words[::3], kinds, strict=True):
        if start >= segment.start:
            return _BREAKS[kind]
    return _BREAKS[LINE]


def _difference(text: str, table: Table, label: int, other: int) -> float:
    """Return how much better a language explains a text than another, in natural logarithms."""
    words = scan(text)
    pieces = (text[start:end] for start, end in zip(words[::3], words[1::3], strict=True))
    _, hashes = hash_ngrams(pieces, table.orders)
    nats = 0.0
    for hashed in hashes:
        weights = table.weights(hashed) or {}
        nats += (weights.get(label, 0) - weights.get(other, 0)) / SCALE
    return nats
