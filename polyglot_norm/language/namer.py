# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""The label of a run of words, from the probabilities of a table's languages.

`naming` has the rules. What is decided without them, which is true of most runs, is labelled here.

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

from polyglot_norm.language import naming
from polyglot_norm.language.labels import Label
from polyglot_norm.language.rules import groups
from polyglot_norm.language.tags import UNDETERMINED, known, script_of
from polyglot_norm.language.traits import group_of, logographic, romanised

if cython.compiled:
    from cython.cimports.libc.math import fabs, rint
    from cython.cimports.polyglot_norm.language.posteriors import Posteriors
else:
    from math import fabs

    from polyglot_norm.language.posteriors import Posteriors

    rint = round

if TYPE_CHECKING:
    from collections.abc import Mapping

    from polyglot_norm.language.labels import Constraints
    from polyglot_norm.language.model import Table

UNKNOWN = cython.declare(cython.double, 0.6)
"""The part of a run's longest n-grams from which it is ``und`` if the model does not know them, and
is not SURE of a language all the same. Measured with n-grams of five letters: 0.7 % of development
sentences exceed it, and over 95 % of random letters and of ciphers."""

SURE = cython.declare(cython.double, 0.8)
MOSTLY_UNKNOWN = cython.declare(cython.double, 0.7)
SURER = cython.declare(cython.double, 0.97)
"""The same for runs of ``MANY`` of these n-grams: a cipher of a sentence is no coincidence, where a
rare word is."""

MANY = cython.declare(cython.int, 12)

LEAST_OF_PART = cython.declare(cython.double, 0.35)
"""The probability from which words beside other text are in a language, unless the user wants a
language for everything: a name, or an odd spelling of the language around, resembles many."""

LEAST_REPEATED = cython.declare(cython.double, 0.4)
"""The probability below which words that are said again and again are in no language: laughter.
They have 0.5 at most."""

LEAST_ROMANISED = cython.declare(cython.double, 0.5)
"""The probability from which a romanised language is named, unless the user allows it: spelt as
people like, its words resemble those of many others."""

# Languages of no group, and of one whose members always keep their own labels.
_ALONE = cython.declare(cython.int, -1)
# A group that takes the label of its members, whatever their probabilities.
_MERGED = cython.declare(cython.int, -2)

_DECIDED_SHARE = cython.declare(cython.double, groups.DECIDED_SHARE)
_MOST_CANDIDATES = cython.declare(cython.int, naming.MOST_CANDIDATES)
_LEAST = cython.declare(cython.double, naming.LEAST)


