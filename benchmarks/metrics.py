"""Counts on a page with gold spans: letters, boundaries, the set of languages, confidence.

* letters: letters given their gold language, of all that have one;
* boundaries: neighbouring words of different languages; found if the answer changes there, or one
  word earlier or later; a change that matches no boundary is a false switch;
* language set: the languages of the letters, without unknown, against the gold ones;
* minority: letters in another language than most of the page that are given their own;
* switched: letters given another language than most of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.corpus import Page, Span
from benchmarks.naming import GROUP, GROUP_MEMBERS, ROMANISED, UNKNOWN, expected, in_group, judged

BINS = 15


@dataclass(slots=True)
class Calibration:
    """Confidence beside accuracy in bins of equal width, for the expected calibration error."""

    weight: list[float] = field(default_factory=lambda: [0.0] * BINS)
    sure: list[float] = field(default_factory=lambda: [0.0] * BINS)
    right: list[float] = field(default_factory=lambda: [0.0] * BINS)

    def add(self, confidence: float | None, *, right: bool, weight: float = 1.0) -> None:
        """Count an answer, unless it has no confidence."""
        if confidence is None:
            return
        at = min(int(confidence * BINS), BINS - 1)
        self.weight[at] += weight
        self.sure[at] += weight * confidence
        self.right[at] += weight * right

    @property
    def error(self) -> float | None:
        """The mean gap between confidence and the share of right answers; None without any."""
        whole = sum(self.weight)
        gaps = sum(abs(s - r) for s, r in zip(self.sure, self.right, strict=True))
        return gaps / whole if whole else None


class Boundaries(NamedTuple):
    """The number of changes of language in the gold, in the answer, and in both."""

    gold: int
    answered: int
    found: int

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision; 1 if there is nothing to find."""
        whole = self.gold + self.answered
        return 2 * self.found / whole if whole else 1.0


class PageScore(NamedTuple):
    """The counts of one page; all but ``words`` and the boundaries are of letters.

    ``group`` are right if ``sh`` may stand for its members, ``wrong`` have a language that is not
    right even so, ``unknown`` have none.
    """

    words: int
    letters: int
    right: int
    group: int
    unknown: int
    wrong: int
    switched: int
    minority: int
    minority_right: int
    near: Boundaries
    exact: Boundaries
    gold_set: frozenset[str]
    answered_set: frozenset[str]


def score(page: Page, answer: Sequence[Span]) -> PageScore:
    """Compare an answer with the gold spans."""
    words = _words(page, answer)
    pairs = [pair for word in words for pair in word]
    gold = Counter(right for right, _ in pairs)
    answered = Counter(given for _, given in pairs)
    main = gold.most_common(1)[0][0] if gold else UNKNOWN
    lesser = [pair for pair in pairs if pair[0] not in (main, UNKNOWN)]
    named = Counter({tag: n for tag, n in answered.items() if tag != UNKNOWN})
    most = max(named.values(), default=0)
    near, exact = boundaries(words)
    return PageScore(
        words=sum(map(bool, words)),
        letters=len(pairs),
        right=sum(right == given for right, given in pairs),
        group=sum(in_group(right, given) for right, given in pairs),
        unknown=answered[UNKNOWN],
        wrong=sum(not (given == UNKNOWN or in_group(right, given)) for right, given in pairs),
        switched=sum(named.values()) - most,
        minority=len(lesser),
        minority_right=sum(right == given for right, given in lesser),
        near=near,
        exact=exact,
        gold_set=frozenset(gold) - {UNKNOWN},
        answered_set=frozenset(named),
    )


@dataclass(slots=True)
class SpanCalibration:
    """The confidence of spans: every letter counted, and every span once."""

    letters: Calibration = field(default_factory=Calibration)
    spans: Calibration = field(default_factory=Calibration)

    def add(self, page: Page, answer: Iterable[Span]) -> None:
        """Count an answer; a span is right if most of its letters are; ``und`` is left out."""
        gold = _by_letter(page.text, page.spans)
        for span in answer:
            given = judged(span.tag)
            end = min(span.end, len(page.text))
            letters = (at for at in range(span.start, end) if page.text[at].isalpha())
            wanted = (expected(gold[at]) for at in letters if gold[at])
            hits = [in_group(right, given) for right in wanted if right is not None]
            if not hits or given == UNKNOWN:
                continue
            for right in hits:
                self.letters.add(span.confidence, right=right)
            self.spans.add(span.confidence, right=2 * sum(hits) > len(hits))


def boundaries(words: Iterable[Sequence[tuple[str, str]]]) -> tuple[Boundaries, Boundaries]:
    """Return the changes of language between words, matched within one word, and exactly.

    A word has the gold and the answered names of its letters; the most frequent one counts.
    """
    gold, given = [], []
    for word in words:
        if word:
            gold.append(Counter(right for right, _ in word).most_common(1)[0][0])
            given.append(Counter(answer for _, answer in word).most_common(1)[0][0])
    real, claimed = _changes(gold), _changes(given)
    return (
        Boundaries(len(real), len(claimed), _matched(real, claimed, 1)),
        Boundaries(len(real), len(claimed), _matched(real, claimed, 0)),
    )


def same_set(gold: frozenset[str], answered: frozenset[str], *, group: bool = False) -> bool:
    """Return True if the languages of a page were found, no more and no fewer.

    With ``group``, ``sh`` stands for the one of its members that is in the gold set.
    """
    return gold == (_regrouped(gold, answered) if group else answered)


def set_f1(gold: frozenset[str], answered: frozenset[str]) -> float:
    """Return the harmonic mean of precision and recall of a set of languages.

    >>> set_f1(frozenset({"en", "ru"}), frozenset({"en"}))
    0.6666666666666666
    """
    whole = len(gold) + len(answered)
    return 2 * len(gold & answered) / whole if whole else 1.0


def _regrouped(gold: frozenset[str], answered: frozenset[str]) -> frozenset[str]:
    members = gold & GROUP_MEMBERS
    if GROUP in answered and len(members) == 1:
        return answered - {GROUP} | members
    return answered


def _words(page: Page, answer: Iterable[Span]) -> list[list[tuple[str, str]]]:
    """Return the right and the given name of each letter that is scored, by word."""
    gold = _by_letter(page.text, page.spans)
    given = _by_letter(page.text, answer)
    words = []
    for match in re.finditer(r"\S+", page.text):
        letters = (at for at in range(*match.span()) if page.text[at].isalpha() and gold[at])
        pairs = (_pair(gold[at], given[at]) for at in letters)
        words.append([(right, name) for right, name in pairs if right is not None])
    return words


def _pair(gold: str, given: str) -> tuple[str | None, str]:
    """Return the right and the given name; romanised text may be left without a language."""
    right, name = expected(gold), judged(given or UNKNOWN)
    return right, right if right and gold in ROMANISED and name == UNKNOWN else name


def _by_letter(text: str, spans: Iterable[Span]) -> list[str]:
    tags = [""] * len(text)
    for span in spans:
        tags[span.start : span.end] = [span.tag] * (min(span.end, len(text)) - span.start)
    return tags


def _changes(names: Sequence[str]) -> list[int]:
    return [at for at in range(1, len(names)) if names[at] != names[at - 1]]


def _matched(real: Sequence[int], claimed: Sequence[int], reach: int) -> int:
    """Return the number of pairs within reach; as both are in order, matching greedily is best."""
    found = at = 0
    for place in real:
        while at < len(claimed) and claimed[at] < place - reach:
            at += 1
        if at < len(claimed) and claimed[at] <= place + reach:
            found, at = found + 1, at + 1
    return found
