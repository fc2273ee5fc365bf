"""A corpus in which every sentence can be told from all others."""

import lzma

import pytest

from benchmarks.compose import REPLY_TAGS
from benchmarks.naming import WIDESPREAD


@pytest.fixture(scope="session")
def numbered_corpus(tmp_path_factory):
    """Return a folder with sentences of every tag that are numbered throughout."""
    folder = tmp_path_factory.mktemp("numbered")
    (folder / "train").mkdir()
    for tag in {*WIDESPREAD, *REPLY_TAGS, "en"}:
        lines = [
            f"own\tNumber {tag}{number:05} of a long row of sentences, all alike"
            for number in range(400)
        ]
        path = folder / "train" / f"{tag}.txt.xz"
        path.write_bytes(lzma.compress("\n".join(lines).encode()))
    return folder
