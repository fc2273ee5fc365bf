"""Labelling by any detector: words grouped into runs, and one answer for each run.

A detector sees one run at a time. What it says of the other runs of the document counts as a
prior, so that a label of two words in an English page is English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polyglot_norm.language.detectors.registry import Detector
from polyglot_norm.language.detectors.runs import Run, find_runs
from polyglot_norm.language.labels import (
    GROUP_MEMBERS,
    Label,
    Stretch,
    Stretches,
    Wishes,
    settled,
)
from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.lines import split_lines

UNSEEN_SHARE = 0.03
"""The prior of a language that no other run of the document speaks for."""

SHORT_RUN = 40
"""Under so many letters a run (an author's name, a label) has less to say against the others."""

QUOTED_CONFIDENCE = 0.9
"""What is quoted keeps a language of its own only if this sure."""


class DetectorLabeller:
    """Labels texts by a detector, under some wishes. Safe in threads if the detector is."""

    def __init__(self, detector: Detector, wishes: Wishes) -> None:
        self._detector = detector
        self._wishes = wishes

    def stretches(self, text: str, protected: Sequence[ProtectedSpan]) -> Stretches:
        """The stretches of a text, in order; what no word stands in belongs to none."""
        runs = find_runs(text, split_lines(text), protected)
        labels = label_runs(text, runs, protected, self._detector, self._wishes)
        return Stretches.of(
            sorted(
                Stretch(start, end, label, end - start)
                for run, label in zip(runs, labels, strict=True)
                for start, end in run.stretches
            )
        )


def label_runs(
    text: str,
    runs: Sequence[Run],
    protected: Sequence[ProtectedSpan],
    detector: Detector,
    wishes: Wishes,
) -> list[Label]:
    """A label for each run, in order."""
    opinions = [
        dict(detector.candidates(run.sample(text, protected), run.script, wishes.allowed))
        for run in runs
    ]
    votes = _votes(runs, opinions)
    labels = [
        settled(_weighed(run, opinion, votes, wishes), run.script, wishes)
        for run, opinion in zip(runs, opinions, strict=True)
    ]
    return _quotations_settled(runs, labels)


def _votes(runs: Sequence[Run], opinions: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Letters for each language, as the runs alone would have it."""
    votes: dict[str, float] = {}
    for run, opinion in zip(runs, opinions, strict=True):
        for tag, p in opinion.items():
            votes[tag] = votes.get(tag, 0.0) + p * run.letters
    return votes


def _weighed(
    run: Run, opinion: Mapping[str, float], votes: Mapping[str, float], wishes: Wishes
) -> dict[str, float]:
    """The candidates of a run, by the detector's word, the other runs' votes and the hints."""
    opinion = _siblings_heeded(opinion, votes)
    others = {tag: max(0.0, votes[tag] - p * run.letters) for tag, p in opinion.items()}
    whole = sum(others.values())
    unseen = UNSEEN_SHARE * min(1.0, run.letters / SHORT_RUN) ** 2
    weighed = {
        tag: p * (unseen + (others[tag] / whole if whole else 1.0)) * wishes.hints.get(tag, 1.0)
        for tag, p in opinion.items()
    }
    mass = sum(weighed.values())
    return {tag: p / mass for tag, p in weighed.items()} if mass else {}


def _siblings_heeded(
    opinion: Mapping[str, float], votes: Mapping[str, float]
) -> Mapping[str, float]:
    """Where Serbian is written in Cyrillic, a comment in the Latin group sh is likely Serbian.

    The probability of the group stays; its members share it by the votes for their language in
    other scripts.
    """
    members = {tag: p for tag, p in opinion.items() if tag in GROUP_MEMBERS}
    siblings = {
        tag: sum(n for t, n in votes.items() if t != tag and _language(t) == _language(tag))
        for tag in members
    }
    whole = sum(siblings.values())
    if not whole:
        return opinion
    shares = {tag: p * (UNSEEN_SHARE + siblings[tag] / whole) for tag, p in members.items()}
    scale = sum(members.values()) / (sum(shares.values()) or 1.0)
    return {**opinion, **{tag: p * scale for tag, p in shares.items()}}


def _language(tag: str) -> str:
    return tag.partition("-")[0]


def _quotations_settled(runs: Sequence[Run], labels: Sequence[Label]) -> list[Label]:
    """What is quoted takes the label around it, unless it is clearly in another language."""
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
