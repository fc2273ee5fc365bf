"""Restoring of diacritics, and its tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.align.aligned import Aligned
from polyglot_norm.normalisation.diacritics import hash_tables
from polyglot_norm.normalisation.diacritics.restore import LANGUAGES, Restorer
from polyglot_norm.normalisation.diacritics.spelling import bare, choices, number
from polyglot_norm.normalisation.steps.restore_diacritics import restore_diacritics
from strategies import TEXTS

TAGS = [*LANGUAGES, "sh-Latn"]
STRIPPED = str.maketrans("čćšžČĆŠŽ", "ccszCCSZ")
WORDS = st.sampled_from(
    "sto kaze muz se ce neces DODJI Djak medju Zac zvecer pise cas reci sta SAD cd cc dj d".split()
)
TYPED = st.lists(st.one_of(WORDS, TEXTS), max_size=8).map(" ".join)


def restored(text, lang):
    return Aligned(text, restore_diacritics(text, lang))


@settings(deadline=None, max_examples=settings.default.max_examples // 2)
@given(TYPED, st.sampled_from(TAGS))
def test_only_ascii_letters_get_diacritics(text, lang):
    for edit in restored(text, lang).edits:
        before, after = text[edit.start : edit.end], edit.replacement
        assert after.translate(STRIPPED) == before or (
            after.lower() == "đ" and before.lower() in ("d", "dj")
        )
        assert after.isupper() == before[0].isupper()


@settings(deadline=None, max_examples=settings.default.max_examples // 2)
@given(TYPED, st.sampled_from(TAGS))
def test_restoring_twice_is_restoring_once(text, lang):
    once = restored(text, lang).text
    assert restored(once, lang).text == once


@given(st.text("aeijdcszćčšžđ", max_size=9))
def test_a_spelling_is_recovered_from_its_number(word):
    form = bare(word)
    spelling = number(form, word)
    spelt, at = [], 0
    for place, letter in choices(form, spelling or 0):
        spelt += [form[at : place.start], letter]
        at = place.end
    # đj and đ without a j for it are typed in the same way.
    if spelling is not None:
        assert bare("".join([*spelt, form[at:]])) == form


@pytest.mark.parametrize("lang", TAGS)
def test_a_line_with_diacritics_is_left_alone(lang):
    line, other = "Ko zna šta ce biti, mozda nista", "zena je prisla"
    assert restored(line, lang).text == line
    assert restored(f"{line}\n{other}", lang).text == f"{line}\n{restored(other, lang).text}"
    assert restored(other, lang).edits


def test_sh_latn_is_the_best_of_the_three():
    text = "Nista nece biti od toga, cuje li me neko?"
    found = {restored(text, lang).text for lang in ("sr-Latn", "hr", "bs")}
    assert restored(text, "sh-Latn").text in found


def test_segments_are_restored_by_their_language():
    doc = pn.tag(
        "What did he say?\nMislim da neces uspeti, a sta ti kazes na to?\nGut, danke.",
        normalise=("restore_diacritics",),
    )
    assert doc.segments[1].output.text == "Mislim da nećeš uspeti, a šta ti kažeš na to?\n"
    assert doc.segments[2].output.edits == ()


TABLES = {
    "bcs words": {"sto": b"\1\0\1\0"},
    "bcs letters": {"<s>": b"\1", "a<s>": b"\2"},
    "bcs context": {},
}


def test_tables_are_written_and_read(tmp_path):
    path = tmp_path / "tables.bin"
    hash_tables.write(path, TABLES, {"made": "here"})
    tables = hash_tables.load(path)
    assert tables.about == {"made": "here"}
    assert tables.by_name["bcs words"].get("sto") == b"\1\0\1\0"
    assert tables.by_name["bcs letters"].get("a<s>") == b"\2"
    assert tables.by_name["bcs letters"].get("b<s>") is None
    assert tables.by_name["bcs context"].get("sto") is None
    assert Restorer(tables, "hr").spell(["sto"])[0].spelling == 1
    again = tmp_path / "again.bin"
    hash_tables.write(again, TABLES, {"made": "here"})
    assert again.read_bytes() == path.read_bytes()
