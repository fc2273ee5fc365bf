# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Labelling of the words of a block that are in the scripts of one table of the model.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import gaps as kinds
from polyglot_norm.language.costs import COSTS, COSTS_OF_FEW
from polyglot_norm.language.traits import group_of, logographic, relatives, romanised, stand_ins
from polyglot_norm.text.characters import SCRIPTS

if cython.compiled:
    from cython.cimports.libc.math import floor
    from cython.cimports.polyglot_norm.language.block import Block
    from cython.cimports.polyglot_norm.language.decoding import Decoder
    from cython.cimports.polyglot_norm.language.evidence import Evidence
    from cython.cimports.polyglot_norm.language.expectations import Expectations
    from cython.cimports.polyglot_norm.language.gaps import is_upper
    from cython.cimports.polyglot_norm.language.insertions import Insertions
    from cython.cimports.polyglot_norm.language.label_runs import LabelRuns
    from cython.cimports.polyglot_norm.language.language_set import LanguageSet
    from cython.cimports.polyglot_norm.language.namer import Namer
    from cython.cimports.polyglot_norm.language.posteriors import Posteriors
    from cython.cimports.polyglot_norm.language.prices import price_of_block
    from cython.cimports.polyglot_norm.language.scorer import Scorer
    from cython.cimports.polyglot_norm.language.stretch_list import StretchList
    from cython.cimports.polyglot_norm.text.code_points import code_point, data_of, kind_of
else:
    from math import floor

    from polyglot_norm.language.block import Block
    from polyglot_norm.language.decoding import Decoder
    from polyglot_norm.language.evidence import Evidence
    from polyglot_norm.language.expectations import Expectations
    from polyglot_norm.language.gaps import is_upper
    from polyglot_norm.language.insertions import Insertions
    from polyglot_norm.language.label_runs import LabelRuns
    from polyglot_norm.language.language_set import LanguageSet
    from polyglot_norm.language.namer import Namer
    from polyglot_norm.language.posteriors import Posteriors
    from polyglot_norm.language.prices import price_of_block
    from polyglot_norm.language.scorer import Scorer
    from polyglot_norm.language.stretch_list import StretchList
    from polyglot_norm.text.code_points import code_point, data_of, kind_of

if TYPE_CHECKING:
    from polyglot_norm.language.labels import Constraints
    from polyglot_norm.language.model import Table

MANY = cython.declare(cython.Py_ssize_t, 500)
"""The number of words from which on it pays to let other threads run meanwhile."""

_SCRIPT = cython.declare(cython.int, kinds.SCRIPT)
_STOP = cython.declare(cython.int, kinds.STOP)
_SPACE = cython.declare(cython.int, kinds.SPACE)
_WORD = cython.declare(cython.Py_ssize_t, 3)
_RUN = cython.declare(cython.Py_ssize_t, 3)

# The labels of single words that are kept, each with the number, language and letters of its word,
# and what its borders leave of the probability, in such steps.
_KEPT = cython.declare(cython.Py_ssize_t, 16)
_KEPT_FIELDS = cython.declare(cython.Py_ssize_t, 5)
_STEPS = cython.declare(cython.double, 1e6)


