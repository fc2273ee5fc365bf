# ruff: noqa: N999 - the name that fastText gives this module
"""The model of fastText: the labels of a text with their probabilities."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import PurePath
from typing import Any, Final

from polyglot_norm.catalogue import languages
from polyglot_norm.compat.fasttext.labels import style, style_of_file
from polyglot_norm.compat.probabilities import language_probabilities, tagger
from polyglot_norm.errors import PolyglotError, plain

ALL: Final = -1
"""The number of labels that stands for all."""

_NEWLINES: Final = ("error", "allow")

Path = str | os.PathLike[str] | None


class _FastText:
    """A model; the path says which labels it has, and no file is read.

    ``labels`` is the style of labels, by default that of the model whose name the file has:
    ``"lid.176"`` for ``__label__sr``, ``"fasttext"``, ``"glotlid"`` or ``"iso639-3"`` for
    ``__label__srp_Cyrl``, or ``"bcp47"`` for ``__label__sr-Cyrl``. ``newlines`` is ``"error"`` to
    refuse them as fastText does, or ``"allow"``. Picklable, and safe in threads.

    Raises:
        PolyglotError: there is no such style or choice.
    """

    def __init__(
        self,
        model_path: Path = None,
        args: None = None,
        *,
        labels: str | None = None,
        newlines: str = "error",
    ) -> None:
        if newlines not in _NEWLINES:
            raise PolyglotError(
                f"invalid newlines {newlines!r}: expected {' or '.join(map(repr, _NEWLINES))}"
            )
        self._style = labels or style_of_file(PurePath(model_path or "").name)
        self._label = style(self._style)
        self._newlines = newlines
        self._tagger = tagger()

    def predict(
        self,
        text: str | list[str],
        k: int = 1,
        threshold: float = 0.0,
        on_unicode_error: str = "strict",
    ) -> tuple[Any, Any]:
        """Return labels and probabilities, most probable first: of a text, or of each of a list.

        At most ``k`` labels, or all with -1, that are at least as probable as ``threshold``. A
        text in no known language has one label, ``und`` or ``zxx``, with the probability 0.
        Probabilities are arrays where NumPy is installed, and tuples where not.

        >>> _FastText("lid.176.bin").predict(["Would you care?", "12:30"])[0]
        [['__label__en'], ['__label__zxx']]

        Raises:
            ValueError: a text has a line feed, or ``k`` is 0.
        """
        if k < 1 and k != ALL:
            raise PolyglotError("k needs to be 1 or higher!")
        as_array = _array_maker()
        if isinstance(text, list):
            each = [self._predictions(one, k, threshold) for one in text]
            return [list(labels) for labels, _ in each], [as_array(p) for _, p in each]
        labels, probabilities = self._predictions(text, k, threshold)
        return labels, as_array(probabilities)

    def get_labels(self, include_freq: bool = False, on_unicode_error: str = "strict") -> Any:
        """Return every label; with ``include_freq`` also frequencies, which are all 0."""
        found = list(dict.fromkeys(self._label(language.tag) for language in languages()))
        return (found, _array_maker()([0] * len(found))) if include_freq else found

    @property
    def labels(self) -> list[str]:
        """Every label."""
        return list(self.get_labels())

    def is_quantized(self) -> bool:
        """Return True: the numbers of the model are rounded."""
        return True

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._style, self._newlines)

    def _predictions(
        self, text: str, k: int, threshold: float
    ) -> tuple[tuple[str, ...], tuple[float, ...]]:
        text = plain(text)
        if self._newlines == "error" and "\n" in text:
            raise PolyglotError(
                "predict processes one line at a time (remove '\\n'); "
                'load_model(path, newlines="allow") reads them'
            )
        document = self._tagger.tag(text)
        found = language_probabilities(document, self._label)
        found = found or [(self._label(document.lang), 0.0)]
        kept = [item for item in found if item[1] >= threshold]
        kept = kept if k == ALL else kept[:k]
        return tuple(label for label, _ in kept), tuple(p for _, p in kept)


def load_model(path: Path = None, **options: Any) -> _FastText:
    r"""Return a model with the labels of the model whose name ``path`` has; no file is read.

    ``labels`` and ``newlines`` choose other labels, and allow line feeds:

    >>> model = load_model("lid.176.ftz", labels="bcp47", newlines="allow")
    >>> model.predict("Зашто ћутиш\nцелог дана?")[0]
    ('__label__sr-Cyrl',)

    Raises:
        PolyglotError: there is no such style or choice.
    """
    return _FastText(path, **options)


def eprint(*args: Any, **kwargs: Any) -> None:
    """Do nothing: programs replace this function to silence fastText, which warns by it."""


def _restored(labels: str, newlines: str) -> _FastText:
    return _FastText(labels=labels, newlines=newlines)


@cache
def _array_maker() -> Callable[[Sequence[float]], Any]:
    """Return what makes an array of numbers, a tuple where NumPy is not installed."""
    try:
        from numpy import asarray
    except ImportError:
        return tuple
    return asarray
