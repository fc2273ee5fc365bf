"""Waiting for the processes that a test started to end."""

import os
import time


def until_alone(group, seconds=10):
    """Wait until no process of a group is left; those of multiprocessing take a moment."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("processes are left")
