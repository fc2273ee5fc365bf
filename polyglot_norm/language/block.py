# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""One block of a text, from characters to labelled stretches: the order of the compiled stages.

All objects here keep their memory from block to block, and are for one thread.

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
from polyglot_norm.language import labels as records
from polyglot_norm.language import naming
from polyglot_norm.language.language_set import COSTS, FEW, TOLD_COSTS
from polyglot_norm.language.model import SCALE
from polyglot_norm.language.tags import known
from polyglot_norm.language.traits import logographic, stand_ins
from polyglot_norm.text.characters import SCRIPTS

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND
    from cython.cimports.polyglot_norm.language.decoding import Decoder
    from cython.cimports.polyglot_norm.language.evidence import Evidence
    from cython.cimports.polyglot_norm.language.gaps import fill_gaps, is_capital, select_words
    from cython.cimports.polyglot_norm.language.language_set import LanguageSet
    from cython.cimports.polyglot_norm.language.ngrams import Scorer
    from cython.cimports.polyglot_norm.language.posteriors import Posteriors
    from cython.cimports.polyglot_norm.text.code_points import code_point
    from cython.cimports.polyglot_norm.text.words import find_words
else:
    from polyglot_norm.language.decoding import Decoder
    from polyglot_norm.language.evidence import Evidence
    from polyglot_norm.language.gaps import fill_gaps, is_capital, select_words
    from polyglot_norm.language.language_set import LanguageSet
    from polyglot_norm.language.ngrams import Scorer
    from polyglot_norm.language.posteriors import Posteriors
    from polyglot_norm.text.code_points import code_point
    from polyglot_norm.text.words import find_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from polyglot_norm.language.labels import Constraints, Label, Stretches
    from polyglot_norm.language.model import Table
    from polyglot_norm.language.traits import StandIn

COMPILED = cython.compiled

FIELDS = cython.declare(cython.Py_ssize_t, 3)
"""Of a stretch: its start, its end, and the number of its label among those found."""

UNKNOWN = cython.declare(cython.double, 0.42)
"""A stretch is ``und`` if the model knows less of its longer letter sequences than the rest, and
is not SURE of a language all the same. Measured on 3,600 stretches of 18 languages and on random
letters: 0.1 % of the first are taken for noise, and 73 to 95 % of the second."""

SURE = cython.declare(cython.double, 0.8)

MANY = cython.declare(cython.Py_ssize_t, 500)
"""Words from which on it pays to let other threads run meanwhile."""

_SCRIPT = cython.declare(cython.int, kinds.SCRIPT)
_LINE = cython.declare(cython.int, kinds.LINE)
_STOP = cython.declare(cython.int, kinds.STOP)
_SPACE = cython.declare(cython.int, kinds.SPACE)
_PROTECTED = cython.declare(cython.int, kinds.PROTECTED)
_WORD = cython.declare(cython.Py_ssize_t, 3)
_SCRIPTS = cython.declare(cython.int, len(SCRIPTS))


