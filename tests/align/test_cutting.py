"""Alignments of spans: what lies inside a span is kept, what crosses its border is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.test_aligned import aligned
from polyglot_norm.align.aligned import Aligned, Edit, apply, joined, shifted
from polyglot_norm.align.cutting import cut


@st.composite
def wholes(draw):
    """Draw an alignment that is joined from parts, or not, and spans of its source in order."""
    parts = draw(st.lists(st.one_of(aligned(), st.text("ab\n").map(Aligned)), max_size=5))
    places = [sum(len(part.source) for part in parts[:i]) for i in range(len(parts))]
    whole = joined("".join(part.source for part in parts), list(zip(places, parts, strict=True)))
    if draw(st.booleans()):
        whole = Aligned(whole.source, whole.edits)
    borders = sorted(draw(st.lists(st.sampled_from([*places, 0, len(whole.source)]))))
    borders += sorted(draw(st.lists(st.integers(0, len(whole.source)), max_size=4)))
    borders.sort()
    return whole, list(zip(borders[::2], borders[1::2], strict=False))


@given(wholes())
def test_each_span_has_the_edits_inside_it(drawn):
    whole, spans = drawn
    for (start, end), part in zip(spans, cut(whole, spans), strict=True):
        assert part.source == whole.source[start:end]
        assert part.text == apply(part.edits, part.source)
        inside = [e for e in whole.edits if start < e.start and e.end < end]
        assert set(inside) <= set(shifted(part.edits, start))


def test_a_line_without_its_end_is_cut_as_it_was_changed():
    line = Aligned("да  \n", [Edit(2, 4, "", "white_space")])
    whole = joined("да  \nне\n", [(0, line), (5, Aligned("не\n", [Edit(0, 3, "ne\n", "sr")]))])
    first, second = cut(whole, [(0, 4), (5, 7)])
    assert (first.text, first.edits) == ("да", (Edit(2, 4, "", "white_space"),))
    assert (second.text, second.edits) == ("ne", (Edit(0, 2, "ne", "sr"),))


def test_lines_are_cut_without_looking_at_edits():
    def unseen(_source):
        raise AssertionError

    parts = [(i * 3, Aligned.lazily("да\n", "da\n", unseen)) for i in range(9)]
    found = cut(joined("да\n" * 9, parts), [(i * 3, i * 3 + 2) for i in range(9)])
    assert [part.text for part in found] == ["da"] * 9
