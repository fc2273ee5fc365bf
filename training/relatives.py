"""Groups of languages that are easily confused, and that train against each other alone.

A Danish stretch that is nearly as likely to be Norwegian moves the weights little while 130 other
languages compete for it. So a share of all stretches is drawn from these groups, with only the
members of the group competing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from polyglot_norm.language.traits import relatives

GROUPS = relatives()


def groups_of(tags: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the start and end of each label's group among the members, and the members.

    A label in no group has an empty one; a label in two groups belongs to the first.
    """
    spans = np.zeros((len(tags), 2), np.int32)
    members: list[int] = []
    for group in GROUPS:
        mine = [tags.index(tag) for tag in group if tag in tags]
        mine = [label for label in mine if not spans[label, 1]]
        if len(mine) > 1:
            spans[mine] = len(members), len(members) + len(mine)
            members += mine
    return spans, np.array(members, np.int32)
