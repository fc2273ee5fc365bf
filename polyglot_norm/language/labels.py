"""From candidates for each run to one label for each, by what the rest of the document holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from polyglot_norm.language.builtin import GROUP, GROUP_MEMBERS
from polyglot_norm.language.detectors import Allowed, Detector
from polyglot_norm.language.runs import Run
from polyglot_norm.language.tags import UNDETERMINED, known, script_of
from polyglot_norm.records import Candidate, ProtectedSpan

UNSEEN_SHARE = 0.03
"""The prior of a language that no other run of the document speaks for."""

SHORT_RUN = 40
"""Under so many letters a run (an author's name, a label) has less to say against the others."""

QUOTED_CONFIDENCE = 0.9
"""What is quoted keeps a language of its own only if this sure."""

DECIDED_SHARE = 0.8
"""Of the probability of the group sh, what one member needs to be named."""


class Label(NamedTuple):
    """What a run was found to be."""

    lang: str
    script: str
    confidence: float
    candidates: tuple[Candidate, ...]


class Stretch(NamedTuple):
    """Words of one label in a line, with nothing of another between them, and their letters."""

    start: int
    end: int
    label: Label
    letters: int


class Wishes(NamedTuple):
    """The part of the options that labelling heeds, with its tags resolved."""

    allowed: Allowed
    hints: Mapping[str, float]
    serbo_croatian: str
    min_confidence: float


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


def stretches(runs: Sequence[Run], labels: Sequence[Label]) -> list[Stretch]:
    """The stretches of labelled runs, in order."""
    return sorted(
        Stretch(start, end, label, end - start)
        for run, label in zip(runs, labels, strict=True)
        for start, end in run.stretches
    )


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


def settled(shares: Mapping[str, float], script: str, wishes: Wishes) -> Label:
    """The label that candidates with their probabilities come to, for words of a script."""
    ranked = sorted(_group_settled(shares, wishes).items(), key=lambda item: (-item[1], item[0]))
    candidates = tuple((tag, round(p, 4)) for tag, p in ranked[:3] if p >= 0.0001)
    if not candidates or candidates[0][1] < wishes.min_confidence:
        return undetermined(shares, script)
    tag, confidence = candidates[0]
    return Label(tag, script_of(tag) if tag in known() else script, confidence, candidates)


def undetermined(shares: Mapping[str, float], script: str) -> Label:
    """The label of words in no language that can be named."""
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    candidates = tuple((tag, round(p, 4)) for tag, p in ranked[:3] if p >= 0.0001)
    doubt = 1.0 - candidates[0][1] if candidates else 1.0
    return Label(UNDETERMINED, script, round(doubt, 4), candidates)


def _group_settled(shares: Mapping[str, float], wishes: Wishes) -> Mapping[str, float]:
    """Bosnian, Croatian and Serbian in Latin script taken as one, unless one clearly leads."""
    members = {tag: p for tag, p in shares.items() if tag in GROUP_MEMBERS}
    mass = sum(members.values())
    if not members or wishes.serbo_croatian == "split":
        return shares
    if wishes.allowed is not None and GROUP not in wishes.allowed:
        return shares
    if wishes.serbo_croatian == "auto" and max(members.values()) >= DECIDED_SHARE * mass:
        return shares
    rest = {tag: p for tag, p in shares.items() if tag not in members}
    return rest | {GROUP: mass + rest.get(GROUP, 0.0)}


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
