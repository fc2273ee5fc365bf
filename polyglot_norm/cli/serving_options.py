"""The options of the HTTP service, which become its settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from polyglot_norm.cli.grouped_help import folded, input_option, other_option, stacked

if TYPE_CHECKING:
    from polyglot_norm.server.settings import Limits, Settings

TOKEN_VARIABLE: Final = "POLYGLOT_NORM_TOKEN"  # noqa: S105 - the name of a variable


class Bounds(NamedTuple):
    """What the service accepts."""

    max_body: float
    max_texts: int
    time_limit: float
    body_time: float
    queue: int
    per_client: int
    connections: int
    grace: float

    def limits(self) -> Limits:
        """Return them as the service takes them."""
        from polyglot_norm.server.settings import MEBIBYTE, Limits

        return Limits(
            body=int(self.max_body * MEBIBYTE),
            texts=self.max_texts,
            seconds=self.time_limit,
            body_seconds=self.body_time,
            queue=self.queue,
            per_client=self.per_client,
            connections=self.connections,
            grace=self.grace,
        )


class Serving(NamedTuple):
    """Where the service listens, and who may ask."""

    host: str
    port: int
    workers: int | None
    allow_origin: tuple[str, ...]
    allow_host: tuple[str, ...]
    token_file: str | None
    log: bool

    def settings(self, bounds: Bounds) -> Settings:
        """Return the settings of the service.

        Raises:
            click.UsageError: the file of the token cannot be read, or is empty.
        """
        from polyglot_norm.server.settings import Settings

        return Settings(
            host=self.host,
            port=self.port,
            workers=self.workers or os.cpu_count() or 1,
            origins=self.allow_origin,
            hosts=self.allow_host,
            token=self._token(),
            limits=bounds.limits(),
        )

    def _token(self) -> str:
        if self.token_file is None:
            return os.environ.get(TOKEN_VARIABLE, "")
        try:
            token = Path(self.token_file).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise click.UsageError(f"--token-file {self.token_file}: {reason}") from None
        if not token:
            raise click.UsageError(f"--token-file {self.token_file}: the file is empty")
        return token


def _limit(name: str, default: float, help_: str, minimum: float = 1) -> Callable[..., Any]:
    """Return an option for a limit, a whole number if its default is one."""
    whole = isinstance(default, int)
    kind: Any = click.IntRange(min=int(minimum)) if whole else click.FloatRange(min=minimum)
    return other_option(
        name, type=kind, metavar="N", default=default, show_default=True, help=help_
    )


serving_options: Final = stacked(
    input_option(
        "--host",
        metavar="ADDRESS",
        default="127.0.0.1",
        show_default=True,
        help="Listen on this address; others than those of loopback can be reached from elsewhere.",
    ),
    input_option(
        "--port",
        type=click.IntRange(0, 65535),
        metavar="N",
        default=8000,
        show_default=True,
        help="Listen on this port; 0 takes a free one.",
    ),
    input_option(
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        help="Use N processes for the work on texts. [default: the number of processors]",
    ),
    input_option(
        "--allow-origin",
        metavar="ORIGIN",
        multiple=True,
        help="Let pages of this origin ask, such as https://example.org; * allows all. May be "
        "repeated.",
    ),
    input_option(
        "--allow-host",
        metavar="NAME",
        multiple=True,
        help="Answer under this host name too, as behind a proxy; * allows all. May be repeated.",
    ),
    input_option(
        "--token-file",
        metavar="FILE",
        type=click.Path(),
        help="Answer only requests with the bearer token in this file. [default: that in the "
        f"variable {TOKEN_VARIABLE}, if it is set]",
    ),
    input_option(
        "--log", is_flag=True, help="Write a line for each request, without any of its text."
    ),
    folded(Serving, "serving"),
    _limit("--max-body", 16.0, "Refuse bodies of more mebibytes.", 0.001),
    _limit("--max-texts", 4096, "Refuse requests with more texts."),
    _limit("--time-limit", 30.0, "Refuse requests that take a worker more seconds.", 0.01),
    _limit("--body-time", 30.0, "Refuse bodies that take more seconds to arrive.", 0.01),
    _limit("--queue", 256, "Refuse requests while more wait for a worker.", 0),
    _limit("--per-client", 256, "Refuse requests of a client that has more in progress."),
    _limit("--connections", 1000, "Refuse connections while more are open."),
    _limit("--grace", 30.0, "Give accepted requests N seconds to finish when the service ends.", 0),
    folded(Bounds, "bounds"),
)
