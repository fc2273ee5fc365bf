"""``python -m benchmarks.transliteration --corpus DIR``: schemes compared with other packages.

It measures speed, as ratios within rounds in which every contender runs once on the same text;
agreement with ICU on the standards they share, word by word; and round trips of reversible schemes
over the corpus. Packages that are not installed are skipped.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, NamedTuple

from unicodedata2 import normalize

from benchmarks.corpus import TrainingText
from benchmarks.tables import number, percent, table
from polyglot_norm.api import transliterate
from polyglot_norm.records import Scheme
from polyglot_norm.transliteration.conversion import run
from polyglot_norm.transliteration.scheme_header import header, stems
from polyglot_norm.transliteration.schemes import find

ROUNDS = 9
LENGTH = 100_000
SLOW_SHARE = 0.02
"""Share of the text for uroman, which takes seconds where the others take milliseconds."""

Call = Callable[[str], object]

SPEED = (
    ("sr-Cyrl", "sr-latn", "sr", "sr-sr_Latn/BGN"), ("ru", "iso9", "ru", "Cyrillic-Latin"),
    ("ru", "bgn", "ru", "ru-ru_Latn/BGN"), ("uk", "uk-2010", "ua", "uk-uk_Latn/BGN"),
    ("bg", "bg-2009", "bg", "bg-bg_Latn/BGN"), ("mk", "mk-1970", "mk", "mk-mk_Latn/BGN"),
    ("be", "be-2007", "by", "be-be_Latn/BGN"), ("kk", "kk-2021", "", "kk-kk_Latn/BGN"),
    ("mn", "mns-5217", "mn", "mn-mn_Latn/BGN"), ("uz-Cyrl", "uz-1995", "", "uz_Cyrl-uz_Latn"),
    ("sr-Latn", "sr-latn", "sr", "Latn-Cyrl"), ("uz", "uz-1995", "", "uz_Latn-uz_Cyrl"),
)  # fmt: skip
"""Language, scheme, code of cyrtranslit, transform of ICU."""

SAME = (
    ("ru", "bgn", "ru-ru_Latn/BGN"), ("uk", "bgn", "uk-uk_Latn/BGN"),
    ("be", "bgn", "be-be_Latn/BGN"), ("kk", "bgn", "kk-kk_Latn/BGN"),
    ("ky", "bgn", "ky-ky_Latn/BGN"), ("mk", "mk-1970", "mk-mk_Latn/BGN"),
    ("sr-Cyrl", "sr-latn", "sr-sr_Latn/BGN"), ("az-Cyrl", "az-1991", "az_Cyrl-az/BGN"),
    ("uz-Cyrl", "uz-1995", "uz_Cyrl-uz_Latn"), ("ru", "iso9", "Cyrl-Latn"),
    ("el", "elot743", "Greek-Latin/UNGEGN"), ("ka", "ka-2002", "ka-ka_Latn/BGN"),
    ("hy", "bgn", "hy-hy_Latn/BGN"), ("ja", "hepburn", "Hiragana-Katakana; Katakana-Latin"),
    ("hi", "iso15919", "Deva-Latn"), ("mr", "iso15919", "Deva-Latn"),
    ("ne", "iso15919", "Deva-Latn"), ("bn", "iso15919", "Beng-Latn"),
    ("as", "iso15919", "Beng-Latn"), ("gu", "iso15919", "Gujr-Latn"),
    ("pa", "iso15919", "Guru-Latn"), ("or", "iso15919", "Orya-Latn"),
    ("ta", "iso15919", "Taml-Latn"), ("te", "iso15919", "Telu-Latn"),
    ("kn", "iso15919", "Knda-Latn"), ("ml", "iso15919", "Mlym-Latn"),
)  # fmt: skip
"""Schemes whose standard ICU has too, or one that differs in a few letters."""

KANA = re.compile("[ぁ-ゖー]+|[ァ-ヺー]+")
"""The compared parts of Japanese, which has no spaces, and kanji that Hepburn does not romanise."""


class Contender(NamedTuple):
    """A function that transliterates; a ``slow`` one is timed on a small part of the text."""

    name: str
    call: Call
    slow: bool = False


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", choices=("speed", "icu", "round-trip"))
    given = parser.parse_args()
    with suppress(AttributeError, OSError):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    corpus = TrainingText(given.corpus)
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "speed": lambda: speed(corpus, given.rounds),
        "icu": lambda: agreement(corpus),
        "round-trip": lambda: round_trips(corpus),
    }
    print("# Transliteration benchmarks\n\nGenerated; do not edit:\n")
    print("```\npython -m benchmarks.transliteration --corpus ../shared/corpus\n```")
    for name, part in parts.items():
        if given.only in (None, name):
            print("\n".join(part()), flush=True)
    return 0


def speed(corpus: TrainingText, rounds: int) -> Iterator[str]:
    """Yield a table of megabytes per second, and ratios to `str.translate` alone."""
    yield f"\n## Speed\n\nMegabytes of UTF-8 per second on {LENGTH:,} code points, without reading"
    yield "the alignment (except *aligned*), by processor time on one core; medians. *bare* is"
    yield "`str.translate` with the result of the scheme for each letter alone; ×bare is the ratio"
    yield "within a round.\n"
    yield f"{_versions()}\n"
    names: dict[str, None] = {}
    rows: list[tuple[str, Mapping[str, float], float]] = []
    for lang, name, code, icu_id in SPEED:
        text = _text(corpus, lang)
        contenders = list(_contenders(lang, name, code, icu_id, text))
        rates, ratio = race(contenders, text, rounds)
        names |= dict.fromkeys(rates)
        rows.append((f"{lang} {name}", rates, ratio))
    cells = [
        [
            title,
            *(number(rates.get(n), 2 if rates.get(n, 9) < 1 else 1) for n in names),
            number(ratio, 2),
        ]
        for title, rates, ratio in rows
    ]
    yield table(["", *names, "ours ×bare"], cells)
    yield "\n### Longer texts\n\nSeconds of processor time per million code points; constant if the"
    yield "time is linear.\n"
    lengths = (10_000, 100_000, 1_000_000)
    yield table(
        ["", *(f"{length:,}" for length in lengths)],
        [
            [f"{lang} {name}", *(number(_seconds(corpus, lang, name, n), 3) for n in lengths)]
            for lang, name in (("sr-Cyrl", "sr-latn"), ("sr-Latn", "sr-latn"), ("ru", "bgn"))
        ],
    )


def _versions() -> str:
    found = []
    for package in ("cyrtranslit", "Unidecode", "anyascii", "uroman", "icukit-pyicu", "PyICU"):
        with suppress(Exception):
            found.append(f"{package} {version(package)}")
    return ", ".join(found) + "."


def _text(corpus: TrainingText, lang: str, length: int = LENGTH) -> str:
    # Without combining marks, which a bare table does not handle.
    text = "\n".join(corpus.sentences(lang))
    text = re.sub("[\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]", "", text)
    return (text * (length // len(text) + 1))[:length]


def _contenders(lang: str, name: str, code: str, icu_id: str, text: str) -> Iterator[Contender]:
    scheme = find(name, lang)
    bare = {ord(c): run(scheme, c, lang).text for c in set(text)}
    bare = {c: becomes for c, becomes in bare.items() if chr(c) != becomes}
    yield Contender("bare", lambda text: text.translate(bare))
    yield Contender("ours", lambda text: run(scheme, text, lang).text)
    yield Contender("aligned", lambda text: run(scheme, text, lang).edits)
    yield Contender("pn.transliterate", lambda text: transliterate(text, lang, name).text)
    yield from _peers(code, icu_id, scheme.script == "Latn")


def _peers(code: str, icu_id: str, to_latin: bool) -> Iterator[Contender]:
    with suppress(ImportError):
        import cyrtranslit

        function = cyrtranslit.to_latin if to_latin else cyrtranslit.to_cyrillic
        if code:
            yield Contender("cyrtranslit", lambda text: function(text, code))
    with suppress(ImportError):
        import icu

        transform = icu.Transliterator.createInstance(icu_id)
        yield Contender("ICU", transform.transliterate)
    if not to_latin:
        return
    with suppress(ImportError):
        from unidecode import unidecode

        yield Contender("Unidecode", unidecode)
    with suppress(ImportError):
        from anyascii import anyascii

        yield Contender("anyascii", anyascii)
    with suppress(ImportError):
        from uroman import Uroman

        romanise: Any = Uroman().romanize_string
        yield Contender("uroman", romanise, slow=True)


def race(contenders: Sequence[Contender], text: str, rounds: int) -> tuple[dict[str, float], float]:
    """Return the megabytes per second of each, and the median ratio of ours to a bare table."""
    times: dict[str, list[float]] = {c.name: [] for c in contenders}
    few = text[: int(len(text) * SLOW_SHARE)]
    for _ in range(rounds):
        for contender in contenders:
            piece = few if contender.slow else text
            start = process_time()
            contender.call(piece)
            times[contender.name].append((process_time() - start) / len(piece.encode()))
    rates = {name: 1e-6 / median(found) for name, found in times.items()}
    pairs = zip(times["bare"], times["ours"], strict=True)
    return rates, median(bare / ours for bare, ours in pairs)


def _seconds(corpus: TrainingText, lang: str, name: str, length: int) -> float:
    text, scheme = _text(corpus, lang, length), find(name, lang)
    found = []
    for _ in range(5):
        start = process_time()
        run(scheme, text, lang)
        found.append(process_time() - start)
    return min(found) * 1e6 / length


def agreement(corpus: TrainingText) -> Iterator[str]:
    """Yield a table of the shares of words that agree with ICU, and of the differences."""
    yield "\n## Agreement with ICU\n"
    try:
        import icu
    except ImportError:
        yield "ICU is not installed here."
        return
    yield f"Shares of words (in Japanese, runs of kana), ICU {icu.ICU_VERSION}, both in NFC."
    yield "*without signs* ignores raised dots, the macron below of Greek, and the apostrophe and"
    yield "colon between letters, and treats as equal primes and quotation marks, all nasals before"
    yield "a consonant where ours is ṁ, and danda and full stop. The differences are what remains"
    yield "of two words without their common beginning and end, most frequent first;"
    yield "docs/schemes.md has the reasons.\n"
    rows = []
    for lang, name, icu_id in SAME:
        transform = icu.Transliterator.createInstance(icu_id)
        sentences = corpus.sentences(lang)
        if lang == "ja":
            sentences = [kana for sentence in sentences for kana in KANA.findall(sentence)]
        rows.append(_compared(sentences, lang, name, transform))
        rows[-1].insert(1, f"`{icu_id}`")
    yield table(
        ["", "ICU", "words", "equal %", "without signs %", "other differences (ours ≠ ICU)"], rows
    )


def _compared(sentences: Sequence[str], lang: str, name: str, transform: Any) -> list[str]:
    scheme = find(name, lang)
    words = equal = without_signs = 0
    differences: Counter[str] = Counter()
    for sentence in sentences:
        ours = run(scheme, sentence, lang).text.split()
        theirs = str(transform.transliterate(sentence)).split()
        if len(ours) != len(theirs):
            continue
        for a, b in zip(ours, theirs, strict=True):
            a, b = normalize("NFC", a), normalize("NFC", b)
            words += 1
            equal += a == b
            a, b = (_plain(word, nasal="ṁ" in a) for word in (a, b))
            without_signs += a == b
            if a != b:
                differences[_difference(a, b)] += 1
    shown = ", ".join(f"{pair} ({count})" for pair, count in differences.most_common(5))
    return [
        f"{lang} {name}",
        str(words),
        percent(equal / words),
        percent(without_signs / words, 2),
        shown,
    ]


SIGNS = {ord(sign): same for sign, same in zip("ʹʺ।॥", "’”..", strict=True)}
IGNORED = re.compile(r"·|\N{COMBINING MACRON BELOW}|(?<=\w)[:'](?=\w)")
NASAL = re.compile("n\N{COMBINING MACRON}|[ṁnmṅṇñ](?=[^aāeēiīoōuū ])")


def _plain(word: str, *, nasal: bool) -> str:
    word = IGNORED.sub("", word.translate(SIGNS))
    return NASAL.sub("ṁ", word) if nasal else word


def _difference(a: str, b: str) -> str:
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    end = 0
    while end < min(len(a), len(b)) and a[-1 - end] == b[-1 - end]:
        end += 1
    return f"{a[: len(a) - end] or '–'} ≠ {b[: len(b) - end] or '–'}"


def round_trips(corpus: TrainingText) -> Iterator[str]:
    """Yield a table of the sentences that reversible schemes restore."""
    yield "\n## Round trips\n\nSentences restored by reversible schemes.\n"
    rows = []
    for head in (head for head in map(header, stems()) if head.reversible):
        routes = list(head.routes())
        for to, back in zip(routes[::2], routes[1::2], strict=True):
            with suppress(FileNotFoundError):
                found = [normalize("NFC", s) for s in corpus.sentences(to.lang)]
                schemes = (find(head.name, route.lang, route.script) for route in (to, back))
                rows.append(_restored(found, *schemes))
    yield table(["", "sentences", "same %", "same % of those without Latin letters"], rows)


def _restored(sentences: Sequence[str], forward: Scheme, backward: Scheme) -> list[str]:
    same = own = own_same = 0
    for sentence in sentences:
        result = run(forward, sentence, forward.lang).text
        restored = run(backward, result, backward.lang).text
        same += restored == sentence
        if not re.search("[A-Za-zÀ-ɏ]", sentence):
            own += 1
            own_same += restored == sentence
    title = f"{forward.lang} {forward.name}"
    return [
        title,
        str(len(sentences)),
        percent(same / len(sentences)),
        percent(own_same / own if own else None, 2),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
