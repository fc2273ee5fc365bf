"""The public functions: each looks up what it needs and makes one call."""

from __future__ import annotations

from functools import lru_cache
from typing import Unpack

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.cleaning import Cleaner
from polyglot_norm.document import Document
from polyglot_norm.errors import plain
from polyglot_norm.language import resolution
from polyglot_norm.language.learned import stamps
from polyglot_norm.normalisation import profiles
from polyglot_norm.normalisation.mixed_words import mend_words
from polyglot_norm.normalisation.steps.presentation import plain_letters
from polyglot_norm.options import ExtraModels, Languages, Options, TagOptions
from polyglot_norm.pipeline import Tagger
from polyglot_norm.records import Detection
from polyglot_norm.text.protect import find_protected
from polyglot_norm.transliteration import conversion, schemes


def tag(text: str, **options: Unpack[TagOptions]) -> Document:
    r"""Return a text as a `Document`: segments that cover it, in order, without gap or overlap.

    The options are the fields of `Options`. For many texts make a `Tagger` once, or call
    `tag_many`.

    >>> doc = tag("Would you care to give details?\nЗашто „Спилбергов филм“?")
    >>> [(s.start, s.end, s.lang) for s in doc]
    [(0, 32, 'en'), (32, 56, 'sr-Cyrl')]
    >>> doc.segments[1].output.text
    'Zašto „Spilbergov film“?'

    Raises:
        PolyglotError: an option has a value that is not allowed; see `Options` and `Tagger`.
        TypeError: the text is not a ``str``, or there is no such option.
    """
    return _tagger(Options(**options)).tag(text)


def detect(text: str, languages: Languages = None, *, extra_models: ExtraModels = ()) -> Detection:
    """Return the main language of a text.

    ``languages`` allows only some tags; ``extra_models`` are files of learned languages. Not for
    mixed text: `tag` finds the language of each part.

    >>> detect("Је ли то онај филм о коме сви причају?").lang
    'sr-Cyrl'
    >>> detect("12:30").lang
    'zxx'

    Raises:
        UnknownTag: a tag in ``languages`` is not known.
        TypeError: the text is not a ``str``.
    """
    return _tagger(Options(languages=languages, extra_models=extra_models)).detect(text)


def clean(
    text: str,
    profile: profiles.Choice = "clean",
    *,
    lang: str | None = None,
    languages: Languages = None,
) -> Aligned:
    r"""Find the languages of a text and normalise each part by its language.

    ``profile`` is as in `normalise`; ``languages`` allows only some tags; ``lang`` says that all of
    the text is in one language, which is then not looked for. To clean many texts call `tag_many`
    with ``transliterate=None`` and read the outputs.

    >>> clean("Would  you care?\r\nБаш ме  брига!").text
    'Would you care?\nБаш ме брига!'

    Raises:
        UnknownProfile: the profile, or a step, does not exist.
        UnknownTag: a language is not known.
        TypeError: the text is not a ``str``.
    """
    return Cleaner(profile, lang=lang, languages=languages)(text)


def normalise(text: str, lang: str | None = None, profile: profiles.Choice = "clean") -> Aligned:
    r"""Normalise a text in one language, or in none in particular, aligned with its source.

    ``lang`` is the tag of its language, for steps that differ between languages; ``profile`` a
    profile or its name, a tuple of steps (names or functions), or None. No language is looked
    for: `clean` does that.

    >>> a = normalise("Мои\u0306 дом")
    >>> a.text, a.to_source(2, 3)
    ('Мой дом', (2, 4))

    Raises:
        UnknownProfile: the profile, or a step, does not exist.
        UnknownTag: there is no such language.
    """
    text = plain(text)
    return profiles.run(
        profiles.check(profile), text, resolution.language_of(lang) if lang else None
    )


def transliterate(
    text: str, lang: str, scheme: str | None = None, *, to: str | None = None
) -> Aligned:
    """Transliterate a text in one language, aligned with its source.

    Protected spans stay as they are; letters of another script inside a word are mended first, and
    presentation letters (ﬁ, ﻣ) made plain.
    ``lang`` is the tag of the text's language, with the script where that is not its usual one
    (``ru-Latn``); ``scheme`` the name of one of `schemes`, without which it is the language's
    default; ``to`` the script wanted, where there are several: ``"latin"``, ``"cyrillic"``, an
    ISO 15924 code such as ``"Latn"``, or ``"ascii"``.

    >>> transliterate("Погледај https://example.org/филм, Љубо!", "sr-Cyrl").text
    'Pogledaj https://example.org/филм, Ljubo!'
    >>> transliterate("Щука", "ru").text, transliterate("Ŝuka", "ru-Latn", "iso9").text
    ('Shchuka', 'Щука')

    Raises:
        UnknownTag: the language is not known, or is written in several scripts and the tag
            does not say in which.
        UnknownScheme: the scheme does not exist, or is not for this language or script, or the
            language has no default.
        MissingExtra: the scheme needs an optional package.
    """
    text = plain(text)
    source = schemes.resolve(lang, to)
    chosen = schemes.choose(scheme, source, to)
    mended = mend_words(text) or Aligned.unchanged(text)
    mended = mended.then(plain_letters(mended.text, source))
    return mended.then(conversion.run(chosen, mended.text, source, find_protected(mended.text)))


normalize = normalise
"""The same function by its American name."""


@lru_cache(maxsize=64)
def _cached_tagger(options: Options, _stamps: tuple[tuple[int, int], ...]) -> Tagger:
    return Tagger(options)


def _tagger(options: Options) -> Tagger:
    """Return a tagger for the options, the same one again where they can be hashed."""
    try:
        # Files of learned languages may be replaced by newer ones.
        return _cached_tagger(options, stamps(options.extra_models))
    except TypeError:  # a detector or step that is an object without a hash
        return Tagger(options)
