"""Fresh processes, one for every measurement, so that nothing has been seen before."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]


class TextFile:
    """Texts on disk, for processes to read; removed when the block is left.

    ``first`` are read by each process before its clock starts.
    """

    def __init__(self, texts: Sequence[str], first: Sequence[str] = ()) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name, "texts.json")
        # As ASCII, so that lone surrogates survive.
        self.path.write_text(json.dumps([first, texts]), encoding="ascii")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def timed(self, contender: str, mode: str) -> list[float]:
        """Return the processor seconds of a contender on the texts; modes as in `child`."""
        command = [sys.executable, "-m", "benchmarks.speed.child", contender, mode, str(self.path)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
        seconds: list[float] = json.loads(done.stdout)
        return seconds