@cython.cclass
class Found:
    """The stretches of a text, in order, and the labels that they are numbered by."""

    labels: list[Label]
    count: cython.Py_ssize_t
    fields: cython.p_longlong
    _kept: object
    _room: cython.Py_ssize_t

    def __init__(self) -> None:
        self.labels = []
        self.count = self._room = 0

    @cython.cfunc
    def add(
        self, start: cython.longlong, end: cython.longlong, label: cython.longlong
    ) -> cython.int:
        """Add a stretch."""
        if self.count == self._room:
            grown: cython.longlong[::1] = array("q", bytes(8 * FIELDS * (2 * self._room + 16)))
            at: cython.Py_ssize_t
            for at in range(FIELDS * self.count):
                grown[at] = self.fields[at]
            self._kept = grown
            self._room = 2 * self._room + 16
            self.fields = cython.address(grown[0]) if cython.compiled else grown
        self.fields[FIELDS * self.count] = start
        self.fields[FIELDS * self.count + 1] = end
        self.fields[FIELDS * self.count + 2] = label
        self.count += 1
        return 0

    @cython.cfunc
    def merge(self, first: cython.Py_ssize_t, middle: cython.Py_ssize_t) -> cython.int:
        """Bring the stretches from ``first`` to ``middle``, and those after, into one order."""
        if not first < middle < self.count:
            return 0
        early: cython.longlong[::1] = array("q", bytes(8 * FIELDS * (middle - first)))
        at: cython.Py_ssize_t
        for at in range(FIELDS * (middle - first)):
            early[at] = self.fields[FIELDS * first + at]
        to: cython.Py_ssize_t = FIELDS * first
        late: cython.Py_ssize_t = FIELDS * middle
        end: cython.Py_ssize_t = FIELDS * self.count
        field: cython.Py_ssize_t
        at = 0
        while at < len(early):
            if late < end and self.fields[late] < early[at]:
                for field in range(FIELDS):
                    self.fields[to + field] = self.fields[late + field]
                late += FIELDS
            else:
                for field in range(FIELDS):
                    self.fields[to + field] = early[at + field]
                at += FIELDS
            to += FIELDS
        return 0

    def stretches(self) -> Stretches:
        """All of them."""
        flat = array("q", bytes(8 * FIELDS * self.count))
        view: cython.longlong[::1] = flat
        at: cython.Py_ssize_t
        for at in range(FIELDS * self.count):
            view[at] = self.fields[at]
        return records.Stretches(flat, self.labels)


