"""The promises of the contract, over every string Python can hold."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.align.aligned import apply
from strategies import TEXTS

POLICIES = st.sampled_from(["cyrillic-to-latin", "latin", "cyrillic", "ascii", None])
UNITS = st.sampled_from(["line", "document"])


@given(TEXTS, UNITS)
def test_segments_partition_the_text(text, unit):
    doc = pn.tag(text, unit=unit)
    assert doc.text == text
    assert "".join(s.text for s in doc.segments) == text
    position = 0
    for segment in doc.segments:
        assert (segment.start, text[segment.start : segment.end]) == (position, segment.text)
        assert segment.start < segment.end
        position = segment.end


@given(TEXTS)
def test_no_segment_crosses_a_line_break(text):
    for segment in pn.tag(text).segments:
        assert len(segment.text.strip().splitlines() or [""]) <= 1 + sum(
            segment.text.strip().count(c)
            for c in "\x1c\x1d\x1e"  # splitlines() cuts at these too
        )


@given(TEXTS, POLICIES)
def test_edits_make_the_output_and_spans_map_back(text, policy):
    doc = pn.tag(text, transliterate=policy)
    parts = [doc.output, *(segment.output for segment in doc.segments)]
    for a in parts:
        assert apply(a.edits, a.source) == a.text
        for i in range(len(a.source)):
            start, end = a.to_source(*a.to_text(i, i + 1))
            assert start <= i < end
    assert doc.output.source == text
    assert doc.output.text == "".join(segment.output.text for segment in doc.segments)


@given(TEXTS)
def test_protected_spans_are_never_transliterated(text):
    doc = pn.tag(text, normalise=None, transliterate="latin")
    for span in doc.protected:
        start, end = doc.output.to_text(span.start, span.end)
        assert text[span.start : span.end] in doc.output.text[start:end]


@given(TEXTS)
def test_the_policy_ascii_gives_ascii_and_nothing_else(text):
    assert pn.tag(text, normalise=None, transliterate="ascii").output.text.isascii()


@given(TEXTS)
def test_confidences_are_probabilities(text):
    doc = pn.tag(text)
    for segment in doc.segments:
        assert 0 <= segment.confidence <= 1
        assert len(segment.candidates) <= 3
        # Beside und, what such text may be has its whole probability.
        assert sum(p for tag, p in segment.candidates if tag != "und") <= 1.001
    assert sum(share.share for share in doc.languages) == pytest.approx(
        1 if doc.languages else 0, abs=0.01
    )


@given(TEXTS)
def test_the_same_again_whatever_came_before(text):
    first = pn.tag(text)
    pn.tag("Nešto sasvim drugo, na drugom jeziku.")
    assert pn.Tagger().tag(text) == first
    assert pn.detect(text) == pn.detect(text)


@given(TEXTS)
def test_normalising_twice_is_normalising_once(text):
    once = pn.normalise(text).text
    assert pn.normalise(once).text == once


TEXT = "Здраво, how are you? Ћао!\nSto ne kazes?\nDas ist ein „quite short film“ gewesen."

PROBE = """
import sys, polyglot_norm as pn
doc = pn.tag(sys.argv[1])
print([(s.start, s.end, s.lang, s.confidence, s.candidates, s.output.text) for s in doc.segments])
"""


def test_the_same_in_any_process_with_any_hash_seed():
    answers = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PROBE, TEXT],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(answers) == 1


def test_the_same_from_eight_threads_at_a_cold_start():
    probe = """
import sys, polyglot_norm as pn
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(8) as pool:
    docs = list(pool.map(pn.tag, [sys.argv[1]] * 16))
assert all(doc == docs[0] for doc in docs)
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", probe, TEXT], check=True)


def test_the_same_from_threads_with_many_options():
    with ThreadPoolExecutor(4) as pool:
        docs = list(pool.map(lambda i: pn.tag(TEXT, und_below=i / 100), range(16)))
    assert len({tuple(s.text for s in doc.segments) for doc in docs}) == 1


@settings(max_examples=20)
@given(TEXTS, TEXTS)
def test_a_paragraph_break_keeps_lines_apart(a, b):
    doc = pn.tag(a + "\n\n" + b)
    borders = {segment.start for segment in doc.segments} | {len(doc.text)}
    assert b == "" or b.isspace() or len(a) + 2 in borders or b[0].isspace() or "\r" in b[:1]
