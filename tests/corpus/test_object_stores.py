"""Corpora in an object store, and in file systems of fsspec."""

import pytest

from adapters.packages import needs
from corpus.corpora import Heard, records, tag, write_lines, write_table, written
from polyglot_norm import PolyglotError
from polyglot_norm.corpus import json_files

server = needs("moto.server", "pyarrow", "fsspec")
fs = needs("pyarrow.fs")
pa = needs("pyarrow")
pq = needs("pyarrow.parquet")
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


@pytest.mark.parametrize("jobs", [1, 2])
def test_large_objects_are_divided(bucket, tmp_path, monkeypatch, jobs):
    system, name, url = bucket
    monkeypatch.setattr(json_files, "CHUNK", 1 << 10)
    write_lines(tmp_path / "large" / "c.jsonl", records(100))
    table = pa.Table.from_pylist(records(100))
    pq.write_table(table, tmp_path / "large" / "d.parquet", row_group_size=20)
    fs.copy_files(str(tmp_path / "large"), f"{name}/large", destination_filesystem=system)
    report = tag(url("large"), url("parts"), jobs=jobs, split_size=4000)
    assert report.is_complete
    tag(tmp_path / "large", tmp_path / "here", split_size=4000)
    found = fetched(system, f"{name}/parts", tmp_path / "there")
    assert found == written(tmp_path / "here")
    assert {"c-00002.parquet", "d-00001.parquet"} <= set(found)
    system.delete_file(f"{name}/parts/d-00001.parquet")
    heard = Heard()
    tag(url("large"), url("parts"), split_size=4000, watcher=heard)
    assert heard.done == ["d-00001"]


def test_a_bucket_that_is_not_there_is_named(bucket):
    _, _, url = bucket
    with pytest.raises(PolyglotError, match="there is nothing there"):
        tag(url("nothing"), url("out"))


def test_a_corpus_in_a_store_of_google(tmp_path):
    emulator = needs("gcp_storage_emulator.server")
    running = emulator.create_server("127.0.0.1", 0, in_memory=True, default_bucket="bucket")
    running.start()
    host, port = running._api._httpd.socket.getsockname()
    store = f"?scheme=http&endpoint_override={host}:{port}&retry_limit_seconds=10"
    write_lines(tmp_path / "in" / "a.jsonl.gz", records(30))
    system, _ = fs.FileSystem.from_uri(f"gs://anonymous@bucket/in{store}")
    with system.open_output_stream("bucket/in/a.jsonl.gz", compression=None) as file:
        file.write((tmp_path / "in" / "a.jsonl.gz").read_bytes())
    try:
        report = tag(f"gs://anonymous@bucket/in{store}", f"gs://anonymous@bucket/out{store}")
        assert report.is_complete
        tag(tmp_path / "in", tmp_path / "here")
        with system.open_input_stream("bucket/out/a.parquet") as file:
            assert file.read() == (tmp_path / "here" / "a.parquet").read_bytes()
        heard = Heard()
        tag(f"gs://anonymous@bucket/in{store}", f"gs://anonymous@bucket/out{store}", watcher=heard)
        assert heard.done == []
    finally:
        running.stop()


@pytest.mark.parametrize("url", ["gs://anonymous@bucket/in", "gcs://anonymous@bucket/in/"])
def test_a_store_of_google_that_does_not_answer_is_named(url):
    nobody = f"{url}?scheme=http&endpoint_override=127.0.0.1:9&retry_limit_seconds=1"
    with pytest.raises(PolyglotError, match=f"{url}.*(UNAVAILABLE|connect)"):
        tag(nobody, "out")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("az://c/in", "nothing that is installed reads az://.*install fsspec and adlfs"),
        ("what://c/in", "nothing that is installed reads what://"),
        ("broken://c/in", "broken://c/in: RuntimeError: no network"),
        ("sulky://c/in", "sulky://c/in: RuntimeError: not today"),
    ],
)
def test_what_cannot_be_reached_is_named(url, message):
    def no_network(self, **_):
        raise RuntimeError("no network")

    def no_answer(self, path, **_):
        raise RuntimeError("not today")

    for name, methods in (("broken", {"__init__": no_network}), ("sulky", {"info": no_answer})):
        kind = type(name, (fsspec.AbstractFileSystem,), {"cachable": False, **methods})
        fsspec.register_implementation(name, kind, clobber=True)
    with pytest.raises(PolyglotError, match=message):
        tag(url, "out")


def test_other_file_systems_are_those_of_fsspec(tmp_path):
    write_lines(tmp_path / "a.jsonl", records(10))
    fsspec.filesystem("memory").put(str(tmp_path / "a.jsonl"), "/in/a.jsonl")
    assert tag("memory://in", "memory://out").counts.rows == 10
    assert fsspec.filesystem("memory").exists("/out/a.parquet")
