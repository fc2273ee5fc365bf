"""Files whose text is changed while all else in them stays, for programs that have the contents.

It is what the commands `clean` and `translit` do, without files: subtitles, tables, records and
pages come back in their kind.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import partial
from typing import AnyStr

from polyglot_norm.align.aligned import Aligned, joined
from polyglot_norm.api import transliterate
from polyglot_norm.cleaning import Cleaner
from polyglot_norm.line_sharing import tag_lines
from polyglot_norm.normalisation import profiles
from polyglot_norm.options import Languages, Options
from polyglot_norm.pipeline import Tagger
from polyglot_norm.streams.containers.encoded import FileEncoder, FileEncoding, mark_of
from polyglot_norm.streams.containers.rewriting import of_characters
from polyglot_norm.streams.containers.stretches import Change, change
from polyglot_norm.streams.input_kinds import ReadOptions, decoding
from polyglot_norm.streams.passage import SkippedRecord
from polyglot_norm.transliteration.policy import choice_for


@dataclass(frozen=True, slots=True)
class Container:
    r"""A kind of file, whose text can be changed while all else stays as it is.

    Attributes:
        kind: text, markdown, jsonl, json, csv, tsv, srt, vtt or html.
        field: the field of JSON records that holds the text, such as ``body.text``.
        column: the name or number of the column of tables that holds the text.
        independent: True if the languages of each cue, cell, record or line are found by itself,
            not by what else the file holds.
        encoding: the encoding of contents that are bytes; None detects it.
        errors: ``"strict"`` or ``"replace"``, for bytes that are not text.

    Contents are a ``str``, or the ``bytes`` of a file, which keep their encoding, byte-order mark
    and line ends; if the encoding lacks a letter of the result, the file becomes UTF-8, or on a
    page the letter a character reference. A record that cannot be read is kept, with a warning.

    >>> film = "1\n00:00:01,000 --> 00:00:02,500\n<i>Eno ga, ljubavi!</i>\n"
    >>> Container("srt").transliterate(film, "sr-Latn", to="cyrillic")
    '1\n00:00:01,000 --> 00:00:02,500\n<i>Ено га, љубави!</i>\n'
    >>> Container("csv").clean('id,text\n7,"Где  си,  Ђорђе?"\n'.encode("cp1251")).decode("cp1251")
    'id,text\n7,"Где си, Ђорђе?"\n'

    Raises:
        PolyglotError: there is no such kind.
    """

    kind: str
    _: KW_ONLY
    field: str | None = None
    column: str | None = None
    independent: bool = False
    encoding: str | None = None
    errors: str = "strict"

    def __post_init__(self) -> None:
        self._options()

    def clean(
        self,
        content: AnyStr,
        profile: profiles.Choice = "clean",
        *,
        lang: str | None = None,
        languages: Languages = None,
    ) -> AnyStr:
        """Return the contents with their text normalised; the options are those of `clean`.

        Raises:
            UnknownProfile: the profile, or a step, does not exist.
            UnknownTag: a language is not known.
            StreamError: the contents are not of this kind.
            DecodeError: bytes are not text.
        """
        return self.rewrite(content, Cleaner(profile, lang=lang, languages=languages))

    def transliterate(
        self,
        content: AnyStr,
        lang: str | None = None,
        scheme: str | None = None,
        *,
        to: str | Mapping[str, str | None] | None = None,
        languages: Languages = None,
    ) -> AnyStr:
        """Return the contents with their text transliterated.

        Without ``lang``, the languages are found, and ``to`` is a policy as in `Options`, by
        default ``"latin"``; with it, all is in one language, as in `transliterate`.

        Raises:
            UnknownTag: a language is not known.
            UnknownScheme: there is no such scheme or policy, or it does not fit the language.
            StreamError: the contents are not of this kind.
            DecodeError: bytes are not text.
        """
        script = to if isinstance(to, str) else None
        if lang is not None:
            how: Change = partial(in_one_language, lang=lang, scheme=scheme, to=script)
        else:
            choice = choice_for(scheme, script) if scheme is not None else to or "latin"
            options = Options(languages=languages, normalise=None, transliterate=choice)
            how = partial(by_segment, Tagger(options))
        return self.rewrite(content, how)

    def rewrite(self, content: AnyStr, how: Change) -> AnyStr:
        """Return the contents with their texts changed by a function; see `aligned`."""
        if isinstance(content, str):
            return self.aligned(content, how).text
        return b"".join(self._bytes(content, how))

    def aligned(self, content: str, how: Change) -> Aligned:
        """Return the contents with their texts changed, aligned with what they were.

        ``how`` takes a text and returns an `Aligned`. It is called with the texts of about
        131,072 characters at a time, each on a line of its own, and then with ``lines=True``.
        """
        return self._changed([content], how)

    def _changed(self, chunks: list[str], how: Change) -> Aligned:
        parts: list[tuple[int, Aligned]] = []
        place = 0
        for stretch in of_characters(self._name, chunks, self._options(), _warn):
            part = change(stretch, how, independent=self.independent)
            parts.append((place, part))
            place += len(part.source)
        return joined("".join(chunks), parts)

    def _bytes(self, data: bytes, how: Change) -> Iterator[bytes]:
        file = decoding(io.BytesIO(data), self._name, self._options())
        encoding = file.characters.decoded.encoding
        mark = mark_of(data, encoding)
        encoder = FileEncoder(FileEncoding(encoding, mark, self.kind == "html"), _lacking)
        yield encoder.part(self._changed(list(file.characters.chunks), how).text)
        yield from encoder.rest()

    @property
    def _name(self) -> str:
        return f"<{self.kind}>"

    def _options(self) -> ReadOptions:
        return ReadOptions(
            kind=self.kind,
            field=self.field,
            column=self.column,
            encoding=self.encoding,
            errors=self.errors,
        )


def in_one_language(
    text: str, *, lang: str, scheme: str | None, to: str | None, lines: bool = False
) -> Aligned:
    """Return the text transliterated as being in one language."""
    return transliterate(text, lang, scheme, to=to)


def by_segment(tagger: Tagger, text: str, *, lines: bool = False) -> Aligned:
    """Return the output of a tagger, whose ``lines`` are those of several texts of one file."""
    return (tag_lines(tagger, text) if lines else tagger.tag(text)).output


def _warn(skipped: SkippedRecord) -> None:
    warnings.warn(f"{skipped}; kept as it is", stacklevel=2)


def _lacking(encoding: str, char: str) -> None:
    warnings.warn(
        f"written as UTF-8, as {encoding} has no {char!r} (U+{ord(char):04X})", stacklevel=2
    )
