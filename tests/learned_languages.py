"""Files of learned languages for tests: a language that has some words, and no others."""

from polyglot_norm.language.engine import packaged_model
from polyglot_norm.language.learned import Weights, write
from polyglot_norm.language.ngrams import hash_ngrams
from polyglot_norm.language.table_layout import Row
from polyglot_norm.records import Language

KLINGON = "tlhIngan Hol Dajatlh 'e' vItul; qaStaH nuq, jIH vIghro' yIn'a' SoHvaD jatlhlaHbe'"
PIQAD = Language("tlh", "Klingon", "Latn", "", True)


def weights_of(text, script="Latn", weight=90):
    """Return weights by which the words of a text can be in no other language."""
    table = packaged_model().table(script)
    words = [word.strip(";,") for word in text.split()]
    _, hashes = hash_ngrams(words, table.orders)
    return Weights([Row(ngram, [(0, weight)]) for ngram in sorted(set(hashes))], table.orders, 0, 0)


def write_klingon(path, language=PIQAD, *, model=None, relative="", weights=True):
    """Write a file by which the words of ``KLINGON`` are in a language; return its path."""
    write(
        path,
        language,
        weights_of(KLINGON) if weights else None,
        relative=relative,
        model=packaged_model().digest if model is None else model,
        about={},
    )
    return str(path)
