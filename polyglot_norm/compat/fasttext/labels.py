"""Labels as models of fastText have them: of lid.176, of GlotLID and its kin, or BCP 47."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.language.tags import script_of

PREFIX: Final = "__label__"

_LID_176: Final = {"nb": "no"}
"""The language subtags for which lid.176 has another code."""


def lid_176(tag: str) -> str:
    """Return the label of lid.176: the language alone.

    >>> lid_176("sr-Cyrl"), lid_176("zh-Hant"), lid_176("nb")
    ('__label__sr', '__label__zh', '__label__no')
    """
    language = tag.partition("-")[0]
    return PREFIX + _LID_176.get(language, language)


_INDIVIDUAL: Final = {
    "ar": "arb", "az": "azj", "et": "ekk", "fa": "pes", "lv": "lvs", "mn": "khk", "ms": "zsm",
    "sh": "hbs", "sq": "als", "uz": "uzn", "zh": "cmn",
}  # fmt: skip
"""The languages that corpora name by a member of the macrolanguage."""


@lru_cache(maxsize=1024)
def with_script(tag: str) -> str:
    """Return the label of GlotLID, FLORES and NLLB: ISO 639-3 and the script.

    >>> with_script("sr-Cyrl"), with_script("zh-Hant"), with_script("ar")
    ('__label__srp_Cyrl', '__label__cmn_Hant', '__label__arb_Arab')
    """
    from langcodes import Language  # slow, and only this style needs it

    language = tag.partition("-")[0]
    code = _INDIVIDUAL.get(language) or Language.get(language).to_alpha3()
    return f"{PREFIX}{code}_{script_of(tag)}"


def bcp_47(tag: str) -> str:
    """Return the tag as a label.

    >>> bcp_47("sr-Cyrl")
    '__label__sr-Cyrl'
    """
    return PREFIX + tag


_STYLES: Final[dict[str, Callable[[str], str]]] = {
    "lid.176": lid_176,
    "fasttext": with_script,
    "bcp47": bcp_47,
}

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