@cython.cclass
class Block:
    """The words of a block, what stands between them, and room to work on those of one table."""

    words: cython.p_longlong
    count: cython.Py_ssize_t
    kinds: cython.p_uchar
    numbers: cython.p_int
    places: cython.p_int
    chosen: cython.p_int
    gaps: cython.p_uchar
    scripts: cython.p_uchar
    _kept: object
    _kept_scripts: object
    _room: cython.Py_ssize_t

    def __init__(self) -> None:
        scripts: cython.uchar[::1] = array("B", bytes(256))
        self._kept_scripts = scripts
        self.scripts = cython.address(scripts[0]) if cython.compiled else scripts
        self.count = self._room = 0

    @cython.cfunc
    def read(
        self,
        text: str,
        start: cython.Py_ssize_t,
        end: cython.Py_ssize_t,
        shields: cython.longlong[::1],
    ) -> cython.int:
        """Find the words of ``text[start:end]``.

        ``shields`` are the starts and ends of what is protected there, at least one pair.
        """
        self.count = self._scan(text, start, end)
        if cython.compiled:
            fill_gaps(
                PyUnicode_KIND(text),
                PyUnicode_DATA(text),
                self.words,
                self.count,
                cython.address(shields[0]),
                len(shields),
                start,
                self.kinds,
            )
        else:
            fill_gaps(0, text, self.words, self.count, shields, len(shields), start, self.kinds)
        word: cython.Py_ssize_t
        script: cython.int
        for script in range(_SCRIPTS):
            self.scripts[script] = 0
        for word in range(self.count):
            self.scripts[self.words[_WORD * word + 2]] = 1
        return 0

    @cython.cfunc
    def _scan(
        self, text: str, start: cython.Py_ssize_t, end: cython.Py_ssize_t
    ) -> cython.Py_ssize_t:
        """Write the words; how many there are."""
        # One room is enough for all: between two words stands something, or their scripts differ,
        # which is rare; then the words are looked for once more.
        self._reserve((end - start) // 2 + 2)
        while True:
            if cython.compiled:
                filled: cython.Py_ssize_t = find_words(
                    PyUnicode_KIND(text),
                    PyUnicode_DATA(text),
                    start,
                    end,
                    self.words,
                    _WORD * self._room,
                )
            else:
                filled = find_words(0, text, start, end, self.words, _WORD * self._room)
            if filled < _WORD * self._room:
                return filled // _WORD
            self._reserve(2 * self._room)

    @cython.cfunc
    def _reserve(self, words: cython.Py_ssize_t) -> cython.int:
        """Make room for so many words."""
        if words <= self._room:
            return 0
        found: cython.longlong[::1] = array("q", bytes(8 * _WORD * words))
        before: cython.uchar[::1] = array("B", bytes(words))
        numbers: cython.int[::1] = array("i", bytes(4 * words))
        places: cython.int[::1] = array("i", bytes(4 * words))
        chosen: cython.int[::1] = array("i", bytes(4 * words))
        gaps: cython.uchar[::1] = array("B", bytes(words))
        self._kept = found, before, numbers, places, chosen, gaps
        self._room = words
        if cython.compiled:
            self.words = cython.address(found[0])
            self.kinds = cython.address(before[0])
            self.numbers = cython.address(numbers[0])
            self.places = cython.address(places[0])
            self.chosen = cython.address(chosen[0])
            self.gaps = cython.address(gaps[0])
        else:
            self.words, self.kinds, self.numbers, self.places, self.chosen, self.gaps = self._kept
        return 0


@cython.cclass
class TableReader:
    """Labels the words of a block that are in the scripts of one table."""

    scorer: Scorer
    growth: LanguageSet
    _evidence: Evidence
    _path: Decoder
    _shares: Posteriors
    _tags: tuple[str, ...]
    _script: str
    _constraints: Constraints
    _unnamed: list[bool]
    _sure: list[Label | None]
    _sure_from: cython.double
    _tells_unknown: cython.bint
    _temperatures: cython.double[::1]
    _letters: cython.longlong[::1]
    _nothing: Label
    _stand_ins: list[StandIn]
    _word: cython.longlong[::1]
    _word_number: cython.int[::1]
    _count: cython.Py_ssize_t

    def __init__(
        self, table: Table, scorer: Scorer, prior: array[int], constraints: Constraints
    ) -> None:
        self.scorer = scorer
        self.growth = LanguageSet(prior)
        self._evidence = Evidence()
        self._path = Decoder(TOLD_COSTS if self.growth.allowed <= FEW else COSTS)
        self._shares = Posteriors(prior)
        self._tags = table.tags
        self._script = table.scripts[0]
        self._constraints = constraints
        self._sure = [naming.certain(tag, self._script) for tag in table.tags]
        self._unnamed = [tag not in known() for tag in table.tags]
        self._sure_from = max(naming.CERTAIN, constraints.und_below)
        self._tells_unknown = logographic().isdisjoint(table.tags)
        self._temperatures = array("d", [number for pair in table.temperatures for number in pair])
        self._letters = array("q", bytes(8 * len(prior)))
        self._nothing = naming.undetermined({}, self._script)
        self._stand_ins = [stand_ins()[tag] for tag in table.tags if tag in stand_ins()]
        self._word = array("q", [0, 0, SCRIPTS.index(self._script)])
        self._word_number = array("i", [0])
        self._count = 0

    @cython.cfunc
    def read(self, text: str, block: Block, found: Found) -> cython.int:
        """Add the stretches of the table's words."""
        self._count = 0
        words: cython.Py_ssize_t = self._number(text, block)
        if not words:
            return 0
        evidence: Evidence = self._evidence
        scorer: Scorer = self.scorer
        evidence.take(scorer.rows, scorer.width, block.chosen, block.gaps, words)
        self._path.reserve(words, 1)
        if not self.growth.allowed:
            self._path.find(evidence, 1)
            return self._name(block, self._path.cut(evidence, block.words, block.places), found)
        growth: LanguageSet = self.growth
        path: Decoder = self._path
        count: cython.Py_ssize_t
        # To let other threads run costs more than a message does.
        if words < MANY:
            count = growth.find(evidence, path)
        else:
            with cython.nogil:
                count = growth.find(evidence, path)
        self._count = count
        path.reserve(words, count)
        if words < MANY:
            path.find(evidence, count)
        else:
            with cython.nogil:
                path.find(evidence, count)
        runs: cython.Py_ssize_t = path.cut(evidence, block.words, block.places)
        self._expect(runs, count)
        return self._name(block, runs, found)

    def languages(self) -> list[str]:
        """The tags that the block read last was found to hold, the one with most of it first."""
        return [self._tags[self.growth.chosen[at]] for at in range(self._count)]

    @cython.cfunc
    def _number(self, text: str, block: Block) -> cython.Py_ssize_t:
        """Number and select the table's words; how many there are."""
        kind: cython.int = PyUnicode_KIND(text) if cython.compiled else 0
        data: cython.p_void = PyUnicode_DATA(text) if cython.compiled else text
        scorer: Scorer = self.scorer
        if block.count < MANY:
            scorer.number_block(kind, data, block.words, block.count, block.numbers)
        else:
            with cython.nogil:
                scorer.number_block(kind, data, block.words, block.count, block.numbers)
        for stand_in in self._stand_ins:
            self._number_stand_ins(kind, data, block, stand_in)
        return select_words(
            block.kinds, block.numbers, block.count, block.places, block.chosen, block.gaps
        )

    @cython.cfunc
    def _number_stand_ins(
        self, kind: cython.int, data: cython.p_void, block: Block, stand_in: StandIn
    ) -> cython.int:
        """Number a letter that is a word, inside a sentence and before lower case, as its stand-in.

        The English I, case folded, is a word of many languages: it would go with what is before it.
        """
        at: cython.Py_ssize_t
        letter: cython.int = ord(stand_in.letter)
        for at in range(1, block.count - 1):
            start: cython.longlong = block.words[_WORD * at]
            if (
                block.words[_WORD * at + 1] - start == 1
                and block.kinds[at] < _STOP
                and block.kinds[at + 1] == _SPACE
                and block.numbers[at] >= 0
                and code_point(kind, data, start) == letter
                and not is_capital(code_point(kind, data, block.words[_WORD * (at + 1)]))
            ):
                number: cython.int = self._number_of(stand_in.word)
                if number >= 0:
                    block.numbers[at] = number
        return 0

    @cython.cfunc
    def _number_of(self, text: str) -> cython.int:
        """Return the number of one word; -1 if there is no room for it."""
        number: cython.int[::1] = self._word_number
        word: cython.longlong[::1] = self._word
        word[1] = len(text)
        if cython.compiled:
            done: cython.Py_ssize_t = self.scorer.number_all(
                PyUnicode_KIND(text),
                PyUnicode_DATA(text),
                cython.address(word[0]),
                1,
                cython.address(number[0]),
            )
        else:
            done = self.scorer.number_all(0, text, word, 1, number)
        return number[0] if done else -1

    @cython.cfunc
    def _expect(self, runs: cython.Py_ssize_t, count: cython.Py_ssize_t) -> cython.int:
        """Expect in each run what the block holds; one run alone stands on its own."""
        if runs == 1:
            self._shares.expect_nothing()
            return 0
        at: cython.Py_ssize_t
        for at in range(count):
            self._letters[at] = 0
        for at in range(runs):
            first: cython.Py_ssize_t = self._path.runs[3 * at]
            self._letters[self._path.labels[first]] += self._path.runs[3 * at + 2]
        if cython.compiled:
            letters: cython.p_longlong = cython.address(self._letters[0])
        else:
            letters = self._letters
        self._shares.expect(self.growth.chosen, letters, count)
        return 0

    @cython.cfunc
    def _name(self, block: Block, runs: cython.Py_ssize_t, found: Found) -> cython.int:
        """Add the runs, each with its label, cut where words of another script stand within."""
        at: cython.Py_ssize_t
        word: cython.Py_ssize_t
        for at in range(runs):
            first: cython.Py_ssize_t = self._path.runs[3 * at]
            last: cython.Py_ssize_t = self._path.runs[3 * at + 1]
            if self.growth.allowed:
                divisor: cython.double = self._divisor(self._path.runs[3 * at + 2])
                self._shares.find(self._evidence, first, last, divisor)
                found.labels.append(self._label())
            else:
                found.labels.append(self._nothing)
            label: cython.Py_ssize_t = len(found.labels) - 1
            for word in range(first + 1, last):
                if block.gaps[word] == _SCRIPT:
                    self._add(block, first, word, label, found)
                    first = word
            self._add(block, first, last, label, found)
        return 0

    @cython.cfunc
    def _add(
        self,
        block: Block,
        first: cython.Py_ssize_t,
        last: cython.Py_ssize_t,
        label: cython.longlong,
        found: Found,
    ) -> cython.int:
        start: cython.longlong = block.words[_WORD * block.places[first]]
        end: cython.longlong = block.words[_WORD * block.places[last - 1] + 1]
        return found.add(start, end, label)

    @cython.cfunc
    def _label(self) -> Label:
        """The label that the shares come to."""
        leader: cython.int = self._shares.labels[0]
        if self._shares.count == 1 and self._shares.shares[0] >= self._sure_from:
            sure: Label | None = self._sure[leader]
            if sure is not None:
                return sure
        at: cython.int
        shares = {}
        for at in range(self._shares.count):
            shares[self._tags[self._shares.labels[at]]] = self._shares.shares[at]
        if self._shares.unseen > UNKNOWN and self._shares.shares[0] < SURE and self._tells_unknown:
            return naming.undetermined(shares, self._script)
        if self._unnamed[leader]:
            return naming.unnamed(shares, self._script)
        return naming.choose(shares, self._script, self._constraints)

    @cython.cfunc
    def _divisor(self, letters: cython.longlong) -> cython.double:
        """What evidence is divided by in a run of so many letters."""
        at: cython.Py_ssize_t
        last: cython.Py_ssize_t = len(self._temperatures) - 2
        for at in range(0, last, 2):
            if letters <= self._temperatures[at]:
                return SCALE * self._temperatures[at + 1]
        return SCALE * self._temperatures[last + 1]


@cython.cclass
class Reader:
    """Labels the blocks of one text after another, by a model and under constraints."""

    _tables: dict[int, TableReader]
    _make: Callable[[int], TableReader]
    _served: cython.int[::1]
    _owners: dict[int, Label]
    _block: Block

    def __init__(
        self,
        make: Callable[[int], TableReader],
        served: list[list[int]],
        owners: dict[int, Label],
    ) -> None:
        """``served`` are the scripts of each table; ``make`` makes a table's reader by its number.

        It is asked when a text first needs one: most need one or two.
        """
        self._tables = {}
        self._make = make
        pairs = [(script, number) for number, scripts in enumerate(served) for script in scripts]
        self._served = array("i", [at for pair in pairs for at in pair])
        self._owners = owners
        self._block = Block()

    def begin(self) -> None:
        """Begin a text: no block before."""
        table: TableReader
        for table in self._tables.values():
            table.growth.begin()

    def read(self, text: str, start: int, end: int, shields: array[int], found: Found) -> None:
        """Add the stretches of ``text[start:end]``.

        ``shields`` are the starts and ends of what is protected there, at least one pair.
        """
        block: Block = self._block
        block.read(text, start, end, shields)
        first: cython.Py_ssize_t = found.count
        table: TableReader
        at: cython.Py_ssize_t
        done: cython.int = -1
        for at in range(0, len(self._served), 2):
            if block.scripts[self._served[at]] and self._served[at + 1] != done:
                done = self._served[at + 1]
                middle: cython.Py_ssize_t = found.count
                table = self._table(done)
                table.read(text, block, found)
                found.merge(first, middle)
        script: cython.int
        for script in range(_SCRIPTS):
            if block.scripts[script] and script in self._owners:
                middle = found.count
                self._add_owned(block, script, found)
                found.merge(first, middle)

    @cython.cfunc
    def _table(self, number: cython.int) -> TableReader:
        """The reader of a table."""
        if number not in self._tables:
            self._tables[number] = self._make(number)
        return self._tables[number]

    @cython.cfunc
    def _add_owned(self, block: Block, script: cython.int, found: Found) -> cython.int:
        """Add the words in a script that one language has to itself, or none that we know."""
        at: cython.Py_ssize_t
        found.labels.append(self._owners[script])
        label: cython.Py_ssize_t = len(found.labels) - 1
        follows: cython.bint = False
        for at in range(block.count):
            if block.words[_WORD * at + 2] != script or block.kinds[at] >= _PROTECTED:
                follows = False
            elif follows and block.kinds[at] != _LINE:
                found.fields[FIELDS * found.count - 2] = block.words[_WORD * at + 1]
            else:
                found.add(block.words[_WORD * at], block.words[_WORD * at + 1], label)
                follows = True
        return 0
