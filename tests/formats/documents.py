"""Documents made by hand, for the tests of formats."""

from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.document import Document
from polyglot_norm.formats import NamedDocument, Offsets
from polyglot_norm.segment import Segment
from strategies import TEXTS

SCRIPTS = {"en": "Latn", "sr-Cyrl": "Cyrl", "zh-Hant": "Hant", "he": "Hebr", "und": "Zzzz",
           "zxx": "Zyyy"}  # fmt: skip
LANGS = tuple(SCRIPTS)


def segment(start, text, lang="en", output=None, confidence=0.9):
    aligned = Aligned(text)
    if output is not None and output != text:
        aligned = Aligned(text, [Edit(0, len(text), output, "read")])
    output_lang = lang if output is None else f"{lang}-t-{lang}"
    end = start + len(text)
    script, candidates = SCRIPTS.get(lang, "Latn"), ((lang, confidence),)
    return Segment(start, end, text, lang, script, confidence, candidates, aligned, output_lang)


def document(*parts):
    """Return a document of ``(lang, text)``, with an output and a confidence if they follow."""
    segments, start = [], 0
    for lang, text, *more in parts:
        segments.append(segment(start, text, lang, *more))
        start += len(text)
    return Document.of("".join(part[1] for part in parts), segments)


def changed(doc, **changes):
    """Return the document with attributes of its segments replaced by functions of them."""
    names = ("text", "lang", "script", "confidence", "candidates", "output", "output_lang")
    segments, start = [], 0
    for old in doc.segments:
        values = {name: getattr(old, name) for name in names}
        values |= {name: change(old) for name, change in changes.items()}
        end = start + len(values["text"])
        segments.append(Segment(start, end, *(values[name] for name in names)))
        start = end
    return Document.of("".join(each.text for each in segments), segments)


def cut_up(name, whole, places):
    """Return a document in the parts that result from cutting it before these segments."""
    borders = sorted({0, *(place % (len(whole.segments) or 1) for place in places)})
    before, items = Offsets(), []
    for number, first in enumerate(borders):
        last = borders[number + 1] if number + 1 < len(borders) else len(whole.segments)
        part = document(
            *((s.lang, s.text, s.output.text, s.confidence) for s in whole.segments[first:last])
        )
        items.append(
            NamedDocument(name, part, before, first=number == 0, last=first == borders[-1])
        )
        before = before.after(part.text)
    return items


PARTS = st.lists(
    st.tuples(
        st.sampled_from(LANGS), TEXTS.filter(bool), TEXTS, st.sampled_from([0.0, 0.25, 0.875, 1.0])
    ),
    max_size=5,
)
DOCUMENTS = PARTS.map(lambda parts: document(*parts))
TAGGED = TEXTS.map(pn.tag)
