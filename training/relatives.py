"""Groups of languages that are easily confused, and that train against each other alone.

A Danish stretch that is nearly as likely to be Norwegian moves the weights little while 130 other
languages compete for it. So a share of all stretches is drawn from these groups, with only the
members of the group competing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

GROUPS = tuple(
    tuple(group.split())
    for group in (
        "bs hr sl sr-Latn",
        "cs pl sk szl hsb",
        "da fo nb nn sv",
        "ast ca cbk es gl oc pt",
        "abs bew bjn id min ms mui",
        "jv su ban",
        "af de fy lb li nds nl",
        "fr oc wa",
        "it fur lij lmo sc scn vec",
        "az crh-Latn tk tr uz",
        "et fi vot",
        "lt ltg lv",
        "nd nr ss xh zu",
        "nso st tn",
        "ga gd gv",
        "cy br",
        "ceb ilo tl war",
        "be orv rsk ru uk",
        "bg bs-Cyrl mk sr-Cyrl",
        "alt ba kjh kk ky tt",
        "anp awa bho hi hne mag mai mwr ne sa",
        "kok mr",
        "acm aeb apc ar arq ary arz mey",
        "azb fa fa-AF lki",
        "pnb sd skr ur",
        "as bn ctg syl",
        "el grc",
        "he yi",
        "wuu yue zh-Hans zh-Hant",
    )
)


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
