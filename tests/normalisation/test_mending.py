"""Damaged text is labelled by its meaning, in offsets of the source, and mended in the output."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.align.aligned import apply
from polyglot_norm.normalisation import mending
from strategies import TEXTS

RUSSIAN = "Спасибо, рецепт отличный, завтра испечём ещё раз!"
MOJIBAKE = RUSSIAN.encode("cp1251").decode("cp1252")
TWICE = RUSSIAN.encode().decode("latin-1").encode().decode("latin-1")
IN_ENTITIES = "".join(f"&#{ord(char)};" for char in "Здраво свима")
PAGE = (
    "Leave a comment below, we read them all.\n"
    f"{MOJIBAKE}\n"
    "Thank you! My grandmother made the same cake every summer.\n"
)


@pytest.mark.parametrize("broken", [MOJIBAKE, TWICE])
def test_mojibake_in_a_comment_is_labelled_and_transliterated(broken):
    text = PAGE.replace(MOJIBAKE, broken)
    doc = pn.tag(text)
    assert [s.lang for s in doc.segments] == ["en", "ru", "en"]
    comment = doc.segments[1]
    assert comment.text == f"{broken}\n" == text[comment.start : comment.end]
    assert comment.script == "Cyrl"
    assert comment.output.text == "Spasibo, retsept otlichnyy, zavtra ispechëm yeshchë raz!\n"
    assert comment.output_lang == pn.tag(RUSSIAN).segments[0].output_lang
    start = comment.output.text.index("retsept")
    meant = comment.output.to_source(start, start + len("retsept"))
    assert comment.text[slice(*meant)] in broken
    assert doc.output.text.count("Spasibo") == 1


def test_the_language_is_that_of_the_mended_text_whatever_the_profile():
    for profile in (None, "none", ("nfc",), ("mojibake",), "search"):
        assert pn.tag(PAGE, normalise=profile).segments[1].lang == "ru"
    left = pn.tag(PAGE, normalise=None)
    assert left.output.text == PAGE
    assert pn.detect(MOJIBAKE).lang == "ru"


def test_a_part_of_a_line():
    doc = pn.tag(f"Das stand darunter, ohne Datum: „{MOJIBAKE}“ und sonst gar nichts mehr.")
    assert [s.lang for s in doc.segments] == ["de", "ru", "de"]
    assert "Spasibo" in doc.segments[1].output.text


def test_character_references():
    text = f"Comments are closed.\n{IN_ENTITIES}\nWe look forward to seeing you."
    doc = pn.tag(text)
    assert [s.lang for s in doc.segments] == ["en", "sr-Cyrl", "en"]
    assert doc.segments[1].output.text == "Zdravo svima\n"
    assert not doc.protected


def test_references_that_stay_are_protected():
    doc = pn.tag(f"{IN_ENTITIES}\n", normalise=None, transliterate="cyrillic")
    assert doc.output.text == f"{IN_ENTITIES}\n"


def test_clean_text_is_not_copied():
    text = "Nothing to mend here. „Све је у реду.“ Déjà vu, œuvre, Łódź & Šabac"
    assert mending.mended(text) is None


def test_text_of_which_nothing_is_left():
    assert pn.tag("&#1;").segments[0].lang == "zxx"
    assert pn.tag("").segments == ()


BROKEN = [MOJIBAKE, TWICE, IN_ENTITIES, "&amp;amp;", "&#10;", "&#1;", "caf&eacute;", "Ã©tÃ©", "â€œ"]
TORN = st.lists(st.one_of(st.sampled_from(BROKEN), TEXTS), max_size=5).map("".join)


@settings(deadline=None, max_examples=settings.default.max_examples // 4)
@given(TORN, st.sampled_from(["line", "document"]), st.sampled_from(["clean", None, ("entities",)]))
def test_segments_partition_the_source(text, unit, profile):
    doc = pn.tag(text, unit=unit, normalise=profile)
    assert "".join(s.text for s in doc.segments) == text
    position = 0
    for segment in doc.segments:
        assert (segment.start, segment.text) == (position, text[segment.start : segment.end])
        assert segment.start < segment.end
        assert apply(segment.output.edits, segment.text) == segment.output.text
        position = segment.end
    assert doc.output.source == text
    assert doc.output.text == "".join(s.output.text for s in doc.segments)
    spans = [(span.start, span.end) for span in doc.protected]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "lang", "plain"),
    [
        ("The ﬁrst oﬃce ﬂoor is ﬁne", "en", "The first office floor is fine"),
        ("ﻣﺮﺣﺒﺎ ﺑﺎﻟﻌﺎﻟﻢ ﻫﺬﺍ ﻧﺺ ﻋﺮﺑﻲ", "ar", "مرحبا بالعالم هذا نص عربي"),
        ("ｺﾚﾊﾃｽﾄﾃﾞｽ", "ja", "コレハテストデス"),
    ],
)
def test_the_shapes_of_letters_do_not_hide_the_language(text, lang, plain):
    doc = pn.tag(text)
    assert (doc.lang, doc.output.text) == (lang, plain)
    assert doc.text == text
    kept = pn.tag(text, normalise=("entities", "mojibake", "confusables"))
    assert (kept.lang, kept.output.text) == (lang, text)
