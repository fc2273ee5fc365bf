"""The language filter of datatrove itself, with our model in the place of fastText's."""

import pickle

import pytest

from adapters.examples import run_examples
from adapters.packages import needs
from polyglot_norm.compat.fasttext import load_model

needs("datatrove")
needs("fasttext.FastText")

TEXTS = {
    "srp_Cyrl": "Влада је јуче усвојила закон\nо којем се дуго расправљало у јавности.",
    "eng_Latn": "The government adopted a law that had been discussed for a long time.",
    "zxx_Zyyy": "12:30, 13:45",
}


def documents():
    from datatrove.data import Document

    return [Document(text=text, id=label) for label, text in TEXTS.items()]


@pytest.mark.parametrize("backend", ["ft176", "glotlid"])
def test_documents_in_a_language_are_kept(backend):
    from datatrove.pipeline.filters import LanguageFilter

    wanted = "srp_Cyrl" if backend == "glotlid" else "sr"
    keep = LanguageFilter(languages=[wanted], backend=backend)
    keep.model._model = load_model("glotlid.bin" if backend == "glotlid" else "lid.176.bin")
    keep = pickle.loads(pickle.dumps(keep))
    kept = list(keep.run(documents()))
    assert [each.id for each in kept] == ["srp_Cyrl"]
    assert kept[0].metadata["language"] == wanted.partition("_")[0]
    assert kept[0].metadata["language_score"] > 0.9
    if backend == "glotlid":
        assert kept[0].metadata["language_script"] == "Cyrl"


def test_documents_in_any_language_are_kept_and_labelled():
    from datatrove.pipeline.filters import LanguageFilter

    keep = LanguageFilter(backend="glotlid", keep_top_pairs_threshold=0.5)
    keep.model._model = load_model("glotlid.bin")
    kept = list(keep.run(documents()))
    assert [each.id for each in kept] == ["srp_Cyrl", "eng_Latn"]
    assert kept[1].metadata["top_language_eng_Latn_score"] > 0.9


def test_the_recipe():
    run_examples("compat.md", "fastText in datatrove")
