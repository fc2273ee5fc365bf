"""``python -m benchmarks.syllabic --corpus DIR``: agreement with packages for single scripts.

ICU has another standard, or none, for most scripts whose schemes work by syllables. This compares
them, word by word, with packages that have the same standard, and with uroman, which has none. A
package that is not installed is left out. *bare* ignores marks, apostrophes and case; *letters* is
the share of bare letters that need no edit.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from unicodedata2 import normalize

from benchmarks.corpus import Corpus
from benchmarks.tables import number, percent, table
from polyglot_norm.normalisation.steps.ascii import to_ascii
from polyglot_norm.transliteration.conversion import run
from polyglot_norm.transliteration.schemes import default_for

MOST = 5000
"""Words compared of each language; uroman needs milliseconds for each."""

NOT_LETTERS = re.compile(r"[^a-z]+")
IGNORED = {"am": "i", "ti": "i"}
"""A letter that *bare* ignores too: ICU has the i of every letter of the sixth order."""

Romanise = Callable[[str], str]


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", nargs="*", metavar="TAG")
    given = parser.parse_args()
    corpus = Corpus(given.corpus)
    rows = []
    for lang, peers in PEERS.items():
        if given.only and lang not in given.only:
            continue
        words = list(_words(lang, corpus.sentences(lang)))[:MOST]
        for name, standard, make in peers:
            with suppress(ImportError):
                rows.append([lang, name, standard, *_compared(lang, words, make())])
    print(table(["", "package", "its standard", "words", "equal %", "bare %", "letters %",
                 "bare differences (ours ≠ its)"], rows))  # fmt: skip
    return 0


def _words(lang: str, sentences: Sequence[str]) -> Iterator[str]:
    """Yield the words of a language, or what stands between spaces, tshegs and other signs."""
    script = re.compile(f"[{SCRIPTS[lang]}]+")
    for sentence in sentences:
        for found in script.findall(sentence):
            yield from _thai_words(found) if lang == "th" else (found,)


def _thai_words(text: str) -> list[str]:
    with suppress(ImportError):
        from pythainlp.tokenize import word_tokenize

        return list(word_tokenize(text))
    return [text]


def _compared(lang: str, words: Sequence[str], call: Romanise) -> list[str]:
    scheme = default_for(lang, "Latn")
    assert scheme is not None
    equal = bare = edits = length = 0
    differences: Counter[str] = Counter()
    for word in words:
        ours, theirs = (
            normalize("NFC", text) for text in (run(scheme, word, lang).text, call(word))
        )
        equal += ours == theirs
        ours, theirs = _bare(ours, lang), _bare(theirs, lang)
        bare += ours == theirs
        edits += distance(ours, theirs)
        length += max(len(ours), len(theirs))
        if ours != theirs:
            differences[f"{ours} ≠ {theirs}"] += 1
    shown = ", ".join(f"{pair} ({count})" for pair, count in differences.most_common(3))
    return [
        number(len(words), 0),
        percent(equal / len(words)),
        percent(bare / len(words)),
        percent(1 - edits / length),
        shown,
    ]


def _bare(text: str, lang: str) -> str:
    bare = NOT_LETTERS.sub("", to_ascii(text, "und", "").text.lower())
    return bare.replace(IGNORED.get(lang, "-"), "")


def distance(a: str, b: str) -> int:
    """Return the number of letters that must be changed, inserted or removed.

    >>> distance("kuruseidasu", "kurusedas")
    2
    """
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def _icu(name: str) -> Callable[[], Romanise]:
    def make() -> Romanise:
        import icu

        transform = icu.Transliterator.createInstance(name)
        return lambda word: str(transform.transliterate(word))

    return make


def _uroman(code: str) -> Callable[[], Romanise]:
    def make() -> Romanise:
        from uroman import Uroman

        romanise: Any = Uroman().romanize_string
        return lambda word: str(romanise(word, lcode=code))

    return make


def _asosoft() -> Romanise:
    from asosoft import Ar2La

    return lambda word: str(Ar2La(word))


def _pyewts() -> Romanise:
    from pyewts import pyewts

    to_wylie: Any = pyewts().toWylie
    return lambda word: str(to_wylie(word))


def _yiddish() -> Romanise:
    from yiddish import transliterate

    return lambda word: str(transliterate(word))


def _tltk() -> Romanise:
    from tltk.nlp import th2roman

    def romanise(word: str) -> str:
        with suppress(ValueError):  # it fails at some texts
            return str(th2roman(word)).replace("<s/>", "").replace(" ", "").strip()
        return ""

    return romanise


def _aksharamukha(source: str) -> Callable[[], Romanise]:
    def make() -> Romanise:
        from aksharamukha.transliterate import process

        return lambda word: str(process(source, "ISO", word))

    return make


SCRIPTS = {
    "dv": "\u0780-\u07b1",
    "am": "\u1200-\u135f",
    "ti": "\u1200-\u135f",
    "my": "\u1000-\u1049\u104c-\u109f",
    "th": "\u0e01-\u0e4e",
    "lo": "\u0e80-\u0ecd\u0edc-\u0edf",
    "km": "\u1780-\u17d3\u17dd",
    "bo": "\u0f40-\u0fbc\u0f71-\u0f84",
    "yi": "\u0591-\u05f4\ufb1d-\ufb4f",
    "si": "\u0d81-\u0df3\u200d",
    "chr": "\u13a0-\u13fd\uab70-\uabbf",
    "sat": "\u1c5a-\u1c7d",
    "ug": "\u0621-\u06d5",
    "ckb": "\u0621-\u065f\u066e-\u06d5\u200c",
}
"""The characters of words."""

PEERS: dict[str, tuple[tuple[str, str, Callable[[], Romanise]], ...]] = {
    "dv": (("ICU", "BGN/PCGN 1988", _icu("dv-dv_Latn/BGN")), ("uroman", "–", _uroman("div"))),
    "am": (("ICU", "BGN/PCGN 1967", _icu("am-am_Latn/BGN")), ("uroman", "–", _uroman("amh"))),
    "ti": (("ICU", "BGN/PCGN 1967", _icu("am-am_Latn/BGN")), ("uroman", "–", _uroman("tir"))),
    "my": (("ICU", "its own", _icu("my-my_Latn")), ("uroman", "–", _uroman("mya"))),
    "th": (("tltk", "RTGS", _tltk), ("uroman", "–", _uroman("tha"))),
    "lo": (("uroman", "–", _uroman("lao")),),
    "km": (("uroman", "–", _uroman("khm")),),
    "bo": (("pyewts", "Wylie", _pyewts), ("uroman", "–", _uroman("bod"))),
    "yi": (("yiddish", "YIVO", _yiddish), ("uroman", "–", _uroman("yid"))),
    "si": (
        ("aksharamukha", "ISO 15919", _aksharamukha("Sinhala")),
        ("uroman", "–", _uroman("sin")),
    ),
    "chr": (("uroman", "–", _uroman("chr")),),
    "sat": (("aksharamukha", "ISO 15919", _aksharamukha("Santali")),),
    "ug": (("uroman", "–", _uroman("uig")),),
    "ckb": (("AsoSoft", "Hawar", _asosoft), ("uroman", "–", _uroman("ckb"))),
}
"""The packages for each language, with the standards that they name."""

if __name__ == "__main__":
    raise SystemExit(main())
