r"""The service on standard streams: a request on each line, and its answer on a line, in order.

>>> from io import BytesIO
>>> out = BytesIO()
>>> serve(BytesIO('{"id": 1, "op": "detect", "text": "Зашто ћутиш?"}\n'.encode()), out)
>>> out.getvalue()[:36]
b'{"id":1,"result":{"lang":"sr-Cyrl","'
"""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import BinaryIO

from polyglot_norm.formats.json_codec import from_json, to_json_line
from polyglot_norm.server.requests import RequestError, answer, error_record


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer the requests of a file until it ends, each before the next is read.

    Lines without anything but white space are skipped.
    """
    for number, line in enumerate(source):
        text = line.removeprefix(BOM_UTF8) if number == 0 else line
        if text.strip():
            target.write(answer_line(text))
            target.flush()


def answer_line(line: bytes) -> bytes:
    r"""Return the answer to a request, both as lines of JSON.

    >>> answer_line(b"{\n").startswith(b'{"id":null,"error":{"kind":"RequestError","message":"')
    True
    """
    try:
        request = from_json(line)
    except ValueError as error:
        message = f"the line is not JSON in UTF-8: {error}"
        return to_json_line({"id": None, "error": error_record(RequestError(message))})
    return to_json_line(answer(request))
