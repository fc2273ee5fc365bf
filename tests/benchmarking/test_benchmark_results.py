"""RESULTS.md is written of any figures, and a bar is met or missed."""

from benchmarks.bars import Bar, accuracy_bars, bars_table
from benchmarks.corpus import Page, Span
from benchmarks.figures import ItemFigures, Report, SystemFigures, page_figures
from benchmarks.items import LENGTHS
from benchmarks.lines import LineFigures
from benchmarks.metrics import SpanCalibration, score
from benchmarks.results import results

PAGE = Page("en/ru", "yes да", (Span(0, 3, "en"), Span(4, 6, "ru")))
KINDS = ("comments", "phrases", "phrases, pair given", "insertions", "monolingual", "sagt")


def figures(name, answer):
    items = {length: ItemFigures({"en": [9, 10, 10]}, 0, 0.01, None, 1.0) for length in LENGTHS}
    known = frozenset({"en", "ru"})
    found = page_figures(["en/ru"], [score(PAGE, answer)], known, SpanCalibration(), 1.0)
    pages = dict.fromkeys(KINDS, found)
    lines = {"noise": LineFigures(9, 0.5, 0.5, 0.75, 0.25, None, {})}
    return SystemFigures(name, f"{name} 1", ["en"], items, pages, lines)


def test_the_figures_are_shares():
    found = figures("ours", [Span(0, 6, "en")]).pages["comments"]
    assert (found.right, found.wrong, found.minority, found.set_exact) == (0.6, 0.4, 0.0, 0.0)
    assert found.groups == {"en/ru": 0.6}


def test_the_file_names_every_system_and_set():
    systems = {name: figures(name, PAGE.spans) for name in ("ours", "lingua")}
    text = results(Report("c", "q", "s", quick=False, systems=systems), None)
    assert "| lingua | 90.0 (100.0) |" in text
    assert all(f"#### {kind.capitalize()}" in text for kind in (*KINDS, "noise"))
    assert "| ours | 50.0 | 50.0 | 75.0 | 25.0 | – |" in text


def test_bars_are_for_ours():
    report = Report("c", "q", "s", quick=True, systems={"lingua": figures("lingua", [])})
    assert list(accuracy_bars(report)) == []
    report.systems["ours"] = figures("ours", PAGE.spans)
    report.systems["ours-split"] = report.systems["ours"]
    missed = {bar.name for bar in accuracy_bars(report) if not bar.met}
    assert missed == {"3-5 words, macro accuracy, `split`", "sentence, macro accuracy, `split`",
                      "noise: `und` or below .5"}  # fmt: skip


def test_a_bar_is_a_least_or_a_most():
    assert Bar("", 0.9, 0.9).met
    assert not Bar("", 0.9, 0.3, least=False).met
    assert "| x | ≤ 3 | 4 | no |" in bars_table([Bar("x", 4, 3, least=False)])
