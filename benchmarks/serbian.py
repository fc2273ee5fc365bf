"""``python -m benchmarks.serbian --corpus DIR``: errors and speed of Serbian Latin to Cyrillic.

Every Cyrillic sentence of the corpus is converted to Latin and back, and words that differ are
errors; words in Latin letters in the Cyrillic text are counted separately. Every Latin sentence is
converted to Cyrillic and back. The word lists for foreign words were learned without these
sentences (training/serbian.py). Phrases that are hard for letter tables are converted by ours and
by other packages (serbian_hard.py). With a hunspell dictionary of Serbian (``--dictionary sr_RS``,
without extension), digraphs are measured over all the forms that it generates; with a folder of
compiled messages in `sr` and `sr@latin` (``--messages``), Latin texts are compared with their
Cyrillic originals. Speed is compared with cyrtranslit, within rounds.
"""

from __future__ import annotations

import argparse
import gettext
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from benchmarks.serbian_hard import hard
from benchmarks.tables import number, table
from polyglot_norm.api import transliterate
from polyglot_norm.transliteration.serbian.cyrillic_word import cyrillic
from polyglot_norm.transliteration.serbian.to_cyrillic import clear_caches, to_cyrillic

MODERN_LATIN = (
    "ntrex", "babushka-setimes", "tatoeba", "cv-translit", "i18n", "babushka-reldi"
)  # fmt: skip
MODERN = ("ntrex", "tatoeba", "cv", "i18n", "babushka-setimes-translit", "babushka-reldi-translit")
"""All sources except the novels of 1840 to 1920."""

ROUNDS = 5
LENGTHS = (10_000, 100_000, 1_000_000)
LONGEST_FOR_PEER = 100_000
"""cyrtranslit takes quadratic time."""

WORD = re.compile(r"[^\W\d_]")
LATIN = re.compile("[A-Za-zÀ-ž]")
# Damaged words of the corpus: both alphabets in one, or Latin look-alikes of Cyrillic letters.
MIXED = re.compile("[A-Za-zÀ-ž][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ž]")
LOOK_ALIKE = re.compile(r"(?<![^\W_])[aeojcpyxisABEKMHOPCTXJSI]+(?![^\W_])")


class Errors(NamedTuple):
    """Numbers of words compared and words that differ, by their script in the Cyrillic text."""

    words: int
    wrong: Counter[tuple[str, str]]
    foreign: int
    foreign_wrong: Counter[tuple[str, str]]
    damaged: int

    def row(self) -> list[str]:
        """Return the cells of a table row."""
        wrong, lost = self.wrong.total(), self.foreign_wrong.total()
        whole = self.words + self.foreign
        return [
            f"{self.words:,}",
            str(wrong),
            number(PER * wrong / max(1, self.words), 1),
            str(self.foreign),
            str(lost),
            number(PER * (wrong + lost) / max(1, whole), 1),
            str(self.damaged),
        ]


PER = 10_000
HEAD = ("", "Cyrillic words", "wrong", "per 10,000", "Latin words", "wrong", "of all", "left out")


def compare(pairs: Iterable[tuple[str, str]]) -> Errors:
    """Return the errors over pairs of a Cyrillic text and a result."""
    words = foreign = damaged = 0
    wrong: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for gold, result in pairs:
        for expected, got in zip(gold.split(), result.split(), strict=True):
            if not WORD.search(expected):
                continue
            if MIXED.search(expected) or LOOK_ALIKE.search(expected):
                damaged += 1
            elif LATIN.search(expected):
                foreign += 1
                lost[expected, got] += expected != got
            else:
                words += 1
                wrong[expected, got] += expected != got
    return Errors(words, +wrong, foreign, +lost, damaged)


