"""RESULTS.md is written from any figures, and a bar is met or missed."""

from benchmarks.bars import Bar, accuracy_bars, bars_table
from benchmarks.corpus import Page, Span
from benchmarks.figures import ItemFigures, Report, SystemFigures, page_figures
from benchmarks.items import LENGTHS
from benchmarks.metrics import score
from benchmarks.results import results

PAGE = Page("en/ru", "yes да", (Span(0, 3, "en"), Span(4, 6, "ru")))
KINDS = ("comments", "phrases", "phrases, told", "monolingual", "sagt")


def figures(name, answer):
    items = {length: ItemFigures({"en": [9, 10, 10]}, 0, 0.01, None, 1.0) for length in LENGTHS}
    known = frozenset({"en", "ru"})
    found = page_figures(["en/ru"], [score(PAGE, answer)], known, None, 1.0)
    return SystemFigures(name, f"{name} 1", ["en"], items, dict.fromkeys(KINDS, found))


def test_the_figures_are_shares():
    found = figures("ours", [Span(0, 6, "en")]).pages["comments"]
    assert (found.right, found.wrong, found.minority, found.set_exact) == (0.6, 0.4, 0.0, 0.0)
    assert found.groups == {"en/ru": 0.6}


def test_the_file_names_every_system_and_set():
    systems = {name: figures(name, PAGE.spans) for name in ("ours", "lingua")}
    text = results(Report("c", "q", "s", quick=False, systems=systems), None)
    assert "| lingua | 90.0 (100.0) |" in text
    assert all(f"#### {kind.capitalize()}" in text for kind in KINDS)


def test_bars_are_for_ours():
    report = Report("c", "q", "s", quick=True, systems={"lingua": figures("lingua", [])})
    assert list(accuracy_bars(report)) == []
    report.systems["ours"] = figures("ours", PAGE.spans)
    missed = {bar.what for bar in accuracy_bars(report) if not bar.met}
    # Ours is counted with the group (10 of 10), lingua without it (9 of 10).
    assert missed == set()


def test_a_bar_is_a_least_or_a_most():
    assert Bar("", 0.9, 0.9).met
    assert not Bar("", 0.9, 0.3, least=False).met
    assert "| x | ≤ 3 | 4 | no |" in bars_table([Bar("x", 4, 3, least=False)])
