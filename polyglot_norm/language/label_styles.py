"""Tags as other programs write them: BCP 47, the labels of corpora, and those of fastText.

Corpora (GlotLID, FLORES, FineWeb-2, HPLT) name a language by ISO 639-3 and its script:
``srp_Cyrl``. The column ``label`` of ``data/languages.tsv`` has the label of each tag; a tag that
is not there, which another detector may return, gets one by the same rule.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from polyglot_norm.errors import PolyglotError, UnknownTag, nearest
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, known, script_of
from polyglot_norm.tables import rows

STYLES: Final = ("bcp47", "iso639-3", "fasttext")
"""The ways to write a tag: ``sr-Cyrl``, ``srp_Cyrl``, ``__label__srp_Cyrl``."""

FASTTEXT: Final = "__label__"
"""What the labels of fastText begin with."""

ALIASES: Final = {"cmn": "zh", "fil": "tl", "hbs": "sh"}
"""Codes that langcodes leaves as they are, or takes for another language than we do."""

_NOT_IN_TABLE: Final = {
    UNDETERMINED: f"und_{script_of(UNDETERMINED)}",
    NO_LANGUAGE: f"zxx_{script_of(NO_LANGUAGE)}",
}
"""Labels of what is no language of its own."""


def check_style(style: str) -> str:
    """Return ``style`` if it is one of `STYLES`.

    Raises:
        PolyglotError: it is not.
    """
    if style not in STYLES:
        raise PolyglotError(
            f"invalid labels {style!r}:{nearest(str(style), STYLES)} "
            f"expected one of {', '.join(STYLES)}"
        )
    return style


@lru_cache(maxsize=4096)
def label(tag: str, style: str = "iso639-3") -> str:
    """Return a tag in another style: ``"iso639-3"``, ``"fasttext"`` or ``"bcp47"``.

    >>> label("sr-Cyrl"), label("ja"), label("ar", "fasttext"), label("und")
    ('srp_Cyrl', 'jpn_Jpan', '__label__arb_Arab', 'und_Zzzz')

    Raises:
        PolyglotError: there is no such style.
        UnknownTag: it is not a language tag.
    """
    if check_style(style) == "bcp47":
        return tag
    found = _labels().get(tag) or _NOT_IN_TABLE.get(tag) or _by_rule(tag)
    return FASTTEXT + found if style == "fasttext" else found


@lru_cache(maxsize=4096)
def from_label(name: str) -> str:
    """Return the BCP 47 tag of a label in any style; what is no label is returned as it is.

    >>> from_label("__label__srp_Cyrl"), from_label("cmn_Hans"), from_label("zho_Hans")
    ('sr-Cyrl', 'zh-Hans', 'zh-Hans')
    >>> from_label("rus_Latn"), from_label("und_Cyrl"), from_label("sr-Latn")
    ('ru-Latn', 'und', 'sr-Latn')
    """
    bare = name.removeprefix(FASTTEXT)
    found = known_label(bare)
    if found is not None:
        return found
    language, _, script = bare.partition("_")
    if len(script) == 4:
        is_named = language not in (UNDETERMINED, NO_LANGUAGE)
        return (_by_code(language, script) or name) if is_named else language
    return name if bare == name else _by_code(bare.replace("_", "-"), "") or name


def known_label(name: str) -> str | None:
    """Return the tag that has a label in the table, in any case; None if none has."""
    return _tags().get(name.removeprefix(FASTTEXT).casefold())


@cache
def _labels() -> dict[str, str]:
    return {row["tag"]: row["label"] for row in rows("languages")}


@cache
def _tags() -> dict[str, str]:
    return {label.casefold(): tag for tag, label in (_labels() | _NOT_IN_TABLE).items()}


def _by_rule(tag: str) -> str:
    # A slow import, and only tags of other detectors need it.
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        parsed = Language.get(tag, normalize=False)
        language = parsed.to_alpha3()
    except (LanguageTagError, LookupError):
        raise UnknownTag(f"{tag!r} has no label: it is not a language tag of ISO 639") from None
    script = parsed.script or parsed.maximize().script or script_of(UNDETERMINED)
    return f"{language}_{script}"


def _by_code(language: str, script: str) -> str | None:
    """Return the tag of a language, without a script that it is usually written in."""
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        parsed = Language.get(language)
    except LanguageTagError:
        return None
    plain = ALIASES.get(str(parsed.language), str(parsed.language))
    named = f"{plain}-{script}" if script else plain
    usual = Language.get(plain).maximize().script
    return plain if script == usual and named not in known() else named
