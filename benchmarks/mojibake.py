"""The share of mojibake that is mended, and of clean text that is left alone.

    python -m benchmarks.mojibake --corpus ../shared/corpus

Clean text is the development sentences and the first training sentences of every tag. Each line
that the step changes is printed, as the corpus has some mojibake of its own. Mojibake is made of
development sentences, cut to a few words, that an encoding can write: decoded with another one,
they should be restored exactly. Lines that another encoding does not change are not counted. Files
of such lines are read line by line and as a whole. Last, UTF-8 in all languages is read in each
encoding that ftfy knows, and twice: of the lines that ftfy restores, the share that is restored
here, and of all lines both shares.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from operator import and_
from pathlib import Path
from typing import NamedTuple

from ftfy import fix_encoding
from ftfy.chardata import CHARMAP_ENCODINGS

from benchmarks.corpus import Corpus, TrainingText
from polyglot_norm import normalise
from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES, Codepage, high_half

WORDS = (2, 4, 8, 16)
CYRILLIC = "ru uk be bg mk sr-Cyrl".split()
CENTRAL = "hr bs sr-Latn sl cs sk pl hu ro sq".split()
COMMA_TO_CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")
STEP = ("mojibake",)
SEED = 20
FILES = (
    ("windows-1251", "windows-1252"),
    ("koi8-u", "windows-1251"),
    ("windows-1250", "windows-1252"),
    ("iso-8859-2", "windows-1252"),
)
PIECES = 6
TRIES = 60
"""Sentences of a language that are tried with each pair of encodings and each length."""


class Broken(NamedTuple):
    """A text before and after it was decoded wrongly."""

    meant: str
    seen: str


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--train-lines", type=int, default=300, help="clean lines of each tag")
    options = parser.parse_args()
    _report_clean(options.corpus, options.train_lines)
    _report_mended(Corpus(options.corpus))
    _report_files(Corpus(options.corpus))
    _report_utf8(options.corpus)


def _report_clean(root: Path, most: int) -> None:
    lines = changed = 0
    for tag, line in _clean_lines(root, most):
        lines += 1
        mended = normalise(line, tag, STEP)
        if mended.edits:
            changed += 1
            print(f"changed ({tag}): {line}\n  to: {mended.text}")
    print(f"clean text: {changed} of {lines:,} lines changed\n")


def _clean_lines(root: Path, most: int) -> Iterator[tuple[str, str]]:
    held_out, training = Corpus(root), TrainingText(root)
    for path in sorted((root / "dev" / "mono").glob("*.txt")):
        for line in held_out.sentences(path.stem):
            yield path.stem, line
    for path in sorted((root / "train").glob("*.xz")):
        tag = path.name.removesuffix(".txt.xz")
        for line in islice(training.sentences(tag), most):
            yield tag, line


def _report_mended(corpus: Corpus) -> None:
    print("written in, read in, share of lines mended exactly by words:", *WORDS)
    for written in CODEPAGES[:-1]:
        for read in CODEPAGES:
            if read is not written:
                _report_pair(corpus, written.name, read.name, _single(written, read), written)
    for read in CODEPAGES:
        _report_pair(corpus, "utf-8", read.name, _utf8(read), CODEPAGES[0])
        _report_pair(corpus, "utf-8", read.name, _utf8(read), CODEPAGES[5])


def _report_files(corpus: Corpus) -> None:
    print(
        "lines of 1 to 5 words of a file restored: written in, read in, alone, in the file, lines"
    )
    rng = random.Random(SEED)
    for written, read in FILES:
        table = _single(
            *(page for name in (written, read) for page in CODEPAGES if page.name == name)
        )
        for tag in CYRILLIC if written in ("windows-1251", "koi8-u") else CENTRAL:
            lines = [_some_words(each, rng) for each in corpus.sentences(tag)]
            meant = [line for line in lines if all(char < "\x80" or char in table for char in line)]
            seen = ["".join(table.get(char, char) for char in line) for line in meant]
            whole = normalise("\n".join(seen), None, STEP).text.split("\n")
            alone = (normalise(line, None, STEP).text for line in seen)
            found = [
                (one == right, other == right)
                for right, broken, one, other in zip(meant, seen, alone, whole, strict=True)
                if broken != right
            ]
            shares = (sum(each) / len(found) for each in zip(*found, strict=True))
            if found:
                print(f"{written:13} {read:13} {tag:8}", *map("{:4.0%}".format, shares), len(found))


def _some_words(sentence: str, rng: random.Random) -> str:
    words = sentence.translate(COMMA_TO_CEDILLA).split(" ")
    count = rng.randint(1, 5)
    start = rng.randrange(max(1, len(words) - count + 1))
    return " ".join(words[start : start + count])


def _report_utf8(root: Path) -> None:
    print("utf-8 of all languages: read in, restored of ftfy's, restored, restored by ftfy, lines")
    lines = list(_pieces(root))
    for read in (*CHARMAP_ENCODINGS, "latin-1 latin-1", "sloppy-windows-1252 sloppy-windows-1252"):
        ours: list[bool] = []
        theirs: list[bool] = []
        for meant in lines:
            seen = _read(meant, read.split())
            if seen is not None:
                ours.append(normalise(seen, None, STEP).text == meant)
                theirs.append(fix_encoding(seen) == meant)
        both = sum(map(and_, ours, theirs)) / sum(theirs)
        mine, his = sum(ours) / len(ours), sum(theirs) / len(theirs)
        print(f"{read:40} {both:7.2%} {mine:6.1%} {his:6.1%} {len(ours):6}", flush=True)


def _pieces(root: Path) -> Iterator[str]:
    """Yield pieces of 1 to 40 words of some development sentences of each language."""
    rng = random.Random(SEED)
    for path in sorted((root / "dev" / "mono").glob("*.txt")):
        sentences = [each for each in Corpus(root).sentences(path.stem) if not each.isascii()]
        for sentence in rng.sample(sentences, min(PIECES, len(sentences))):
            words = sentence.split(" ")
            count = rng.choice((1, 3, 6, 12, 40))
            start = rng.randrange(max(1, len(words) - count + 1))
            piece = " ".join(words[start : start + count])
            if not piece.isascii():
                yield piece


def _read(meant: str, encodings: list[str]) -> str | None:
    """Return a text read in one encoding after the other, None where one lacks a byte."""
    try:
        for encoding in encodings:
            meant = meant.encode().decode(encoding)
    except UnicodeError:
        return None
    return meant


def _single(written: Codepage, read: Codepage) -> dict[str, str]:
    """Return a table from the characters that are written to those that are read."""
    seen = dict(high_half(read.decoders[0]))
    return {meant: seen[byte] for byte, meant in high_half(written.codec)}


def _utf8(read: Codepage) -> dict[str, str]:
    """Return such a table for the characters of all legacy encodings, written in UTF-8."""
    seen = dict(high_half(read.decoders[0]))
    written = {char for each in CODEPAGES for _, char in high_half(each.codec)}
    return {char: "".join(seen[byte] for byte in char.encode()) for char in written}


def _report_pair(
    corpus: Corpus, name: str, read: str, table: dict[str, str], written: Codepage
) -> None:
    languages = CYRILLIC if "ru" in written.languages else CENTRAL
    right: dict[int, list[bool]] = defaultdict(list)
    for words in WORDS:
        for tag in languages:
            for meant, seen in _broken(corpus.sentences(tag), words, table):
                right[words].append(normalise(seen, None, STEP).text == meant)
    shares = "  ".join(f"{sum(each) / max(1, len(each)):4.0%}" for each in right.values())
    kind = "Cyrillic" if languages is CYRILLIC else "Latin"
    print(f"{name:15} {read:15} {kind:8} {shares}  of {sum(map(len, right.values()))}", flush=True)


def _broken(sentences: list[str], words: int, table: dict[str, str]) -> Iterator[Broken]:
    """Yield stretches of so many words that the table changes."""
    rng = random.Random(SEED)
    for sentence in rng.sample(sentences, min(TRIES, len(sentences))):
        parts = sentence.translate(COMMA_TO_CEDILLA).split(" ")
        if len(parts) >= words:
            start = rng.randrange(len(parts) - words + 1)
            meant = " ".join(parts[start : start + words])
            if all(char < "\x80" or char in table for char in meant):
                seen = "".join(table.get(char, char) for char in meant)
                if seen != meant:
                    yield Broken(meant, seen)


if __name__ == "__main__":
    main()
