"""Everything that is timed, each as a function of a text, ready to be called.

A peer is called directly, without what an adapter adds, and what a caller would read is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Call = Callable[[str], object]

UNIT = "cld2"
"""The contender whose speed is 1 in every ratio."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A row of the tables; ``ready`` loads what is needed and returns the call.

    ``package`` is the distribution to take the version from; ours runs from the source tree.
    """

    title: str
    ready: Callable[[], Call]
    package: str = ""


def _spans() -> Call:
    import polyglot_norm as pn

    tagger = pn.Tagger()
    return lambda text: tagger.tag(text).segments


def _output() -> Call:
    import polyglot_norm as pn

    tagger = pn.Tagger()
    return lambda text: [segment.output.text for segment in tagger.tag(text).segments]


def _detect() -> Call:
    import polyglot_norm as pn

    return pn.Tagger().detect


def _function() -> Call:
    import polyglot_norm as pn

    return lambda text: pn.tag(text).segments


def _cld2() -> Call:
    import pycld2

    return lambda text: pycld2.detect(text, returnVectors=True, bestEffort=True)


def _eldc() -> Call:
    import eldc

    eldc.init()
    return lambda text: [eldc.detect(line) for line in text.split("\n")]


def _normalise() -> Call:
    import polyglot_norm as pn

    return pn.normalise


def _offsets() -> Call:
    import polyglot_norm as pn

    return lambda text: pn.normalise(text).source_spans()


def _ftfy() -> Call:
    import ftfy

    return ftfy.fix_text


CONTENDERS = {
    "spans": Contender("`Tagger.tag`: spans", _spans),
    "output": Contender("`Tagger.tag`: spans and output", _output),
    "detect": Contender("`Tagger.detect`", _detect),
    "function": Contender("`pn.tag`", _function),
    "cld2": Contender("CLD2: spans", _cld2, "pycld2"),
    "eldc": Contender("eldc: a label a line", _eldc, "eldc"),
    "normalise": Contender("`pn.normalise`", _normalise),
    "offsets": Contender("`pn.normalise`, every offset mapped", _offsets),
    "ftfy": Contender("`ftfy.fix_text`", _ftfy, "ftfy"),
}
