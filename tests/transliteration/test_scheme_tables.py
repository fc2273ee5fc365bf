"""Every scheme's table: its cases, its claims, and what is refused in a table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unicodedata2 import normalize

import polyglot_norm as pn
from cases import FOLDER, tsv
from polyglot_norm.transliteration import header, rules
from polyglot_norm.transliteration.header import BACKWARD, FORWARD, SchemeTableError
from polyglot_norm.transliteration.matcher import matcher
from polyglot_norm.transliteration.roundtrip import lost
from strategies import TEXTS

STEMS = header.stems()
CASES = [(stem, case) for stem in STEMS if (FOLDER / "transliterate" / f"{stem}.tsv").exists()
         for case in tsv(f"transliterate/{stem}")]  # fmt: skip
BY_RULES = [
    (stem, direction)
    for stem in STEMS
    for direction in (FORWARD, BACKWARD)[: 1 + header.header(stem).both_ways]
    if direction not in header.header(stem).code
]


@pytest.mark.parametrize(
    ("stem", "case"), CASES, ids=lambda v: v if isinstance(v, str) else v["text"]
)
def test_cases(stem, case):
    name = header.header(stem).name
    a = pn.transliterate(case["text"], case["lang"], name)
    assert a.text == case["output"]
    assert pn.Aligned(a.source, a.edits).text == a.text
    assert {edit.rule for edit in a.edits} <= {name}


@pytest.mark.parametrize("stem", STEMS)
def test_every_table_has_cases_for_each_direction(stem):
    cases = tsv(f"transliterate/{stem}")
    assert len(cases) >= 8
    assert {case["source"] for case in cases} <= {"standard", "own"}
    scripts = {script for _, script, _ in header.header(stem).ways()}
    tags = {case["lang"] for case in cases}
    shown = {script for lang, script, _ in header.header(stem).ways() if lang in tags}
    assert shown == scripts


@pytest.mark.parametrize("stem", [stem for stem in STEMS if header.header(stem).reversible])
def test_what_claims_to_lose_nothing_loses_nothing(stem):
    assert lost(stem) == []


@pytest.mark.parametrize("stem", STEMS)
def test_what_is_lossy_says_so(stem):
    assert header.header(stem).reversible != bool(header.header(stem).lossy) or (
        BACKWARD in header.header(stem).code
    )


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(BY_RULES))
def test_edits_give_what_the_fast_way_gives(text, way):
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
def test_edits_give_what_the_fast_way_gives_among_capitals_and_marks(text, way):
    check_edits(text, way)


def test_every_default_is_the_only_one():
    defaults = [(s.lang, s.script) for s in pn.schemes() if s.default]
    assert len(defaults) == len(set(defaults))


def test_every_name_is_given_once_for_a_language_and_a_script():
    ways = [
        (head.name, lang, script)
        for head in map(header.header, STEMS)
        for lang, script, _ in head.ways()
    ]
    assert len(ways) == len(set(ways))


HEAD = [
    *("@name\ttest", "@title\tTest", "@year\t2000", "@source\tNobody", "@langs\tru"),
    *("@from\tCyrl", "@to\tLatn", "@directions\tboth", "@class vowel\tаеи"),
]
COLUMNS = "text\tbecomes\tpreceded\tfollowed\tway"


def read(lines):
    head = header.parse("test", lines)
    return [rules.rules(head, lines, direction) for direction in (FORWARD, BACKWARD)]


def test_a_table_without_mistakes():
    assert [len(found) for found in read([*HEAD, "", COLUMNS, "ж\tzh", "щ\tshch\t\t\t>"])] == [2, 1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("@standart\tISO", "unknown key @standart"),
        ("@revrsible\tyes", "did you mean 'reversible'"),
        ("@year\t2001", "@year is given twice"),
        ("@reversible\tmaybe", "@reversible is 'maybe'; it is one of yes, no"),
        ("@case\tup", "@case is 'up'"),
        ("@capitals\tiİı", "@capitals 'iİı' is not a letter and its capital"),
        ("@default\tuk", "the default for uk, which it does not take"),
    ],
)
def test_heads_with_mistakes_are_refused(line, message):
    with pytest.raises(SchemeTableError, match=message):
        read([*HEAD, line, "", COLUMNS])


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["ж\tzh", "ж\tž"], "'ж' becomes both 'zh' and 'ž' in the same place"),
        (["ж\tzh", "з\tzh"], "backward, 'zh' becomes both 'ж' and 'з'"),
        (["\tzh"], "a rule for no text, becoming 'zh'"),
        (["ж\tzh\t\t\t!"], "way '!' of 'ж'"),
        (["ж\tzh\t<consonant>\t\t>"], "no class <consonant>; there is <edge>, <letter>, <vowel>"),
        (["ж\tzh\t<vowel>"], "a row with > and a row with <"),
        (["ъ\t"], "'ъ' is left out, which has no way back"),
        (["ж\tzh\tа  б\t\t>"], "two spaces"),
        (["а\ta\t\t\t\tnote"], "more cells than columns"),
    ],
)
def test_rules_with_mistakes_are_refused(lines, message):
    with pytest.raises(SchemeTableError, match=message):
        read([*HEAD, "", COLUMNS, *lines])


def test_a_table_without_a_way_back_is_not_reversible():
    one_way = [line for line in HEAD if not line.startswith("@directions")]
    with pytest.raises(SchemeTableError, match="has no way back: @directions both"):
        read(["@reversible\tyes", *one_way])


def test_a_table_must_be_named_as_its_scheme():
    with pytest.raises(SchemeTableError, match=r"name the file test\.tsv or test-LANG\.tsv"):
        header.parse("other", HEAD)


def test_a_key_that_is_needed():
    with pytest.raises(SchemeTableError, match="@source is missing"):
        header.parse("test", [line for line in HEAD if not line.startswith("@source")])


@pytest.mark.parametrize("stem", STEMS)
def test_what_a_table_puts_in_is_composed(stem):
    head = header.header(stem)
    for direction in (FORWARD, BACKWARD)[: 1 + head.both_ways]:
        for rule in rules.rules(head, header.lines(stem), direction):
            assert normalize("NFC", rule.becomes) == rule.becomes, rule