@cython.cclass
class TableLabeller:
    """Labels the words of block after block that are in the scripts of one table.

    It keeps its memory, and is for one thread.
    """

    def __init__(
        self, table: Table, scorer: Scorer, prior: array[int], constraints: Constraints
    ) -> None:
        self._scorer = scorer
        hinted = zip(prior, table.priors, table.met, strict=True)
        met = array("i", [mine - own + met for mine, own, met in hinted])
        families = _families(table)
        self._languages = LanguageSet(prior, met, families, constraints.allowed is not None)
        self._evidence = Evidence()
        self._decoder = Decoder(COSTS_OF_FEW if self._languages.is_known else COSTS)
        self._runs = LabelRuns()
        self._kin = _kin(table)
        surcharges = self._languages.prices.surcharges
        spelt = array("B", [tag in romanised() for tag in table.tags])
        self._insertions = Insertions(surcharges, self._kin, families, spelt)
        self._has_insertions = logographic().isdisjoint(table.tags)
        self._expected = Expectations(prior, self._kin)
        self._posteriors = Posteriors(self._expected, table.met, table.temperatures, table.weakest)
        self._namer = Namer(table, constraints)
        self._letters = array("q", bytes(8 * len(prior)))
        labels = [label for label, tag in enumerate(table.tags) if tag in stand_ins()]
        found = [stand_ins()[table.tags[label]] for label in labels]
        self._stand_in_labels = array("i", labels)
        self._stand_ins = [stand_in.word for stand_in in found]
        self._stand_in_letters = array("i", [ord(stand_in.letter) for stand_in in found])
        self._word = array("q", [0, 0, SCRIPTS.index(table.scripts[0])])
        self._number = array("i", [0])
        self._kept = array("q", bytes(8 * _KEPT_FIELDS * _KEPT))

    @cython.cfunc
    @cython.exceptval(check=False)
    def begin(self) -> cython.void:
        """Begin a text, which has no block before."""
        self._languages.begin()

    @cython.cfunc
    @cython.exceptval(-1)
    def label(self, text: str, block: Block, found: StretchList) -> cython.int:
        """Add the stretches of the table's words to ``found``."""
        words: cython.Py_ssize_t = self._select_words(text, block)
        if not words:
            return 0
        scorer: Scorer = self._scorer
        self._evidence.take(scorer.rows, scorer.width, block.chosen, block.gaps, words)
        self._decoder.reserve(words, 1)
        self._runs.reserve(words)
        self._languages.reserve(self._evidence)
        languages: cython.Py_ssize_t = self._select_languages(words)
        self._decode(words, languages)
        self._insertions.count = 0
        if languages and self._has_insertions:
            languages = self._find_insertions(text, block, words, languages)
        runs: cython.Py_ssize_t = self._runs.find(
            self._decoder.labels, self._evidence, block.words, block.places
        )
        self._count_letters(runs, languages)
        self._add_runs(block, runs, languages, found)
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def _select_words(self, text: str, block: Block) -> cython.Py_ssize_t:
        """Number and select the table's words; return how many there are."""
        kind: cython.int = kind_of(text)
        data: cython.p_void = data_of(text)
        if block.count < MANY:
            self._scorer.number_block(kind, data, block.words, block.count, block.numbers)
        else:
            with cython.nogil:
                self._scorer.number_block(kind, data, block.words, block.count, block.numbers)
        at: cython.Py_ssize_t
        for at in range(len(self._stand_ins)):
            self._number_stand_ins(kind, data, block, at)
        return block.select()

    @cython.cfunc
    @cython.exceptval(-1)
    def _number_stand_ins(
        self, kind: cython.int, data: cython.p_void, block: Block, which: cython.Py_ssize_t
    ) -> cython.int:
        """Number a letter that is a word as its stand-in, before a word in lower case.

        The English I, case folded, is a word of many languages: inside a sentence it would go with
        what is before it. At the start of one it may be a word of those, too.
        """
        letter: cython.int = self._stand_in_letters[which]
        at: cython.Py_ssize_t
        for at in range(block.count - 1):
            start: cython.longlong = block.words[_WORD * at]
            if (
                block.words[_WORD * at + 1] - start == 1
                and block.kinds[at + 1] == _SPACE
                and block.numbers[at] >= 0
                and code_point(kind, data, start) == letter
                and not is_upper(code_point(kind, data, block.words[_WORD * (at + 1)]))
            ):
                number: cython.int = self._number_of(self._stand_ins[which])
                if number >= 0 and (not at or block.kinds[at] >= _STOP):
                    number = self._scorer.number_either(
                        block.numbers[at], number, self._stand_in_labels[which]
                    )
                if number >= 0:
                    block.numbers[at] = number
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    def _number_of(self, word: str) -> cython.int:
        """Return the number of a word; -1 if there is no room for it."""
        self._word[1] = len(word)
        done: cython.Py_ssize_t = self._scorer.number_all(
            kind_of(word), data_of(word), self._word, 0, 1, self._number
        )
        return self._number[0] if done else -1

    @cython.cfunc
    @cython.exceptval(-1)
    def _select_languages(self, words: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Select the languages of the words; return how many there are, 0 if none is allowed."""
        if not self._languages.allowed:
            return 0
        # To let other threads run costs more than a message does.
        if words < MANY:
            return self._languages.select(self._evidence, self._decoder)
        with cython.nogil:
            count: cython.Py_ssize_t = self._languages.select(self._evidence, self._decoder)
        return count

    @cython.cfunc
    @cython.exceptval(-1)
    def _decode(self, words: cython.Py_ssize_t, languages: cython.Py_ssize_t) -> cython.int:
        """Find the language of each word."""
        self._decoder.reserve(words, languages)
        if words < MANY:
            self._decoder.decode(self._evidence, self._languages.clauses, languages)
        else:
            with cython.nogil:
                self._decoder.decode(self._evidence, self._languages.clauses, languages)
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def _find_insertions(
        self, text: str, block: Block, words: cython.Py_ssize_t, languages: cython.Py_ssize_t
    ) -> cython.Py_ssize_t:
        """Label the words that are inserted; return how many languages there are with them."""
        self._insertions.reserve(words)
        return self._insertions.find(
            kind_of(text),
            data_of(text),
            self._evidence,
            self._scorer.best,
            block.words,
            block.places,
            self._decoder.labels,
            self._languages.chosen,
            languages,
            cython.cast(cython.int, price_of_block(words)),
        )

    @cython.cfunc
    @cython.exceptval(check=False)
    def _count_letters(self, runs: cython.Py_ssize_t, languages: cython.Py_ssize_t) -> cython.void:
        """Count the letters of the block in each language."""
        at: cython.Py_ssize_t
        for at in range(languages):
            self._letters[at] = 0
        for at in range(runs):
            first: cython.Py_ssize_t = self._runs.fields[_RUN * at]
            own: cython.int = self._decoder.labels[first]
            self._letters[own] += self._runs.fields[_RUN * at + 2]
        if runs > 1 and languages:
            self._add_kin(runs)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _add_kin(self, runs: cython.Py_ssize_t) -> cython.void:
        """Add up what the runs in languages with close relatives say about these."""
        at: cython.Py_ssize_t
        found: cython.bint = False
        for at in range(runs):
            first: cython.Py_ssize_t = self._runs.fields[_RUN * at]
            if self._kin[self._languages.chosen[self._decoder.labels[first]]] >= 0:
                if not found:
                    found = True
                    self._expected.forget_kin()
                self._expected.add_kin(self._evidence, first, self._runs.fields[_RUN * at + 1])

    @cython.cfunc
    @cython.exceptval(check=False)
    def _expect(self, run: cython.Py_ssize_t, languages: cython.Py_ssize_t) -> cython.void:
        """Expect in a run the languages of the other runs: it is no evidence for itself."""
        own: cython.int = self._decoder.labels[self._runs.fields[_RUN * run]]
        letters: cython.longlong = self._runs.fields[_RUN * run + 2]
        self._letters[own] -= letters
        words: cython.Py_ssize_t = self._runs.fields[_RUN * run + 1] - self._runs.fields[_RUN * run]
        self._expected.expect(self._languages.chosen, self._letters, languages, own, words)
        self._letters[own] += letters

    @cython.cfunc
    @cython.exceptval(check=False)
    def _doubt_borders(self, run: cython.Py_ssize_t) -> cython.double:
        """Return the part of a run's probability that its borders leave, and set it."""
        return self._expected.doubt_borders(
            self._evidence,
            self._decoder.sure,
            self._runs.fields[_RUN * run],
            self._runs.fields[_RUN * run + 1],
            self._runs.fields[_RUN * run + 2],
        )

    @cython.cfunc
    @cython.exceptval(-1)
    def _add_runs(
        self,
        block: Block,
        runs: cython.Py_ssize_t,
        languages: cython.Py_ssize_t,
        found: StretchList,
    ) -> cython.int:
        """Add the runs, each with its label, cut where words of another script intervene."""
        at: cython.Py_ssize_t
        word: cython.Py_ssize_t
        for at in range(_KEPT if runs > 1 else 0):
            self._kept[_KEPT_FIELDS * at] = -1
        for at in range(runs):
            first: cython.Py_ssize_t = self._runs.fields[_RUN * at]
            last: cython.Py_ssize_t = self._runs.fields[_RUN * at + 1]
            label: cython.Py_ssize_t
            if runs > 1 and last - first == 1 and not self._insertions.count:
                label = self._label_of_word(at, block.chosen[first], languages, found)
            else:
                label = self._label_of_run(at, languages, found)
            for word in range(first + 1, last):
                if block.gaps[word] == _SCRIPT:
                    self._add(block, first, word, label, found)
                    first = word
            self._add(block, first, last, label, found)
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def _label_of_word(
        self,
        run: cython.Py_ssize_t,
        number: cython.int,
        languages: cython.Py_ssize_t,
        found: StretchList,
    ) -> cython.Py_ssize_t:
        """Return the index of the label of a run of one word, which a list may repeat."""
        own: cython.int = self._decoder.labels[self._runs.fields[_RUN * run]]
        letters: cython.longlong = self._runs.fields[_RUN * run + 2]
        doubt: cython.longlong = cython.cast(
            cython.longlong, floor(_STEPS * self._doubt_borders(run))
        )
        place: cython.Py_ssize_t = _KEPT_FIELDS * (number % _KEPT)
        if (
            self._kept[place] != number
            or self._kept[place + 1] != own
            or self._kept[place + 2] != letters
            or self._kept[place + 4] != doubt
        ):
            self._kept[place + 3] = self._label_of_run(run, languages, found)
            self._kept[place] = number
            self._kept[place + 1] = own
            self._kept[place + 2] = letters
            self._kept[place + 4] = doubt
        return cython.cast(cython.Py_ssize_t, self._kept[place + 3])

    @cython.cfunc
    @cython.exceptval(-1)
    def _add(
        self,
        block: Block,
        first: cython.Py_ssize_t,
        last: cython.Py_ssize_t,
        label: cython.longlong,
        found: StretchList,
    ) -> cython.int:
        """Add the stretch from one selected word up to another."""
        start: cython.longlong = block.words[_WORD * block.places[first]]
        end: cython.longlong = block.words[_WORD * block.places[last - 1] + 1]
        return found.add(start, end, label)

    @cython.cfunc
    @cython.exceptval(-1)
    def _label_of_run(
        self, run: cython.Py_ssize_t, languages: cython.Py_ssize_t, found: StretchList
    ) -> cython.Py_ssize_t:
        """Add the label of a run, by its posterior probabilities; return its index."""
        if not self._languages.allowed:
            return found.add_label(self._namer.nothing)
        first: cython.Py_ssize_t = self._runs.fields[_RUN * run]
        last: cython.Py_ssize_t = self._runs.fields[_RUN * run + 1]
        if not self._insertions.expect(self._expected, first, last):
            self._expect(run, languages)
            self._doubt_borders(run)
        self._posteriors.find(self._evidence, first, last, self._runs.fields[_RUN * run + 2])
        return found.add_label(self._namer.name(self._posteriors))


def _kin(table: Table) -> array[int]:
    """Return the number of each language's group of close relatives, -1 for those without."""
    names = sorted(set(group_of().values()))
    groups = [group_of().get(tag) for tag in table.tags]
    return array("i", [names.index(group) if group else -1 for group in groups])


def _families(table: Table) -> array[int]:
    """Return the number of each language's close relatives, -1 for those without.

    A learned language is a relative of the one that comes nearest.
    """
    found = {tag: number for number, group in reversed([*enumerate(relatives())]) for tag in group}
    return array("i", [found.get(table.relatives.get(tag, tag), -1) for tag in table.tags])
