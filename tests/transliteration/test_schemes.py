"""Every scheme's cases; policies; what is refused, and with which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from cases import tsv
from polyglot_norm.transliteration.schemes import all_schemes
from polyglot_norm.transliteration.tables import CODES
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


WORDS = st.text("абвгдђежзијклљмнњопрстћуфхцчџш", min_size=2, max_size=8)
CASES = st.sampled_from([str.lower, str.title, str.upper])


@given(st.lists(st.tuples(WORDS, CASES), max_size=5))
def test_serbian_comes_back_from_latin(words):
    text = " ".join(case(word) for word, case in words)
    latin = pn.transliterate(text, "sr-Cyrl").text
    pairs = ("нј", "лј", "дж")  # which the table cannot tell from њ, љ and џ
    if not any(pair in text.lower() for pair in pairs):
        assert pn.transliterate(latin, "sr-Latn").text == text


def test_every_table_has_a_scheme_that_is_its_languages_default():
    for tag in CODES:
        scheme = next(s for s in pn.schemes() if s.lang == tag)
        assert scheme.default
        assert scheme.output_lang.startswith(f"{tag.partition('-')[0]}-Latn-t-")


@pytest.mark.parametrize(
    ("policy", "langs"),
    [
        ("cyrillic", ["en", "sr-Latn-t-sr-cyrl", "el"]),
        ("Latn", ["en", "sr-Latn-t-sr-cyrl", "el-Latn-t-el-grek"]),
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
    doc = pn.tag("Šta je ovo, gde je moja deca?", languages=["sr-Latn"], transliterate="Cyrl")
    assert doc.output.text == "Шта је ово, где је моја деца?"
    assert doc.segments[0].output_lang == "sr-Cyrl-t-sr-latn"


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("cyrilic", "did you mean 'cyrillic'"),
        ({"ru": "iso99"}, "unknown scheme 'iso99'"),
        ({"ru": "cyrtranslit/sr"}, "for 'ru' there is ascii, cyrtranslit/ru"),
        (7, "give cyrillic, Latn, Cyrl, ascii, None or a mapping"),
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
    ],
)
def test_requests_that_make_no_sense_are_refused(arguments, error, message):
    with pytest.raises(error, match=message):
        pn.transliterate(*arguments)
