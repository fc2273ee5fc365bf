"""Alignments: edits replay, spans map both ways, composition is associative."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.align.aligned import Aligned, Edit, apply, joined
from polyglot_norm.errors import PolyglotError

TEXT = st.text(alphabet=st.one_of(st.sampled_from("abcљњ \n"), st.characters()), max_size=14)


@st.composite
def aligned(draw, source=None, rule="r"):
    """Draw an `Aligned` with replacements, insertions and deletions, also at the same offset."""
    source = draw(TEXT) if source is None else source
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=10)))
    edits = [
        Edit(start, end, draw(st.text(alphabet="xyžЖ", max_size=3)), rule)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return Aligned(source, edits)


@st.composite
def span_of(draw, text):
    start = draw(st.integers(0, len(text)))
    return start, draw(st.integers(start, len(text)))


def covers(outer, inner):
    return outer[0] <= inner[0] and inner[1] <= outer[1]


@given(aligned())
def test_applying_the_edits_gives_the_text(a):
    assert apply(a.edits, a.source) == a.text


def without_deleted_edges(a, span):
    start, end = span
    deleted = {i for e in a.edits if not e.replacement for i in range(e.start, e.end)}
    while start < end and start in deleted:
        start += 1
    while start < end and end - 1 in deleted:
        end -= 1
    return start, end


@given(st.data())
def test_there_and_back_covers_the_span(data):
    a = data.draw(aligned())
    span = data.draw(span_of(a.text))
    assert covers(a.to_text(*a.to_source(*span)), span)
    span = data.draw(span_of(a.source))
    start, end = without_deleted_edges(a, span)
    assert start == end or covers(a.to_source(*a.to_text(*span)), (start, end))


@given(st.data())
def test_mapping_is_monotone(data):
    a = data.draw(aligned())
    for text, mapping in ((a.source, a.to_text), (a.text, a.to_source)):
        if not text:
            continue
        inner = data.draw(span_of(text).filter(lambda span: span[0] < span[1]))
        outer = data.draw(st.integers(0, inner[0])), data.draw(st.integers(inner[1], len(text)))
        assert covers(mapping(*outer), mapping(*inner))


@given(st.data())
def test_every_unchanged_character_maps_to_itself(data):
    a = data.draw(aligned())
    touched = {i for e in a.edits for i in range(e.start, e.end)}
    for i in set(range(len(a.source))) - touched:
        start, end = a.to_text(i, i + 1)
        assert a.source[i] in a.text[start:end]


@given(st.data())
def test_then_is_from_the_first_source_to_the_last_text(data):
    a = data.draw(aligned())
    b = data.draw(aligned(a.text, "s"))
    both = a.then(b)
    assert (both.source, both.text) == (a.source, b.text)
    assert Aligned(a.source, both.edits).text == b.text
    touched = {i for e in both.edits for i in range(e.start, e.end)}
    for i in set(range(len(a.source))) - touched:
        span = both.to_text(i, i + 1)
        assert a.source[i] in b.text[slice(*span)]
        assert covers(both.to_source(*span), (i, i + 1))


@given(st.data())
def test_then_is_associative(data):
    a = data.draw(aligned(rule="a"))
    b = data.draw(aligned(a.text, "b"))
    c = data.draw(aligned(b.text, "c"))
    assert a.then(b).then(c) == a.then(b.then(c))


@given(st.data())
def test_joined_parts_map_like_each_part(data):
    parts, offset = [], 0
    for part in data.draw(st.lists(aligned(), max_size=4)):
        parts.append((offset, part))
        offset += len(part.source)
    whole = joined("".join(p.source for _, p in parts), parts)
    assert whole.text == "".join(p.text for _, p in parts)
    assert apply(whole.edits, whole.source) == whole.text


@given(aligned())
def test_pickle_keeps_everything(a):
    assert pickle.loads(pickle.dumps(a)) == a
    assert hash(pickle.loads(pickle.dumps(a))) == hash(a)


def test_unchanged_text_shares_the_source():
    source = "Ћирилица " * 3
    assert Aligned(source).text is source


def test_an_insertion_belongs_to_both_neighbours():
    a = Aligned("ab", [Edit(1, 1, "--", "r")])
    assert a.to_text(0, 1) == (0, 3)
    assert a.to_text(1, 2) == (1, 4)
    assert a.to_source(1, 3) == (1, 1)


def test_a_deletion_belongs_to_no_neighbour():
    a = Aligned("a--b", [Edit(1, 3, "", "dashes")])
    assert (a.to_source(0, 1), a.to_source(1, 2), a.to_source(0, 2)) == ((0, 1), (3, 4), (0, 4))
    assert a.to_source(1, 1) == (1, 3)


def test_the_text_and_the_number_of_edits_are_shown():
    assert repr(Aligned("љ", [Edit(0, 1, "lj", "sr")])) == "<Aligned 'lj', 1 edit>"
    assert repr(Aligned("да")) == "<Aligned 'да', 0 edits>"


def test_combined_edits_have_the_rules_of_both():
    a = Aligned("љ", [Edit(0, 1, "lj", "digraph")])
    b = Aligned("lj", [Edit(1, 2, "J", "upper")])
    assert a.then(b).edits == (Edit(0, 1, "lJ", "digraph+upper"),)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 3, "", "r")],
        [Edit(1, 0, "", "r")],
        [Edit(1, 2, "", "r"), Edit(0, 1, "", "r")],
        [Edit(-1, 0, "", "r")],
    ],
)
def test_edits_that_do_not_fit_are_an_error(edits):
    with pytest.raises(PolyglotError, match="does not fit"):
        Aligned("ab", edits)


def test_spans_outside_are_an_error():
    with pytest.raises(
        PolyglotError, match=r"invalid span \(0, 9\).* the 2 code points of the text"
    ):
        Aligned("ab").to_source(0, 9)


def test_chaining_unrelated_texts_is_an_error():
    with pytest.raises(PolyglotError, match="another text"):
        Aligned("ab").then(Aligned("cd"))


class Own(str):
    """A string of a user's own class."""


