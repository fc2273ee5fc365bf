r"""A text for a speech synthesiser: SSML, in which every language is named.

The text of a paragraph is a ``<p>``, and stretches in another language than the whole are marked.
Engines differ in what they listen to: those in the cloud change the voice at ``<lang>``, which
espeak-ng ignores, while it takes the language of a sentence, ``<s>``. So what is a sentence by
itself is marked as both. Where voices are asked for, ``<voice>`` stands for either; that is SSML
1.0, in which it has a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from polyglot_norm.segment import Segment
from polyglot_norm.text.lines import BREAKS, count_breaks
from polyglot_norm.text.xml_escapes import xml_attribute, xml_text

NAMESPACE: Final = "http://www.w3.org/2001/10/synthesis"
FOOT: Final = "</speak>\n"

_NAMELESS: Final = ("und", "zxx")
_SPOKEN: Final = {"sh-Latn": "sr-Latn"}
"""Tags that no engine has a voice for, with one whose voices read the same."""

_SILENT: Final = " "
"""Stands for characters that XML cannot hold: there is nothing in them to hear."""

_CLOSING: Final = r"""["'”’»“‘)\]』」》]*+\s*+"""
_ENDED: Final = re.compile(rf"(?:\A|[{BREAKS}]|[.!?…:;–—।۔؟。！？])\s*+{_CLOSING}\Z")
_LOOK_BEHIND: Final = 16
"""Characters before a stretch that are looked at for the end of a sentence."""


Voices = Mapping[str, str] | tuple[tuple[str, str], ...] | None
"""Names of voices by tag; None where languages are not marked by voices."""


class Speech(NamedTuple):
    """How languages are marked: by voices, if these are not None.

    ``voices`` pairs tags with names of voices; a tag without one gets a voice by its language.
    """

    voices: tuple[tuple[str, str], ...] | None = None
    is_output: bool = False

    @classmethod
    def of(cls, voices: Voices, *, is_output: bool = False) -> Speech:
        """Return the same, of a mapping."""
        return cls(None if voices is None else tuple(dict(voices).items()), is_output)

    def main(self, segments: Iterable[Segment], lang: str) -> str:
        """Return the language of the whole, from that of most of the text."""
        outputs = (segment.output_lang for segment in segments if segment.lang == lang)
        return next(outputs, lang) if self.is_output else lang

    def head(self, lang: str) -> str:
        """Return the declaration and the start of the root, whose language is ``lang``."""
        version = "1.1" if self.voices is None else "1.0"
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<speak version="{version}" xmlns="{NAMESPACE}" xml:lang="{_spoken(lang)}">\n'
        )

    def body(
        self, segments: Iterable[Segment], lang: str, wanted: Sequence[bool] | None = None
    ) -> str:
        """Return the paragraphs; segments that are not ``wanted`` are not marked."""
        parts = self._parts(segments, wanted)
        return "".join(
            f"<p>{''.join(self._marked(part, lang) for part in paragraph)}</p>\n"
            for paragraph in _paragraphs(parts)
        )

    def _parts(self, segments: Iterable[Segment], wanted: Sequence[bool] | None) -> Iterator[_Part]:
        """Yield what is said, with its language; text without a name for that has the whole's."""
        before = ""
        for number, segment in enumerate(segments):
            text = segment.output.text if self.is_output else segment.text
            lang = segment.output_lang if self.is_output else segment.lang
            if segment.lang in _NAMELESS or not (wanted is None or wanted[number]):
                lang = ""
            yield _Part(text, lang, begins=bool(_ENDED.search(before)))
            before = (before + text)[-_LOOK_BEHIND:]

    def _marked(self, part: _Part, main: str) -> str:
        body = part.text.rstrip()
        said, after = xml_text(body, _SILENT), xml_text(part.text[len(body) :], _SILENT)
        tag = _spoken(part.lang)
        if not (tag and said) or tag == _spoken(main):
            return said + after
        if self.voices is not None:
            return f'<voice{self._name(part.lang)} xml:lang="{tag}">{said}</voice>{after}'
        marked = f'<lang xml:lang="{tag}">{said}</lang>'
        if part.begins and (_ENDED.search(body) or after[:1] in BREAKS):
            marked = f'<s xml:lang="{tag}">{marked}</s>'
        return marked + after

    def _name(self, lang: str) -> str:
        """Return the attribute that names the voice of a language, or of its base."""
        names = dict(self.voices or ())
        name = names.get(lang.partition("-t-")[0]) or names.get(lang.partition("-")[0])
        return f' name="{xml_attribute(name)}"' if name else ""


class _Part(NamedTuple):
    """A stretch of text with its language; it ``begins`` a sentence or not."""

    text: str
    lang: str
    begins: bool


def ssml(segments: Sequence[Segment], lang: str, speech: Speech) -> str:
    """Return segments as one SSML document, whose language is ``lang``.

    >>> import polyglot_norm as pn
    >>> print(ssml(pn.tag("I wonder why. Зашто да не?").segments, "en", Speech()), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en">
    <p>I wonder why. <s xml:lang="sr-Cyrl"><lang xml:lang="sr-Cyrl">Зашто да не?</lang></s></p>
    </speak>
    """
    main = speech.main(segments, lang)
    return speech.head(main) + speech.body(segments, main) + FOOT


def _paragraphs(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Yield the parts of each paragraph; a blank line ends one."""
    paragraph: list[_Part] = []
    for part in parts:
        if paragraph and count_breaks(_white_space_after(paragraph[-1].text)) > 1:
            yield paragraph
            paragraph = []
        paragraph.append(part)
    if paragraph:
        yield paragraph


def _white_space_after(text: str) -> str:
    return text[len(text.rstrip()) :]


def _spoken(lang: str) -> str:
    """Return the tag of a language as an attribute, without what only matters to readers."""
    tag = lang.partition("-t-")[0]
    return xml_attribute(_SPOKEN.get(tag, tag))
