"""Labelling by any detector: words grouped into runs, and one question for each run.

A detector sees one run at a time. Its answers about the other runs of the document are a prior, so
that a label of two words in an English page is English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polyglot_norm.language.detectors.registry import SampleDetector
from polyglot_norm.language.detectors.runs import Run, find_runs
from polyglot_norm.language.labels import Constraints, Label
from polyglot_norm.language.naming import choose
from polyglot_norm.language.rules.variants import settle_variants
from polyglot_norm.language.stretch import Stretch
from polyglot_norm.language.stretches import Stretches
from polyglot_norm.language.traits import group_of
from polyglot_norm.text.lines import split_lines
from polyglot_norm.text.protected_scan import Protected

UNSEEN_SHARE = 0.03
"""The prior of a language that no other run of the document speaks for."""

SHORT_RUN = 40
"""The number of letters below which a run (an author's name, a caption) follows the others more."""

QUOTED_CONFIDENCE = 0.9
"""The confidence from which a quotation keeps a language of its own."""


class DetectorLabeller:
    """Labels texts by a detector, under constraints. Safe in threads if the detector is."""

    def __init__(self, detector: SampleDetector, constraints: Constraints) -> None:
        self._detector = detector
        self._constraints = constraints

    def stretches(self, text: str, protected: Protected) -> Stretches:
        """Return the stretches of a text, in order; what holds no word belongs to none."""
        spans = protected.records()
        runs = find_runs(text, split_lines(text), spans)
        allowed = self._constraints.allowed
        answers = [
            dict(self._detector.candidates(run.sample(text, spans), run.script, allowed))
            for run in runs
        ]
        labels = label_runs(runs, answers, self._constraints)
        found = [
            Stretch(start, end, label, end - start)
            for run, label in zip(runs, labels, strict=True)
            for start, end in run.stretches
        ]
        ordered = Stretches.of(sorted(found, key=lambda stretch: stretch.start))
        return settle_variants(text, ordered, self._constraints)


def label_runs(
    runs: Sequence[Run], answers: Sequence[Mapping[str, float]], constraints: Constraints
) -> list[Label]:
    """Return a label for each run, in order, given the candidates of each."""
    votes = _votes(runs, answers)
    labels = [
        choose(_weighted(run, answer, votes, constraints.hints), run.script, constraints)
        for run, answer in zip(runs, answers, strict=True)
    ]
    return _quotations_joined(runs, labels)


def _votes(runs: Sequence[Run], answers: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the expected letters in each language, by the answers alone."""
    votes: dict[str, float] = {}
    for run, answer in zip(runs, answers, strict=True):
        for tag, p in answer.items():
            votes[tag] = votes.get(tag, 0.0) + p * run.letters
    return votes


def _weighted(
    run: Run, answer: Mapping[str, float], votes: Mapping[str, float], hints: Mapping[str, float]
) -> dict[str, float]:
    """Return the candidates of a run, weighted by the other runs' votes and the hints."""
    others = {tag: max(0.0, votes[tag] - p * run.letters) for tag, p in answer.items()}
    whole = sum(others.values())
    unseen = UNSEEN_SHARE * min(1.0, run.letters / SHORT_RUN) ** 2
    weighted = {
        tag: p * (unseen + (others[tag] / whole if whole else 1.0)) * hints.get(tag, 1.0)
        for tag, p in _siblings_weighted(answer, votes).items()
    }
    mass = sum(weighted.values())
    return {tag: p / mass for tag, p in weighted.items()} if mass else {}


def _siblings_weighted(
    answer: Mapping[str, float], votes: Mapping[str, float]
) -> Mapping[str, float]:
    """Weight the members of a group by the votes for the same languages in other scripts.

    Beside Serbian in Cyrillic, text that may be Bosnian, Croatian or Serbian is likely Serbian. The
    probability of the group stays the same.
    """
    members = {tag: p for tag, p in answer.items() if tag in group_of()}
    siblings = {
        tag: sum(n for other, n in votes.items() if other != tag and _same_language(other, tag))
        for tag in members
    }
    whole = sum(siblings.values())
    if not whole:
        return answer
    weighted = {tag: p * (UNSEEN_SHARE + siblings[tag] / whole) for tag, p in members.items()}
    scale = sum(members.values()) / (sum(weighted.values()) or 1.0)
    return {**answer, **{tag: p * scale for tag, p in weighted.items()}}


def _same_language(tag: str, other: str) -> bool:
    return tag.partition("-")[0] == other.partition("-")[0]


def _quotations_joined(runs: Sequence[Run], labels: Sequence[Label]) -> list[Label]:
    """Label quotations as the text around them, unless they are clearly in another language."""
    around = {
        (run.line, run.script): label
        for run, label in zip(runs, labels, strict=True)
        if not run.quoted
    }
    return [
        around.get((run.line, run.script), label)
        if run.quoted and label.confidence < QUOTED_CONFIDENCE
        else label
        for run, label in zip(runs, labels, strict=True)
    ]
