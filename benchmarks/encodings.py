"""The share of legacy files whose text is found, beside charset-normalizer and chardet.

    python -m benchmarks.encodings --corpus ../shared/corpus [--real FOLDER]

Files of one and of five lines are made from development sentences in seventy pairs of an encoding
and a language. ``FOLDER`` has real files in folders named for their encoding, with or without the
language: ``iso-8859-2-czech/``. An answer is right if it decodes the file to the same text, under
whatever name. The last table compares the confidence of our answers with the share that is right.
"""

from __future__ import annotations

import argparse
import codecs
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import Corpus
from polyglot_norm import decode
from polyglot_norm.errors import DecodeError
from training.legacy_text import as_written

PAIRS = """
    windows-1252: en de fr es pt it nl sv da fi is ca
    iso-8859-15: fr et
    cp437: de
    cp850: fr es
    cp865: nb
    mac-roman: fr de
    windows-1250: cs pl hu hr ro sr-Latn
    iso-8859-2: cs sk pl hu sl
    cp852: pl cs
    windows-1251: ru uk bg sr-Cyrl mk be
    koi8-r: ru
    koi8-u: uk
    cp866: ru
    cp855: sr-Cyrl mk
    iso-8859-5: ru sr-Cyrl
    mac-cyrillic: ru
    windows-1253: el
    iso-8859-7: el
    cp737: el
    windows-1254: tr
    cp857: tr
    windows-1255: he
    cp862: he
    windows-1256: ar fa
    iso-8859-6: ar
    windows-1257: lt lv
    cp775: lt
    cp1258: vi
    cp874: th
    shift_jis: ja
    euc-jp: ja
    iso2022_jp: ja
    gb18030: zh-Hans
    hz: zh-Hans
    big5: zh-Hant
    euc-kr: ko
    utf-16-le: zh-Hans
"""
LENGTHS = (1, 5)
SEED = 20
VARIANTS = {
    "shift_jis": ("cp932",),
    "cp932": ("shift_jis",),
    "gb2312": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
    "tis-620": ("cp874",),
}
"""Encodings that differ in a few signs, and whose names are used for one another."""


class File(NamedTuple):
    """Bytes, the texts that are right, and the pair or folder they belong to."""

    data: bytes
    texts: tuple[str, ...]
    group: str


class Answer(NamedTuple):
    """The text that a system makes of a file, and how sure it is; None if it makes none."""

    text: str | None
    confidence: float = 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--count", type=int, default=20, help="files of each pair and length")
    parser.add_argument("--real", type=Path, help="folder of folders named for their encoding")
    parser.add_argument("--show", action="store_true", help="print each pair and our mistakes")
    parser.add_argument("--alone", action="store_true", help="measure no other system")
    options = parser.parse_args()
    systems = dict(list(SYSTEMS.items())[: 1 if options.alone else None])
    corpus = Corpus(options.corpus)
    answers = []
    for lines in LENGTHS:
        files = list(made_files(corpus, lines, options.count))
        answers += _report(f"{lines} lines", files, systems, show=options.show)
    if options.real:
        files = list(real_files(options.real))
        _report("real files", files, systems, show=options.show)
    _report_confidence(answers)


def made_files(corpus: Corpus, lines: int, count: int) -> Iterator[File]:
    """Yield ``count`` files of each pair, none of them pure ASCII."""
    for encoding, tag in pairs():
        drawn = random.Random(f"{SEED} {encoding} {tag} {lines}")
        fitting = [line for line in corpus.sentences(tag) if fits(line, encoding)]
        for _ in range(count):
            text = "\n".join(drawn.sample(fitting, min(lines, len(fitting)))) + "\n"
            data = as_written(text, encoding).encode(encoding)
            yield File(data, (data.decode(encoding),), f"{encoding} {tag}")


def pairs() -> list[tuple[str, str]]:
    """Return the pairs of an encoding and a tag.

    >>> len(pairs())
    70
    """
    rows = [row.split(":") for row in PAIRS.strip().split("\n")]
    return [(encoding.strip(), tag) for encoding, tags in rows for tag in tags.split()]


