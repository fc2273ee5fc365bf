"""The counts of the benchmarks, on pages small enough to count by hand."""

import pytest

from benchmarks.corpus import Page, Span
from benchmarks.metrics import (
    Boundaries,
    Calibration,
    SpanCalibration,
    same_set,
    score,
    set_f1,
)

TEXT = "one two три четири fünf acht"
PAGE = Page("", TEXT, (Span(0, 7, "en"), Span(8, 18, "sr-Cyrl"), Span(19, 28, "de")))


def test_the_gold_spans_are_right():
    found = score(PAGE, PAGE.spans)
    assert (found.letters, found.right, found.group) == (23, 23, 23)
    assert (found.minority, found.minority_right) == (14, 14)
    assert found.near == found.exact == Boundaries(2, 2, 2)
    assert found.words == 6
    assert found.gold_set == found.answered_set == {"en", "sr", "de"}


def test_a_boundary_one_word_off_is_near_and_not_exact():
    found = score(PAGE, [Span(0, 11, "en"), Span(11, 28, "sr")])
    assert found.near == Boundaries(2, 1, 1)
    assert found.exact == Boundaries(2, 1, 0)
    assert (found.right, found.wrong, found.unknown) == (12, 11, 0)
    assert found.near.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize("answer", [[], [Span(0, 28, "und")], [Span(0, 28, "zxx")]])
def test_no_answer_is_unknown_not_wrong(answer):
    found = score(PAGE, answer)
    assert (found.right, found.wrong, found.unknown, found.switched) == (0, 0, 23, 0)
    assert found.answered_set == set()


def test_the_group_counts_in_a_figure_of_its_own():
    page = Page("", "dobar dan", (Span(0, 9, "sr-Latn"),))
    found = score(page, [Span(0, 5, "sh-Latn"), Span(6, 9, "hr")])
    assert (found.right, found.group, found.wrong) == (0, 5, 3)


def test_switched_letters_are_those_unlike_most_of_the_page():
    page = Page("", "uno dos tres", (Span(0, 12, "es"),))
    assert score(page, [Span(0, 8, "pt"), Span(8, 12, "es")]).switched == 4


def test_gold_that_is_not_scored_and_romanised_gold():
    page = Page("", "haha wesh bonjour", (Span(0, 4, "mul"), Span(5, 9, "arq-Latn"),
                                          Span(10, 17, "fr")))  # fmt: skip
    found = score(page, [Span(0, 17, "fr")])
    assert (found.letters, found.right, found.gold_set) == (11, 7, frozenset({"ar", "fr"}))
    assert found.near == Boundaries(1, 0, 0)
    for right in ([], [Span(5, 9, "und")], [Span(5, 9, "ar-Latn")]):
        assert score(page, [*right, Span(10, 17, "fr")]).right == 11


def test_language_sets():
    gold = frozenset({"en", "hr"})
    assert not same_set(gold, frozenset({"en", "sh"}))
    assert same_set(gold, frozenset({"en", "sh"}), group=True)
    both = frozenset({"sr", "hr"})
    assert not same_set(both, frozenset({"sh"}), group=True)
    assert set_f1(gold, gold) == 1
    assert set_f1(gold, frozenset({"de"})) == 0


def test_calibration():
    sure = Calibration()
    assert sure.error is None
    for right in (True, True, True, False):
        sure.add(0.95, right=right)
    assert sure.error == pytest.approx(0.2)
    sure.add(None, right=False)
    assert sum(sure.weight) == 4


def test_calibration_of_spans_counts_letters_and_spans():
    found = SpanCalibration()
    found.add(PAGE, [Span(0, 8, "en", 1.0), Span(8, 28, "sr-Cyrl", 0.5), Span(28, 28, "de", 1.0)])
    assert sum(found.letters.weight) == 23
    assert found.letters.error == pytest.approx(abs(17 * 0.5 - 9) / 23)
    assert sum(found.spans.weight) == 2
    assert found.spans.error == pytest.approx(0.5 / 2)


def test_calibration_leaves_out_spans_without_a_language():
    found = SpanCalibration()
    found.add(PAGE, [Span(0, 7, "und", 0.9), Span(8, 18, "sr")])
    assert (found.letters.error, found.spans.error) == (None, None)
