"""A corpus tagged: found, shared out, written and reported on."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from polyglot_norm.corpus.chunks import Counts
from polyglot_norm.corpus.dividing import divided
from polyglot_norm.corpus.engines import engine_of
from polyglot_norm.corpus.ledger import Ledger, State, is_unchanged
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.places import Place, is_hidden, place_of
from polyglot_norm.corpus.report import Report, report_of
from polyglot_norm.corpus.report_page import page
from polyglot_norm.corpus.shard_tagging import Job
from polyglot_norm.corpus.shards import refuse_clashes, shards_of
from polyglot_norm.corpus.watcher import Watcher
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.json_codec import to_json_line
from polyglot_norm.parallel.batches import check_picklable
from polyglot_norm.pipeline import Tagger

REPORT: Final = "_report.json"
PAGE: Final = "_report.html"


def tag_corpus(
    source: str,
    target: str,
    options: CorpusOptions | None = None,
    *,
    jobs: int = 1,
    engine: str = "local",
    restart: bool = False,
    watcher: Watcher | None = None,
) -> Report:
    """Tag the files of a folder or a URL into another, shard by shard, and return the report.

    A shard is a file, a part of a large one, or many small texts together. Each is written
    completely or not at all, with its rows in order and its other columns kept; a run that is
    repeated takes up where the last one ended. A shard that fails is tried once more, and then set
    aside. ``jobs`` is the number of processes. The report is also written to ``_report.json`` and
    ``_report.html``.

    For a few tables in memory use `polyglot_norm.adapters.arrow`, which writes nothing.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     lines = '{"id":1,"text":"Где си био јуче?"}'
    ...     _ = Path(folder, "in.jsonl").write_text(lines, "utf-8")
    ...     options = CorpusOptions(format="jsonl")
    ...     report = tag_corpus(f"{folder}/in.jsonl", f"{folder}/out", options)
    >>> report.counts.rows, [lang for lang, _ in report.counts.statistics.by_language]
    (1, ['sr-Cyrl'])

    Raises:
        PolyglotError: an option has a value that is not allowed, there is nothing to read, or the
            target holds something else.
        StreamError: an output cannot be written, or the source cannot be read at all.
        MissingExtra: a package that is needed is not installed.
    """
    options, watcher = options or CorpusOptions(), watcher or Watcher()
    work_on = engine_of(engine)
    if jobs < 1:
        raise PolyglotError(f"jobs must be at least 1, got {jobs}")
    if jobs > 1 or engine != "local":
        check_picklable(Tagger(options.tagging))
    reading, writing = place_of(source), place_of(target)
    if writing.is_file:
        raise PolyglotError(f"{target}: this is a file, and a corpus is written to a folder")
    with writing.locked():
        job = _job(reading, writing, options, watcher, restart=restart)
        waiting = _waiting(job, watcher)
        sizes = [shard.size for shard in job.shards]
        watcher.started(sum(sizes[n] for n in waiting), len(sizes), len(sizes) - len(waiting))
        for _ in work_on(job, waiting, watcher, jobs):
            pass
        return _reported(job, source, target)


def _job(
    reading: Place, writing: Place, options: CorpusOptions, watcher: Watcher, *, restart: bool
) -> Job:
    found, others = shards_of(reading, options.kind, without=_inside(reading, writing))
    if others:
        many = f"{len(others):,} files" if len(others) > 1 else "a file"
        watcher.noted(f"left out {many} of no known kind: {', '.join(others[:3])}")
    ledger = Ledger(writing, options)
    ledger.begin(restart=restart)
    known = ledger.divisions()
    shards = divided(reading, found, options, known, watcher.noted)
    refuse_clashes(reading, shards)
    ledger.expect(shards)
    if known:
        ledger.put_divisions(known)
    return Job(reading, writing, options, tuple(shards), ledger)


def _inside(reading: Place, writing: Place) -> str | None:
    """Return the path of the output below the input, or None if it is elsewhere."""
    if not (reading.is_local and writing.is_local):
        below = writing.name.startswith(f"{reading.name}/")
        return writing.name[len(reading.name) + 1 :] if below else None
    path = os.path.relpath(os.path.realpath(writing.name), os.path.realpath(reading.name or "."))
    if path == ".":
        raise PolyglotError(f"{writing.name}: this is the input, too: name another folder")
    return None if path.startswith("..") else path.replace(os.sep, "/")


def _waiting(job: Job, watcher: Watcher) -> Sequence[int]:
    """Return the numbers of the shards that are not finished."""
    known = job.ledger.entries(job.shards)
    # Without the counts, which may be much for many shards.
    entries = {entry.shard: replace(entry, counts=Counts()) for entry in known}
    sizes = {file.path: file.size for file in job.target.files()} if entries else {}
    waiting = []
    for number, shard in enumerate(job.shards):
        entry = entries.get(shard.name)
        if entry is None or entry.state is not State.FINISHED:
            waiting.append(number)
        elif not is_unchanged(shard, entry.sources, job.digest):
            watcher.noted(f"{shard.name}: the input has changed since it was tagged: tagged anew")
            waiting.append(number)
        elif any(_size(job, sizes, each.path) != each.size for each in entry.outputs):
            watcher.noted(f"{shard.name}: what was made of it is gone or changed: tagged anew")
            waiting.append(number)
    return waiting


def _size(job: Job, sizes: Mapping[str, int], path: str) -> int | None:
    """Return the size of an output; those that were listed are known without asking."""
    return job.target.size(path) if is_hidden(path) else sizes.get(path)


def _reported(job: Job, source: str, target: str) -> Report:
    entries = job.ledger.entries(job.shards)
    report = report_of(source, target, job.ledger.run, len(job.shards), entries)
    job.target.write(REPORT, to_json_line(report.as_dict()))
    job.target.write(PAGE, page(report).encode())
    return report
