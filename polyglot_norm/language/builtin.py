"""The built-in detector: langdetect, corrected by alphabets and by short frequent words.

langdetect knows no Serbian, has seen each language with its diacritics only, and is sure of
itself on three words. So its opinion counts the less the shorter the sample is; a letter that a
language does not have speaks against it; a frequent word that it has speaks for it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from polyglot_norm.language.detectors import Allowed, LangdetectDetector
from polyglot_norm.language.tags import by_script, known
from polyglot_norm.records import Candidate
from polyglot_norm.tables import rows
from polyglot_norm.text.characters import fold_text

FULL_TRUST_LETTERS = 60
"""From so many letters on langdetect's probabilities count in full."""

FOREIGN_LETTER, MARKER = -2.5, 1.4
"""What one letter outside the alphabet, and one marker word, add to the log odds."""

MOST_COUNTED = 8
"""So many foreign letters or marker words are counted; more would drown everything else."""

NOT_IN_LANGDETECT = 0.01
"""The probability that stands in for langdetect's where it does not know a language."""

LOW_RESOURCE = -2.0
"""The log odds against a language told by its alphabet alone."""

LESS_LIKELY = -0.2
"""The log odds against a language for each one that stands before it in its script's row."""

GROUP = "sh-Latn"

GROUP_MEMBERS = {"sr-Latn": 0.4, "hr": 0.4, "bs": 0.2}
"""The Latin-script members of the group, with their odds before any evidence."""

DECIDING_WORD = 5.0
"""By how much a word that only one member of the group uses multiplies the odds of that one."""

# Whose probability in langdetect stands for a language that langdetect does not know.
_STAND_INS = {
    "sr-Cyrl": ("mk",),
    "be": ("ru", "uk"),
    GROUP: ("hr",),
}


class BuiltinDetector:
    """See the module."""

    def __init__(self) -> None:
        self._langdetect = LangdetectDetector()

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """The languages that write this script, most likely first; none for keyboard mash."""
        possible = [tag for tag in by_script().get(script, ()) if allowed is None or tag in allowed]
        words = fold_text(sample).split()
        if not possible or (script == "Latn" and _is_mash(words)):
            return ()
        hits = _marker_hits(words)
        members = [tag for tag in possible if tag in GROUP_MEMBERS]
        scores = self._opinion(sample, _grouped(possible), words)
        for tag, foreign in _foreign_letters(words, script).items():
            if tag in scores:
                scores[tag] += FOREIGN_LETTER * min(foreign, MOST_COUNTED)
        order = by_script()[script] if script != "Latn" else ()
        for tag in scores:
            scores[tag] += MARKER * min(hits.get(tag, 0), MOST_COUNTED)
            if tag in order:
                scores[tag] += LESS_LIKELY * order.index(tag)
        shares = _softmax(scores)
        if members:
            shares |= _split(shares.pop(GROUP), members, hits)
        return sorted(shares.items(), key=lambda item: -item[1])

    def _opinion(self, sample: str, tags: Sequence[str], words: Sequence[str]) -> dict[str, float]:
        """What langdetect says, as log odds that count the less the fewer letters it saw."""
        stand_ins = {tag: _STAND_INS.get(tag, (tag,)) for tag in tags}
        asked = frozenset(code for codes in stand_ins.values() for code in codes)
        found = dict(self._langdetect.candidates(sample, "", asked))
        trust = min(1.0, sum(map(len, words)) / FULL_TRUST_LETTERS)
        opinion = {}
        for tag, codes in stand_ins.items():
            floor = 1e-6 if self._langdetect.knows(codes[0]) else NOT_IN_LANGDETECT
            opinion[tag] = trust * math.log(max(floor, *(found.get(code, 0.0) for code in codes)))
            if known()[tag].low_resource:
                opinion[tag] += LOW_RESOURCE
        return opinion


def _grouped(tags: Iterable[str]) -> list[str]:
    """The tags, with one for all of the Latin-script group sh."""
    return sorted({GROUP if tag in GROUP_MEMBERS else tag for tag in tags})


def _split(mass: float, members: Sequence[str], hits: Mapping[str, int]) -> dict[str, float]:
    """The probability of the group, given to its members by the words that only one has."""
    odds = {tag: GROUP_MEMBERS[tag] * DECIDING_WORD ** hits.get(tag, 0) for tag in members}
    whole = sum(odds.values())
    return {tag: mass * part / whole for tag, part in odds.items()}


def _softmax(scores: Mapping[str, float]) -> dict[str, float]:
    best = max(scores.values())
    odds = {tag: math.exp(score - best) for tag, score in scores.items()}
    whole = sum(odds.values())
    return {tag: part / whole for tag, part in odds.items()}


@cache
def _markers() -> dict[str, tuple[str, ...]]:
    """The tags that each marker word speaks for."""
    found: dict[str, set[str]] = {}
    for row in rows("markers"):
        for word in row["words"].split():
            spellings = {word}
            if row["tag"] == GROUP or row["tag"] in GROUP_MEMBERS:
                spellings.add(word.translate(_BARE))
            for spelling in spellings:
                found.setdefault(spelling, set()).add(row["tag"])
    return {word: tuple(sorted(tags)) for word, tags in found.items()}


_BARE = str.maketrans({"č": "c", "ć": "c", "š": "s", "ž": "z", "đ": "dj"})


def _marker_hits(words: Iterable[str]) -> dict[str, int]:
    """How many different marker words of each tag there are; a member's count for the group."""
    hits: dict[str, int] = {}
    for word in sorted(set(words)):
        tags = set(_markers().get(word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"), ()))
        if tags & GROUP_MEMBERS.keys():
            tags.add(GROUP)
        for tag in tags:
            hits[tag] = hits.get(tag, 0) + 1
    return hits


@cache
def _alphabets(script: str) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The alphabets of a script's languages, and all their letters together."""
    tags = by_script().get(script, ())
    alphabets = {r["tag"]: frozenset(r["letters"]) for r in rows("alphabets") if r["tag"] in tags}
    return alphabets, frozenset().union(*alphabets.values())


def _foreign_letters(words: Iterable[str], script: str) -> dict[str, int]:
    """How many letters each language of a script does not have, though another one does."""
    alphabets, letters = _alphabets(script)
    counts = {letter: n for letter, n in Counter("".join(words)).items() if letter in letters}
    return {
        tag: sum(n for letter, n in counts.items() if letter not in alphabet)
        for tag, alphabet in alphabets.items()
    }


@cache
def _unpronounceable() -> re.Pattern[str]:
    """Six consonants in a row: no language in Latin script has them in a common word."""
    return re.compile(r"[bcdfghjklmnpqrstvwxz]{6}")


def _is_mash(words: Sequence[str]) -> bool:
    """Whether most letters stand in words that nobody could pronounce."""
    mash = sum(len(word) for word in words if _unpronounceable().search(word))
    return 2 * mash > sum(map(len, words))
