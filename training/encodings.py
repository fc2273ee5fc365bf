"""Pairs of symbols by language, by which the encodings of files are detected.

    python -m training.encodings --corpus CORPUS --out polyglot_norm/data/encodings.bin

The probability of a symbol after another is counted in training sentences; the rarer what comes
before, the more it is that of the symbol alone. Each language also lists those encodings of
data/encodings.tsv that have its letters. The same corpus gives the same file.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from math import log
from pathlib import Path
from typing import Any

from polyglot_norm import tables
from polyglot_norm.table_files import write_tables
from polyglot_norm.text.encoding_pairs import FORMAT, LARGEST, SCALE, case_of
from polyglot_norm.text.encoding_symbols import (
    BROKEN,
    CONTROL,
    DIGIT,
    FRAME,
    HALF_WIDTH,
    HAN,
    HANGUL,
    HIGH_CONTROL,
    LATIN,
    LETTER,
    MARK,
    SHARED,
    SIGN,
    SPACE,
    UNASSIGNED,
    shared_symbol,
    symbol_of,
)
from training.corpus import Corpus
from training.legacy_text import as_written

LINES = 30_000
LATIN_TAGS = """
    en de fr es pt it nl sv da nb nn fi is fo ca gl eu oc ast br cy ga gd sq mt eo lb fy af id ms sw
    tl et lv lt cs sk pl hu ro hr sl hsb dsb tr ku vi
""".split()
OTHER_TAGS = """
    ru uk be bg sr-Cyrl mk kk tt ba ky tg mn el he yi ar fa ur th ja zh-Hans zh-Hant yue ko
""".split()
WITH_CASE = frozenset([*LATIN_TAGS, "ru", "uk", "bg", "el"])
ALPHABET = "abcdefghijklmnopqrstuvwxyz"

SIGNS = "“”„‘’‚«»–—…\N{NO-BREAK SPACE}¿¡·•°§€£©®™№´½²‹›"
"""Signs that have a symbol in every language."""

FLOORS = {
    **dict.fromkeys(SIGNS, 2e-4),
    **dict.fromkeys((SPACE, DIGIT, MARK), 1e-3),
    LATIN: 3e-4,
    LETTER: 1e-5,
    HAN: 1e-6,
    HANGUL: 1e-6,
    HALF_WIDTH: 1e-7,
    SIGN: 5e-4,
    FRAME: 1e-6,
    CONTROL: 1e-7,
    HIGH_CONTROL: 1e-8,
    UNASSIGNED: 1e-8,
    BROKEN: 1e-6,
}
"""Probabilities added to those of symbols alone: sentences lack what other files have."""
LETTER_FLOOR = 1e-6
FRAME_AFTER_FRAME = 0.8
AFTER_LATIN = 0.03
"""Letters of other scripts are rarely beside a Latin one; the corpus has too few to count."""
ALONE = 0.002

FEWEST, SHARE = 3, 20_000
"""A symbol of its own occurs so often, and once in so many characters beyond ASCII."""

IDEOGRAPHS = {HAN: 13_000, HANGUL: 11_172}
"""Symbols whose members have costs of their own, with the number of members."""

AFTER_SPACE = {**dict.fromkeys("•€£", 2e-3), **dict.fromkeys("–—“„«‘’°©", 5e-4)}
AFTER_OTHERS = dict.fromkeys("–—’”…°€", 1e-4)
"""The least probability of signs that lists, prices and dialogues have, and the corpus has not."""

OWN, COVERED = 0.01, 0.93
"""An encoding has to have this share of the letters that are a hundredth or more of all."""
COVERED_IN = {"cy": 0.79}
"""Welsh was written in encodings without ŵ and ŷ."""
ASCII_LANGUAGE = 1000
"""With fewer letters beyond ASCII, a language is tried in every encoding of Latin script."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted in the sentences of a language."""

    tag: str
    characters: Counter[str]
    """Those beyond ASCII."""
    pairs: Counter[tuple[str, str]]

    @property
    def is_latin(self) -> bool:
        """True if the language is written in Latin script."""
        return self.tag in LATIN_TAGS

    @property
    def has_ideographs(self) -> bool:
        """True if ideographs or Hangul are most of what is beyond ASCII."""
        some = self.characters.most_common(50)
        return any(symbol_of(character) in IDEOGRAPHS for character, _ in some)


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write(Corpus(options.corpus), (*LATIN_TAGS, *OTHER_TAGS), options.out)


def write(corpus: Corpus, tags: Sequence[str], path: Path) -> None:
    """Count pairs in the sentences of some tags, and write their costs."""
    cases: Counter[str] = Counter()
    headers: list[dict[str, Any]] = []
    body = b""
    for tag in tags:
        counted = count(tag, islice(_sentences(corpus, tag), LINES))
        if tag in WITH_CASE:
            for (one, other), number in counted.pairs.items():
                cases[case_of(one) + case_of(other)] += number
        header, table = _language(counted)
        headers.append(header)
        body += table
        print(tag, len(header["symbols"]), *header["codecs"])
    everywhere = sorted({codec for each in headers if each["latin"] for codec in each["codecs"]})
    for header in headers:
        header["codecs"] = header["codecs"] or everywhere
    about = {"languages": headers, "cases": _case_costs(cases)}
    write_tables(path, FORMAT, about, zlib.compress(body, 9))


def _sentences(corpus: Corpus, tag: str) -> Iterator[str]:
    for number, sentence in enumerate(corpus.sentences(tag)):
        encoding = "cp1258" if tag == "vi" else ""
        yield as_written(sentence, encoding, tones_apart=number % 2 == 0)


