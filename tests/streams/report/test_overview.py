"""Overviews have the numbers of statistics, and strips the lengths of their documents."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from formats.documents import DOCUMENTS, cut_up
from polyglot_norm.formats import NamedDocument
from polyglot_norm.streams.report.overview import Overview, overview_task
from polyglot_norm.streams.report.strips import CELLS, Run, Strip
from polyglot_norm.streams.statistics import Statistics, statistics_task
from polyglot_norm.streams.tasks import Located

RUNS = st.lists(st.builds(Run, st.sampled_from(["en", "sr", "de"]), st.integers(1, 50)))


@given(RUNS)
def test_a_strip_is_as_long_as_its_runs(runs):
    strip = Strip(runs)
    found = list(strip.runs())
    assert sum(run.length for run in found) == strip.length == sum(run.length for run in runs)
    assert all(one.lang != two.lang for one, two in pairwise(found))


@given(st.integers(1, 30_000), st.integers(1, 3))
def test_a_strip_of_many_runs_has_few_cells(count, length):
    strip = Strip(Run("en" if number % 2 else "sr", length) for number in range(count))
    found = list(strip.runs())
    assert len(found) <= CELLS
    assert sum(run.length for run in found) == count * length


def test_most_of_a_cell_decides():
    runs = [Run("en", 9), Run("sr", 1)] * 4_000 + [Run("de", 40_000)]
    assert [(run.lang, run.length) for run in Strip(runs).runs()] == [
        ("en", 40_000),
        ("de", 40_000),
    ]


@given(DOCUMENTS, st.lists(st.integers(0, 9), max_size=3))
def test_the_numbers_are_those_of_statistics(doc, places):
    items = [*cut_up("a", doc, places), *cut_up("b", doc, places)]
    overview, statistics = Overview(5, 1), Statistics()
    for item in items:
        located = Located(item, 1, 1)
        overview.add(overview_task(0.5, 5)(located))
        statistics.add(statistics_task(0.5, 5)(located), most=5)
    assert overview.statistics == statistics
    assert sum(overview.bins) == statistics.letters
    assert len(overview.doubts) == len(statistics.doubts)
    (first,) = overview.documents
    assert first.name == "a"
    assert first.strip.length == len(doc.text)
    assert first.letters.total() * 2 == statistics.letters


def test_a_doubt_has_its_context_and_edits_their_rules():
    text = "That was all that I know.\nГде си био  целог дана, човече?\nAnd so on, as they say."
    overview = Overview(9, 9)
    overview.add(overview_task(1.0, 9)(Located(NamedDocument("x", pn.tag(text)), 1, 1)))
    assert overview.edits["white_space"] == 1
    assert overview.edits["sr-latn"] > 10
    (doubt,) = [doubt for doubt in overview.doubts if "Где" in doubt.text]
    assert (doubt.doc, doubt.line) == ("x", 2)
    assert doubt.before.endswith("I know.\n")
    assert doubt.after.startswith("And so on")
