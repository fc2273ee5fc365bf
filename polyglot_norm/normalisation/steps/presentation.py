"""Replace letters in the shape in which a font draws them by plain ones: ﬁ by fi, ﻣ by م.

Text that was taken out of PDF files and of old systems has them. A reader sees no difference, but
no word with them is found. Signs that are typed on purpose stay: ﷺ, ﷼, Ⅳ, ½, 𝑥, and full-width
letters in Chinese, Japanese and Korean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.character_sets import CharacterSet

_LATIN: Final = "ĲĳǄ-ǌǱ-ǳﬀ-ﬆ"
_OTHER: Final = "\ufb13-\ufb17\ufb20-\ufb29\ufb4f"
"""Armenian ligatures, wide letters and alternative forms of Hebrew."""

_ARABIC: Final = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdf9\ufe70-\ufefc"
_HALF_WIDTH: Final = "\uff66-\uff9d"
_SOUND_MARKS: Final = "\u309b\u309c\uff9e\uff9f"
_FULL_WIDTH: Final = "０-９Ａ-Ｚａ-ｚ"
_RADICALS: Final = "\u2e9f\u2ef3\u2f00-\u2fd5"
_HAN_OR_KANA: Final = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

SHAPES: Final = f"{_LATIN}{_OTHER}{_ARABIC}{_HALF_WIDTH}"
"""The forms that hide a word from whoever looks for it, in any language."""

SIGNS: Final = f"{SHAPES}{_SOUND_MARKS}{_RADICALS}"
"""Characters of which each form has at least one, but for full-width letters."""

_FULL_WIDTH_LANGUAGES: Final = frozenset("ja zh yue wuu ko und".split())
"""Languages in which full-width letters and digits are a matter of style."""


def trigger() -> Trigger:
    """Return the trigger: any of these forms."""
    return Trigger(
        f"{SIGNS}{_FULL_WIDTH}",
        in_ascii=False,
    )


def presentation(text: str, lang: str | None) -> Aligned:
    """Replace presentation forms, ligatures, half-width letters and radicals by plain letters.

    >>> presentation("Oﬃce ﻣﺮﺣﺒﺎ ｶﾞ か゛ ⽇本", None).text
    'Office مرحبا ガ が 日本'
    >>> [presentation("Ｔｖ", lang).text for lang in ("en", "ja")]
    ['Tv', 'Ｔｖ']
    """
    search = _search(keeps_width=_keeps_width(lang))
    made = _made(text, search)
    return Aligned.unchanged(text) if made == text else Aligned.lazily(text, made, _edits, search)


def first_sign(text: str, lang: str | None) -> int:
    """Return the offset of the first character of which each form has at least one, or -1.

    >>> first_sign("Oﬃce", None), first_sign("７時", "ja"), first_sign("７", "en")
    (1, -1, 0)
    """
    return _search(keeps_width=_keeps_width(lang)).signs.first(text)


def _keeps_width(lang: str | None) -> bool:
    return (lang or "und").partition("-")[0] in _FULL_WIDTH_LANGUAGES


class _Search:
    """A regex for a form, compiled when it is needed, and the characters that are its signs."""

    def __init__(self, forms: str, signs: str) -> None:
        self._forms = forms
        self.signs = CharacterSet(signs)

    @cached_property
    def forms(self) -> re.Pattern[str]:
        """The regex for a form."""
        return re.compile(self._forms)

    def lines(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the bounds of the lines with a sign, which alone are read closely."""
        at = self.signs.first(text)
        done = 0
        while at >= 0:
            start = text.rfind("\n", done, at) + 1 or done
            end = text.find("\n", at)
            done = len(text) if end < 0 else end
            yield start, done
            at = self.signs.first(text, done)


def _made(text: str, search: _Search) -> str:
    """Return a text with its forms replaced."""
    parts: list[str] = []
    done = 0
    for start, end in search.lines(text):
        line = search.forms.sub(lambda match: _plain(match[0]), text[start:end])
        parts += (text[done:start], line)
        done = end
    return "".join((*parts, text[done:])) if parts else text


def _edits(text: str, search: _Search) -> Iterator[Edit]:
    for start, end in search.lines(text):
        for match in search.forms.finditer(text, start, end):
            plain = _plain(match[0])
            if plain != match[0]:
                yield Edit(match.start(), match.end(), plain, "presentation")


def plain_letters(text: str, lang: str) -> Aligned:
    """Return a text with ligatures and shapes of letters made plain, for a transliteration.

    It leaves ǆ ǉ ǌ, which say more than two letters do, and kana, whose schemes know every form.

    >>> plain_letters("naǆiveti, nĳe", "hr").text
    'naǆiveti, nije'
    """
    if text.isascii():
        return Aligned.unchanged(text)
    edits = tuple(
        each for each in presentation(text, lang).edits if _drawn().match(text, each.start)
    )
    return Aligned(text, edits) if edits else Aligned.unchanged(text)


@cache
def _drawn() -> re.Pattern[str]:
    return re.compile(f"(?![Ǆ-ǌ])[{_LATIN}{_OTHER}{_ARABIC}]")


@cache
def _search(*, keeps_width: bool) -> _Search:
    """Return the search for forms, each with the voicing mark that belongs to it."""
    full_width = "" if keeps_width else _FULL_WIDTH
    forms = (
        f"[{_LATIN}{_OTHER}{_ARABIC}{full_width}]"
        f"|[{_HALF_WIDTH}][{_SOUND_MARKS}]?"
        f"|[\u3046-\u30fd][{_SOUND_MARKS}]"
        "|(?<=[\u3041-\u30ff])\uff70"
        f"|(?<=[{_HAN_OR_KANA}])[{_RADICALS}]+|[{_RADICALS}]+(?=[{_HAN_OR_KANA}])"
    )
    return _Search(forms, f"{SIGNS}{full_width}")


@lru_cache(maxsize=2048)
def _plain(form: str) -> str:
    r"""Return the plain letters of a form; a mark of Arabic loses what it was drawn on.

    >>> _plain("\N{ARABIC FATHA ISOLATED FORM}") == "\N{ARABIC FATHA}", _plain("あ゛")
    (True, 'あ゛')
    """
    from unicodedata2 import normalize

    if form[-1] in _SOUND_MARKS and len(form) > 1:
        return _voiced(form)
    plain = str(normalize("NFKC", form))
    if "\ufe70" <= form <= "\ufe7f" or "\ufc5e" <= form <= "\ufc63":
        return plain.strip(" \N{ARABIC TATWEEL}") or form
    return plain


def _voiced(form: str) -> str:
    """Return a kana with its mark as one character, unless there is none."""
    from unicodedata2 import normalize

    kana = normalize("NFKC", form[0])
    mark = "\u3099" if form[1] in "\u309b\uff9e" else "\u309a"
    composed = str(normalize("NFC", kana + mark))
    return composed if len(composed) == 1 else kana + form[1:]