def count(tag: str, sentences: Iterator[str]) -> Counted:
    """Count characters and pairs."""
    pairs: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        pairs.update(pairwise(f" {sentence} "))
    characters: Counter[str] = Counter()
    for (_, other), number in pairs.items():
        if other > "\x7f":
            characters[other] += number
    return Counted(tag, characters, pairs)


def _language(counted: Counted) -> tuple[dict[str, Any], bytes]:
    """Return what the header says of a language, and its tables."""
    symbols = _symbols(counted)
    header: dict[str, Any] = {
        "tag": counted.tag,
        "latin": counted.is_latin,
        "symbols": symbols,
        "codecs": _codecs(counted),
    }
    body = _costs(counted, symbols)
    if counted.has_ideographs:
        found = {name: _members(counted.characters, name) for name in IDEOGRAPHS}
        found = {name: each for name, each in found.items() if len(each[0]) > 100}
        header["members"] = {name: members for name, (members, _, _) in found.items()}
        header["unseen"] = {name: unseen for name, (_, _, unseen) in found.items()}
        body += b"".join(costs for _, costs, _ in found.values())
    return header, body


def _symbols(counted: Counted) -> list[str]:
    alone: Counter[str] = Counter()
    for character, number in counted.characters.items():
        alone[symbol_of(character)] += number
    least = max(FEWEST, alone.total() / SHARE)
    own = {symbol for symbol, number in alone.items() if len(symbol) == 1 and number >= least}
    latin = ALPHABET if counted.is_latin else "a"
    return [SPACE, DIGIT, MARK, *latin, *SHARED, *sorted(own | set(SIGNS))]


def _costs(counted: Counted, symbols: list[str]) -> bytes:
    """Return the costs of each symbol after each, a row for the one before."""
    index = {symbol: number for number, symbol in enumerate(symbols)}

    @cache
    def place(character: str) -> int:
        symbol = symbol_of(character)
        if not counted.is_latin and symbol in ALPHABET:
            symbol = "a"
        return index[symbol] if symbol in index else index[shared_symbol(symbol)]

    rows = [[0] * len(symbols) for _ in symbols]
    for (one, other), number in counted.pairs.items():
        rows[place(one)][place(other)] += number
    totals = [sum(column) for column in zip(*rows, strict=True)]
    alone = [
        total / sum(totals) + FLOORS.get(symbol, LETTER_FLOOR)
        for total, symbol in zip(totals, symbols, strict=True)
    ]
    alone = [chance / sum(alone) for chance in alone]
    apart = not counted.is_latin and not counted.has_ideographs
    costs = bytearray()
    for before, row in zip(symbols, rows, strict=True):
        for after, chance in zip(symbols, _chances(row, alone), strict=True):
            if before == FRAME:
                chance = FRAME_AFTER_FRAME if after == FRAME else chance * (1 - FRAME_AFTER_FRAME)
            elif apart and before == "a" and len(after) == 1 and after > "\x7f" and after.isalpha():
                chance *= AFTER_LATIN
            least = AFTER_SPACE if before == SPACE else AFTER_OTHERS
            costs.append(_quantised(max(chance, least.get(after, 0))))
    return bytes(costs)


def _chances(row: list[int], alone: list[float]) -> list[float]:
    """Return the probabilities after a symbol, as far as its row is counted often enough."""
    total, kinds = sum(row), sum(map(bool, row))
    seen = total / (total + 2 * kinds + 5)
    return [
        (seen * number / total if total else 0) + (1 - seen + ALONE) * chance
        for number, chance in zip(row, alone, strict=True)
    ]


def _quantised(chance: float) -> int:
    return min(LARGEST, round(-log(chance) * SCALE))


def _members(characters: Counter[str], name: str) -> tuple[str, bytes, int]:
    """Return the members of a symbol that occur more than once, their costs and that of others."""
    found = {each: number for each, number in characters.items() if symbol_of(each) == name}
    kept = sorted(
        (each for each in found if found[each] > 1), key=lambda each: (-found[each], each)
    )
    total = sum(found.values()) or 1
    rest = sum(number for number in found.values() if number == 1) / total + 1e-3
    unseen = _quantised(rest / (IDEOGRAPHS[name] - len(kept)))
    costs = bytes(_quantised(found[each] / total * (1 - rest)) for each in kept)
    return "".join(kept), costs, unseen


def _codecs(counted: Counted) -> list[str]:
    """Return the codecs that have the letters of a language; none if it hardly has any."""
    found = []
    for row in tables.rows("encodings"):
        if row["languages"]:
            has = counted.tag in row["languages"].split()
        else:
            has = not counted.has_ideographs and _has_letters(counted, row["codec"])
        if has:
            found.append(row["codec"])
    return found


def _has_letters(counted: Counted, codec: str) -> bool:
    letters = {each: number for each, number in counted.characters.items() if each.isalpha()}
    if sum(letters.values()) < ASCII_LANGUAGE:
        return False
    least = OWN * sum(letters.values())
    own = {each: number for each, number in letters.items() if number >= least}
    written = {symbol_of(each) for each in bytes(range(256)).decode(codec, "ignore")}
    has = sum(number for each, number in own.items() if symbol_of(each) in written)
    return has >= COVERED_IN.get(counted.tag, COVERED) * sum(own.values())


def _case_costs(cases: Counter[str]) -> dict[str, float]:
    """Return the cost of a lower or upper case letter after another or none.

    The sentences have few words in upper case, of which some files consist.
    """
    shouted = {"nl": 0.1, "nu": 0.9, "ll": 0.95, "lu": 0.05, "ul": 0.1, "uu": 0.9}
    costs = {}
    for pair, chance in shouted.items():
        counted = cases[pair] / (cases[pair[0] + "l"] + cases[pair[0] + "u"])
        costs[pair] = round(-log(0.97 * counted + 0.03 * chance), 3)
    return costs


if __name__ == "__main__":
    main()
