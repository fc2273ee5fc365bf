"""What is counted on a page with gold spans: letters, boundaries, the set of languages.

* letters: a letter of gold language X that is given X, of all letters with a gold language;
* boundaries: two neighbouring words of different languages; found if the answer changes there,
  or one word earlier or later;
* language set: the languages of the letters, unknown not counted, against the gold ones;
* minority: letters that are not of the page's main gold language, and are given their own;
* switched: letters given another language than most of the page was given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.corpus import Page, Span
from benchmarks.naming import GROUP, GROUP_MEMBERS, UNKNOWN, expected, in_group, judged

BINS = 15


@dataclass(slots=True)
class Calibration:
    """Confidence against what came true, in bins of equal width (expected calibration error)."""

    weight: list[float] = field(default_factory=lambda: [0.0] * BINS)
    sure: list[float] = field(default_factory=lambda: [0.0] * BINS)
    right: list[float] = field(default_factory=lambda: [0.0] * BINS)

    def add(self, confidence: float | None, *, right: bool, weight: float = 1.0) -> None:
        """Count an answer; one without a confidence is left out."""
        if confidence is None:
            return
        at = min(int(confidence * BINS), BINS - 1)
        self.weight[at] += weight
        self.sure[at] += weight * confidence
        self.right[at] += weight * right

    @property
    def error(self) -> float | None:
        """The mean gap between confidence and share of right answers; None without answers."""
        whole = sum(self.weight)
        gaps = sum(abs(s - r) for s, r in zip(self.sure, self.right, strict=True))
        return gaps / whole if whole else None


class Boundaries(NamedTuple):
    """How many changes of language there are, were answered, and were found."""

    gold: int
    answered: int
    found: int

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision; 1 where there is nothing to find."""
        whole = self.gold + self.answered
        return 2 * self.found / whole if whole else 1.0


class PageScore(NamedTuple):
    """The counts of one page.

    ``group`` is right where ``sh`` stands for its members; ``wrong`` is a language that is not
    right even so, ``unknown`` no language.
    """

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
    pairs = [pair for word in _words(page, answer) for pair in word]
    gold = Counter(right for right, _ in pairs)
    answered = Counter(given for _, given in pairs)
    main = gold.most_common(1)[0][0] if gold else UNKNOWN
    lesser = [pair for pair in pairs if pair[0] not in (main, UNKNOWN)]
    named = Counter({tag: n for tag, n in answered.items() if tag != UNKNOWN})
    most = max(named.values(), default=0)
    near, exact = boundaries(_words(page, answer))
    return PageScore(
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


def calibrate(page: Page, answer: Iterable[Span], into: Calibration) -> None:
    """Count the confidence of the answer's spans, letter by letter."""
    gold = _by_letter(page.text, page.spans)
    for span in answer:
        given = judged(span.tag)
        for at in range(span.start, span.end) if given != UNKNOWN else ():
            right = expected(gold[at]) if gold[at] and page.text[at].isalpha() else None
            if right is not None:
                into.add(span.confidence, right=in_group(right, given))


def boundaries(words: Iterable[Sequence[tuple[str, str]]]) -> tuple[Boundaries, Boundaries]:
    """The changes of language between words, found within a word, and found exactly.

    A word is the gold and answered names of its letters; what most of them have is its own.
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
    """Whether the languages of a page were found, no more and no fewer.

    ``group``: ``sh`` stands for the one of its members that is there.
    """
    return gold == (_regrouped(gold, answered) if group else answered)


def set_f1(gold: frozenset[str], answered: frozenset[str]) -> float:
    """How far two sets of languages agree.

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
    """For each word of a page, the right and the given name of each letter that is scored."""
    gold = _by_letter(page.text, page.spans)
    given = _by_letter(page.text, answer)
    words = []
    for match in re.finditer(r"\S+", page.text):
        letters = (at for at in range(*match.span()) if page.text[at].isalpha() and gold[at])
        pairs = ((expected(gold[at]), judged(given[at] or UNKNOWN)) for at in letters)
        words.append([(right, name) for right, name in pairs if right is not None])
    return words


def _by_letter(text: str, spans: Iterable[Span]) -> list[str]:
    tags = [""] * len(text)
    for span in spans:
        tags[span.start : span.end] = [span.tag] * (min(span.end, len(text)) - span.start)
    return tags


def _changes(names: Sequence[str]) -> list[int]:
    return [at for at in range(1, len(names)) if names[at] != names[at - 1]]


def _matched(real: Sequence[int], claimed: Sequence[int], reach: int) -> int:
    """How many pairs can be made, each within reach; both are in order, so greed is best."""
    found = at = 0
    for place in real:
        while at < len(claimed) and claimed[at] < place - reach:
            at += 1
        if at < len(claimed) and claimed[at] <= place + reach:
            found, at = found + 1, at + 1
    return found
