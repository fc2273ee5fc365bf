"""Sources of text and destinations of output: files, folders and the standard streams.

``opening.py`` gives decompressed bytes and ``text_decoding.py`` decodes them; ``parts.py`` cuts
the characters into documents and parts of bounded size. ``plain_text.py``, ``json_records.py``,
``delimited.py``, ``subtitles.py`` and ``web_pages.py`` each read one kind of file, and
``input_kinds.py`` chooses among them. All output goes through ``output_files.py``.
"""

from __future__ import annotations

from polyglot_norm.streams.opening import open_bytes
from polyglot_norm.streams.output import Output
from polyglot_norm.streams.output_files import is_also_input, open_output
from polyglot_norm.streams.stream_error import STANDARD, StreamError
from polyglot_norm.streams.text_decoding import Input, read

__all__ = [
    "STANDARD",
    "Input",
    "Output",
    "StreamError",
    "is_also_input",
    "open_bytes",
    "open_output",
    "read",
]
