"""The order of everything: characters, words, runs, labels, pieces, then clean and Latin text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol

from polyglot_norm.aligned import Aligned, joined
from polyglot_norm.compiled import warn_if_interpreted
from polyglot_norm.errors import UnknownScheme, UnknownTag
from polyglot_norm.language import tags
from polyglot_norm.language.engine import Engine, packaged_model
from polyglot_norm.language.labels import Stretch, Wishes
from polyglot_norm.language.segments import Piece, cut
from polyglot_norm.normalisation import profiles
from polyglot_norm.options import BUILTIN, DetectorFunction, Options
from polyglot_norm.records import (
    Detection,
    Document,
    LanguageShare,
    ProtectedSpan,
    Segment,
)
from polyglot_norm.text.protect import find_protected
from polyglot_norm.transliteration import policy, schemes


class Tagger:
    """Tags texts with one set of options: reusable, picklable, safe in threads.

    >>> tagger = Tagger(Options(languages=["en", "sr"]))
    >>> [(s.lang, s.text) for s in tagger.tag("Здраво, how are you? Ћао!").segments]
    [('sr-Cyrl', 'Здраво, '), ('en', 'how are you? '), ('sr-Cyrl', 'Ћао!')]

    Raises:
        UnknownTag: a tag in ``languages``, ``hints`` or ``transliterate`` is not known.
        UnknownScheme: a scheme does not exist, or does not take the language it is meant for.
        UnknownProfile: a profile or step does not exist.
        PolyglotError: a detector does not exist.
    """

    def __init__(self, options: Options | None = None) -> None:
        warn_if_interpreted()
        self.options = options or Options()
        languages = self.options.languages
        allowed = None if languages is None else frozenset(tags.resolve_all(languages))
        hints = {
            found: weight
            for hint, weight in self.options.hint_weights()
            for found in tags.resolve(hint)
        }
        self._wishes = Wishes(
            allowed, hints, self.options.serbo_croatian, self.options.min_confidence
        )
        self._labeller = _labeller(self.options.detector, self._wishes)
        self._steps = profiles.check(self.options.normalise)
        self._policy = policy.check(self.options.transliterate)

    def __reduce__(self) -> tuple[type[Tagger], tuple[Options]]:
        return Tagger, (self.options,)

    def tag(self, text: str) -> Document:
        """The text as a document of segments; see `tag`."""
        pieces, protected = self._pieces(text)
        steps = profiles.needed(self._steps, text)
        segments = tuple(self._segment(text, piece, protected, steps) for piece in pieces)
        output = joined(text, [(segment.start, segment.output) for segment in segments])
        shares = _shares(pieces)
        return Document(text, _main(shares), shares, segments, protected, output)

    def detect(self, text: str) -> Detection:
        """One label for the whole text; see `detect`."""
        pieces, _ = self._pieces(text)
        masses: dict[str, float] = {}
        letters = sum(piece.letters for piece in pieces) or 1
        for piece in pieces:
            for tag, p in piece.label.candidates:
                masses[tag] = masses.get(tag, 0.0) + p * piece.letters / letters
        lang = _main(_shares(pieces))
        if lang == tags.NO_LANGUAGE:
            return Detection(lang, "Zyyy", 1.0, ((lang, 1.0),))
        ranked = sorted(masses.items(), key=lambda item: (-item[1], item[0]))[:3]
        candidates = tuple((tag, round(p, 4)) for tag, p in ranked)
        longest = max(
            (piece for piece in pieces if piece.label.lang == lang), key=lambda p: p.letters
        )
        confidence = masses.get(lang, longest.label.confidence)
        return Detection(lang, longest.label.script, round(confidence, 4), candidates)

    def _pieces(self, text: str) -> tuple[list[Piece], tuple[ProtectedSpan, ...]]:
        if not isinstance(text, str):
            raise TypeError(
                f"a text must be a str, not {type(text).__name__}; "
                "polyglot_norm.decode() makes one of bytes"
            )
        protected = find_protected(text)
        stretches = self._labeller.stretches(text, protected)
        across = self.options.unit == "document"
        return cut(text, stretches, protected, across_lines=across), protected

    def _segment(
        self, text: str, piece: Piece, protected: Sequence[ProtectedSpan], steps: tuple[str, ...]
    ) -> Segment:
        source = text[piece.start : piece.end]
        lang, script = piece.label.lang, piece.label.script
        output = profiles.run(steps, source, lang)
        scheme = self._policy.scheme_for(lang, script)
        output_lang = lang
        if scheme is not None:
            shields = _within(protected, piece, output)
            output = output.then(schemes.run(scheme, output.text, lang, shields))
            if script != scheme.script:
                output_lang = schemes.output_tag(lang, script, scheme.script)
        label = piece.label
        return Segment(
            piece.start,
            piece.end,
            source,
            lang,
            script,
            label.confidence,
            label.candidates,
            output,
            output_lang,
        )


class _Labeller(Protocol):
    """What says which stretches of a text are in which language."""

    def stretches(self, text: str, protected: Sequence[ProtectedSpan]) -> Iterable[Stretch]: ...


def _labeller(detector: str | DetectorFunction, wishes: Wishes) -> _Labeller:
    if detector == BUILTIN:
        return Engine(packaged_model(), wishes)
    from polyglot_norm.language import by_detector, detectors  # most never need them

    return by_detector.DetectorLabeller(detectors.resolve(detector, wishes.allowed), wishes)


def _within(
    protected: Sequence[ProtectedSpan], piece: Piece, clean: Aligned
) -> list[ProtectedSpan]:
    """The protected spans of a piece, as spans of its clean text."""
    spans = []
    for span in protected[bisect_right(protected, piece.start, key=lambda s: s.end) :]:
        if span.start >= piece.end:
            break
        start = max(span.start, piece.start) - piece.start
        end = min(span.end, piece.end) - piece.start
        spans.append(ProtectedSpan(*clean.to_text(start, end), span.kind))
    return spans


def _shares(pieces: Sequence[Piece]) -> tuple[LanguageShare, ...]:
    """Each language's share of the letters, largest first; ``zxx`` has none."""
    letters: dict[str, int] = {}
    confidence: dict[str, float] = {}
    for piece in pieces:
        if piece.letters:
            lang = piece.label.lang
            letters[lang] = letters.get(lang, 0) + piece.letters
            confidence[lang] = confidence.get(lang, 0.0) + piece.letters * piece.label.confidence
    whole = sum(letters.values())
    ranked = sorted(letters.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        LanguageShare(lang, round(n / whole, 4), round(confidence[lang] / n, 4))
        for lang, n in ranked
    )


