"""The transformers in scikit-learn itself: cloned, pickled, in pipelines, searched, empty."""

# ruff: noqa: E402 - scikit-learn may be absent

import pickle

import pytest

from adapters.examples import run_examples
from adapters.packages import needs
from polyglot_norm.errors import PolyglotError, UnknownProfile

sklearn, numpy = needs("sklearn"), needs("numpy")
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline, make_union

from polyglot_norm.adapters.sklearn import LanguageShares, Normaliser

ENGLISH = ["Would you care to give us some details?", "Everybody is talking about the new law."]
SERBIAN = ["Сви причају о новом закону већ данима.", "Зашто ћутиш и не кажеш ми истину?"]
MIXED = "Зашто ћутиш целог дана? Would you care to give details?"
TEXTS = ENGLISH + SERBIAN
BOTH = pytest.mark.parametrize("estimator", [LanguageShares(n_jobs=1), Normaliser("search")])


def test_shares():
    found = LanguageShares().fit(TEXTS)
    assert found.get_feature_names_out().tolist() == ["en", "sr-Cyrl"]
    matrix = found.transform([*TEXTS, MIXED, "", "12:30"])
    assert (matrix.shape, matrix.dtype) == ((7, 2), float)
    assert matrix[:4].tolist() == [[1, 0], [1, 0], [0, 1], [0, 1]]
    assert matrix[4].sum() == pytest.approx(1)
    assert 0 < matrix[4, 0] < 1
    assert (matrix[5:] == 0).all()
    # A language that was not met has no column.
    assert found.transform(["Der Zug nach Wien fährt heute nicht."]).tolist() == [[0, 0]]


def test_fitting_and_transforming_is_both():
    once = LanguageShares().fit_transform(TEXTS)
    assert (once == LanguageShares().fit(TEXTS).transform(TEXTS)).all()


def test_options_are_those_of_tagging():
    latin = ["Ne znam što je to, ali mi se baš nimalo ne sviđa."]
    only = LanguageShares(["en", "sr"], serbo_croatian="split", hints=["sr"], und_below=0.0)
    assert only.fit(latin).get_feature_names_out().tolist() == ["sr-Latn"]
    corpora = LanguageShares(labels="iso639-3").fit(TEXTS)
    assert corpora.get_feature_names_out().tolist() == ["eng_Latn", "srp_Cyrl"]
    assert corpora.transform(TEXTS[:1]).tolist() == [[1, 0]]
    with pytest.raises(PolyglotError, match="did you mean"):
        LanguageShares(["sr-Cyrll"]).fit(TEXTS)


def test_processes_change_nothing():
    texts = TEXTS * 40
    assert (
        LanguageShares(n_jobs=2).fit_transform(texts) == LanguageShares().fit_transform(texts)
    ).all()


def test_normalising():
    found = Normaliser("search", transliterate="latin").fit_transform(["Ђорђе  је „ту“", ""])
    assert found.tolist() == ['đorđe je "tu"', ""]
    assert Normaliser().transform(["a  b\u200b"]).tolist() == ["a b"]
    assert Normaliser(("casefold",), languages="de").transform(["STRASSE"]).tolist() == ["strasse"]
    with pytest.raises(UnknownProfile, match="'clean'"):
        Normaliser("cleen").fit(TEXTS)


@BOTH
def test_clone_and_pickle(estimator):
    copy = clone(estimator)
    assert copy.get_params() == estimator.get_params()
    assert repr(copy) == repr(estimator)
    again = pickle.loads(pickle.dumps(copy.fit(TEXTS)))
    assert (again.transform(TEXTS) == copy.transform(TEXTS)).all()
    assert clone(estimator).set_params(n_jobs=2).n_jobs == 2


@BOTH
def test_empty_input(estimator):
    fitted = clone(estimator).fit(TEXTS)
    assert len(fitted.transform([])) == 0
    assert len(clone(estimator).fit([]).transform([])) == 0
    assert len(clone(estimator).fit([]).transform(TEXTS)) == 4
    assert fitted.transform(numpy.array([], dtype=object)).shape[0] == 0


def test_empty_input_keeps_the_columns():
    assert LanguageShares().fit(TEXTS).transform([]).shape == (0, 2)
    assert LanguageShares().fit([]).transform(TEXTS).shape == (4, 0)


