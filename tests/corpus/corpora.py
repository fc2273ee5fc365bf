"""Corpora to tag, and what was made of them."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from polyglot_norm.corpus import CorpusOptions, tag_corpus
from polyglot_norm.corpus.watcher import Watcher

TEXTS = (
    "Where have you been all day? I was looking for you everywhere.",
    "Где си био целог дана? Тражио сам те по целом граду.",
    "Wo bist du den ganzen Tag gewesen? Ich habe dich überall gesucht.",
    "Где ты был весь день? Я искал тебя по всему городу.",
    "Где си био целог дана?\nWhere have you been all day, my dear friend?",
)


def records(count):
    """Return records with an identifier, a text or null, and a field of a field."""
    return [
        {
            "id": n,
            "text": TEXTS[n % len(TEXTS)] if n % 7 else None,
            "meta": {"tags": [str(n), "да"]},
        }
        for n in range(count)
    ]


def write_lines(path, rows):
    """Write records as JSON Lines, compressed if the name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def write_table(path, rows):
    """Write records as Parquet, or as an Arrow file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.Table.from_pylist(rows)
    if path.suffix == ".parquet":
        pq.write_table(table, path)
        return
    with pa.ipc.new_file(path, table.schema) as writer:
        writer.write_table(table)


def tag(source, target, *, jobs=1, restart=False, watcher=None, **options):
    """Tag a corpus with options."""
    chosen = CorpusOptions(**options)
    return tag_corpus(str(source), str(target), chosen, jobs=jobs, restart=restart, watcher=watcher)


SHARDS = 12 + 1 + 4
"""Those that `write_shards` writes, without the damaged one."""


def write_shards(folder):
    """Write files of several sizes; `tag_with` divides the large one, and one is damaged."""
    long = [{"id": n, "text": " ".join(TEXTS[n % 5 :] * 20)} for n in range(150)]
    for number in range(12):
        write_lines(folder / f"{number:02}.jsonl", long)
    write_lines(folder / "few.jsonl", records(9))
    write_lines(folder / "large.jsonl", long * 5)
    (folder / "broken.parquet").write_bytes(b"PAR1")


def tag_with(engine, source, target, *, watcher=None):
    """Tag a corpus with an engine, dividing files of more than a megabyte."""
    options = CorpusOptions(split_size=1 << 20)
    return tag_corpus(str(source), str(target), options, engine=engine, watcher=watcher)


def read(folder, name):
    """Return the rows of a file that was written."""
    path = Path(folder, name)
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return [json.loads(line) for line in data.decode().splitlines()]


def written(folder):
    """Return the bytes of every file that was written, without the manifest and the reports."""
    folder = Path(folder)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)
    }


class Heard(Watcher):
    """Keeps what it is told."""

    def __init__(self):
        self.notes, self.done, self.failures = [], [], []

    def noted(self, message):
        self.notes.append(message)

    def finished(self, shard):
        self.done.append(shard)

    def failed(self, shard, reason, *, again):
        self.failures.append((shard, reason, again))