def _main(shares: Sequence[LanguageShare]) -> str:
    """The language with the largest share; ``zxx`` where there are no words."""
    named = [share.lang for share in shares if share.lang != tags.UNDETERMINED]
    if named:
        return named[0]
    return tags.UNDETERMINED if shares else tags.NO_LANGUAGE


def tag(text: str, **options: Any) -> Document:
    r"""The text as a `Document`: its segments cover it, in order, without gap or overlap.

    The options are the fields of `Options`. For many texts make a `Tagger` once, or call
    `tag_many`.

    >>> doc = tag("Would you care to give details?\nЗашто „Спилбергов филм“?")
    >>> [(s.start, s.end, s.lang) for s in doc.segments]
    [(0, 32, 'en'), (32, 56, 'sr-Cyrl')]
    >>> doc.segments[1].output.text
    'Zašto „Spilbergov film“?'

    Raises:
        PolyglotError: an option has no meaning; see `Tagger`.
        TypeError: the text is not a ``str``, or an option does not exist.
    """
    return _tagger(Options(**options)).tag(text)


def detect(text: str, languages: Iterable[str] | None = None) -> Detection:
    """The language of a text as one label; for a text of several languages, the main one.

    ``languages`` restricts the answer to some tags. Not for mixed text: `tag` says which part
    is what.

    >>> detect("Је ли то онај филм о коме сви причају?").lang
    'sr-Cyrl'
    >>> detect("12:30").lang
    'zxx'

    Raises:
        UnknownTag: a tag in ``languages`` is not known.
        TypeError: the text is not a ``str``.
    """
    return _tagger(Options(languages=languages)).detect(text)


def normalise(text: str, lang: str | None = None, profile: profiles.Choice = "clean") -> Aligned:
    r"""The text cleaned by a profile, aligned with its source.

    ``lang`` is the tag of its language, for steps that heed it; ``profile`` a profile's name, a
    tuple of step names, or None. Text that is clean is returned as it is.

    >>> a = normalise("Мои\u0306 дом")
    >>> a.text, a.to_source(2, 3)
    ('Мой дом', (2, 4))

    Raises:
        UnknownProfile: the profile, or a step, does not exist.
        UnknownTag: the language is not known.
    """
    return profiles.run(profiles.check(profile), text, _one_tag(lang) if lang else None)


def transliterate(text: str, lang: str, scheme: str | None = None) -> Aligned:
    """The text in another script, aligned with its source; protected spans stay as they are.

    ``lang`` is the tag of the text's language, and ``scheme`` the name of one of `schemes`;
    without it, the language's default.

    >>> transliterate("Погледај https://example.org/филм, Љубо!", "sr-Cyrl").text
    'Pogledaj https://example.org/филм, Ljubo!'

    Raises:
        UnknownTag: the language is not known, or is written in several scripts and the tag
            does not say in which.
        UnknownScheme: the scheme does not exist or does not take the language, or there is no
            default.
    """
    tag_ = _one_tag(lang)
    chosen = schemes.find(scheme, tag_) if scheme else schemes.default_for(tag_)
    if chosen is None:
        raise UnknownScheme(
            f"{tag_} has no default scheme; name one: "
            + ", ".join(sorted(s.name for s in schemes.all_schemes() if s.lang == schemes.ANY))
        )
    return schemes.run(chosen, text, tag_, find_protected(text))


def _one_tag(lang: str) -> str:
    """The one known tag that a user's tag stands for; ``und`` and ``zxx`` are taken as they are."""
    if lang in (tags.UNDETERMINED, tags.NO_LANGUAGE):
        return lang
    found = tags.resolve(lang)
    if len(found) > 1:
        raise UnknownTag(f"{lang!r} may be {' or '.join(found)}: say which")
    return found[0]


@lru_cache(maxsize=64)
def _cached_tagger(options: Options) -> Tagger:
    return Tagger(options)


def _tagger(options: Options) -> Tagger:
    """A tagger for the options, the one already made where that can be looked up."""
    try:
        return _cached_tagger(options)
    except TypeError:  # a value that cannot be hashed: a detector that is such an object
        return Tagger(options)