def test_strings_of_another_class_are_kept():
    source, made = Own("ab"), Own("cd")
    for each in (Aligned(source), Aligned.unchanged(source)):
        assert each.source is source
        assert each.replay(source) == "ab"
    lazily = Aligned.lazily(source, made, lambda _: [Edit(0, 2, "cd", "r")])
    assert (lazily.source, lazily.text) == (source, made)
    assert joined(source, [(0, lazily)]).edits == lazily.edits


def test_an_aligned_is_immutable():
    with pytest.raises(AttributeError):
        Aligned("ab").text = "cd"  # type: ignore[misc]


@given(st.data())
def test_all_places_at_once_equal_those_one_by_one(data):
    a = data.draw(aligned())
    places = sorted(data.draw(st.lists(st.integers(0, len(a.text)), max_size=8)))
    assert a.places_in_source(places) == [a.to_source(place, place)[0] for place in places]


@given(st.data())
def test_all_spans_at_once_equal_those_one_by_one(data):
    a = data.draw(aligned())
    b = a.then(data.draw(aligned(a.text, "s")))
    for each in (a, b):
        assert each.source_spans() == [each.to_source(i, i + 1) for i in range(len(each.text))]
        assert each.text_spans() == [each.to_text(i, i + 1) for i in range(len(each.source))]


@given(st.data())
def test_long_chains_are_like_short_ones(data):
    chain = [data.draw(aligned(rule="r0"))]
    for i in range(4):
        chain.append(data.draw(aligned(chain[-1].text, f"r{i + 1}")))
    from_left, from_right = chain[0], chain[-1]
    for link in chain[1:]:
        from_left = from_left.then(link)
    for link in chain[-2::-1]:
        from_right = link.then(from_right)
    assert from_left == from_right
    assert apply(from_left.edits, chain[0].source) == chain[-1].text


@given(aligned())
def test_json_keeps_everything(a):
    stored = json.loads(json.dumps(a.as_dict()))
    assert Aligned.from_dict(stored) == a


@given(aligned())
def test_replaying_on_the_source_gives_the_text(a):
    assert a.replay(a.source) == a.text


def test_replaying_on_another_source_is_an_error():
    a = Aligned("Љубав", [Edit(0, 1, "Lj", "r")])
    with pytest.raises(PolyglotError, match=r"another source.* differ from offset 4 on"):
        a.replay("Љубаж")
    with pytest.raises(PolyglotError, match=r"one of 5 code points, got 6, which differ from off"):
        a.replay("Љубави")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "not an alignment"),
        ({"source": "a"}, "'edits'"),
        ({"source": "a", "edits": [[0, 1]]}, "not an alignment"),
        ({"source": "a", "text": "c", "edits": [[0, 1, "b", "r"]]}, "do not make the text"),
        ({"source": "a", "edits": [[0, 9, "b", "r"]]}, "does not fit"),
    ],
)
def test_other_values_are_not_an_alignment(values, says):
    with pytest.raises(PolyglotError, match=says):
        Aligned.from_dict(values)


def test_mapping_takes_logarithmic_time():
    """A thousand times as many edits take only a few steps more."""
    steps = []

    class Counted(int):
        def __lt__(self, other):
            steps.append(1)
            return int(self) < other

    for size in (1_000, 100_000):
        a = Aligned("a" * size, [Edit(i, i + 1, "", "r") for i in range(0, size, 2)])
        steps.clear()
        a.to_source(Counted(size // 4), Counted(size // 4))
        assert 5 < len(steps) < 60
