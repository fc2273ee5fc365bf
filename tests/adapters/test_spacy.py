"""The component in spaCy itself: spans and extensions, batches, processes, saved pipelines."""

# ruff: noqa: E402 - spaCy may be absent

import pickle
import subprocess
import sys
from os import environ

import pytest

import polyglot_norm as pn
from adapters.examples import run_examples
from adapters.packages import REQUIRED, needs
from polyglot_norm.errors import PolyglotError

spacy = needs("spacy")
from spacy.tokens import Doc, DocBin, Span, Token

from polyglot_norm.adapters.spacy import (
    LanguageComponent,
    displacy_options,
    entities,
    register,
)

MIXED = "Зашто ћутиш целог дана? Would you care to give us some details?\n12:30\nНе знам."
OTHERS = ["Everybody is talking about the new law.", "Сви причају о новом закону.", "", "12:30"]


@pytest.fixture
def nlp():
    pipeline = spacy.blank("xx")
    pipeline.add_pipe("polyglot_norm")
    return pipeline


def found(doc):
    """Return all that the component found in a document."""
    group = doc.spans["languages"]
    spans = [(span.start, span.end, span.label_) for span in group]
    scores = [round(float(score), 4) for score in group.attrs["scores"]]
    tokens = [token._.lang for token in doc]
    return spans, scores, tokens, doc._.language, round(doc._.language_score, 4), doc._.output


def test_spans_and_extensions_are_what_tag_says(nlp):
    doc, expected = nlp(MIXED), pn.tag(MIXED)
    segments = [segment for segment in expected if segment.lang != "zxx"]
    spans = doc.spans["languages"]
    assert [span.label_ for span in spans] == [segment.lang for segment in segments]
    assert [span.text.strip() for span in spans] == [segment.text.strip() for segment in segments]
    assert list(spans.attrs["scores"]) == pytest.approx([s.confidence for s in segments])
    assert (doc._.language, doc._.output) == (expected.lang, expected.output.text)
    assert doc._.language_score == expected.languages[0].confidence
    langs = {token.text: token._.lang for token in doc}
    assert (langs["ћутиш"], langs["details"], langs["12:30"]) == ("sr-Cyrl", "en", "zxx")


@pytest.mark.parametrize("text", ["", "12:30", "🙂"])
def test_a_text_without_words(nlp, text):
    doc = nlp(text)
    assert (doc._.language, doc._.language_score, doc._.output) == ("zxx", 1.0, text)
    assert list(doc.spans["languages"]) == []
    assert {token._.lang for token in doc} <= {"zxx"}


def test_a_border_inside_a_token():
    # The text is cut after 29 characters, the tokens are ours.
    text = "Would you care to give details?Зашто ћутиш целог дана и не кажеш?"
    assert len(pn.tag(text)) == 2
    border = pn.tag(text).segments[0].end
    vocab = spacy.blank("xx").vocab
    for first, lang in ((border - 3, "sr-Cyrl"), (border - 6, "en"), (border - 5, "en")):
        pieces = [text[:first], text[first : border + 5], text[border + 5 :]]
        doc = LanguageComponent()(Doc(vocab, words=pieces, spaces=[False] * 3))
        assert [token._.lang for token in doc] == ["en", lang, "sr-Cyrl"]
        assert [span.label_ for span in doc.spans["languages"]] == ["en", "sr-Cyrl"]
        assert "".join(span.text for span in doc.spans["languages"]) == text


def test_a_token_that_holds_a_whole_segment():
    words = ["12:30\nНе знам ништа о томе.\nWould you care to give us some details?"]
    doc = LanguageComponent()(Doc(spacy.blank("xx").vocab, words=words))
    assert [token._.lang for token in doc] == ["en"]
    assert [span.label_ for span in doc.spans["languages"]] == ["en"]


def test_the_labels_of_tokens_follow_the_text(nlp):
    doc = nlp(MIXED)
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:3])
    assert doc[0]._.lang == "sr-Cyrl"
    assert doc[len(doc) - 2]._.lang == "sr-Cyrl"


@pytest.mark.parametrize("options", [{}, {"batch_size": 3}, {"n_process": 2, "batch_size": 4}])
def test_batches_and_processes(nlp, options):
    texts = [MIXED, *OTHERS] * 5
    assert list(map(found, nlp.pipe(texts, **options))) == [found(nlp(text)) for text in texts]