def test_what_was_not_fitted():
    with pytest.raises(NotFittedError):
        LanguageShares().transform(TEXTS)
    with pytest.raises(NotFittedError):
        LanguageShares().get_feature_names_out()


@BOTH
def test_what_is_no_list_of_texts(estimator):
    estimator = clone(estimator).fit(TEXTS)
    with pytest.raises(PolyglotError, match="put it into a list"):
        estimator.transform("one text")
    for missing in (None, float("nan"), 5, b"bytes"):
        with pytest.raises(PolyglotError, match=r"text 1 is .*, not a string"):
            estimator.transform(["one", missing])
    with pytest.raises(PolyglotError, match="one column of texts, got 2"):
        estimator.transform(numpy.array([TEXTS, TEXTS]).T)


def test_a_pipeline_that_learns():
    pipeline = make_pipeline(
        Normaliser("search", transliterate="latin"),
        make_union(LanguageShares(), CountVectorizer()),
        LogisticRegression(),
    )
    pipeline.fit(TEXTS, ["en", "en", "sr", "sr"])
    assert pipeline.predict(["Would you talk about the details?"]) == ["en"]
    assert pipeline[:-1].get_feature_names_out()[0].startswith("languageshares__")


def test_a_grid_search():
    grid = {"languageshares__languages": [None, ["en", "sr"]], "languageshares__und_below": [0.1]}
    search = GridSearchCV(make_pipeline(LanguageShares(), LogisticRegression()), grid, cv=2)
    search.fit(TEXTS * 2, [0, 0, 1, 1] * 2)
    assert search.best_score_ == 1
    assert search.predict([MIXED]).shape == (1,)


def test_frames_by_set_output():
    pandas = needs("pandas")
    texts = pandas.Series(TEXTS, index=[4, 5, 6, 7], name="text")
    frame = LanguageShares().set_output(transform="pandas").fit_transform(texts)
    assert list(frame.columns) == ["en", "sr-Cyrl"]
    assert list(frame.index) == [4, 5, 6, 7]
    pipeline = make_pipeline(Normaliser(), LanguageShares()).set_output(transform="pandas")
    assert pipeline.fit_transform(texts).equals(frame)
    polars = needs("polars")
    frame = LanguageShares().set_output(transform="polars").fit_transform(TEXTS)
    assert frame.columns == ["en", "sr-Cyrl"]
    assert isinstance(frame, polars.DataFrame)


@pytest.mark.parametrize("output", ["default", "pandas"])
def test_texts_stay_in_what_they_came_in(output):
    pandas = needs("pandas")
    series = pandas.Series(["a  b", "c"], index=[5, 6], name="body")
    with sklearn.config_context(transform_output=output):
        for normaliser in (Normaliser(), Normaliser().set_output(transform="pandas")):
            found = normaliser.fit_transform(series)
            assert found.equals(pandas.Series(["a b", "c"], index=[5, 6], name="body"))
            frame = normaliser.transform(series.to_frame())
            assert frame.equals(found.to_frame())
            assert normaliser.transform(["a  b"]).tolist() == ["a b"]
            assert normaliser.transform(numpy.array([["a  b"]])).tolist() == [["a b"]]


def test_a_column_of_a_frame():
    pandas = needs("pandas")
    frame = pandas.DataFrame({"id": range(4), "text": TEXTS})
    columns = make_column_transformer((LanguageShares(), "text"), remainder="passthrough")
    assert columns.fit_transform(frame).tolist()[0] == [1, 0, 0]
    names = columns.get_feature_names_out().tolist()
    assert names == ["languageshares__en", "languageshares__sr-Cyrl", "remainder__id"]
    as_frame = make_column_transformer((Normaliser(), ["text"])).set_output(transform="pandas")
    assert as_frame.fit_transform(frame)["normaliser__text"].tolist() == TEXTS


@BOTH
def test_what_scikit_learn_is_told(estimator):
    tags = sklearn.utils.get_tags(estimator)
    assert (tags.input_tags.string, tags.input_tags.two_d_array) == (True, False)
    assert tags.requires_fit is isinstance(estimator, LanguageShares)


def test_the_examples_of_the_page():
    run_examples("adapters.md", "scikit-learn")
