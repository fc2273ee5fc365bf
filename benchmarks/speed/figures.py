"""The figures of a run, as records that go to JSON and come back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Rate:
    """A contender on a workload: medians over the rounds.

    ``rate`` is in megabytes of UTF-8 a second, ``ratio`` to CLD2 in the same round; ``median`` and
    ``slowest`` (the 95th percentile) are microseconds a text, measured for messages only.
    """

    rate: float
    ratio: float
    median: float | None = None
    slowest: float | None = None


@dataclass(frozen=True, slots=True)
class WorkloadFigures:
    """A workload, described, with the rates of each contender by name."""

    title: str
    texts: int
    size: int
    rates: dict[str, Rate]


@dataclass(frozen=True, slots=True)
class CallCost:
    """Microseconds of a call, whatever the text: an empty one, and one of five words."""

    empty: float
    five_words: float


@dataclass(frozen=True, slots=True)
class Cliff:
    """An odd text: seconds a character by contender, where prose takes 1.

    ``alone``: nothing but its unit, over and over. ``inside``: prose with one unit in the middle.
    """

    alone: dict[str, float]
    inside: dict[str, float]

    @property
    def worst(self) -> float:
        """The largest of its figures."""
        return max([*self.alone.values(), *self.inside.values()])


@dataclass(frozen=True, slots=True)
class Start:
    """A fresh process: milliseconds, and MiB after the first call; medians over the runs."""

    imported: float
    first_call: float
    resident: float
    peak: float
    bare: float


@dataclass(frozen=True, slots=True)
class Parallel:
    """Processor seconds of `tag_many`: with one job, and of the parent and workers of two.

    ``start`` is what starting two workers took, which is not in the others; ``threads`` how much
    faster by the clock two threads with one tagger were than one.
    """

    one: float
    parent: float
    workers: float
    start: float
    threads: float

    @property
    def ideal(self) -> float:
        """The speed-up of two jobs over one on two cores that do nothing else."""
        return self.one / max((self.parent + self.workers) / 2, self.parent)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Processor seconds of a command from start to end, and the ratio to CLD2 on its texts."""

    seconds: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Around:
    """Figures around the engine; ``folder`` is the time of ``-O`` on small files, ``-o`` = 1."""

    many: dict[str, Parallel]
    commands: dict[str, CommandLine]
    folder: float


@dataclass(frozen=True, slots=True)
class SpeedReport:
    """A run. A part that was left out is empty.

    ``languages`` has the seconds a character of each language's development text, English = 1.
    """

    machine: str
    quick: bool
    rounds: int
    versions: list[str]
    workloads: dict[str, WorkloadFigures] = field(default_factory=dict)
    calls: dict[str, CallCost] = field(default_factory=dict)
    cliffs: dict[str, Cliff] = field(default_factory=dict)
    languages: dict[str, float] = field(default_factory=dict)
    starts: dict[str, Start] = field(default_factory=dict)
    around: Around | None = None

    def save(self, path: Path) -> None:
        """Write the report as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    def over(self, earlier: SpeedReport) -> SpeedReport:
        """Return this report, with the parts that it lacks from an earlier one."""
        workloads = earlier.workloads | self.workloads
        return replace(
            self,
            workloads=workloads,
            calls=self.calls or earlier.calls,
            cliffs=self.cliffs or earlier.cliffs,
            languages=self.languages or earlier.languages,
            starts=self.starts or earlier.starts,
            around=self.around or earlier.around,
        )

    @classmethod
    def load(cls, path: Path) -> SpeedReport:
        """Read what `save` wrote."""
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        record["workloads"] = {k: _workload(v) for k, v in record["workloads"].items()}
        record["calls"] = {k: CallCost(**v) for k, v in record["calls"].items()}
        record["cliffs"] = {k: Cliff(**v) for k, v in record["cliffs"].items()}
        record["starts"] = {k: Start(**v) for k, v in record["starts"].items()}
        record["around"] = _around(record["around"]) if record.get("around") else None
        return cls(**record)


def _around(record: dict[str, Any]) -> Around:
    many = {name: Parallel(**each) for name, each in record["many"].items()}
    commands = {name: CommandLine(**each) for name, each in record["commands"].items()}
    return Around(many, commands, record["folder"])


def _workload(record: dict[str, Any]) -> WorkloadFigures:
    rates = {name: Rate(**rate) for name, rate in record["rates"].items()}
    return WorkloadFigures(**(record | {"rates": rates}))
