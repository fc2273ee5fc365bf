"""Descent by several threads on the same weights, without locks (Niu et al., 2011)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any


def descend_together(
    model: Any, streams: Sequence[Any], samples: int, start: float, end: float
) -> float:
    """Learn from so many stretches, a thread for each stream; return the mean loss.

    With one stream the result is always the same; with more, up to the order of additions.
    """
    losses = [0.0] * len(streams)

    def work(number: int) -> None:
        losses[number] = model.descend(streams[number], samples // len(streams), start, end)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(streams))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(losses) / len(losses)
