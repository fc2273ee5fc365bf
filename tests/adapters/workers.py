"""What tests run in other processes, where their own modules cannot be imported."""

import os
import signal
from pathlib import Path


def raising(text):
    """Detect English, but raise where the text says stop."""
    if "stop" in text:
        raise RuntimeError("no such luck")
    return [("en", 1.0)]


class KillProcess:
    """Returns a batch as it is, but kills the process the first time."""

    def __init__(self, marker):
        self.marker = marker

    def __call__(self, batch):
        if first(self.marker):
            os.kill(os.getpid(), signal.SIGKILL)
        return batch


class KillExecutor:
    """Yields batches as they are, but kills the executor of Spark the first time."""

    def __init__(self, marker):
        self.marker = marker

    def __call__(self, batches):
        for batch in batches:
            if first(self.marker):
                os.kill(java_above(os.getpid()), signal.SIGKILL)
                signal.pause()
            yield batch


class CountOpened:
    """Tags batches of Spark and yields how often the process has opened the model."""

    def __init__(self, tagger):
        self.tagger = tagger

    def __call__(self, batches):
        import pyarrow as pa

        from polyglot_norm.adapters.spark import Batches
        from polyglot_norm.language import engine

        for batch in Batches(self.tagger)(batches):
            opened = [engine._packaged_model.cache_info().misses] * batch.num_rows
            yield pa.record_batch({"opened": opened})


def first(marker):
    """Return True for the first caller in all processes."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def java_above(pid):
    """Return the process of Java above one of Python."""
    while "java" not in Path(f"/proc/{pid}/comm").read_text():
        stat = Path(f"/proc/{pid}/stat").read_text()
        pid = int(stat.rpartition(")")[2].split()[1])
    return pid
