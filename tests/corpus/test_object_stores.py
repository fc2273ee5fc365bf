"""Corpora in an object store, and in file systems of fsspec."""

import pytest

from adapters.packages import needs
from corpus.corpora import Heard, records, tag, write_lines, write_table, written
from polyglot_norm import PolyglotError

server = needs("moto.server", "pyarrow", "fsspec")
fs = needs("pyarrow.fs")
fsspec = needs("fsspec")


@pytest.fixture(scope="module")
def store():
    """An object store on this machine, and what its URLs end with."""
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"scheme=http&endpoint_override={host}:{port}&allow_bucket_creation=true"
    running.stop()


@pytest.fixture
def bucket(store, monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    write_lines(tmp_path / "in" / "a.jsonl.gz", records(30))
    write_table(tmp_path / "in" / "sub" / "b.parquet", records(20))
    name = tmp_path.name.replace("_", "-").lower()
    system, _ = fs.FileSystem.from_uri(f"s3://{name}?{store}")
    system.create_dir(name)
    fs.copy_files(str(tmp_path / "in"), f"{name}/in", destination_filesystem=system)
    return system, name, lambda path: f"s3://{name}/{path}?{store}"


def fetched(system, path, folder):
    fs.copy_files(path, str(folder), source_filesystem=system)
    return written(folder)


@pytest.mark.parametrize("by_language", [True, False])
def test_a_corpus_in_a_bucket_is_written_to_a_bucket(bucket, tmp_path, by_language):
    system, name, url = bucket
    report = tag(url("in"), url("out"), jobs=2, by_language=by_language)
    assert report.is_complete
    tag(tmp_path / "in", tmp_path / "here", by_language=by_language)
    assert fetched(system, f"{name}/out", tmp_path / "there") == written(tmp_path / "here")
    heard = Heard()
    tag(url("in"), url("out"), by_language=by_language, watcher=heard)
    assert heard.done == []
    with pytest.raises(PolyglotError, match=r"und_below|format"):
        tag(url("in"), url("out"), by_language=by_language, format="jsonl")
    tag(url("in/sub/b.parquet"), url("out"), restart=True)
    assert list(fetched(system, f"{name}/out", tmp_path / "again")) == ["b.parquet"]


def test_a_bucket_that_is_not_there_is_named(bucket):
    _, _, url = bucket
    with pytest.raises(PolyglotError, match="there is nothing there"):
        tag(url("nothing"), url("out"))


def test_other_file_systems_are_those_of_fsspec(tmp_path):
    write_lines(tmp_path / "a.jsonl", records(10))
    fsspec.filesystem("memory").put(str(tmp_path / "a.jsonl"), "/in/a.jsonl")
    assert tag("memory://in", "memory://out").counts.rows == 10
    assert fsspec.filesystem("memory").exists("/out/a.parquet")
