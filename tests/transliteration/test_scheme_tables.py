"""Scheme tables: cases, reversibility, and the errors for invalid tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unicodedata2 import normalize

import polyglot_norm as pn
from cases import FOLDER, tsv
from polyglot_norm.transliteration.matcher import matcher
from polyglot_norm.transliteration.roundtrip import lost
from polyglot_norm.transliteration.scheme_header import (
    BACKWARD,
    FORWARD,
    SchemeTableError,
    header,
    lines,
    parse,
    stems,
)
from polyglot_norm.transliteration.scheme_rules import rules
from strategies import TEXTS

STEMS = stems()
CASES = [(stem, case) for stem in STEMS if (FOLDER / "transliterate" / f"{stem}.tsv").exists()
         for case in tsv(f"transliterate/{stem}")]  # fmt: skip
BY_RULES = [
    (stem, direction)
    for stem in STEMS
    for direction in (FORWARD, BACKWARD)[: 1 + header(stem).both_ways]
    if direction not in header(stem).code
]


@pytest.mark.parametrize(
    ("stem", "case"), CASES, ids=lambda v: v if isinstance(v, str) else v["text"]
)
def test_cases(stem, case):
    name = header(stem).name
    a = pn.transliterate(case["text"], case["lang"], name)
    assert a.text == case["output"]
    assert pn.Aligned(a.source, a.edits).text == a.text
    assert {edit.rule for edit in a.edits} <= {name}


@pytest.mark.parametrize("stem", STEMS)
def test_every_table_has_cases_for_each_direction(stem):
    cases = tsv(f"transliterate/{stem}")
    assert len(cases) >= 8
    assert {case["source"] for case in cases} <= {"standard", "own"}
    scripts = {script for _, script, _ in header(stem).routes()}
    tags = {case["lang"] for case in cases}
    shown = {script for lang, script, _ in header(stem).routes() if lang in tags}
    assert shown == scripts


@pytest.mark.parametrize("stem", [stem for stem in STEMS if header(stem).reversible])
def test_reversible_schemes_lose_nothing(stem):
    assert lost(stem) == []


@pytest.mark.parametrize("stem", STEMS)
def test_other_schemes_name_what_they_lose(stem):
    assert header(stem).reversible != bool(header(stem).lossy) or (BACKWARD in header(stem).code)


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(BY_RULES))
def test_the_edits_produce_the_text(text, way):
    check_edits(text, way)


def check_edits(text, way):
    a = matcher(*way).aligned(text, "rule")
    assert pn.Aligned(text, a.edits).text == a.text


LETTERS = st.text(
    "щЩюЮяЯеЕёЁьЬъЪйЙзЗгГсСӏӀџЏљЉaАSsHhJjYyʹʺoʻ'’ -.\N{COMBINING ACUTE ACCENT}\N{COMBINING BREVE}",
    max_size=12,
)


@settings(max_examples=60)
@given(LETTERS, st.sampled_from(BY_RULES))
def test_the_edits_produce_the_text_in_upper_case_and_with_marks(text, way):
    check_edits(text, way)


def test_every_default_is_unique():
    defaults = [(s.lang, s.script) for s in pn.schemes() if s.default]
    assert len(defaults) == len(set(defaults))


def test_every_name_is_unique_for_a_language_and_a_script():
    ways = [
        (head.name, lang, script)
        for head in map(header, STEMS)
        for lang, script, _ in head.routes()
    ]
    assert len(ways) == len(set(ways))


HEAD = [
    *("@name\ttest", "@title\tTest", "@year\t2000", "@source\tNobody", "@langs\tru"),
    *("@from\tCyrl", "@to\tLatn", "@directions\tboth", "@class vowel\tаеи"),
]
COLUMNS = "text\tbecomes\tpreceded\tfollowed\tway"


def read(table):
    head = parse("test", table)
    return [rules(head, table, direction) for direction in (FORWARD, BACKWARD)]


def test_a_valid_table():
    assert [len(found) for found in read([*HEAD, "", COLUMNS, "ж\tzh", "щ\tshch\t\t\t>"])] == [2, 1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("@standart\tISO", "unknown key @standart"),
        ("@revrsible\tyes", "did you mean 'reversible'"),
        ("@year\t2001", "duplicate key @year"),
        ("@reversible\tmaybe", "invalid @reversible 'maybe': expected yes or no"),
        ("@case\tup", "invalid @case 'up'"),
        ("@upper\tiİı", "invalid @upper 'iİı': expected a letter and its upper case"),
        ("@default\tuk", "the default for uk, which it does not support"),
    ],
)
def test_invalid_headers_are_rejected(line, message):
    with pytest.raises(SchemeTableError, match=message):
        read([*HEAD, line, "", COLUMNS])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["ж\tzh", "ж\tž"], "'ж' becomes both 'zh' and 'ž' in the same context"),
        (["ж\tzh", "з\tzh"], "backward: 'zh' becomes both 'ж' and 'з'"),
        (["\tzh"], "the rule for 'zh' has an empty text"),
        (["ж\tzh\t\t\t!"], "invalid way '!' of 'ж'"),
        (
            ["ж\tzh\t<consonant>\t\t>"],
            "class <consonant>; defined: <edge>, <letter>, <vowel>",
        ),
        (["ж\tzh\t<vowel>"], "one row with way > and one with way <"),
        (["ъ\t"], "'ъ' is dropped, so it cannot be restored"),
        (["ж\tzh\tа  б\t\t>"], "repeated, leading or trailing space"),
        (["а\ta\t\t\t\tnote"], "has 6 cells for 5 columns"),
    ],
)
def test_invalid_rules_are_rejected(rows, message):
    with pytest.raises(SchemeTableError, match=message):
        read([*HEAD, "", COLUMNS, *rows])


def test_a_table_of_one_direction_is_not_reversible():
    one_way = [line for line in HEAD if not line.startswith("@directions")]
    with pytest.raises(SchemeTableError, match="has one direction; add @directions both"):
        read(["@reversible\tyes", *one_way])


def test_a_table_has_the_name_of_its_scheme():
    with pytest.raises(SchemeTableError, match=r"rename it to test\.tsv or test-LANG\.tsv"):
        parse("other", HEAD)


def test_required_keys():
    with pytest.raises(SchemeTableError, match="@source is missing"):
        parse("test", [line for line in HEAD if not line.startswith("@source")])


@pytest.mark.parametrize("stem", STEMS)
def test_replacements_are_composed(stem):
    head = header(stem)
    for direction in (FORWARD, BACKWARD)[: 1 + head.both_ways]:
        for rule in rules(head, lines(stem), direction):
            assert normalize("NFC", rule.becomes) == rule.becomes, rule
