"""Chinese in which no character decides between Simplified and Traditional.

Beside text that decides it is written as that is; by itself its label is ``zh``. A model that
learned more of one than of the other would guess: of neutral words from Traditional texts it takes
seven in ten for Simplified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Final

from polyglot_norm.language.labels import Constraints, Label
from polyglot_norm.language.stretches import Stretches
from polyglot_norm.language.tags import script_of
from polyglot_norm.language.traits import han_variants

SIMPLIFIED, TRADITIONAL = "zh-Hans", "zh-Hant"

NEUTRAL: Final = "zh"
"""The label of text that is either."""

SURE: Final = 0.98
"""The probability from which a label stands, whatever the characters are."""

LEADS: Final = 3
"""How many times more characters of a text must be of one variant than of the other."""

LESS_WRITTEN: Final = 0.5
"""What is left of the probability of Traditional where the text must be one or the other: fewer
people write it."""

LINES: Final = 3
"""The lines from which on a Japanese text has kana."""

KANA: Final = re.compile(r"[\u3041-\u30ff\uff66-\uff9d]")

_VARIANTS: Final = (SIMPLIFIED, TRADITIONAL)


class PageVariant:
    """The variant in which neutral Chinese of a text is written, once it is asked for."""

    def __init__(
        self, text: str, stretches: Stretches, constraints: Constraints, sure: float = SURE
    ) -> None:
        self._text = text
        self._stretches = stretches
        self._constraints = constraints
        self._sure = sure

    @cached_property
    def lacks_kana(self) -> bool:
        """True if a text of several lines has no kana."""
        return self._text.count("\n") >= LINES - 1 and not KANA.search(self._text)

    def settled(self, label: Label) -> Label:
        """Return the label of a stretch in which no character decides."""
        others = dict(label.candidates)
        mass = others.pop(SIMPLIFIED, 0.0) + others.pop(TRADITIONAL, 0.0)
        if not mass:
            return label
        into = self._variant
        if into is None:
            return weighed(label, {TRADITIONAL: LESS_WRITTEN})
        others[into] = round(mass, 4)
        ranked = sorted(others.items(), key=_descending)
        lang, confidence = ranked[0]
        return Label(lang, script_of(lang), confidence, tuple(ranked))

    @cached_property
    def _variant(self) -> str | None:
        return self._of_page() or (NEUTRAL if self._may_be_neutral() else None)

    def _of_page(self) -> str | None:
        """Return the variant that the Chinese of the text is in, by characters, else by words."""
        bounds, labels = self._stretches.bounds, self._stretches.labels
        characters: set[str] = set()
        for at, number in enumerate(bounds[2::3]):
            if labels[number].lang in _VARIANTS:
                characters.update(self._text[bounds[3 * at] : bounds[3 * at + 1]])
        simplified, traditional = (len(characters & han_variants()[tag]) for tag in _VARIANTS)
        if simplified or traditional:
            return _leader(simplified, traditional)
        sure = {label.lang for label in labels if label.confidence >= self._sure}
        found = sure.intersection(_VARIANTS)
        return found.pop() if len(found) == 1 else None

    def _may_be_neutral(self) -> bool:
        """Return True unless one variant is hinted at, or the languages leave neutral text out."""
        hinted = len(self._constraints.hints.keys() & _VARIANTS)
        allowed = self._constraints.allowed
        return hinted != 1 and (allowed is None or NEUTRAL in allowed)


def _leader(simplified: int, traditional: int) -> str | None:
    """Return the variant of which a text has far more characters."""
    if simplified > LEADS * traditional:
        return SIMPLIFIED
    return TRADITIONAL if traditional > LEADS * simplified else None


def settle_variants(text: str, stretches: Stretches, constraints: Constraints) -> Stretches:
    """Return stretches in which neutral Chinese is as the text around it, or neutral.

    A detector that knows Chinese alone is sure of it, whatever the variant: no label stands.

    >>> from array import array
    >>> label = Label("zh-Hans", "Hans", 0.9, (("zh-Hans", 0.9), ("ja", 0.1)))
    >>> found = Stretches(array("q", [0, 2, 0]), [label])
    >>> settle_variants("你好", found, Constraints(None, {}, "auto", 0.1)).labels[0].candidates
    (('zh', 0.9), ('ja', 0.1))
    """
    chinese = [label.lang in _VARIANTS for label in stretches.labels]
    if not any(chinese):
        return stretches
    page = PageVariant(text, stretches, constraints, sure=2.0)

    def settled(part: str, label: Label) -> Label:
        neutral = all(han_variants()[tag].isdisjoint(part) for tag in _VARIANTS)
        return page.settled(label) if neutral and not KANA.search(part) else label

    return relabelled(text, stretches, chinese, settled)


def relabelled(
    text: str,
    stretches: Stretches,
    doubtful: Sequence[bool],
    settled: Callable[[str, Label], Label],
) -> Stretches:
    """Return stretches with what a rule makes of the text and label of some of them.

    ``doubtful`` says for each label if the rule is to see its stretches.
    """
    bounds, labels = stretches.bounds[:], list(stretches.labels)
    uses = [0] * len(labels)
    for at in range(2, len(bounds), 3):
        uses[bounds[at]] += 1
    places: dict[tuple[int, str], int] = {}
    for at in range(2, len(bounds), 3):
        number = bounds[at]
        if not doubtful[number]:
            continue
        part = text[bounds[at - 2] : bounds[at - 1]]
        if uses[number] == 1:
            labels[number] = settled(part, labels[number])
            continue
        place = places.get((number, part))  # a list may repeat a word
        if place is None:
            place = places[number, part] = len(labels)
            labels.append(settled(part, labels[number]))
        bounds[at] = place
    return Stretches(bounds, labels)


def weighed(label: Label, factors: Mapping[str, float]) -> Label:
    """Return a label whose candidates were multiplied by factors; what they lose goes to all."""
    each = {tag: p * factors.get(tag, 1.0) for tag, p in label.candidates}
    total = 1.0 - sum([p - each[tag] for tag, p in label.candidates])
    ranked = sorted([(tag, p / total) for tag, p in each.items() if p > 0.0], key=_descending)
    if not ranked:
        return label
    lang, confidence = ranked[0]
    return Label(lang, script_of(lang), confidence, tuple(ranked))


def _descending(candidate: tuple[str, float]) -> float:
    return -candidate[1]