def round_trip(corpus: Path) -> Iterator[str]:
    """Yield a table of errors of the round trip over the corpus, by source."""
    lines: dict[str, list[str]] = defaultdict(list)
    with lzma.open(corpus / "train" / "sr-Cyrl.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            source, _, text = line.rstrip("\n").partition("\t")
            lines[source].append(text)
    modern = [text for source in MODERN for text in lines[source]]
    dev = (corpus / "dev" / "mono" / "sr-Cyrl.txt").read_text(encoding="utf-8").splitlines()
    parts = {source: lines[source] for source in MODERN}
    parts |= {"all of these": modern, "novels 1840–1920": lines["eltec"], "development": dev}
    found = {name: compare((text, _back(text)) for text in texts) for name, texts in parts.items()}
    yield table(HEAD, [[name, *errors.row()] for name, errors in found.items()])
    yield "\nMost frequent errors of the modern sources: " + _examples(found["all of these"])


def latin_round_trip(corpus: Path) -> Iterator[str]:
    """Yield a table of words of the Latin corpus that are not the same in Cyrillic and back."""
    lines: dict[str, list[str]] = defaultdict(list)
    with lzma.open(corpus / "train" / "sr-Latn.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            source, _, text = line.rstrip("\n").partition("\t")
            lines[source].append(text)
    dev = (corpus / "dev" / "mono" / "sr-Latn.txt").read_text(encoding="utf-8").splitlines()
    parts = {source: lines[source] for source in MODERN_LATIN}
    novels = lines["eltec"] + lines["eltec-translit"]
    found = {
        name: Latin.of(texts)
        for name, texts in {**parts, "novels 1840–1920": novels, "development": dev}.items()
    }
    yield table(LATIN_HEAD, [[name, *part.row()] for name, part in found.items()])


LATIN_HEAD = ("", "words", "đ for dj", "other changes", "per 10,000", "kept in Latin", "%")


class Latin(NamedTuple):
    """Numbers of Latin words: all, changed by a round trip, and left in Latin."""

    words: int
    with_dj: int
    changed: int
    kept: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> Latin:
        """Count the words of texts."""
        words = with_dj = changed = kept = 0
        for text in texts:
            cyrillic_text = transliterate(text, "sr-Latn").text
            back = transliterate(cyrillic_text, "sr-Cyrl").text
            for word, middle, end in zip(
                text.split(), cyrillic_text.split(), back.split(), strict=True
            ):
                if LATIN.search(word):
                    words += 1
                    kept += LATIN.search(middle) is not None
                    spelled = DJ.sub(lambda match: "Đ" if match[0][0] == "D" else "đ", word)
                    with_dj += word != end == spelled
                    changed += end not in (word, spelled)
        return cls(words, with_dj, changed, kept)

    def row(self) -> list[str]:
        """Return the cells of a table row."""
        rate = number(PER * self.changed / max(1, self.words), 1)
        share = number(100 * self.kept / max(1, self.words), 2)
        return [
            f"{self.words:,}", str(self.with_dj), str(self.changed), rate, f"{self.kept:,}", share
        ]  # fmt: skip


DJ = re.compile("[Dd][Jj]")


def _back(text: str) -> str:
    return transliterate(transliterate(text, "sr-Cyrl").text, "sr-Latn").text


def _examples(errors: Errors, most: int = 40) -> str:
    found = (errors.wrong + errors.foreign_wrong).most_common(most)
    return ", ".join(f"{gold} → {got} ({count})" for (gold, got), count in found) + "."


def messages(folder: Path) -> Iterator[str]:
    """Yield a table of errors over messages of software written in both alphabets."""
    pairs = []
    for path in sorted((folder / "sr" / "LC_MESSAGES").glob("*.mo")):
        other = folder / "sr@latin" / "LC_MESSAGES" / path.name
        if other.exists():
            cyrl, latn = _catalogue(path), _catalogue(other)
            pairs += [(cyrl[key], latn[key]) for key in cyrl if key in latn]
    results = [(gold, transliterate(text, "sr-Latn").text) for gold, text in pairs]
    same = [(gold, got) for gold, got in results if len(gold.split()) == len(got.split())]
    errors = compare(same)
    yield table(HEAD, [[f"{len(same):,} messages", *errors.row()]])
    yield "\nMost frequent errors: " + _examples(errors)


def _catalogue(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: text for key, text in found.items() if key and isinstance(text, str)}


DIGRAPHS = re.compile("[њљџ]|[нл]ј|дж")
WITH_DJ = re.compile("ђ|дј")


def dictionary(stem: Path) -> Iterator[str]:
    """Yield a table of errors over all forms of a hunspell dictionary with a digraph."""
    forms = dict.fromkeys(form.lower() for form in _forms(stem))
    rows = []
    for name, pattern, typed in (("lj nj dž", DIGRAPHS, False), ("dj for đ", WITH_DJ, True)):
        held = [form for form in forms if pattern.search(form)]
        wrong = [form for form in held if cyrillic(_latin(form, typed=typed)) != form]
        rows.append(
            [name, f"{len(held):,}", f"{len(wrong):,}", number(PER * len(wrong) / len(held), 1)]
        )
        rows[-1].append(", ".join(sorted({form[:8] for form in wrong})[:12]))
    yield table(["", "forms", "wrong", "per 10,000", "beginnings"], rows)


def _latin(word: str, *, typed: bool) -> str:
    latin = transliterate(word, "sr-Cyrl").text
    return latin.replace("đ", "dj") if typed else latin


def _forms(stem: Path) -> Iterator[str]:
    """Yield every form that the suffix rules of a dictionary with numbered flags generate."""
    rules: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for line in stem.with_suffix(".aff").read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if len(cells) > 3 and cells[0] == "SFX" and not (len(cells) == 4 and cells[3].isdigit()):
            strip, add = cells[2].replace("0", ""), cells[3].partition("/")[0].replace("0", "")
            rules[cells[1]].append((strip, add, cells[4] if len(cells) > 4 else "."))
    for line in stem.with_suffix(".dic").read_text(encoding="utf-8").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        yield word
        for flag in flags.split(","):
            for strip, add, condition in rules.get(flag, ()):
                if word.endswith(strip) and re.search(f"(?:{condition})$", word):
                    yield word[: len(word) - len(strip)] + add


def speed(corpus: Path) -> Iterator[str]:
    """Yield a table of millions of code points per second of processor time, cold and cached."""
    import cyrtranslit

    with lzma.open(corpus / "train" / "sr-Latn.txt.xz", "rt", encoding="utf-8") as file:
        text = "\n".join(line.rstrip("\n").partition("\t")[2] for line in file)
    calls: dict[str, Callable[[str], object]] = {
        "ours, new words": lambda part: _cold(part),
        "ours, cached words": lambda part: to_cyrillic(part, "sr-Latn", "sr-latn").text,
        "cyrtranslit": lambda part: cyrtranslit.to_cyrillic(part, "sr"),
    }
    rows = []
    for length in LENGTHS:
        part = text[:length]
        times: dict[str, list[float]] = defaultdict(list)
        for _ in range(ROUNDS):
            for name, call in calls.items():
                if name != "cyrtranslit" or length <= LONGEST_FOR_PEER:
                    start = process_time()
                    call(part)
                    times[name].append(process_time() - start)
        rates = [length / median(times[n]) / 1e6 if n in times else None for n in calls]
        peer = times.get("cyrtranslit")
        ratios = [
            median(b / a for a, b in zip(times[n], peer, strict=True)) if peer else None
            for n in list(calls)[:2]
        ]
        rows.append(
            [f"{length:,}", *(number(rate, 2) for rate in rates), *(number(r, 1) for r in ratios)]
        )
    yield table(["code points", *calls, "new ×", "cached ×"], rows)


def _cold(text: str) -> str:
    clear_caches()
    return to_cyrillic(text, "sr-Latn", "sr-latn").text


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    parser.add_argument("--dictionary", type=Path, metavar="STEM")
    parser.add_argument("--messages", type=Path, metavar="DIR")
    names = ("round-trip", "latin", "hard", "messages", "dictionary", "speed")
    parser.add_argument("--only", choices=names)
    given = parser.parse_args()
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "round-trip": lambda: round_trip(given.corpus),
        "latin": lambda: latin_round_trip(given.corpus),
        "hard": hard,
    }
    if given.messages:
        parts["messages"] = lambda: messages(given.messages)
    if given.dictionary:
        parts["dictionary"] = lambda: dictionary(given.dictionary)
    parts["speed"] = lambda: speed(given.corpus)
    for name, part in parts.items():
        if given.only in (None, name):
            print(f"\n## {name.capitalize()}\n\n" + "\n".join(part()), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
