"""Corpora: folders of Parquet, Arrow, JSON Lines, text or web archives, tagged shard by shard.

``run.py`` has the one call. ``shards.py`` finds what there is to read, ``dividing.py`` divides
what is large, ``places.py`` and ``remote.py`` know where it is; a module for each kind of file cuts
it into chunks, ``work.py`` tags a chunk in whichever process, ``writers.py`` writes what comes
back, ``ledger.py`` remembers which shards are finished, and ``engines.py`` says which processes
work.
"""

from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.report import Report
from polyglot_norm.corpus.run import tag_corpus

__all__ = ["CorpusOptions", "Report", "tag_corpus"]
