"""Every scheme's cases; policies; what is refused, and with which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from cases import tsv
from polyglot_norm.language.tags import known
from polyglot_norm.transliteration import schemes
from polyglot_norm.transliteration.policy import choice_for
from polyglot_norm.transliteration.schemes import all_schemes, default_for
from strategies import TEXTS


@pytest.mark.parametrize("case", tsv("transliterate"), ids=lambda case: case["text"])
def test_cases(case):
    a = pn.transliterate(case["text"], case["lang"], case["scheme"])
    assert a.text == case["output"]
    assert pn.Aligned(a.source, a.edits).text == a.text


@given(TEXTS, st.sampled_from([(s.lang, s.name) for s in all_schemes() if s.lang != "*"]))
def test_edits_give_what_the_table_gives(text, scheme):
    a = pn.transliterate(text, *scheme)
    assert pn.Aligned(text, a.edits).text == a.text


CYRILLIC = [tag for tag, language in known().items() if language.script == "Cyrl"]


@pytest.mark.parametrize("tag", [tag for tag in CYRILLIC if tag != "orv"])
def test_every_language_in_cyrillic_has_a_default_into_latin(tag):
    scheme = default_for(tag, "Latn")
    assert scheme.output_lang.startswith(f"{tag.partition('-')[0]}-Latn-t-")


@pytest.mark.parametrize(("code", "tag"), [("ua", "uk"), ("by", "be"), ("tj", "tg"), ("me", "cnr")])
def test_codes_of_cyrtranslit_are_languages_here(code, tag):
    from cyrtranslit.mapping import TRANSLIT_DICT

    names = {s.name for s in pn.schemes()}
    assert code in TRANSLIT_DICT
    assert f"cyrtranslit/{tag}" in names


def test_everything_of_cyrtranslit_is_offered():
    from cyrtranslit.mapping import TRANSLIT_DICT

    from polyglot_norm.transliteration.cyrtranslit import ways

    assert {way.code for way in ways() if "-" not in way.code} | {"rs"} == set(TRANSLIT_DICT)
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


def test_serbian_latin_into_cyrillic_on_request():
    doc = pn.tag("Šta je ovo, gde je moja deca?", languages=["sr-Latn"], transliterate="cyrillic")
    assert doc.output.text == "Шта је ово, где је моја деца?"
    assert doc.segments[0].output_lang == "sr-Cyrl-t-sr-latn"


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("cyrilic", "did you mean 'cyrillic'"),
        ({"ru": "iso99"}, "unknown scheme 'iso99'"),
        ({"ru": "cyrtranslit/sr"}, "for 'ru' there is ala-lc, ascii, bgn, cyrtranslit/ru, gost-7"),
        (
            {"Grek": "iso9"},
            "converts from Cyrl or Latn, not from Grek; schemes from Grek: ascii",
        ),
        ("iso9", r"is a scheme, not a policy; .* use {'\*': 'iso9'}"),
        (7, "expected cyrillic-to-latin, latin, cyrillic, ascii, None or a mapping"),
    ],
)
def test_policies_that_make_no_sense_are_refused(policy, message):
    with pytest.raises(pn.PolyglotError, match=message):
        pn.Tagger(pn.Options(transliterate=policy))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("text", "sr"), pn.UnknownTag, "'sr' may be sr-Cyrl or sr-Latn: say which"),
        (("text", "en"), pn.UnknownScheme, "en has no default scheme; name one: ascii"),
        (("text", "ru", "cyrtranslit/rus"), pn.UnknownScheme, "did you mean 'cyrtranslit/ru'"),
        (("text", "xx-Nope"), pn.UnknownTag, "unknown language tag 'xx-Nope'"),
        (
            ("text", "ru-Latn", "bgn"),
            pn.UnknownScheme,
            r"leads from Cyrl to Latn \(ru\) only; for 'ru-",
        ),
        (
            ("text", "ru-Latn"),
            pn.UnknownScheme,
            "no default scheme; name one: ascii, cyrtranslit/ru",
        ),
        (("text", "uk", "ala-lc"), pn.UnknownScheme, "is for ru, not for 'uk'; for 'uk' there is"),
    ],
)
def test_requests_that_make_no_sense_are_refused(arguments, error, message):
    with pytest.raises(error, match=message):
        pn.transliterate(*arguments)


@pytest.mark.parametrize(
    ("arguments", "to", "message"),
    [
        (("text", "ru"), "Cyrl", "ru has no default scheme into Cyrl; there is none at all"),
        (("text", "ru", "iso9"), "Cyrl", "for 'ru' into Cyrl there is none"),
        (("text", "en"), "Grek", "en has no default scheme into Grek"),
        (("text", "sr-Cyrl"), "latim", "unknown target script 'latim'; did you mean 'latin'?"),
        (("text", "ru", "bgn"), "ascii", "for 'ru' into ascii there is none"),
    ],
)
def test_scripts_that_nothing_leads_into_are_refused(arguments, to, message):
    with pytest.raises(pn.UnknownScheme, match=message):
        pn.transliterate(*arguments, to=to)


def test_to_says_which_script_a_bare_language_is_in():
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
def test_what_a_scheme_and_a_script_mean_for_a_page(scheme, to, choice):
    assert choice_for(scheme, to) == choice


def test_what_no_page_can_be_put_into():
    with pytest.raises(pn.UnknownScheme, match="'bgn' does not convert to Cyrl, only to Latn"):
        choice_for("bgn", "Cyrl")


def test_protected_spans_are_not_touched_and_context_ends_there():
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
    a = schemes.run(schemes.find(scheme, "ru"), text, "ru")
    assert pn.Aligned(text, a.edits).text == a.text


def test_records_say_which_standard_it_is():
    found = next(s for s in pn.schemes() if (s.name, s.lang) == ("iso9", "uk"))
    assert (found.from_script, found.script, found.year, found.reversible) == (
        "Cyrl",
        "Latn",
        1995,
        True,
    )
    assert found.source.startswith("ISO 9:1995")


@pytest.mark.parametrize("case", tsv("transliterate_unchanged"), ids=lambda case: case["text"])
def test_what_no_scheme_may_touch(case):
    a = pn.transliterate(case["text"], case["lang"], case["scheme"])
    assert a.text == case["text"]
    assert a.edits == ()
