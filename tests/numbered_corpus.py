"""A corpus in which every sentence differs from all others."""

import lzma
from pathlib import Path

from benchmarks.compose import REPLY_TAGS
from benchmarks.naming import WIDESPREAD


def write_numbered(folder: Path) -> Path:
    """Write training sentences of every tag, numbered throughout; return the folder."""
    (folder / "train").mkdir()
    for tag in {*WIDESPREAD, *REPLY_TAGS, "en"}:
        lines = [
            f"own\tNumber {tag}{number:05} of a long row of sentences, all alike"
            for number in range(400)
        ]
        path = folder / "train" / f"{tag}.txt.xz"
        path.write_bytes(lzma.compress("\n".join(lines).encode()))
    return folder
