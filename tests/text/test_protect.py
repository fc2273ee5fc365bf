"""Protected spans: what is one, what is not, and linear time for any text."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.records import ProtectedSpan
from polyglot_norm.tables import unescaped
from polyglot_norm.text.emoji import emoji
from polyglot_norm.text.protect import find_protected

CASES = Path(__file__).parent.parent / "cases" / "protect.tsv"
MARK = re.compile(r"⟦(\w+) ([^⟧]*)⟧")
KINDS = {"url", "email", "mention", "hashtag", "number", "code", "emoji"}

# Fragments for every rule, so that generated texts reach more than the trigger.
FRAGMENTS = (
    *(
        "http://",
        "www.",
        "a@b.org",
        "@",
        "#",
        "1.",
        "12",
        " km",
        "€",
        "`",
        "<b>",
        "&amp;",
        "_",
        "(",
    ),
    *(
        ")",
        "[",
        "]",
        "/",
        "\\",
        ":",
        ";)",
        "-",
        "--",
        "$",
        "{",
        "}",
        ".",
        "xD",
        "aB",
        "é",
        "ж",
        "我",
    ),
    *("🙂", "🇷", "🏽", "♀", "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}", "\ud800", "\x00"),
    *(" ", "\n", "\r", "\x85", "\N{LINE SEPARATOR}", "\N{NO-BREAK SPACE}", "\N{CANCEL TAG}", "٣"),
)
texts = st.text(st.characters()) | st.lists(st.sampled_from(FRAGMENTS)).map("".join)

HOSTILE = (
    *("a@", "a@b.", "@a@", "http://", "http://a(", "http://a)", "(http://b)", "(", "#", "#a", "1."),
    *(
        "1 ",
        "1 111 ",
        "1.1a",
        "+1 ",
        "12. ",
        "5 km/",
        "`",
        "`a",
        "a`b``",
        "<",
        "<a ",
        "<a b=",
        "<!--",
    ),
    *(
        "a_",
        "_",
        "a.",
        "a::",
        "a.b(",
        "./",
        "/a",
        "--a",
        "C:\\",
        "\\",
        "\\a{",
        "&",
        "&a",
        "$",
        "${",
    ),
    *("1年", "年1", "年1.", "5%", "+5", "5+", "-5", "$1", "1/", "a1b"),
    *("a", "é", "我", "我@", "1a", "aB", "aB3", "a.com/", "a.txt.", ":)", ")", "😀", "🇷"),
    *(
        "👩\N{ZERO WIDTH JOINER}",
        "🏴\N{TAG LATIN SMALL LETTER G}",
        "\ufe0f",
        "\u0301",
        "\x00",
        "\ud800",
    ),
)


def cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def marked(line: str) -> tuple[str, tuple[ProtectedSpan, ...]]:
    line = unescaped(line)
    text, spans, last = "", [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        spans.append(ProtectedSpan(len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        last = mark.end()
    return text + line[last:], tuple(spans)


def shown(text: str, spans: tuple[ProtectedSpan, ...]) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize("line", cases())
def test_case(line: str) -> None:
    text, expected = marked(line)
    found = find_protected(text)
    assert shown(text, found) == shown(text, expected)
    assert found == expected


@given(texts)
def test_spans_are_ordered_disjoint_and_within_a_line(text: str) -> None:
    last = 0
    for span in find_protected(text):
        assert last <= span.start < span.end <= len(text)
        assert span.kind in KINDS
        assert len(text[span.start : span.end].splitlines()) == 1
        last = span.end


@given(texts, texts)
def test_lines_are_independent(first: str, second: str) -> None:
    shift = len(first) + 1
    expected = find_protected(first) + tuple(
        ProtectedSpan(start + shift, end + shift, kind)
        for start, end, kind in find_protected(second)
    )
    assert find_protected(f"{first}\n{second}") == expected


@given(texts)
def test_the_result_is_always_the_same(text: str) -> None:
    assert find_protected(text) == find_protected(text)


def test_there_are_enough_cases() -> None:
    assert sum(max(1, len(marked(line)[1])) for line in cases()) >= 200


def test_emoji_by_default_are_those_of_unicode() -> None:
    regex = pytest.importorskip("regex")
    ours = re.compile(emoji(), re.VERBOSE)
    basic = [chr(code) for code in range(0x80, 0x10000)]
    theirs = {char for char in basic if regex.match(r"\p{Emoji_Presentation}", char)}
    assert {char for char in basic if ours.match(char)} == theirs


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        find_protected(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear(unit: str) -> None:
    small, large = ((unit * (size // len(unit))) for size in (5_000, 40_000))
    # Eight times the text; a quadratic rule would take sixty-four times as long.
    assert seconds(large) < 24 * max(seconds(small), 0.002)


@pytest.mark.slow
def test_a_line_of_ten_megabytes() -> None:
    line = "word, " * 1_700_000 + "a@example.org"
    assert shown(line, find_protected(line)) == [("email", "a@example.org")]
