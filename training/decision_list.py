"""A decision list of the letters around each place that may have a diacritic."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from polyglot_norm.normalisation.diacritics.context import windows
from polyglot_norm.normalisation.diacritics.restore import CLEAR, serialised_choice
from polyglot_norm.normalisation.diacritics.spelling import choices, places


def decision_list(forms: Mapping[str, Mapping[int, list[float]]]) -> dict[str, bytes]:
    """Return the commonest letter by views of a place, unless a narrower view has the same."""
    seen: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    kinds: Counter[str] = Counter()
    for form, spellings in forms.items():
        spelling = max(spellings, key=lambda s: sum(spellings[s]))
        worth = 1 + math.log1p(sum(map(sum, spellings.values())))
        chosen = {place: place.choices.index(c) + 1 for place, c in choices(form, spelling)}
        for place in places(form):
            for view in windows(form, place):
                seen[view][chosen.get(place, 0)] += worth
                kinds[view] += 1
    table: dict[str, bytes] = {}
    for form in sorted(forms):
        for place in places(form):
            narrower = b""
            for view in windows(form, place):
                if kinds[view] >= 2 or len(view) < 8:
                    value = _commonest(seen[view])
                    if view in table or _differs(value, narrower):
                        table[view] = value
                        narrower = value
    return table


def _commonest(counts: Mapping[int, float]) -> bytes:
    """Return the commonest choice and its smoothed share."""
    choice, count = max(counts.items(), key=lambda item: (item[1], -item[0]))
    return serialised_choice(choice, count / (sum(counts.values()) + 0.5))


def _differs(value: bytes, narrower: bytes) -> bool:
    """Return True if a wider view has another choice, or is much surer or less sure."""
    if not narrower or value[0] & 3 != narrower[0] & 3:
        return True
    sure = (value[0] >> 2, narrower[0] >> 2)
    return value[0] & 3 != 0 and min(sure) < 63 * CLEAR <= max(sure)
