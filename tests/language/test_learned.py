"""Learned languages: found where they are allowed, everywhere that options go; files checked."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from learned_languages import KLINGON, PIQAD, weights_of, write_klingon
from polyglot_norm.errors import ModelError
from polyglot_norm.language import learned
from polyglot_norm.language.engine import packaged_model
from polyglot_norm.language.learned import open_learned, write
from polyglot_norm.language.table_layout import Row, laid_out
from polyglot_norm.records import Language

ENGLISH = "The weather was lovely and nobody wanted to go home."


@pytest.fixture(scope="module")
def klingon(tmp_path_factory):
    return write_klingon(tmp_path_factory.mktemp("learned") / "tlh.pnlang")


def langs(document):
    return [segment.lang for segment in document.segments]


def test_a_learned_language_is_found_beside_others(klingon):
    document = pn.tag(f"{KLINGON}\n{ENGLISH}\nЗашто ћутиш?", extra_models=(klingon,))
    assert langs(document) == ["tlh", "en", "sr-Cyrl"]
    assert [segment.script for segment in document.segments] == ["Latn", "Latn", "Cyrl"]


def test_the_file_may_be_a_path_or_one_string(klingon):
    for given_as in (klingon, Path(klingon), [Path(klingon)]):
        assert pn.detect(KLINGON, extra_models=given_as).lang == "tlh"
        assert pn.Options(extra_models=given_as).extra_models == (klingon,)


def test_a_tagger_takes_files_beside_its_options(klingon):
    tagger = pn.Tagger(pn.Options(languages=["tlh", "en"]), extra_models=klingon)
    assert tagger.detect(KLINGON).lang == "tlh"
    assert [language.tag for language in tagger.languages()] == ["en", "tlh"]


def test_without_files_it_is_unknown():
    assert pn.detect(KLINGON).lang != "tlh"
    with pytest.raises(pn.UnknownTag, match="unknown language tag 'tlh'"):
        pn.tag(KLINGON, languages=["tlh"])


def test_other_languages_keep_their_labels(klingon):
    text = "Zašto ćutiš? Eno ga!\nI do not know.\nNon lo so, davvero.\nDobar dan.\nЗдраво!"
    assert langs(pn.tag(text, extra_models=(klingon,))) == langs(pn.tag(text))


def test_without_a_row_of_it_all_probabilities_are_the_same(tmp_path):
    weights = weights_of(KLINGON)._replace(rows=[], prior=-(10**6) // 64)
    path = tmp_path / "tlh.pnlang"
    model = packaged_model().digest
    write(path, PIQAD, weights, relative="", model=model, about={})
    text = "Zašto ćutiš? Eno ga!\nI do not know.\nNon lo so, davvero.\nDobar dan.\nЗдраво!"
    assert pn.tag(text, extra_models=path) == pn.tag(text)


@pytest.mark.parametrize("name", ["tlh", "TLH", "Klingon", "klingon"])
def test_it_can_be_allowed_and_hinted_at_by_tag_and_name(klingon, name):
    allowed = pn.tag(KLINGON, languages=[name, "en"], extra_models=klingon)
    assert langs(allowed) == ["tlh"]
    hinted = pn.detect_many([KLINGON], hints={name: 2.0}, extra_models=klingon)
    assert [found.lang for found in hinted] == ["tlh"]


def test_it_is_not_found_where_it_is_not_allowed(klingon):
    document = pn.tag(KLINGON, languages=["en", "de"], extra_models=klingon)
    assert "tlh" not in langs(document)


def test_the_nearest_learned_tag_is_suggested(klingon):
    with pytest.raises(pn.UnknownTag, match="did you mean 'tlh'"):
        pn.tag("text", languages=["tlhh"], extra_models=klingon)


def test_a_learned_language_has_no_scheme_and_is_kept(tmp_path):
    words = "ҟыӡьҭа ҩымҙԥо џьыкәҧшы ҵҽоӄар ҿышьҷа"
    language = Language("qaa", "Invented", "Cyrl", "", True)
    path = tmp_path / "qaa.pnlang"
    model = packaged_model().digest
    weights = weights_of(words, "Cyrl")
    write(path, language, weights, relative="", model=model, about={})
    for to in ("cyrillic-to-latin", "latin", None):
        segment, *_ = pn.tag(words, transliterate=to, extra_models=path).segments
        assert (segment.lang, segment.output.text) == ("qaa", words)


def test_its_words_are_explained_by_its_own_weights(klingon):
    for document in (
        pn.tag(KLINGON, extra_models=klingon),
        pickle.loads(pickle.dumps(pn.tag(KLINGON, extra_models=klingon))),
    ):
        (why,) = document.explain()
        assert why.words[0].text == "Hol"
        assert why.words[0].log_odds > 0


def test_labels_of_other_styles_are_made_by_rule():
    assert pn.label("tlh") == "tlh_Latn"


def test_a_tagger_travels_with_the_digests_of_its_files(tmp_path):
    path = write_klingon(tmp_path / "tlh.pnlang")
    tagger = pn.Tagger(extra_models=path)
    sent = pickle.dumps(tagger)
    assert pickle.loads(sent).tag(KLINGON) == tagger.tag(KLINGON)
    write_klingon(tmp_path / "new", relative="en")
    (tmp_path / "new").replace(path)
    with pytest.raises(ModelError, match="has changed since"):
        pickle.loads(sent)
    assert tagger.detect(KLINGON).lang == "tlh"  # what was open stays as it was
    Path(path).unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        pickle.loads(sent)


def test_other_processes_find_it_too(klingon):
    texts = [KLINGON, ENGLISH] * 3
    found = [langs(each) for each in pn.tag_many(texts, jobs=2, extra_models=(klingon,))]
    assert found == [["tlh"], ["en"]] * 3


def test_a_file_that_was_replaced_is_opened_anew(tmp_path):
    path = write_klingon(tmp_path / "tlh.pnlang")
    assert pn.detect(KLINGON, extra_models=path).lang == "tlh"
    write_klingon(tmp_path / "new", Language("tlh-Latn", "Klingon (Latin)", "Latn", "", True))
    (tmp_path / "new").replace(path)
    assert pn.detect(KLINGON, extra_models=path).lang == "tlh-Latn"


def test_several_learned_languages_are_told_apart(tmp_path, klingon):
    words = "naarrpa mirntupuka thurruwarla ngarlangkaja pirrkurta"
    language = Language("xny", "Nyiyaparli", "Latn", "", True)
    model = packaged_model().digest
    path = tmp_path / "xny.pnlang"
    write(path, language, weights_of(words), relative="", model=model, about={})
    for files in ((klingon, path), (path, klingon)):
        document = pn.tag(f"{words}\n{KLINGON}\n{ENGLISH}", extra_models=files)
        assert langs(document) == ["xny", "tlh", "en"]


def test_two_files_for_one_tag_are_refused(tmp_path, klingon):
    other = write_klingon(tmp_path / "other.pnlang")
    with pytest.raises(ModelError, match="for the same language, 'tlh'"):
        pn.Tagger(extra_models=(klingon, other))


def test_a_script_of_no_language_becomes_that_of_the_learned_one(tmp_path):
    path = write_klingon(
        tmp_path / "zza.pnlang", Language("cjm", "Cham", "Cham", "", True), weights=False
    )
    text = "\N{CHAM LETTER KA}\N{CHAM LETTER KHA}\N{CHAM LETTER GA}"
    assert pn.detect(text).lang == "und"
    found = pn.detect(text, extra_models=path)
    assert (found.lang, found.script) == ("cjm", "Cham")


def test_a_file_for_another_model_is_refused(tmp_path):
    path = write_klingon(tmp_path / "tlh.pnlang", model="0" * 64)
    with pytest.raises(ModelError, match="learned for another model"):
        pn.tag("text", extra_models=path)


@pytest.mark.parametrize("value", [3, [3], [None]])
def test_what_is_no_path_is_refused(value):
    with pytest.raises(pn.PolyglotError, match="extra_models"):
        pn.Options(extra_models=value)


def test_another_detector_has_no_use_for_files(klingon):
    with pytest.raises(pn.PolyglotError, match="built-in detector"):
        pn.Options(extra_models=klingon, detector="langdetect")


def test_a_missing_file_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(ModelError, match=r"cannot be read .* 'polyglot-norm learn'"):
        pn.tag("text", extra_models=tmp_path / "none.pnlang")


@pytest.fixture(scope="module")
def whole(klingon):
    return Path(klingon).read_bytes()


@given(data=st.data())
def test_a_damaged_file_is_an_error(tmp_path_factory, whole, data):
    path = tmp_path_factory.mktemp("damaged") / "tlh.pnlang"
    if data.draw(st.booleans(), label="cut short"):
        damaged = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        at = data.draw(st.integers(0, len(whole) - 1))
        flipped = whole[at] ^ 1 << data.draw(st.integers(0, 7))
        damaged = whole[:at] + bytes([flipped]) + whole[at + 1 :]
    path.write_bytes(damaged)
    with pytest.raises(ModelError):
        open_learned(str(path))


def point_outside(table):
    return table[:3] + b"\x7f" + table[4:]


def point_at_offsets(table):
    return bytes(len(table))


def claim_many_rows(table):
    start = int.from_bytes(table[:4], "little")
    return table[:start] + b"\xff" + table[start + 1 :]


@pytest.mark.parametrize("craft", [point_outside, point_at_offsets, claim_many_rows])
def test_rows_outside_their_table_are_an_error(tmp_path, monkeypatch, craft):
    with monkeypatch.context() as patched:
        patched.setattr(learned, "laid_out", lambda *of: craft(laid_out(*of)))
        path = write_klingon(tmp_path / "tlh.pnlang")
    with pytest.raises(ModelError, match="is outside"):
        open_learned(path)


def test_dense_rows_are_an_error(tmp_path):
    weights = weights_of(KLINGON)
    path = tmp_path / "dense.pnlang"
    rows = [Row(weights.rows[0].ngram, [(0, 1)] * 40)]
    write(path, PIQAD, weights._replace(rows=rows), relative="", model="", about={})
    with pytest.raises(ModelError):
        open_learned(str(path))
