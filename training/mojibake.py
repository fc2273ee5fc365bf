"""Pairs of letters that reveal Central European text decoded with a Western encoding.

    python -m training.mojibake --corpus CORPUS --out polyglot_norm/data/mojibake-letters.tsv

Such mojibake has pairs such as ``èo`` (Croatian ``čo``), which no language that uses è has. The
pairs kept occur in mojibake and hardly ever in other text: they trigger a closer check of a line,
and decide nothing.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path

from polyglot_norm.normalisation.mojibake.codepages import encoding_pairs
from training.corpus import Corpus

LINES = 3000
"""Sentences that are read of each tag."""

FEWEST = 4
"""Lines of mojibake that a pair must be in."""

READ = ("windows-1252", "windows-1250", "iso-8859-2")
WRITTEN_IN = "hr bs sr-Latn sl cs sk pl hu ro sq hsb szl".split()
COMMA_TO_CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")

# Lines of clean text in 3,000 that may contain a pair: the more common a language is, the fewer of
# its lines should be checked in vain. Most are not checked for long: their language explains them.
MOST = {
    **dict.fromkeys("is ca gl et lt lv vi nn eu ga cy af sq bs eo lb".split(), 60),
    **dict.fromkeys("tr ro pl cs sk hu hr sr-Latn sl".split(), 25),
    **dict.fromkeys("en de fr es pt it nl sv da nb fi".split(), 15),
}
MOST_ELSEWHERE = 300

EDGE = " "
QUOTES = "«»·"
"""They stand beside letters in any language, and are rarely mojibake of a letter."""
HEADER = """\
# Letters beside which a character reveals Latin text that was decoded with another encoding.
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
    broken = _mojibake(corpus)
    kept = {
        pair
        for pair, count in broken.items()
        if count >= FEWEST
        and all(seen <= MOST.get(tag, MOST_ELSEWHERE) for tag, seen in clean[pair].items())
    }
    options.out.write_text(HEADER + "".join(_rows(kept)), encoding="utf-8", newline="\n")


def _clean(corpus: Corpus) -> dict[str, dict[str, int]]:
    """Return the lines of each tag that contain a pair."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for tag in corpus.tags():
        seen: Counter[str] = Counter()
        for line in islice(corpus.sentences(tag.tag), LINES):
            if not line.isascii():
                seen.update(set(_pairs(line)))
        for pair, count in seen.items():
            found[pair][tag.tag] = count
    return found


def _mojibake(corpus: Corpus) -> Counter[str]:
    """Return the number of lines of mojibake that contain each pair."""
    found: Counter[str] = Counter()
    for each in encoding_pairs():
        if not each.is_cyrillic and each.decoded_as.name in READ:
            unmend = {ord(meant): chr(seen) for seen, meant in each.repairs.items()}
            for tag in WRITTEN_IN:
                for line in islice(corpus.sentences(tag), LINES // 2):
                    meant = line.translate(COMMA_TO_CEDILLA)
                    seen = meant.translate(unmend)
                    if seen != meant:
                        changed = frozenset(each.characters)
                        found.update(set(_pairs(seen, changed)))
    return found


def _pairs(line: str, characters: Iterable[str] | None = None) -> Iterator[str]:
    """Yield characters beyond ASCII with the ASCII letter, or edge of the word, on either side."""
    lower = "".join(char if char.isalpha() or char > "\x7f" else EDGE for char in line.lower())
    for one, other in pairwise(f" {lower} "):
        if (one > "\x7f") is not (other > "\x7f") and (
            characters is None or one in characters or other in characters
        ):
            yield one + other


def _rows(kept: set[str]) -> Iterator[str]:
    """Yield a line for each character beyond ASCII but controls, which are always checked."""
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(kept):
        one, other = pair[0], pair[1]
        if EDGE in pair and not pair.strip().isalpha():
            continue  # signs may stand alone, if rarely in these texts: m³
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