def fits(line: str, encoding: str) -> bool:
    """Return True if an encoding can write a line, and not as plain ASCII."""
    try:
        as_written(line, encoding).encode(encoding)
    except UnicodeEncodeError:
        return False
    return not line.isascii()


def real_files(folder: Path) -> Iterator[File]:
    """Yield the files of folders that are named for an encoding and perhaps a language."""
    for path in sorted(folder.glob("*/*")):
        encoding = _encoding_of(path.parent.name)
        data = path.read_bytes()
        if encoding is None:
            print(f"{path}: Python has no such encoding; left out")
            continue
        names = (encoding, *VARIANTS.get(encoding.lower(), ()))
        yield File(data, tuple(data.decode(name, "replace") for name in names), path.parent.name)


def _encoding_of(name: str) -> str | None:
    for encoding in (name, name.rpartition("-")[0]):
        try:
            codecs.lookup(encoding)
        except LookupError:
            continue
        return encoding
    return None


def ours(data: bytes) -> Answer:
    """Return the answer of this package."""
    try:
        found = decode(data)
    except DecodeError:
        return Answer(None)
    return Answer(found.text, found.confidence)


def _charset_normalizer(data: bytes) -> Answer:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return Answer(None if best is None else str(best))


def _chardet(data: bytes) -> Answer:
    from chardet import detect

    found = detect(data)
    try:
        return Answer(data.decode(found["encoding"] or "?"), found["confidence"])
    except (LookupError, UnicodeError):
        return Answer(None)


SYSTEMS: dict[str, Callable[[bytes], Answer]] = {
    "polyglot_norm": ours,
    "charset-normalizer": _charset_normalizer,
    "chardet": _chardet,
}


def _report(
    title: str, files: list[File], systems: dict[str, Callable[[bytes], Answer]], *, show: bool
) -> list[tuple[float, bool]]:
    """Print the share that each system gets right; return our confidences and whether right."""
    print(f"\n{title}: {len(files)} files")
    confidences = []
    groups = list(dict.fromkeys(file.group for file in files))
    right: dict[str, dict[str, list[bool]]] = {}
    for name, system in systems.items():
        right[name] = {group: [] for group in groups}
        started = time.process_time()
        for file in files:
            answer = system(file.data)
            correct = any(_same(answer.text, text) for text in file.texts)
            right[name][file.group].append(correct)
            if name == "polyglot_norm":
                confidences.append((answer.confidence, correct))
                if show and not correct:
                    print(f"  {file.group}: {file.texts[0][:60]!r}")
                    print(f"    read as {(answer.text or '')[:60]!r}")
        spent = (time.process_time() - started) / len(files) * 1000
        found = sum(map(sum, right[name].values()))
        print(f"{name:20} {100 * found / len(files):5.1f} %  ({found}; {spent:.1f} ms a file)")
    for group in groups if show else ():
        shares = [f"{_share(right[name][group]):6.1f}" for name in systems]
        print(f"  {group:24} {' '.join(shares)}")
    return confidences


def _share(correct: list[bool]) -> float:
    return 100 * sum(correct) / len(correct)


def _same(found: str | None, text: str) -> bool:
    """Return True if two texts are equal, apart from a byte-order mark."""
    mark = "\N{ZERO WIDTH NO-BREAK SPACE}"
    return found is not None and found.removeprefix(mark) == text.removeprefix(mark)


def _report_confidence(answers: list[tuple[float, bool]]) -> None:
    print("\nconfidence of made files: from, to, files, mean confidence, share right")
    for low, high in ((0, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 0.99), (0.99, 1.01)):
        row = [answer for answer in answers if low <= answer[0] < high]
        if row:
            said = sum(confidence for confidence, _ in row) / len(row)
            right = _share([correct for _, correct in row])
            print(f"  {low:.2f} {min(high, 1):.2f} {len(row):5} {100 * said:5.1f} {right:5.1f}")


if __name__ == "__main__":
    main()
