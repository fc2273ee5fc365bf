"""The order of everything: characters, words, runs, labels, pieces, then clean and Latin text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from polyglot_norm.align.aligned import Aligned, joined
from polyglot_norm.compiled import warn_if_interpreted
from polyglot_norm.errors import UnknownTag
from polyglot_norm.language import shares as tally
from polyglot_norm.language import tags
from polyglot_norm.language.drafts import drafts, unfinished
from polyglot_norm.language.engine import Engine, packaged_model
from polyglot_norm.language.labels import Constraints, Stretches
from polyglot_norm.language.segments import Piece, cut
from polyglot_norm.normalisation import mending, profiles
from polyglot_norm.normalisation.gates import Gates, Places
from polyglot_norm.options import BUILTIN, DetectorFunction, Options
from polyglot_norm.records import (
    Detection,
    Document,
    Explanation,
    ProtectedSpan,
    Scheme,
    Segment,
)
from polyglot_norm.text.protect import find_protected
from polyglot_norm.transliteration import policy, schemes

_NOTHING = Detection(tags.NO_LANGUAGE, "Zyyy", 1.0, ((tags.NO_LANGUAGE, 1.0),))


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
        self._constraints = Constraints(
            allowed, hints, self.options.serbo_croatian, self.options.min_confidence
        )
        self._labeller = _labeller(self.options.detector, self._constraints)
        self._steps = profiles.check(self.options.normalise)
        self._mends = mending.mends(self._steps)
        self._gates = Gates(self._steps)
        # Where the copy of a text is whole, so is each of its parts.
        self._later_gates = Gates(tuple(s for s in self._steps if s not in mending.STEPS))
        self._schemes = _Schemes(policy.validated(self.options.transliterate))

    def __reduce__(self) -> tuple[type[Tagger], tuple[Options]]:
        # A name that was registered in this process means nothing in another: what it means goes.
        portable = profiles.portable(self.options.normalise)
        return Tagger, (replace(self.options, normalise=portable),)

    def tag(self, text: str) -> Document:
        """The text as a document of segments; see `tag`."""
        pieces, protected, mended, gates = self._pieces(text)
        segments = drafts(text, pieces)
        todo = self._todo(text, pieces, mended, gates)
        for number, unclean in todo:
            piece = pieces[number]
            part = mended.part(piece.start, piece.end) if mended else segments[number].output
            steps = gates.steps if unclean else ()
            segments[number] = self._finished(part, piece, protected, steps)
        if todo:
            output = joined(text, [(segment.start, segment.output) for segment in segments])
        else:
            output = segments[0].output if len(segments) == 1 else Aligned.unchanged(text)
        shares = tally.shares(pieces)
        explainer = explain_builtin if self.options.detector == BUILTIN else None
        return Document(
            text, tally.main(shares), shares, tuple(segments), protected, output, explainer
        )

    def detect(self, text: str) -> Detection:
        """One label for the whole text; see `detect`."""
        copy, protected, stretches = self._stretches(text)
        if len(stretches.labels) == 1:  # as of most messages: nothing to weigh or to cut
            return Detection(*stretches.labels[0])
        if not stretches.labels:
            return _NOTHING
        seen = text if copy is None else copy.text
        return tally.whole(self._cut(seen, stretches, protected))

    def _pieces(self, text: str) -> _Pieces:
        """The pieces of a text, and what is to be done to them."""
        copy, protected, stretches = self._stretches(text)
        if copy is None:
            pieces = self._cut(text, stretches, protected)
            return _Pieces(pieces, protected, None, self._later_gates)
        pieces = mending.pieces_of_source(self._cut(copy.text, stretches, protected), copy)
        if not self._mends:
            return _Pieces(pieces, find_protected(text), None, self._gates)
        spans = mending.spans_of_source(protected, copy)
        return _Pieces(pieces, spans, mending.Parts(copy), self._gates)

    def _stretches(self, text: str) -> tuple[Aligned | None, tuple[ProtectedSpan, ...], Stretches]:
        """The text mended, if it has to be, and what is protected and labelled in that."""
        if not isinstance(text, str):
            raise TypeError(
                f"a text must be a str, not {type(text).__name__}; "
                "polyglot_norm.decode() makes one of bytes"
            )
        copy = mending.mended(text)
        if copy is not None:
            text = copy.text
        protected = find_protected(text)
        return copy, protected, self._labeller.stretches(text, protected)

    def _cut(
        self, text: str, stretches: Stretches, protected: Sequence[ProtectedSpan]
    ) -> list[Piece]:
        across = self.options.unit == "document"
        return cut(text, stretches, protected, across_lines=across)

    def _todo(
        self, text: str, pieces: Sequence[Piece], mended: mending.Parts | None, gates: Gates
    ) -> list[tuple[int, bool]]:
        """The numbers of the pieces that something may be done to, and whether a step may."""
        if mended:  # seldom: let each step see what became of its piece
            return [(number, True) for number in range(len(pieces))]
        first = Places(gates, text).first if gates.steps else None
        return unfinished(pieces, first, self._schemes)

    def _finished(
        self,
        mended: Aligned,
        piece: Piece,
        protected: Sequence[ProtectedSpan],
        steps: profiles.Steps,
    ) -> Segment:
        """The segment of a piece to which steps or a scheme may do something."""
        start, end, (lang, script, confidence, candidates), _ = piece
        made = profiles.changed(steps, mended.text, lang) if steps else None
        output = mended.then(made) if made else mended
        output_lang = lang
        scheme = self._schemes[lang, script]
        if scheme is not None:
            shields = _within(protected, piece, output)
            output = output.then(schemes.run(scheme, output.text, lang, shields))
            output_lang = schemes.output_lang(scheme, lang, script)
        return Segment(
            start, end, mended.source, lang, script, confidence, candidates, output, output_lang
        )


def explain_builtin(text: str, segments: Sequence[Segment]) -> Iterable[Explanation]:
    """Why segments labelled by the built-in detector have their languages."""
    from polyglot_norm.language.explanation import explain  # few ask

    return explain(text, segments)


class _Pieces(NamedTuple):
    """The pieces of a text, what is protected, how the steps find it mended, and their gates."""

    pieces: list[Piece]
    protected: tuple[ProtectedSpan, ...]
    mended: mending.Parts | None
    gates: Gates


class _Schemes(dict[tuple[str, str], "Scheme | None"]):
    """The scheme of a policy for each language and script, looked up when it is first met."""

    def __init__(self, chosen: policy.Policy) -> None:
        super().__init__()
        self._chosen = chosen

    def __missing__(self, key: tuple[str, str]) -> Scheme | None:
        scheme = self[key] = self._chosen.scheme_for(*key)
        return scheme


class _Labeller(Protocol):
    """What says which stretches of a text are in which language."""

    def stretches(self, text: str, protected: Sequence[ProtectedSpan]) -> Stretches: ...


def _labeller(detector: str | DetectorFunction, constraints: Constraints) -> _Labeller:
    if detector == BUILTIN:
        return Engine(packaged_model(), constraints)
    from polyglot_norm.language.detectors import labeller, registry  # most never need them

    return labeller.DetectorLabeller(registry.resolve(detector, constraints.allowed), constraints)


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

    ``lang`` is the tag of its language, for steps that heed it; ``profile`` a profile or its name,
    a tuple of steps (names, or functions of your own), or None. Text that is clean is returned as
    it is.

    >>> a = normalise("Мои\u0306 дом")
    >>> a.text, a.to_source(2, 3)
    ('Мой дом', (2, 4))

    Raises:
        UnknownProfile: the profile, or a step, does not exist.
        UnknownTag: there is no such language.
    """
    return profiles.run(profiles.check(profile), text, _heeded(lang) if lang else None)


def transliterate(
    text: str, lang: str, scheme: str | None = None, *, to: str | None = None
) -> Aligned:
    """The text in another script, aligned with its source; protected spans stay as they are.

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
        UnknownScheme: the scheme does not exist, or does not take the language or lead into the
            script, or there is no default.
        MissingExtra: the scheme needs an optional package.
    """
    tag_ = schemes.resolve(lang, to)
    return schemes.run(schemes.choose(scheme, tag_, to), text, tag_, find_protected(text))


def _heeded(lang: str) -> str:
    """The tag for steps that heed the language: any will do, even one we cannot find in a text."""
    try:
        return _one_tag(lang)
    except UnknownTag:
        from langcodes import tag_is_valid  # slow, and hardly ever needed

        if not tag_is_valid(lang):
            raise
        return lang


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
