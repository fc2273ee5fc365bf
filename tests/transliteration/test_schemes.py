"""Schemes and policies: cases, look-up, and the errors for those that do not exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from cases import tsv
from polyglot_norm.language.tags import known
from polyglot_norm.transliteration.conversion import run
from polyglot_norm.transliteration.policy import choice_for
from polyglot_norm.transliteration.scheme_list import all_schemes
from polyglot_norm.transliteration.schemes import default_for, find
from strategies import TEXTS


@pytest.mark.parametrize("case", tsv("transliterate"), ids=lambda case: case["text"])
def test_cases(case):
    a = pn.transliterate(case["text"], case["lang"], case["scheme"])
    assert a.text == case["output"]
    assert pn.Aligned(a.source, a.edits).text == a.text


@given(TEXTS, st.sampled_from([(s.lang, s.name) for s in all_schemes() if s.lang != "*"]))
def test_the_edits_produce_the_text(text, scheme):
    a = pn.transliterate(text, *scheme)
    assert pn.Aligned(text, a.edits).text == a.text


CYRILLIC = [tag for tag, language in known().items() if language.script == "Cyrl"]


@pytest.mark.parametrize("tag", [tag for tag in CYRILLIC if tag != "orv"])
def test_every_language_in_cyrillic_has_a_default_to_latin(tag):
    scheme = default_for(tag, "Latn")
    assert scheme.output_lang.startswith(f"{tag.partition('-')[0]}-Latn-t-")


@pytest.mark.parametrize(("code", "tag"), [("ua", "uk"), ("by", "be"), ("tj", "tg"), ("me", "cnr")])
def test_codes_of_cyrtranslit_become_language_tags(code, tag):
    from cyrtranslit.mapping import TRANSLIT_DICT

    names = {s.name for s in pn.schemes()}
    assert code in TRANSLIT_DICT
    assert f"cyrtranslit/{tag}" in names


def test_every_table_of_cyrtranslit_is_a_scheme():
    from cyrtranslit.mapping import TRANSLIT_DICT

    from polyglot_norm.transliteration.cyrtranslit import cyrtranslit_tables

    codes = {table.code for table in cyrtranslit_tables() if "-" not in table.code}
    assert codes | {"rs"} == set(TRANSLIT_DICT)
    assert TRANSLIT_DICT["rs"] == TRANSLIT_DICT["sr"]


@pytest.mark.parametrize(
    ("policy", "langs"),
    [
        ("cyrillic-to-latin", ["en", "sr-Latn-t-sr-cyrl", "el"]),
        ("latin", ["en", "sr-Latn-t-sr-cyrl", "el-Latn-t-el-grek-m0-ungegn"]),
        ("cyrillic", ["en", "sr-Cyrl", "el"]),
        ("Latn", ["en", "sr-Latn-t-sr-cyrl", "el-Latn-t-el-grek-m0-ungegn"]),
        (None, ["en", "sr-Cyrl", "el"]),
        ("ascii", ["en", "sr-Latn-t-sr-cyrl", "el-Latn-t-el-grek"]),
        ({"el": "cyrtranslit/el"}, ["en", "sr-Cyrl", "el-Latn-t-el-grek"]),
        ({"Cyrl": "cyrtranslit/sr", "*": None}, ["en", "sr-Latn-t-sr-cyrl", "el"]),
        ({"*": "ascii", "sr": None}, ["en", "sr-Cyrl", "el-Latn-t-el-grek"]),
    ],
)
def test_policies(policy, langs):
    text = "This is the last one.\nЗашто ћутиш кад те питам?\nΠαρακαλούμε περιμένετε."
    doc = pn.tag(text, transliterate=policy)
    assert [segment.output_lang for segment in doc.segments] == langs


def test_serbian_latin_is_converted_to_cyrillic_on_request():
    doc = pn.tag("Šta je ovo, gde je moja deca?", languages=["sr-Latn"], transliterate="cyrillic")
    assert doc.output.text == "Шта је ово, где је моја деца?"
    assert doc.segments[0].output_lang == "sr-Cyrl-t-sr-latn"


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("cyrilic", "did you mean 'cyrillic'"),
        ({"ru": "iso99"}, "unknown scheme 'iso99'"),
        ({"ru": "cyrtranslit/sr"}, "available for 'ru': ala-lc, ascii, bgn, cyrtranslit/ru, gost"),
        (
            {"Grek": "iso9"},
            "converts from Cyrl or Latn, not from Grek; schemes from Grek: ascii",
        ),
        ("iso9", r"is a scheme, not a policy; .* use {'\*': 'iso9'}"),
        (7, "expected cyrillic-to-latin, latin, cyrillic, ascii, None or a mapping"),
    ],
)
def test_invalid_policies_are_rejected(policy, message):
    with pytest.raises(pn.PolyglotError, match=message):
        pn.Tagger(pn.Options(transliterate=policy))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("text", "sr"), pn.UnknownTag, "ambiguous tag 'sr': use sr-Cyrl or sr-Latn"),
        (("text", "en"), pn.UnknownScheme, "'en' has no default scheme; choose one of ascii"),
        (("text", "ru", "cyrtranslit/rus"), pn.UnknownScheme, "did you mean 'cyrtranslit/ru'"),
        (("text", "xx-Nope"), pn.UnknownTag, "unknown language tag 'xx-Nope'"),
        (
            ("text", "ru-Latn", "bgn"),
            pn.UnknownScheme,
            r"converts only Cyrl to Latn \(ru\); available for 'ru-Latn'",
        ),
        (
            ("text", "be-Latn"),
            pn.UnknownScheme,
            "no default scheme; choose one of ascii, cyrtranslit/be",
        ),
        (("text", "uk", "bg-2009"), pn.UnknownScheme, "supports bg, not 'uk'; available for 'uk'"),
    ],
)
def test_invalid_requests_are_rejected(arguments, error, message):
    with pytest.raises(error, match=message):
        pn.transliterate(*arguments)


@pytest.mark.parametrize(
    ("arguments", "to", "message"),
    [
        (("text", "ru"), "Cyrl", "'ru' has no default scheme to Cyrl; no scheme is available"),
        (("text", "ru", "iso9"), "Cyrl", "available for 'ru' to Cyrl: none"),
        (("text", "en"), "Grek", "'en' has no default scheme to Grek"),
        (("text", "sr-Cyrl"), "latim", "unknown target script 'latim'; did you mean 'latin'?"),
        (("text", "ru", "bgn"), "ascii", "available for 'ru' to ascii: none"),
    ],
)
def test_targets_without_a_scheme_are_rejected(arguments, to, message):
    with pytest.raises(pn.UnknownScheme, match=message):
        pn.transliterate(*arguments, to=to)


def test_the_target_decides_the_script_of_a_bare_language():
    assert pn.transliterate("Љубав", "sr", to="Latn").text == "Ljubav"
    assert pn.transliterate("Ljubav", "sr", to="cyrillic").text == "Љубав"
    assert pn.transliterate("Љубав", "sr-Cyrl", to="ascii").text == "Ljubav"
    assert pn.transliterate("Ljubav", "cnr-latn", to="Cyrl").text == "Љубав"


@pytest.mark.parametrize(
    ("scheme", "to", "choice"),
    [
        (None, None, "latin"),
        (None, "Cyrl", "cyrillic"),
        (None, "ascii", "ascii"),
        ("ascii", "Latn", {"*": "ascii"}),
        ("uk-2010", None, {"uk": "uk-2010"}),
        ("az-1991", "Cyrl", {"az": "az-1991"}),
        ("az-1991", None, {"az-Cyrl": "az-1991", "az": "az-1991"}),
    ],
)
def test_a_scheme_or_a_script_becomes_a_policy(scheme, to, choice):
    assert choice_for(scheme, to) == choice


def test_a_scheme_that_does_not_lead_to_the_script_is_rejected():
    with pytest.raises(pn.UnknownScheme, match="'bgn' does not convert to Cyrl, only to Latn"):
        choice_for("bgn", "Cyrl")


def test_protected_spans_are_kept_and_end_the_context():
    a = pn.transliterate("Его https://example.org/её ещё", "ru", "bgn")
    assert a.text == "Yego https://example.org/её yeshchë"
    assert pn.Aligned(a.source, a.edits).text == a.text


@pytest.mark.parametrize("scheme", ["bgn", "iso9", "ala-lc", "gost-7.79-b", "ascii"])
@pytest.mark.parametrize(
    "text",
    [
        "", "Щ", "\ud83dЩ\udc00", "\x00Я\x00", "👩🏽\N{ZERO WIDTH JOINER}💻 Ё", "Я " * 9_000,
        "ЪЬ" * 9_000, "\N{COMBINING ACUTE ACCENT}" * 9_000, "е\N{COMBINING ACUTE ACCENT}" * 9_000,
        "'" * 9_000, "е\N{COMBINING ACUTE ACCENT}ё\r\n\nЕё\x85и\N{COMBINING BREVE}\n",
    ],
    ids=range(11),
)  # fmt: skip
def test_nasty_texts(text, scheme):
    a = run(find(scheme, "ru"), text, "ru")
    assert pn.Aligned(text, a.edits).text == a.text


def test_records_name_the_standard():
    found = next(s for s in pn.schemes() if (s.name, s.lang) == ("iso9", "uk"))
    assert (found.from_script, found.script, found.year, found.reversible) == (
        "Cyrl",
        "Latn",
        1995,
        True,
    )
    assert found.source.startswith("ISO 9:1995")


@pytest.mark.parametrize("case", tsv("transliterate_unchanged"), ids=lambda case: case["text"])
def test_text_that_no_scheme_may_change(case):
    a = pn.transliterate(case["text"], case["lang"], case["scheme"])
    assert a.text == case["text"]
    assert a.edits == ()
