"""Processor time of a call, for tests that compare a long text with a short one."""

import gc
from collections.abc import Callable
from time import process_time


def seconds(call: Callable[[], object]) -> float:
    """Return the processor time of a call, in which no garbage of other tests is collected."""
    gc.disable()
    try:
        start = process_time()
        call()
        return process_time() - start
    finally:
        gc.enable()
