"""The answers of every compiled stage on some texts, for comparing compiled with interpreted.

Run as a program, it reads a list of texts as JSON from standard input and writes the answers, by
module, to standard output.
"""

import json
import sys
from array import array
from collections.abc import Callable
from dataclasses import astuple
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polyglot_norm as pn
from learned_languages import KLINGON, write_klingon
from polyglot_norm.corpus.counting import Counting
from polyglot_norm.language.engine import packaged_model
from polyglot_norm.language.extended import extended
from polyglot_norm.language.extended_scorer import ExtendedScorer
from polyglot_norm.language.gaps import find_gaps
from polyglot_norm.language.learned import open_learned
from polyglot_norm.language.ngrams import character_ngrams, fold_word, hash_ngrams
from polyglot_norm.language.scorer import Scorer
from polyglot_norm.normalisation.mixtures import mixtures
from polyglot_norm.normalisation.mojibake.explained import doubtful
from polyglot_norm.normalisation.mojibake.prospects import may_be_repaired
from polyglot_norm.normalisation.mojibake.scores import score
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.mojibake.undamaged import is_undamaged
from polyglot_norm.normalisation.mojibake.units import Units
from polyglot_norm.segment import ends_and_labels
from polyglot_norm.text.character_sets import CharacterSet
from polyglot_norm.text.neighbours import Neighbours
from polyglot_norm.text.plain_letters import plain_letters
from polyglot_norm.text.protect import find_protected
from polyglot_norm.text.signs import Sign, Signs
from polyglot_norm.text.triggers import next_trigger
from polyglot_norm.text.words import scan, words
from polyglot_norm.transliteration.letter_map import LetterMap
from polyglot_norm.transliteration.serbian.speller import speller

VOWELS = CharacterSet("aeiouаеиоу\N{DEVANAGARI LETTER A}あ𐐨")
SEQUENCES = Neighbours([("абв", "x", "абв"), ("ae", "rst"), ("\n",)], [("щ", "щъ"), ("th", "eh")])
SIGNS = Signs([Sign("&"), Sign(" ", before=" "), Sign("а-я", before="a-z", earlier="А-Я𐐨")])
CYRILLIC = LetterMap({"щ": "ŝ", "Щ": "Shch", "ь": "", "а": "a", "e": "é", "𐐨": "o", "\ud800": "?"})


def every(first, text):
    """Return all places that a function finds, each search beginning after the place before."""
    found = []
    at = first(text, 0)
    while at >= 0:
        found.append(at)
        at = first(text, at + 1)
    return found


@cache
def labels(text):
    """Return what the engine finds, from the words to the segments and their shares."""
    document = pn.tag(text, transliterate=None, normalise="none")
    main = pn.detect(text)
    return [document.as_dict(), main.lang, main.script, main.confidence, main.candidates]


def counts(text):
    """Return the statistics of a text, and of each of its lines."""
    counting = Counting(0.9, 3)
    mixed = []
    for row, part in enumerate([text, *text.split("\n")]):
        document = pn.tag(part)
        labels = ends_and_labels(document.segments)[1::2]
        mixed.append(counting.add(document, row, labels, document.letters()))
    found = counting.statistics("a")
    by_language = [[*key, *astuple(count)] for key, count in found.by_language.items()]
    return [mixed, found.doubtful, by_language, list(map(list, found.doubts))]


def of_words(text):
    return [scan(text).tolist(), [word.script for word in words(text)]]


def of_ngrams(text):
    found: list[object] = [fold_word(text)]
    for orders in ((3, 5), (2, 3, 4, 5)):
        bounds, hashes = hash_ngrams(text.split(), orders)
        found += [character_ngrams(text, orders), bounds.tolist(), hashes.tolist()]
    return found


def scores(text):
    """Return the numbers and the summed scores of a text's words, by each table of the model."""
    flat = scan(text)
    found = []
    for table in packaged_model().tables:
        scorer = Scorer(table)
        numbers = scorer.number(text, flat)
        found.append([numbers.tolist(), scorer.sums(numbers, 0, len(numbers))])
    return found


