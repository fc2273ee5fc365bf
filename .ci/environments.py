"""The environments of the adapters: what each installs beside the wheel, which tests it runs."""

from typing import NamedTuple


class Environment(NamedTuple):
    """An environment of its own for adapters whose packages are large or do not fit others."""

    extras: tuple[str, ...]
    """Extras of the package, as in pyproject.toml."""
    tests: tuple[str, ...]
    """Files under tests/, without the suffix."""
    also: tuple[str, ...] = ()
    """What only the tests need, as pip takes it."""
    by_uv: bool = False
    """Install by uv, where pip looks for versions that fit and never ends."""


ENVIRONMENTS: dict[str, Environment] = {
    "browser": Environment(
        ("arrow", "html", "server"),
        (
            "adapters/test_wheel",
            "adapters/test_marked_page",
            "adapters/test_report_page",
            "server/test_web_page",
        ),
        ("axe-playwright-python>=0.1.4", "playwright>=1.48"),
    ),
    "recipes": Environment(
        ("docx", "html"),
        (
            "adapters/test_wheel",
            "adapters/test_espeak",
            "adapters/test_recipe_packages",
            "adapters/test_tantivy",
            "adapters/test_word_documents",
        ),
        ("chunspell>=2.0.4", "lxml_html_clean>=0.4", "tantivy>=0.22", "trafilatura>=2"),
    ),
    "arrow": Environment(
        ("arrow", "duckdb", "pandas", "polars"),
        (
            "adapters/test_wheel",
            "adapters/test_arrow",
            "adapters/test_duckdb",
            "adapters/test_pandas",
            "adapters/test_polars",
        ),
    ),
    "corpus": Environment(
        ("arrow", "html", "warc", "zstd"),
        (
            "corpus/test_dividing",
            "corpus/test_kinds",
            "corpus/test_web_archives",
            "corpus/test_object_stores",
        ),
        ("moto[s3,server]>=5", "fsspec", "gcp-storage-emulator>=2024.8.3"),
    ),
    "compat": Environment(
        ("cld2", "fasttext", "lingua"),
        (
            "compat/test_fasttext",
            "compat/test_langdetect",
            "compat/test_lingua",
            "compat/test_page",
            "compat/test_pycld2",
        ),
    ),
    "sklearn": Environment(("sklearn",), ("adapters/test_sklearn",), ("pandas", "polars")),
    "spacy": Environment(("spacy",), ("adapters/test_spacy",)),
    "mcp": Environment(("mcp",), ("server/test_mcp", "server/test_stdio")),
    "server": Environment(
        ("server",),
        (
            "server/test_http",
            "server/test_http_clients",
            "server/test_http_connections",
            "server/test_http_docs",
            "server/test_http_refusals",
            "server/test_http_schema",
            "server/test_http_workers",
        ),
        ("httpx>=0.27", "schemathesis>=4"),
    ),
    "datatrove": Environment(
        ("datatrove",),
        ("adapters/test_datatrove", "compat/test_datatrove_filter"),
        ("datatrove[io,processing]>=0.10",),
    ),
    "dolma": Environment(("dolma",), ("adapters/test_dolma",), by_uv=True),
    "datasets": Environment(("datasets",), ("adapters/test_datasets",)),
    "ray": Environment(("ray",), ("adapters/test_ray", "corpus/test_engine_ray")),
    # Spark warns of pandas 3.
    "spark": Environment(
        ("spark",), ("adapters/test_spark", "corpus/test_engine_spark"), also=("pandas<3",)
    ),
}
"""By name, the quick ones first: continuous integration runs them in this order."""
