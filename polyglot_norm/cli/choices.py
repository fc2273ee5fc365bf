"""The values that options accept, as help shows them.

They are copied from the library, which takes too long to import for help to wait for it; a test
compares each with its original.
"""

from __future__ import annotations

from typing import Final

INPUT_FORMATS: Final = (*("text", "markdown", "jsonl", "json", "csv", "tsv", "srt", "vtt", "html"),)
DOCUMENT_UNITS: Final = ("file", "paragraph", "line")
ERROR_MODES: Final = ("strict", "replace")

OUTPUT_FORMATS: Final = (
    *("jsonl", "json", "docs", "tsv", "csv", "inline", "xml", "tei", "html", "ssml", "conllu"),
    *("search", "dolma", "parquet", "arrow", "text"),
)
READABLE_FORMATS: Final = (
    *("jsonl", "docs", "tsv", "inline", "xml", "tei", "conllu", "parquet", "arrow"),
)
OFFSETS: Final = ("codepoint", "utf8", "utf16")
LABELS: Final = ("bcp47", "iso639-3", "fasttext")
REPORTS: Final = ("text", "sarif", "github")

TARGETS: Final = ("cyrillic-to-latin", "latin", "cyrillic", "ascii", "none")
SEGMENT_UNITS: Final = ("line", "document")
SERBO_CROATIAN: Final = ("auto", "split", "merge")
DETECTORS: Final = ("builtin", "langdetect", "lingua", "cld2", "eldc", "fasttext")

CORPUS_KINDS: Final = ("parquet", "arrow", "jsonl", "text", "warc")
CORPUS_FORMATS: Final = ("parquet", "jsonl", "hplt")
COMPRESSIONS: Final = ("none", "gzip", "zstd")
ENGINES: Final = ("local", "spark", "ray")
ADDED_COLUMNS: Final = (
    *("language", "language_script", "language_score", "is_mixed", "segments", "output", "edits"),
)
