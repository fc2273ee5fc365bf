"""scikit-learn: transformers from texts to shares of languages, and from texts to clean ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polyglot_norm.cleaning import Cleaner
from polyglot_norm.errors import PolyglotError
from polyglot_norm.extras import optional
from polyglot_norm.language.label_styles import check_style, label
from polyglot_norm.normalisation.profiles import Choice
from polyglot_norm.options import Hints, Languages, Transliterate
from polyglot_norm.parallel.batches import tag_many

_PURPOSE = "transformers for scikit-learn"
_base: Any = optional("sklearn.base", extra="sklearn", purpose=_PURPOSE)
_validation: Any = optional("sklearn.utils.validation", extra="sklearn", purpose=_PURPOSE)
_numpy: Any = optional("numpy", extra="sklearn", purpose=_PURPOSE)


class LanguageShares(_base.TransformerMixin, _base.BaseEstimator):  # type: ignore[misc]
    """A transformer of texts to the shares of their letters that are in each language.

    `fit` learns which languages there are: one column each, in the order of their tags. Those that
    are met later have no column. The parameters are options of `polyglot_norm.tag`; ``labels``, how
    languages are written (``"bcp47"``, ``"iso639-3"`` or ``"fasttext"``); and ``n_jobs``, the
    number of processes.

    >>> shares = LanguageShares().fit(["Где си био јуче?", "Where have you been all day?"])
    >>> list(shares.get_feature_names_out())
    ['en', 'sr-Cyrl']
    >>> shares.transform(["Where have you been all day?"]).tolist()
    [[1.0, 0.0]]
    """

    def __init__(
        self,
        languages: Languages = None,
        *,
        hints: Hints = (),
        serbo_croatian: str = "auto",
        und_below: float = 0.1,
        labels: str = "bcp47",
        n_jobs: int = 1,
    ) -> None:
        self.languages = languages
        self.hints = hints
        self.serbo_croatian = serbo_croatian
        self.und_below = und_below
        self.labels = labels
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None) -> LanguageShares:  # noqa: N803
        """Learn which languages are in the texts.

        Raises:
            PolyglotError: an item is not a text, or a parameter has a value that is not allowed.
        """
        self._learn(self._shares(X))
        return self

    def fit_transform(self, X: Any, y: Any = None) -> Any:  # noqa: N803
        """Fit and transform the same texts, which are tagged once."""
        found = self._shares(X)
        self._learn(found)
        return self._matrix(found)

    def transform(self, X: Any) -> Any:  # noqa: N803
        """Return a row for each text: the share of each language, from 0 to 1.

        Raises:
            PolyglotError: an item is not a text.
            NotFittedError: `fit` was not called.
        """
        _validation.check_is_fitted(self)
        return self._matrix(self._shares(X))

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return the tags of the columns."""
        _validation.check_is_fitted(self)
        return self.languages_

    def __sklearn_tags__(self) -> Any:
        return _of_texts(super().__sklearn_tags__())

    def _shares(self, X: Any) -> list[dict[str, float]]:  # noqa: N803
        style = check_style(self.labels)
        documents = tag_many(
            _texts(X),
            jobs=self.n_jobs,
            languages=self.languages,
            hints=self.hints,
            serbo_croatian=self.serbo_croatian,
            und_below=self.und_below,
            normalise=None,
            transliterate=None,
        )
        return [
            {label(each.lang, style): each.share for each in document.languages}
            for document in documents
        ]

    def _learn(self, found: list[dict[str, float]]) -> None:
        tags = {lang for shares in found for lang in shares}
        self.languages_ = _numpy.array(sorted(tags), dtype=object)

    def _matrix(self, found: list[dict[str, float]]) -> Any:
        rows = [[shares.get(lang, 0.0) for lang in self.languages_] for shares in found]
        return _numpy.array(rows, dtype=float).reshape(len(found), len(self.languages_))


_UNWRAPPED: Any = {"auto_wrap_output_keys": None}
"""Keeps scikit-learn from making a frame of texts."""


class Normaliser(_base.TransformerMixin, _base.BaseEstimator, **_UNWRAPPED):  # type: ignore[misc]
    """A transformer of texts to clean ones, each part by the rules of its language.

    There is nothing to fit. ``transliterate`` is as for `polyglot_norm.tag`. A column stays what it
    was, a list or an array becomes an array of strings, and `set_output` changes nothing, so that
    what comes next, such as a vectoriser, gets texts.

    >>> Normaliser("search", transliterate="latin").transform(["Ђорђе  је „ту“"]).tolist()
    ['đorđe je "tu"']
    """

    def __init__(
        self,
        profile: Choice = "clean",
        *,
        languages: Languages = None,
        transliterate: Transliterate = None,
        n_jobs: int = 1,
    ) -> None:
        self.profile = profile
        self.languages = languages
        self.transliterate = transliterate
        self.n_jobs = n_jobs

    def fit(self, X: Any = None, y: Any = None) -> Normaliser:  # noqa: N803
        """Check the parameters.

        Raises:
            PolyglotError: a parameter has a value that is not allowed.
        """
        Cleaner(self.profile, languages=self.languages)
        return self

    def transform(self, X: Any) -> Any:  # noqa: N803
        """Return the clean texts.

        Raises:
            PolyglotError: an item is not a text, or a parameter has a value that is not allowed.
        """
        documents = tag_many(
            _texts(X),
            jobs=self.n_jobs,
            languages=self.languages,
            normalise=self.profile,
            transliterate=self.transliterate,
        )
        return _like(X, [document.output.text for document in documents])

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return the names of the columns that came in, or ``text``."""
        return _numpy.array(["text"] if input_features is None else input_features, dtype=object)

    def set_output(self, *, transform: str | None = None) -> Normaliser:
        """Do nothing: texts stay in what they came in."""
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        tags = _of_texts(super().__sklearn_tags__())
        tags.requires_fit = False
        return tags


def _of_texts(tags: Any) -> Any:
    """Return the tags by which scikit-learn knows an estimator, of one that takes texts."""
    tags.input_tags.two_d_array = False
    tags.input_tags.one_d_array = True
    tags.input_tags.string = True
    return tags


def _texts(X: Any) -> Sequence[str]:  # noqa: N803
    """Return the texts of a list, an array, a column, or a frame of one column.

    Raises:
        PolyglotError: there are several columns, or an item is not a text.
    """
    if isinstance(X, str):
        raise PolyglotError("expected a list of texts, got one text: put it into a list")
    if len(getattr(X, "shape", ())) == 2:
        if X.shape[1] != 1:
            raise PolyglotError(
                f"expected one column of texts, got {X.shape[1]}: choose one, for example with a "
                "ColumnTransformer"
            )
        X = _numpy.asarray(X)[:, 0]  # noqa: N806
    texts = list(X)
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise PolyglotError(
                f"text {number} is {text!r:.40}, not a string: leave it out, or put an empty text "
                "in its place"
            )
    return texts


def _like(X: Any, texts: list[str]) -> Any:  # noqa: N803
    """Return texts in a container like that of the input, an array for a list."""
    found = _numpy.array(texts, dtype=object).reshape(getattr(X, "shape", (len(texts),)))
    if hasattr(X, "iloc"):  # a column or a frame of pandas
        named = {"columns": X.columns} if hasattr(X, "columns") else {"name": X.name}
        return type(X)(found, index=X.index, **named)
    return found