@cython.cclass
class Namer:
    """Labels runs of words in the scripts of one table; ``nothing`` is the label without languages.

    It is for one thread.
    """

    def __init__(self, table: Table, constraints: Constraints) -> None:
        script = table.scripts[0]
        self.nothing = naming.undetermined({}, script)
        self._tags = table.tags
        self._scripts = tuple([script_of(t) if t in known() else script for t in table.tags])
        self._script = script
        self._constraints = constraints
        self._certain = [naming.certain(tag, script) for tag in table.tags]
        self._certain_from = max(naming.CERTAIN, constraints.und_below)
        self._und_below = constraints.und_below
        least = max(LEAST_OF_PART, self._und_below) if self._und_below else 0.0
        self._least_of_part = least
        self._constraints_of_part = constraints._replace(und_below=least)
        self._tells_unknown = logographic().isdisjoint(table.tags)
        free = constraints.allowed is None
        self._is_romanised = array("B", [free and tag in romanised() for tag in table.tags])
        names = sorted(set(group_of().values()))
        self._groups = array("b", [_group_number(tag, names, constraints) for tag in table.tags])
        self._sums = array("d", bytes(8 * len(names)))
        self._most = array("d", bytes(8 * len(names)))

    @cython.cfunc
    def name(self, posteriors: Posteriors) -> object:
        """Return the label of a run with some posterior probabilities."""
        leader: cython.int = posteriors.labels[0]
        first: cython.double = posteriors.probabilities[0]
        if posteriors.count == 1 and first >= self._certain_from:
            certain: Label | None = self._certain[leader]
            if certain is not None:
                return certain
        if self._tells_unknown and self._is_noise(posteriors):
            return naming.undetermined(self._by_tag(posteriors), self._script)
        if (
            posteriors.is_repeated
            and first < LEAST_REPEATED
            and self._und_below > 0.0
            and self._groups[leader] == _ALONE
        ):
            return self._too_unsure(posteriors, _rounded(first))
        if self._is_romanised[leader] and first < LEAST_ROMANISED:
            return self._name_otherwise(posteriors)
        if not self._are_decided(posteriors):
            constraints = self._constraints_of_part if posteriors.is_part else self._constraints
            return naming.choose(self._by_tag(posteriors), self._script, constraints)
        if _rounded(first) < (self._least_of_part if posteriors.is_part else self._und_below):
            return self._too_unsure(posteriors, _rounded(first))
        return self._label(posteriors)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _is_noise(self, posteriors: Posteriors) -> cython.bint:
        """Return True if a run is too new to the model for a language to be named.

        A word by itself among other text is new because it is a name.
        """
        if posteriors.unknown <= UNKNOWN:
            return False
        if self._is_romanised[posteriors.labels[0]]:
            return True
        if posteriors.is_aside:
            return False
        is_long: cython.bint = posteriors.counted >= MANY and posteriors.unknown > MOSTLY_UNKNOWN
        return posteriors.probabilities[0] < (SURER if is_long else SURE)

    @cython.cfunc
    def _name_otherwise(self, posteriors: Posteriors) -> object:
        """Return the label of the likeliest language that is not romanised."""
        at: cython.int
        others: dict[str, float] = {}
        for at in range(posteriors.count):
            if not self._is_romanised[posteriors.labels[at]]:
                others[self._tags[posteriors.labels[at]]] = posteriors.probabilities[at]
        if not others:
            return naming.too_unsure(self._by_tag(posteriors), self._script)
        return naming.choose(others, self._script, self._constraints)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _are_decided(self, posteriors: Posteriors) -> cython.bint:
        """Return True if every language keeps its own label, whatever group it belongs to."""
        at: cython.int
        group: cython.int
        grouped: cython.bint = False
        for at in range(posteriors.count):
            group = self._groups[posteriors.labels[at]]
            if group == _MERGED:
                return False
            if group != _ALONE:
                grouped = True
                self._sums[group] = self._most[group] = 0.0
        if not grouped:
            return True
        for at in range(posteriors.count):
            group = self._groups[posteriors.labels[at]]
            if group != _ALONE:
                self._sums[group] += posteriors.probabilities[at]
                self._most[group] = max(self._most[group], posteriors.probabilities[at])
        for at in range(posteriors.count):
            group = self._groups[posteriors.labels[at]]
            if group != _ALONE and self._most[group] < _DECIDED_SHARE * self._sums[group]:
                return False
        return True

    @cython.cfunc
    def _by_tag(self, posteriors: Posteriors) -> Mapping[str, float]:
        """Return the probabilities by tag."""
        at: cython.int
        probabilities: dict[str, float] = {}
        for at in range(posteriors.count):
            probabilities[self._tags[posteriors.labels[at]]] = posteriors.probabilities[at]
        return probabilities

    @cython.cfunc
    def _too_unsure(self, posteriors: Posteriors, confidence: object) -> object:
        """Return what `naming.too_unsure` does, at less cost: a list may be of such words."""
        at: cython.int
        for at in range(2):  # of equals, the first by its tag comes first
            if (
                posteriors.count < 3
                or posteriors.probabilities[at] == posteriors.probabilities[at + 1]
            ):
                return naming.too_unsure(self._by_tag(posteriors), self._script)
        candidates = [(UNDETERMINED, confidence)]
        for at in range(2):
            if posteriors.probabilities[at] < _LEAST:
                break
            tag = self._tags[posteriors.labels[at]]
            candidates.append((tag, _rounded(posteriors.probabilities[at])))
        found = (UNDETERMINED, self._script, confidence, tuple(candidates))
        return tuple.__new__(Label, found)

    @cython.cfunc
    def _label(self, posteriors: Posteriors) -> object:
        """Return the label of the likeliest language."""
        leader: cython.int = posteriors.labels[0]
        at: cython.int
        candidates = []
        for at in range(min(posteriors.count, _MOST_CANDIDATES)):
            if posteriors.probabilities[at] < _LEAST:
                break
            tag = self._tags[posteriors.labels[at]]
            candidates.append((tag, _rounded(posteriors.probabilities[at])))
        found = (self._tags[leader], self._scripts[leader], candidates[0][1], tuple(candidates))
        return tuple.__new__(Label, found)


def _group_number(tag: str, names: list[str], constraints: Constraints) -> int:
    """Return the number of a language's group, ``_ALONE`` or ``_MERGED``."""
    number: int = _ALONE
    if tag in group_of():
        group = group_of()[tag]
        choice = groups.choice_for(group, constraints)
        number = {"split": _ALONE, "merge": _MERGED}.get(choice, names.index(group))
    return number


@cython.cfunc
@cython.inline
def _rounded(probability: cython.double) -> object:
    """Return a probability rounded to four digits, as ``round`` does at many times the cost."""
    steps: cython.double = probability * 10000.0
    nearest: cython.double = rint(steps)
    if fabs(steps - nearest) > 0.4999999:  # a tie, perhaps, which the product may hide
        return round(probability, 4)
    return nearest / 10000.0