def test_what_was_found_is_saved_with_a_document(nlp):
    doc = nlp(MIXED)
    assert found(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == found(doc)
    assert found(pickle.loads(pickle.dumps(doc))) == found(doc)
    assert found(doc.copy()) == found(doc)
    saved = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin(store_user_data=True).from_bytes(saved).get_docs(nlp.vocab)
    assert found(again) == found(doc)


SETTINGS = {
    "languages": ["en", "sr"],
    "hints": {"sr": 8.0},
    "normalise": ["white_space"],
    "transliterate": {"sr-Cyrl": "sr-latn", "*": None},
    "unit": "document",
    "serbo_croatian": "split",
    "und_below": 0.2,
    "spans_key": "parts",
    "output": False,
    "prefix": "pn_",
    "labels": "fasttext",
}


def test_a_pipeline_on_disk(tmp_path):
    nlp = spacy.blank("xx")
    nlp.add_pipe("polyglot_norm", name="langs", config=SETTINGS)
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    doc = again(MIXED)
    assert again.get_pipe("langs").to_bytes() == nlp.get_pipe("langs").to_bytes()
    assert list(doc.spans) == ["parts"]
    assert (doc._.pn_language, doc._.pn_output) == (nlp(MIXED)._.pn_language, None)
    other = spacy.blank("xx")
    other.add_pipe("polyglot_norm", name="langs").from_disk(tmp_path / "model" / "langs")
    assert list(other(MIXED).spans) == ["parts"]
    third = spacy.blank("xx")
    third.add_pipe("polyglot_norm", name="langs")
    third.from_bytes(nlp.to_bytes())
    assert list(third(MIXED).spans) == ["parts"]
    assert list(pickle.loads(pickle.dumps(nlp.get_pipe("langs")))(doc.copy()).spans) == ["parts"]


def test_options_are_those_of_tagging():
    nlp = spacy.blank("xx")
    nlp.add_pipe("polyglot_norm", config={"transliterate": "ascii", "normalise": "search"})
    expected = pn.tag(MIXED, transliterate="ascii", normalise="search").output.text
    assert nlp(MIXED)._.output == expected
    with pytest.raises(PolyglotError, match="did you mean 'sr-Cyrl'"):
        spacy.blank("xx").add_pipe("polyglot_norm", config={"languages": ["sr-Cyrll"]})
    with pytest.raises(PolyglotError, match="unknown detector"):
        spacy.blank("xx").add_pipe("polyglot_norm", config={"detector": "none"})


def test_styles_of_labels(nlp):
    corpora = spacy.blank("xx")
    corpora.add_pipe("polyglot_norm", config={"labels": "iso639-3"})
    doc = corpora(MIXED)
    assert {span.label_ for span in doc.spans["languages"]} == {"srp_Cyrl", "eng_Latn"}
    assert (doc._.language, doc[0]._.lang) == ("eng_Latn", "srp_Cyrl")
    assert displacy_options(doc)["colors"].keys() == {"srp_Cyrl", "eng_Latn"}
    english = spacy.blank("en")
    english.add_pipe("entity_ruler").add_patterns([{"label": "X", "pattern": "details"}])
    assert [entity.text for entity in entities(doc, {"en": english})] == ["details"]
    with pytest.raises(PolyglotError, match="iso639-3"):
        LanguageComponent(labels="iso639")


def test_an_extension_that_exists_stays_what_it_is(nlp):
    Doc.set_extension("language", default="theirs", force=True)
    try:
        with pytest.warns(UserWarning, match=r"Doc._.language exists already .* set 'prefix'"):
            register()
        with pytest.warns(UserWarning, match="exists already"):
            doc = LanguageComponent()(nlp.make_doc(MIXED))
        assert doc._.language == "theirs"
        assert doc._.language_score > 0.5
        component = LanguageComponent(prefix="pn_")
        assert component(nlp.make_doc(MIXED))._.pn_language == pn.tag(MIXED).lang
    finally:
        Doc.remove_extension("language")
        register()
    assert nlp(MIXED)._.language == pn.tag(MIXED).lang


def test_nothing_is_found_before_it_is_looked_for(nlp):
    doc = nlp.make_doc(MIXED)
    assert (doc._.language, doc._.language_score, doc._.output) == (None, None, None)
    assert doc[0]._.lang is None
    assert {"language", "language_score", "output"} <= set(Doc(nlp.vocab)._._extensions)
    assert Token.has_extension("lang")


def test_entities_by_the_pipelines_of_their_languages(nlp):
    english, serbian = spacy.blank("en"), spacy.blank("sr")
    ruler = english.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "GPE", "pattern": "Vienna"}, {"label": "X", "pattern": "Београд"}]
    )
    serbian.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Београд"}])
    doc = nlp("🙂 Воз за Београд касни.\nTrains to Vienna are late again this morning. Vienna!")
    both = entities(doc, {"en": english, "sr-Cyrl": serbian})
    assert [(e.text, e.label_) for e in both] == [
        ("Београд", "GPE"), ("Vienna", "GPE"), ("Vienna", "GPE"),
    ]  # fmt: skip
    assert all(isinstance(entity, Span) for entity in both)
    doc.set_ents(both)
    assert [entity.text for entity in entities(doc, {"sr": serbian})] == ["Београд"]
    assert entities(doc, {}) == []


def test_displacy_shows_each_language_in_a_colour(nlp):
    doc = nlp(MIXED + "\n" + "\n".join(f"{text} {text}" for text in OTHERS))
    options = displacy_options(doc)
    assert set(options["colors"]) == {span.label_ for span in doc.spans["languages"]}
    assert len(set(options["colors"].values())) == len(options["colors"])
    html = spacy.displacy.render(doc, style="span", options=options, jupyter=False)
    for lang, colour in options["colors"].items():
        assert lang in html
        assert colour in html


@pytest.mark.skipif(not environ.get(REQUIRED), reason="entry points are those of an installation")
def test_the_component_is_known_without_an_import(tmp_path):
    script = tmp_path / "script.py"
    code = "import spacy\nnlp = spacy.blank('xx')\nnlp.add_pipe('polyglot_norm')\n"
    script.write_text(code + "print(nlp('Where have you been all day?')._.language)", "utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout == "en\n"


def test_the_examples_of_the_page():
    run_examples("adapters.md", "spaCy")
