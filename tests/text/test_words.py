"""Words and their scripts, compiled and interpreted."""

import ast
import doctest
import re
import sys
from array import array
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.text import words as installed
from polyglot_norm.text.character_tables import SCRIPTS
from polyglot_norm.text.characters import CharacterClass, character_class, script_extensions

SOURCE = Path(installed.__file__).with_name("words.py")
CASES = Path(__file__).parents[1] / "cases" / "words.tsv"
LASTING = {CharacterClass.LETTER, CharacterClass.MARK, CharacterClass.VARIATION_SELECTOR}
INVISIBLE = {CharacterClass.JOINER, CharacterClass.FORMAT}
LINKS = (
    "'`\"\N{ACUTE ACCENT}\N{PRIME}\N{FULLWIDTH APOSTROPHE}\N{MIDDLE DOT}\N{HYPHENATION POINT}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}\N{ARMENIAN APOSTROPHE}\N{ARMENIAN EMPHASIS MARK}"
    "\N{ARMENIAN EXCLAMATION MARK}\N{ARMENIAN QUESTION MARK}"
    "\N{HEBREW PUNCTUATION GERESH}\N{HEBREW PUNCTUATION GERSHAYIM}"
)
MIXED = st.text(
    st.one_of(
        st.characters(),
        st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF),
        st.sampled_from(
            "abčжћअक\N{DEVANAGARI SIGN VIRAMA}語あカーשל'·\"- 1\0ʼ𝐀\N{COMBINING ACUTE ACCENT}"
        ),
        st.sampled_from("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{SOFT HYPHEN}"),
    )
)


def load_source(name):
    """Return the same source as an interpreted module."""
    loader = SourceFileLoader(name, str(SOURCE))
    module = module_from_spec(spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


INTERPRETED = load_source("interpreted_scan")
STAGES = [pytest.param(INTERPRETED, id="interpreted")]
if installed.COMPILED:
    STAGES.append(pytest.param(installed, id="compiled"))


def unescape(field):
    return re.sub(
        r"\\(?:N\{[^}]+\}|u[0-9a-f]{4}|[nt0])", lambda m: ast.literal_eval(f'"{m[0]}"'), field
    )


def cases():
    lines = [line for line in CASES.read_text("utf-8").split("\n") if line and line[0] != "#"]
    for line in lines[1:]:
        why, text, expected = line.split("\t")
        pairs = [word.rsplit(":", 1) for word in unescape(expected).split(" ") if word]
        yield pytest.param(unescape(text), [tuple(pair) for pair in pairs], id=why)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_cases(stage, text, expected):
    found = [(text[word.start : word.end], word.script) for word in stage.words(text)]
    assert found == expected


@pytest.mark.parametrize("stage", STAGES)
@given(text=MIXED)
def test_words_are_ordered_disjoint_and_made_of_word_characters(stage, text):
    before = 0
    for start, end, script in stage.words(text):
        assert before <= start < end <= len(text)
        before = end
        kinds = [character_class(char) for char in text[start:end]]
        assert kinds[0] == CharacterClass.LETTER
        assert kinds[-1] in LASTING
        for char, kind in zip(text[start:end], kinds, strict=True):
            assert kind in LASTING | INVISIBLE or char in LINKS
            if kind == CharacterClass.LETTER and script != "Zyyy":
                assert {script, "Zyyy", "Zinh"} & set(script_extensions(char))


@pytest.mark.parametrize("stage", STAGES)
@given(text=MIXED)
def test_every_letter_is_part_of_a_word(stage, text):
    inside = {at for word in stage.words(text) for at in range(word.start, word.end)}
    letters = {at for at, char in enumerate(text) if character_class(char) == CharacterClass.LETTER}
    assert letters <= inside


@pytest.mark.parametrize("stage", STAGES)
@given(text=MIXED, start=st.integers(-40, 40), end=st.none() | st.integers(-40, 40))
def test_a_part_is_scanned_like_a_text_of_its_own(stage, text, start, end):
    first = slice(start, end).indices(len(text))[0]
    alone = stage.words(text[start:end])
    assert stage.scan(text, start, end).tolist() == [
        number
        for word in alone
        for number in (word.start + first, word.end + first, SCRIPTS.index(word.script))
    ]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("text", ["a" * 99, "a " * 99, "aж" * 99, "ж'š\N{COMBINING CARON}" * 99])
def test_no_word_is_lost_at_the_end_of_a_chunk(stage, text, monkeypatch):
    whole = stage.scan(text)
    monkeypatch.setattr(stage, "CHUNK", 2)
    assert stage.scan(text) == whole


@pytest.mark.parametrize("stage", STAGES)
def test_more_words_than_fit_a_chunk(stage):
    found = stage.scan("aж " * 3000)
    assert len(found) == 3 * 6000
    assert found[-3:].tolist() == [8998, 8999, SCRIPTS.index("Cyrl")]


@pytest.mark.parametrize("stage", STAGES)
def test_the_result_is_an_array_of_64_bit_numbers(stage):
    assert stage.scan("") == array("q")
    assert stage.scan("a").typecode == "q"


@pytest.mark.parametrize("stage", STAGES)
def test_a_subclass_of_str_is_a_text(stage):
    class Markup(str):
        __slots__ = ()

    assert stage.words(Markup("реч")) == [(0, 3, "Cyrl")]


@pytest.mark.parametrize("stage", STAGES)
def test_bytes_are_an_error(stage):
    with pytest.raises(TypeError, match=r"takes a str, not bytes"):
        stage.scan(b"word")


@pytest.mark.parametrize("stage", STAGES)
def test_doctests(stage):
    # The doctests of a compiled function are found only when asked for.
    results = doctest.testmod(stage)
    assert results.attempted >= 3
    assert results.failed == 0


@pytest.mark.skipif(not installed.COMPILED, reason="the stage is not compiled here")
@given(text=MIXED)
def test_compiled_and_interpreted_agree(text):
    assert installed.scan(text) == INTERPRETED.scan(text)


def test_cython_is_not_needed_to_run(monkeypatch):
    monkeypatch.setitem(sys.modules, "cython", None)
    stage = load_source("scan_without_cython")
    assert not stage.COMPILED
    assert stage.words("Ћао!") == [(0, 3, "Cyrl")]
