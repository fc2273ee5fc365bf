"""The names under which answers of all systems are compared.

The language is judged, not its script or region, which the letters show: a peer's ``sr`` is right
for ``sr-Cyrl`` and ``sr-Latn``, ``zh`` for ``zh-Hans`` and ``zh-Hant``, ``fa`` for ``fa-AF``.
``no`` is Bokmål, ``fil`` is ``tl``. The group ``sh`` is wrong for its members, except in
the figures named "group", where it is right for ``bs``, ``hr`` and ``sr``.
"""

from __future__ import annotations

from functools import lru_cache

UNKNOWN = "und"
"""The name of every answer without a language: ``und``, ``zxx``, ``un``, or none at all."""

GROUP = "sh"
GROUP_MEMBERS = frozenset({"bs", "hr", "sr"})

# Codes of the peers that differ from the shortest ISO 639 code.
_ALIASES = {
    "ara": "ar",
    "bh": "bho",
    "cmn": "zh",
    "cnr": GROUP,
    "dik": "din",
    "fil": "tl",
    "gaz": "om",
    "hbs": GROUP,
    "in": "id",
    "iw": "he",
    "jw": "jv",
    "kmr": "ku",
    "knc": "kr",
    "mo": "ro",
    "no": "nb",
    "pbt": "ps",
    "pes": "fa",
    "sh": GROUP,
    "un": UNKNOWN,
    "uzn": "uz",
    "xx": UNKNOWN,
    "zxx": UNKNOWN,
}

ROMANISED = {"arq-Latn": "ar", "ar-Latn": "ar", "ja-Latn": "ja", "zh-Latn": "zh"}
"""Gold tags of romanised text and their languages; ``und`` is right for them too."""

IGNORED = frozenset({"und", "mul"})
"""Gold tags that are not scored: no language, or two in one word."""

# The 75 languages of lingua as tags of the corpus: one each, but Serbian and Chinese in both their
# scripts. The macro figures of every system are means over this list.
WIDESPREAD = tuple(
    """af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gu he hi hr hu hy id is it
    ja ka kk ko la lg lt lv mi mk mn mr ms nb nl nn pa pl pt ro ru sk sl sn so sq sr-Cyrl sr-Latn st
    sv sw ta te th tl tn tr ts uk ur vi xh yo zh-Hans zh-Hant zu""".split()
)


@lru_cache(maxsize=4096)
def judged(tag: str) -> str:
    """Return the language of a tag or of a peer's code, as it is compared.

    >>> judged("sr-Cyrl"), judged("zh_TW"), judged("nob"), judged("iw"), judged("un")
    ('sr', 'zh', 'nb', 'he', 'und')
    """
    language = tag.replace("_", "-").partition("-")[0].lower()
    if language not in _ALIASES and len(language) == 3:
        from langcodes import standardize_tag  # slow to import

        language = standardize_tag(language).partition("-")[0]
    return _ALIASES.get(language, language)


def expected(gold: str) -> str | None:
    """Return the right answer for a gold tag; None if it is not scored.

    >>> expected("sr-Latn"), expected("arq-Latn"), expected("mul")
    ('sr', 'ar', None)
    """
    if gold in IGNORED:
        return None
    return ROMANISED.get(gold, judged(gold))


def in_group(right: str, answer: str) -> bool:
    """Return True if an answer is right, with ``sh`` for its members; both are judged names.

    >>> in_group("hr", "sh"), in_group("hr", "sr"), in_group("sl", "sh")
    (True, False, False)
    """
    return answer == right or (answer == GROUP and right in GROUP_MEMBERS)
