"""Processes of a cluster on this machine, to be killed while they work."""

import os
import signal
import time
from pathlib import Path
from threading import Thread


class Killer(Thread):
    """Kills one of the processes with a name, once a run has finished some shards."""

    def __init__(self, name, target, *, shards=2):
        super().__init__()
        self._name = name
        self._entries = Path(target, "_manifest", "shards")
        self._shards = shards
        self.killed = []
        self._until = time.monotonic() + 120

    def run(self):
        while not self.killed and time.monotonic() < self._until:
            time.sleep(0.01)
            if len(list(self._entries.glob("*.json"))) >= self._shards:
                for process in descendants(self._name):
                    os.kill(process, signal.SIGKILL)
                    self.killed.append(process)
                    break


def descendants(name):
    """Yield the processes that descend from this one, and have a name in their command."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if name in command and descends(int(folder.name)):
            yield int(folder.name)


def descends(process):
    """Return True if a process was started by this one, or by one that was."""
    while process > 1:
        if process == os.getpid():
            return True
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return False
        process = int(fields[1])
    return False
