"""Letters beside letters that betray Central European text read in a Western encoding.

    python -m training.mojibake --corpus CORPUS --out polyglot_norm/data/mojibake-letters.tsv

What was misread can be told by pairs such as ``èo`` (Croatian ``čo``), which no language written
with è has. The pairs kept are met in misread text and hardly ever in text that was not: they say
which lines are worth a closer look, and nothing else.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path

from polyglot_norm.normalisation.mojibake.codepages import misreadings
from training.corpus import Corpus

LINES = 3000
"""Sentences read of each tag; of those in ``MOST`` that may hold one, all are."""

FEWEST = 4
"""Lines of misread text that a pair must be in."""

READ = ("windows-1252", "windows-1250", "iso-8859-2")
WRITTEN_IN = "hr bs sr-Latn sl cs sk pl hu ro sq hsb szl".split()
COMMA_TO_CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")

# Lines in 3,000 that may hold a pair although nothing is wrong with them: the more text a
# language has, the less it should pay for the repair of others.
MOST = {
    **dict.fromkeys("is ca gl et lt lv vi nn eu ga cy af sq bs eo lb".split(), 45),
    **dict.fromkeys("tr ro pl cs sk hu hr sr-Latn sl".split(), 9),
    **dict.fromkeys("en de fr es pt it nl sv da nb fi".split(), 1),
}
MOST_ELSEWHERE = 300

EDGE = " "
QUOTES = "«»·"
"""Letters stand beside them in any language; as misread letters they are rare."""
HEADER = """\
# Letters beside which a character betrays Latin text that was read in another encoding.
# Made by training/mojibake.py from training text (its sources: NOTICE.md); do not edit.
# "_" is the edge of a word. License: MIT, as the package.
character\tafter\tbefore
"""


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    corpus = Corpus(options.corpus)
    clean = _clean(corpus)
    misread = _misread(corpus)
    kept = {
        pair
        for pair, count in misread.items()
        if count >= FEWEST
        and all(seen <= MOST.get(tag, MOST_ELSEWHERE) for tag, seen in clean[pair].items())
    }
    options.out.write_text(HEADER + "".join(_rows(kept)), encoding="utf-8", newline="\n")


def _clean(corpus: Corpus) -> dict[str, dict[str, float]]:
    """In how many lines of each tag a pair is."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for tag in corpus.tags():
        everything = MOST.get(tag.tag) == 1
        seen: Counter[str] = Counter()
        number = 0
        for number, line in enumerate(corpus.sentences(tag.tag), 1):
            if number > LINES and not everything:
                break
            if not line.isascii():
                seen.update(set(_pairs(line)))
        for pair, count in seen.items():
            found[pair][tag.tag] = count * LINES / max(LINES, number)
    return found


def _misread(corpus: Corpus) -> Counter[str]:
    """In how many lines a pair is that were misread."""
    found: Counter[str] = Counter()
    for each in misreadings():
        if not each.is_cyrillic and each.read.name in READ:
            unmend = {ord(meant): chr(seen) for seen, meant in each.mend.items()}
            for tag in WRITTEN_IN:
                for line in islice(corpus.sentences(tag), LINES // 2):
                    meant = line.translate(COMMA_TO_CEDILLA)
                    seen = meant.translate(unmend)
                    if seen != meant:
                        changed = frozenset(each.characters)
                        found.update(set(_pairs(seen, changed)))
    return found


def _pairs(line: str, characters: Iterable[str] | None = None) -> Iterator[str]:
    """Characters beyond ASCII with the ASCII letter, or the edge of the word, on either side."""
    small = "".join(char if char.isalpha() or char > "\x7f" else EDGE for char in line.lower())
    for one, other in pairwise(f" {small} "):
        if (one > "\x7f") is not (other > "\x7f") and (
            characters is None or one in characters or other in characters
        ):
            yield one + other


def _rows(kept: set[str]) -> Iterator[str]:
    """A line for each character beyond ASCII, controls left out: they are always looked at."""
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(kept):
        if EDGE in one + other and not (one + other).strip().isalpha():
            continue  # signs do stand alone, if seldom in these texts: m³
        if "\x9f" < one < "\u2000" and one not in QUOTES:
            before[one].append(other)
        elif "\x9f" < other < "\u2000" and other not in QUOTES:
            after[other].append(one)
    for char in sorted(after.keys() | before.keys()):
        if len(char.upper()) == 1:
            cells = ("".join(side[char]).replace(EDGE, "_") for side in (after, before))
            yield "\t".join((char, *cells)) + "\n"


if __name__ == "__main__":
    main()
