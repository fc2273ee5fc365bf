"""Emoji sequences (UTS #51) and emoticons, as VERBOSE regexes.

One match is one emoji sequence: two emoji side by side are two matches. A pictograph that is text
by default (©, ™, ❤) counts only before a variation selector, a skin tone or a joiner. Outside the
Basic Multilingual Plane every pictograph counts (🌡), since nobody types those as text.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Final

from polyglot_norm.text.characters import CharacterClass, character_class
from polyglot_norm.text.lines import BREAKS

# Emoji_Presentation in the Basic Multilingual Plane (emoji-data.txt), which is closed: new emoji
# are encoded beyond it.
_BASIC: Final = (
    r"\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693"
    r"\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd"
    r"\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf"
    r"\u2b1b\u2b1c\u2b50\u2b55"
)
# No pictograph is outside these blocks; limiting the search to them keeps it short.
_BASIC_BLOCKS: Final = (range(0xA9, 0xAF), range(0x203C, 0x2C00), range(0x3030, 0x329A))
_HIGH_BLOCKS: Final = (range(0x1F000, 0x1FC00),)

_REGIONAL: Final = r"\U0001f1e6-\U0001f1ff"
_TONE: Final = r"\U0001f3fb-\U0001f3ff"
_AS_TEXT: Final = "\N{VARIATION SELECTOR-15}"
_AS_EMOJI: Final = "\N{VARIATION SELECTOR-16}"
_KEYCAP: Final = "\N{COMBINING ENCLOSING KEYCAP}"

TRIGGERS: Final = _BASIC + _KEYCAP + _AS_EMOJI + r"\U0001f000-\U0001fbff"
"""The body of a character class: every emoji sequence has one of these."""


def _class_of(blocks: tuple[range, ...]) -> str:
    """Return the pictographs of some blocks as ranges for a character class."""
    codes = [
        code
        for block in blocks
        for code in block
        if character_class(chr(code)) is CharacterClass.PICTOGRAPH
    ]
    # In a run of adjacent codes, code minus index is constant.
    runs = groupby(enumerate(codes), lambda item: item[1] - item[0])
    spans = [[code for _, code in run] for _, run in runs]
    return "".join(f"{chr(span[0])}-{chr(span[-1])}" for span in spans)


@cache
def classes() -> dict[str, str]:
    """Return the bodies of the classes of a sequence: by default emoji or text, tones, flags."""
    high, basic = _class_of(_HIGH_BLOCKS), _class_of(_BASIC_BLOCKS)
    return {"emoji": f"{_BASIC}{high}{_TONE}", "text": basic, "tone": _TONE, "flag": _REGIONAL}


@cache
def emoji() -> str:
    """Return a VERBOSE regex for one emoji sequence.

    >>> import re
    >>> re.findall(emoji(), "Ћао 👋🏽🇷🇸 © 1️⃣", re.VERBOSE) == ["👋🏽", "🇷🇸", "1️⃣"]
    True
    """
    by_default, basic = classes()["emoji"], classes()["text"]
    return rf"""
    (?: [{_REGIONAL}]{{2}}                                     # a flag: two letters
      | [0-9\#*]{_AS_EMOJI}?{_KEYCAP}                          # a keycap
      | (?: [{by_default}](?!{_AS_TEXT})              # emoji by default,
            (?:{_AS_EMOJI}|[{_TONE}])?+                        #   or with a skin tone
          | [{basic}](?:{_AS_EMOJI}|[{_TONE}]) )               # text by default, made emoji
        (?:[\U000e0020-\U000e007e]{{1,32}}+\U000e007f)?+       # the flag of a region: tags
        (?: \N{{ZERO WIDTH JOINER}}                            # joined emoji often leave out
            [{basic}{by_default}]                     #   the selector
            (?:{_AS_EMOJI}|[{_TONE}])?+ )*+
    )"""


EMOTICON: Final = rf"""
    (?<![^\s(\[«„“"])
    (?: [:;=]['’]?[-^o]?(?:\)++|\(++|D++|[Pp]++|[Oo|/\\*3\]\[@$])   # :-) ;D :'( =P :/
      | [xX]D++                                                     # xD
      | </?3++                                                      # <3 and </3
      | \^_*\^ | -_+- | [oO]_+[oO] | T_+T | ¯\\_\(ツ\)_/¯           # upright faces
    )
    (?![^\s{BREAKS}.,!?…)\]»”“"])
"""
