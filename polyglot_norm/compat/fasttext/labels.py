"""Labels as models of fastText have them: of lid.176, of GlotLID and its kin, or BCP 47."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.language.label_styles import FASTTEXT, label

_LID_176: Final = {"nb": "no"}
"""The language subtags for which lid.176 has another code."""


def lid_176(tag: str) -> str:
    """Return the label of lid.176: the language alone.

    >>> lid_176("sr-Cyrl"), lid_176("zh-Hant"), lid_176("nb")
    ('__label__sr', '__label__zh', '__label__no')
    """
    language = tag.partition("-")[0]
    return FASTTEXT + _LID_176.get(language, language)


def with_script(tag: str) -> str:
    """Return the label of GlotLID and FLORES: ISO 639-3 and the script.

    >>> with_script("sr-Cyrl"), with_script("zh-Hant"), with_script("ar")
    ('__label__srp_Cyrl', '__label__cmn_Hant', '__label__arb_Arab')
    """
    return label(tag, "fasttext")


def bcp_47(tag: str) -> str:
    """Return the tag as a label.

    >>> bcp_47("sr-Cyrl")
    '__label__sr-Cyrl'
    """
    return FASTTEXT + tag


_STYLES: Final[dict[str, Callable[[str], str]]] = {
    "lid.176": lid_176,
    "fasttext": with_script,
    "glotlid": with_script,
    "iso639-3": with_script,
    "bcp47": bcp_47,
}
"""By name; a label of this module begins with the prefix in every style."""

_NAMES_OF_LID_176: Final = ("lid.176", "lid176")


def style(labels: str) -> Callable[[str], str]:
    """Return the function that makes a label of a tag.

    Raises:
        PolyglotError: there is no such style.
    """
    if labels not in _STYLES:
        raise PolyglotError(
            f"invalid labels {labels!r}:{nearest(labels, _STYLES)} expected one of "
            f"{', '.join(_STYLES)}"
        )
    return _STYLES[labels]


def style_of_file(name: str) -> str:
    """Return the style of the model that a file is called after: of lid.176, or of all others.

    >>> style_of_file("lid.176.ftz"), style_of_file("model_v3.bin")
    ('lid.176', 'fasttext')
    """
    return "lid.176" if name.startswith(_NAMES_OF_LID_176) else "fasttext"