@cache
def extended_table():
    with TemporaryDirectory() as folder:
        found = open_learned(write_klingon(Path(folder) / "tlh.pnlang"))
        return extended(packaged_model(), [found, found]).table("Latn")


def extended_scores(text):
    """Return the numbers and the summed scores of a text's words, with those of two languages."""
    scorer = ExtendedScorer(extended_table())
    numbers = scorer.number(f"{text} {KLINGON}", scan(f"{text} {KLINGON}"))
    return [numbers.tolist(), scorer.sums(numbers, 0, len(numbers))]


def of_speller(text):
    spell = speller()
    tokens = [token for token in text.split() if token.isascii()]
    return [
        [spell.serbian(token, {}, frozenset(), frozenset()) for token in text.split()],
        [[spell.score(token.lower()), spell.split_digraphs(token.lower())] for token in tokens],
    ]


def segments(text):
    return [segment.as_dict() for segment in pn.tag(text).segments]


def doubtful_stretches(text):
    return [list(doubtful(line)) for line in text.split("\n")]


def alignments(text):
    document = pn.tag(text)
    parts = [document.output, *(segment.output for segment in document)]
    return [[part.as_dict(), part.source_spans(), part.text_spans()] for part in parts]


PROBES: dict[str, Callable[[str], object]] = {
    "align.aligned": alignments,
    "corpus.counting": counts,
    "document": segments,
    "outputs": segments,
    "pipeline": labels,
    "segment": segments,
    "language.block": labels,
    "language.block_labeller": labels,
    "language.border_places": labels,
    "language.changes": labels,
    "language.clauses": labels,
    "language.decoding": labels,
    "language.engine": labels,
    "language.evidence": labels,
    "language.expectations": labels,
    "language.extended_scorer": extended_scores,
    "language.gains": labels,
    "language.gaps": lambda text: find_gaps(text, scan(text), array("q")).tolist(),
    "language.insertions": labels,
    "language.label_runs": labels,
    "language.language_set": labels,
    "language.letter_runs": labels,
    "language.namer": labels,
    "language.ngrams": of_ngrams,
    "language.posteriors": labels,
    "language.prices": labels,
    "language.rules.context": labels,
    "language.rules.glued": labels,
    "language.rules.groups": labels,
    "language.rules.islands": labels,
    "language.rules.names": labels,
    "language.rules.lone_names": labels,
    "language.rules.repertoires": labels,
    "language.rules.unknown": labels,
    "language.row_sums": scores,
    "language.scorer": scores,
    "language.segments": labels,
    "language.shares": labels,
    "language.stretch": labels,
    "language.stretch_list": labels,
    "language.stretches": labels,
    "language.table_labeller": labels,
    "language.temperatures": labels,
    "language.word_rows": scores,
    "normalisation.mixture_search": lambda text: list(map(list, mixtures(text))),
    "normalisation.mojibake.explained": doubtful_stretches,
    "normalisation.mojibake.prospects": lambda text: [*map(may_be_repaired, text.split("\n"))],
    "normalisation.mojibake.scores": lambda text: [*map(score, text.split("\n"))],
    "normalisation.mojibake.suspicion": lambda text: every(first_sign, text),
    "normalisation.mojibake.undamaged": is_undamaged,
    "normalisation.mojibake.units": lambda text: [Units(text).pairs, Units(text).count],
    "normalisation.view": segments,
    "text.character_sets": lambda text: every(VOWELS.first, text),
    "text.neighbours": lambda text: every(SEQUENCES.first, text),
    "text.plain_emoji": find_protected,
    "text.plain_items": find_protected,
    "text.plain_letters": plain_letters,
    "text.plain_marks": find_protected,
    "text.plain_numbers": find_protected,
    "text.plain_runs": find_protected,
    "text.protected_scan": find_protected,
    "text.signs": SIGNS.of,
    "text.triggers": lambda text: every(next_trigger, text),
    "text.words": of_words,
    "transliteration.letter_map": CYRILLIC.translate,
    "transliteration.serbian.speller": of_speller,
}


if __name__ == "__main__":
    given = json.load(sys.stdin)
    json.dump({name: [probe(text) for text in given] for name, probe in PROBES.items()}, sys.stdout)
