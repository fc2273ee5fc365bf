"""The files of the page, as they are in the package."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from typing import Final, NamedTuple

_MEDIA: Final = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


class Asset(NamedTuple):
    """A file of the page: its path, its bytes, and a tag that changes with them."""

    path: str
    data: bytes
    media: str
    tag: str


def load() -> list[Asset]:
    """Return all files of the page."""
    found = []
    for file in files("polyglot_norm.server").joinpath("page").iterdir():
        media = _MEDIA.get(file.name.rpartition(".")[2])
        if media is not None:
            data = file.read_bytes()
            path = "/" if file.name == "index.html" else f"/page/{file.name}"
            found.append(Asset(path, data, media, f'"{sha256(data).hexdigest()[:16]}"'))
            if file.name == "favicon.svg":
                found.append(found[-1]._replace(path="/favicon.ico"))
    return found
