"""Tables to tag: many texts, mixed and awkward ones among them, and what `tag` says of each."""

import random
from functools import cache
from pathlib import Path

import polyglot_norm as pn
from strategies import PIECES

SAMPLES = Path(__file__).parent.parent.parent / "samples"


def texts(count, seed=14):
    """Return texts made of sentences and awkward pieces; some are null, some empty, some long."""
    draw = random.Random(seed)
    sentences = [
        line
        for name in ("news-page.txt", "three-scripts.txt", "mojibake.txt")
        for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    pieces = sentences + [piece for piece in PIECES if piece.isprintable() or piece.isspace()]
    rows = [
        draw.choice((" ", "\n")).join(draw.choices(pieces, k=draw.randint(1, 4)))
        for _ in range(count)
    ]
    for row in range(0, count, 9):
        rows[row] = draw.choice((None, "", " ", rows[row] * 3))
    return rows


def expected(text, offsets=len, **options):
    """Return the added columns of a text, by `tag` alone; ``offsets`` measures what is before."""
    if text is None:
        return dict.fromkeys(COLUMNS)
    doc = pn.tag(text, **options)
    score = {share.lang: share.confidence for share in doc.languages}
    letters: dict[str, int] = {}
    for segment, count in zip(doc, doc.letters(), strict=True):
        if segment.lang == doc.lang:
            letters[segment.script] = max(letters.get(segment.script, 0), count)
    return {
        "language": doc.lang,
        "language_script": max(letters, key=letters.get) if doc.lang != "zxx" else "Zyyy",
        "language_score": single(score.get(doc.lang, 1.0)),
        "is_mixed": doc.is_mixed,
        "segments": [
            {
                "start": offsets(text[: segment.start]),
                "end": offsets(text[: segment.end]),
                "lang": segment.lang,
                "script": segment.script,
                "score": single(segment.confidence),
            }
            for segment in doc
        ],
        "output": doc.output.text,
    }


@cache
def answers(count):
    """Return what is expected of so many texts."""
    return list(map(expected, texts(count)))


COLUMNS = ("language", "language_script", "language_score", "is_mixed", "segments", "output")


def single(number):
    """Return a number in single precision, as the columns hold it."""
    import struct

    return struct.unpack("f", struct.pack("f", number))[0]
