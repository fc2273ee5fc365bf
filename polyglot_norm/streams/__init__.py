"""Where texts come from and where output goes: files, folders and the standard streams.

``opening.py`` gives bytes, unpacked; ``decoding.py`` makes characters of them; ``units.py`` cuts
these into documents and parts of bounded size; ``plain.py``, ``records.py``, ``columns.py``,
``subtitles.py`` and ``html.py`` know a kind of file each, and ``reading.py`` chooses among them.
What goes out goes through ``output.py``.
"""

from __future__ import annotations

from polyglot_norm.streams.opening import open_bytes
from polyglot_norm.streams.output_files import Output, is_also_input, open_output
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
