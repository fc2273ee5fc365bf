"""Whether a text is in a language that a model has: how it labels the lines that are held out."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final, NamedTuple

from polyglot_norm.errors import PolyglotError
from polyglot_norm.language.engine import Engine
from polyglot_norm.language.labels import Constraints
from polyglot_norm.language.model import Model
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, name_of
from polyglot_norm.language.traits import group_of
from polyglot_norm.learning.lessons import Lesson
from polyglot_norm.text.protect import protected

KNOWN_SHARE: Final = 0.93
"""The share of the letters that the model gives to one of its languages if they are in it. Measured
on training text: its languages have 0.934 to 0.998, with the labels of a group added up; of those
that were left out, Nynorsk has 0.908 in Bokmål, which is the most."""


class Neighbour(NamedTuple):
    """A language of a model, the share of letters that are labelled so, and how surely."""

    tag: str
    share: float
    confidence: float


def check_script(model: Model, script: str) -> None:
    """Refuse a script that is one language's alone: its text is labelled without weights.

    Raises:
        PolyglotError: it is.
    """
    owner = model.owners.get(script)
    if owner is not None:
        raise PolyglotError(
            f"text in the script {script} is {owner} ({name_of(owner)}) in every case: the model "
            "knows no other language that is written so, and cannot tell another one from it"
        )


def neighbours(model: Model, lesson: Lesson) -> tuple[Neighbour, ...]:
    """Return the languages that a model takes a text for, the likeliest first."""
    engine = Engine(model, Constraints(None, {}, "split", 0.0))
    letters: Counter[str] = Counter()
    confident: dict[str, float] = defaultdict(float)
    for line in lesson.held_out:
        text = " ".join(line)
        found = engine.stretches(text, protected(text))
        for at in range(0, len(found.bounds), 3):
            start, end, number = found.bounds[at : at + 3]
            label = found.labels[number]
            letters[label.lang] += end - start
            confident[label.lang] += (end - start) * label.confidence
    total = letters.total()
    return tuple(
        Neighbour(tag, round(count / total, 4), round(confident[tag] / count, 4))
        for tag, count in letters.most_common()
        if tag not in (UNDETERMINED, NO_LANGUAGE)
    )


def examine(found: tuple[Neighbour, ...]) -> None:
    """Refuse a text that is in a language of the model, or in one of a group of close relatives.

    Raises:
        PolyglotError: it is.
    """
    if not found:
        return
    first = found[0]
    group = group_of().get(first.tag)
    members = [each for each in found if group and group_of().get(each.tag) == group] or [first]
    share = sum(each.share for each in members)
    if share >= KNOWN_SHARE:
        what = group if group and first.share < KNOWN_SHARE else first.tag
        raise PolyglotError(
            f"the text is in a language that the model has: {100 * share:.0f} % of its letters are "
            f"{what} ({name_of(what)}), with a confidence of {first.confidence:.2f}; to learn from "
            "it all the same, use force (--force)"
        )
