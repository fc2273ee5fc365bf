"""A word that is redacted by its span loses exactly what was made of it, and no more."""

from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn

# Each becomes the same in any company, or the test could not say what was made of it.
WORDS = st.sampled_from(
    ["José", "García", "Jose\N{COMBINING ACUTE ACCENT}", "Oﬃce", "ﬁrst", "soft\N{SOFT HYPHEN}ly",
     "Љубав", "ђак", "џеп", "&amp;", "plain", "Straße", "ﻣﺮﺣﺒﺎ", "ｶﾞｲﾄﾞ", "หนา้บา้น"]
)  # fmt: skip
BETWEEN = [" ", "  ", " \t ", "\n", " \N{ZERO WIDTH SPACE} ", "\N{NO-BREAK SPACE}", "\r\n"]
PROFILES = st.sampled_from(["clean", "search", "ascii"])


def placed(words, gaps):
    """Return a text of words and gaps, and the span of each word."""
    text, spans = "", []
    for word, gap in zip(words, gaps, strict=True):
        spans.append((len(text), len(text) + len(word)))
        text += word + gap
    return text, spans


@st.composite
def texts(draw):
    words = draw(st.lists(WORDS, min_size=1, max_size=8))
    return placed(words, [draw(st.sampled_from(BETWEEN)) for _ in words])


def check(aligned, spans, made):
    redacted, at = "", 0
    for start, end in spans:
        first, last = aligned.to_text(start, end)
        assert aligned.text[first:last] == made(aligned.source[start:end])
        redacted += aligned.text[at:first]
        at = last
    assert set(redacted + aligned.text[at:]) <= set("".join(BETWEEN))


@given(texts(), PROFILES)
def test_of_normalised_text(placed_words, profile):
    text, spans = placed_words
    made = pn.normalise(text, profile=profile)
    check(made, spans, lambda word: pn.normalise(word, profile=profile).text)


@given(texts(), st.sampled_from(["sr-Cyrl", "ru", "ja"]))
def test_of_transliterated_text(placed_words, lang):
    text, spans = placed_words
    made = pn.transliterate(text, lang=lang, to="latin")
    check(made, spans, lambda word: pn.transliterate(word, lang=lang, to="latin").text)


@given(texts())
def test_of_text_that_is_normalised_and_transliterated(placed_words):
    text, spans = placed_words
    clean = pn.normalise(text, "sr-Cyrl")
    both = clean.then(pn.transliterate(clean.text, lang="sr-Cyrl"))

    def made(word):
        return pn.transliterate(pn.normalise(word, "sr-Cyrl").text, lang="sr-Cyrl").text

    check(both, spans, made)
