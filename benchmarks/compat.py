"""``python -m benchmarks.compat --corpus DIR``: the calls of other detectors, over both engines.

First, Serbian sentences in Cyrillic that langdetect takes for Macedonian, and what its call over
our engine says. Then, for each call, development sentences of the languages that both engines know,
how many of them either names, and the processor time of a call.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import NamedTuple

import langdetect
import lingua
import pycld2

from benchmarks.corpus import Corpus
from benchmarks.tables import number, percent, table
from polyglot_norm.compat import langdetect as our_langdetect
from polyglot_norm.compat import lingua as our_lingua
from polyglot_norm.compat import pycld2 as our_pycld2
from polyglot_norm.compat.langdetect.codes import code_of
from polyglot_norm.compat.lingua.languages import language_of
from polyglot_norm.compat.pycld2.names import cld2_name
from polyglot_norm.language.tags import known

SENTENCES = 25
"""Sentences of each tag."""

SERBIAN = 200
PAIRS = 3

Call = Callable[[str], str]


class Pair(NamedTuple):
    """A call of another detector: its name, both ways to make it, and its code for a tag."""

    name: str
    theirs: Call
    ours: Call
    code: Callable[[str], str]


def pairs() -> Iterator[Pair]:
    """Yield the calls; a code is empty where the other detector does not know the language."""
    langdetect.DetectorFactory.seed = 0
    langdetect.detect("Loads the profiles.")
    profiles = set(langdetect.detector_factory._factory.get_lang_list())
    yield Pair(
        "langdetect.detect",
        _or_nothing(langdetect.detect),
        _or_nothing(our_langdetect.detect),
        lambda tag: code if (code := code_of(tag)) in profiles else "",
    )
    named = {code for name, code in pycld2.LANGUAGES if name in pycld2.DETECTED_LANGUAGES}
    yield Pair(
        "pycld2.detect",
        lambda text: str(pycld2.detect(text, bestEffort=True)[2][0][1]),
        lambda text: str(our_pycld2.detect(text, bestEffort=True)[2][0][1]),
        lambda tag: code if (code := cld2_name(tag).code) in named else "",
    )
    theirs = (
        lingua.LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()
    )
    ours = our_lingua.LanguageDetectorBuilder.from_all_languages().build()
    yield Pair(
        "detect_language_of",
        lambda text: str(theirs.detect_language_of(text)),
        lambda text: str(ours.detect_language_of(text)),
        lambda tag: str(language_of(tag) or ""),
    )


def _or_nothing(call: Call) -> Call:
    def result(text: str) -> str:
        try:
            return call(text)
        except langdetect.LangDetectException:
            return ""

    return result


def serbian(corpus: Corpus) -> tuple[int, int]:
    """Return how many sentences langdetect takes for Macedonian, and how many we know."""
    langdetect.DetectorFactory.seed = 0
    taken = [text for text in corpus.sentences("sr-Cyrl") if langdetect.detect(text) == "mk"]
    taken = taken[:SERBIAN]
    return len(taken), sum(our_langdetect.detect(text) == "sr" for text in taken)


def named(root: Path, number_of_pair: int) -> list[str]:
    """Return a row: the sentences, and for either call the share named and the time of one."""
    corpus, pair = Corpus(root), list(pairs())[number_of_pair]
    items = [
        (text, code)
        for tag in corpus.tags
        if tag in known() and not _is_unusual(tag) and (code := pair.code(tag))
        for text in corpus.sentences(tag)[:SENTENCES]
    ]
    theirs, ours = (_measured(call, items) for call in (pair.theirs, pair.ours))
    return [
        pair.name,
        str(len(items)),
        percent(theirs.right / len(items)),
        percent(ours.right / len(items)),
        number(1e6 * theirs.seconds / len(items), 0),
        number(1e6 * ours.seconds / len(items), 0),
    ]


def _is_unusual(tag: str) -> bool:
    """Return True for a language in another script than usual, such as Hindi in Latin letters."""
    language = tag.partition("-")[0]
    return tag != language and language in known()


class Measured(NamedTuple):
    """The texts that a call labels correctly, and the processor time that it takes."""

    right: int
    seconds: float


def _measured(call: Call, items: Sequence[tuple[str, str]]) -> Measured:
    call(items[0][0])  # what is loaded by the first call is not counted
    started = process_time()
    found = [call(text) for text, _ in items]
    seconds = process_time() - started
    return Measured(sum(one == code for one, (_, code) in zip(found, items, strict=True)), seconds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    root = parser.parse_args().corpus
    taken, right = serbian(Corpus(root))
    print(f"Serbian that langdetect takes for Macedonian: {right} of {taken} are sr\n")
    # A process for each, since the engine remembers words that it has seen.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        rows = list(processes.map(named, [root] * PAIRS, range(PAIRS)))
    print(table(["call", "sentences", "theirs, %", "ours, %", "theirs, µs", "ours, µs"], rows))


if __name__ == "__main__":
    main()
