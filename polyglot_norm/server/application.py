"""The application: its routes, each a few lines over the pool of workers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from typing import Any, Final

from polyglot_norm import __version__
from polyglot_norm.extras import optional
from polyglot_norm.server import assets, lists, openapi
from polyglot_norm.server.gate import Application, Gate
from polyglot_norm.server.intake import Intake
from polyglot_norm.server.jobs import JSON, Job, Reply
from polyglot_norm.server.line_streams import answers, streaming
from polyglot_norm.server.metrics import Metrics
from polyglot_norm.server.observed import Observed
from polyglot_norm.server.pool import Pool
from polyglot_norm.server.problems import MEDIA_TYPE, Problem, body, headers
from polyglot_norm.server.settings import Settings

OPERATIONS: Final = ("tag", "detect", "clean", "translit")
"""The operations with a path under ``/v1/`` that take texts."""

_OF_SEGMENTS: Final = ("output", "explain")
_MEDIA: Final = {
    "application/json": "json",
    "text/plain": "text",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
    "application/ndjson": "lines",
}


class Service:
    """The answers of one application."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool = Pool(settings.workers, settings.limits)
        self.metrics = Metrics(self.pool)
        self.intake = Intake(settings.limits)
        self._responses = optional("starlette.responses", extra="server", purpose="serving HTTP")
        self._streaming = streaming(self._responses)

    def operation(self, name: str) -> Callable[[Any], Any]:
        """Return what answers requests for an operation on texts."""

        async def endpoint(request: Any) -> Any:
            media = _media(request)
            if media == "lines":
                return await self._stream(request, name)
            with self.intake.client(_client(request)):
                return await self._answer(request, name, media, _wanted(request, media))

        return endpoint

    def of_segments(self, name: str) -> Callable[[Any], Any]:
        """Return what answers requests about segments, which are in JSON."""

        async def endpoint(request: Any) -> Any:
            if _media(request) != "json":
                raise Problem(415, f"send {JSON}")
            with self.intake.client(_client(request)):
                return await self._answer(request, name, "json", "json")

        return endpoint

    async def decode(self, request: Any) -> Any:
        """Answer with the text of a file of any encoding."""
        with self.intake.client(_client(request)):
            return await self._answer(request, "decode", "bytes", "json")

    async def libre(self, request: Any) -> Any:
        """Answer a request of a client of LibreTranslate."""
        form = _media_type(request) == "application/x-www-form-urlencoded"
        with self.intake.client(_client(request)):
            return await self._answer(
                request, "libre", "libre-form" if form else "libre-json", "json"
            )

    async def _answer(self, request: Any, name: str, media: str, wants: str) -> Any:
        limits = self.settings.limits
        async with self.intake.body(request) as data:
            job = Job(name, media, wants, request.url.query, data, limits.texts)
            reply = await self.pool.run(job)
        self.metrics.texts(request.url.path, reply.texts)
        more = {"Content-Disposition": f'attachment; filename="{reply.file}"'} if reply.file else {}
        return self._responses.Response(
            reply.body, reply.status, more | headers(reply.status), reply.media
        )

    async def _stream(self, request: Any, name: str) -> Any:
        """Answer a stream, once its options are known to be right."""
        with ExitStack() as held:
            held.enter_context(self.intake.client(_client(request)))
            job = Job(name, "lines", "json", request.url.query, b"", 1)
            first = await self.pool.run(job)
            if first.status != 200:
                return self._responses.Response(first.body, first.status, None, first.media)
            replies = answers(request, self.pool, self.intake, name)
            # The client has its place until the stream ends.
            return self._streaming(self._counted(request.url.path, replies), held.pop_all())

    async def _counted(self, path: str, replies: AsyncIterator[Reply]) -> AsyncIterator[bytes]:
        async for reply in replies:
            self.metrics.texts(path, reply.texts)
            yield reply.body

    async def alive(self, _request: Any) -> Any:
        """Say that the service runs."""
        return self._responses.PlainTextResponse("ok\n")

    async def ready(self, _request: Any) -> Any:
        """Say whether it can answer: at least one worker has started."""
        self.pool.sweep()
        if not self.pool.ready:
            raise Problem(503, "no worker process has started yet")
        return self._responses.PlainTextResponse("ready\n")

    async def numbers(self, _request: Any) -> Any:
        """Return the metrics."""
        data, media = self.metrics.page()
        return self._responses.Response(data, media_type=media)

    def fixed(self, data: bytes, media: str, tag: str = "") -> Callable[[Any], Any]:
        """Return what answers with the same bytes each time, or says that they are the same."""

        async def endpoint(request: Any) -> Any:
            more = {"ETag": tag, "Cache-Control": "no-cache"} if tag else {}
            if tag and request.headers.get("if-none-match") == tag:
                return self._responses.Response(None, 304, more)
            return self._responses.Response(data, 200, more, media)

        return endpoint

    async def refused(self, _request: Any, problem: Problem) -> Any:
        """Return the answer to a request that is refused."""
        more = headers(problem.status)
        if problem.status in (408, 413):  # with more of the body on its way
            more["Connection"] = "close"
        return self._responses.Response(body(problem), problem.status, more, MEDIA_TYPE)

    async def not_found(self, request: Any, error: Any) -> Any:
        """Return the answer where there is no such path, or not with this method."""
        allowed = (error.headers or {}).get("Allow")
        detail = f"the methods here are {allowed}" if allowed else str(error.detail)
        response = await self.refused(request, Problem(error.status_code, detail))
        response.headers.update(error.headers or {})
        return response


def create(settings: Settings) -> Application:
    """Return the application, as an ASGI server takes it.

    Raises:
        MissingExtra: the extra ``server`` is not installed.
    """
    fastapi = optional("fastapi", extra="server", purpose="serving HTTP")
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        service.pool.start()
        yield
        service.pool.stop()

    app = fastapi.FastAPI(
        title="polyglot_norm",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.add_exception_handler(Problem, service.refused)
    for status in (404, 405):
        app.add_exception_handler(status, service.not_found)
    for route in _routes(service):
        _add(app, fastapi, *route)
    schema = openapi.document(app.openapi(), token=bool(settings.token))
    _add(app, fastapi, "/openapi.json", service.fixed(schema, JSON), {"include_in_schema": False})
    paths = frozenset(_direct(app))
    return Observed(Gate(_shared(app, settings), settings), service.metrics, paths)


Route = tuple[str, Callable[[Any], Any], dict[str, Any]]


def _routes(service: Service) -> list[Route]:
    """Return the path of each route, what answers, and what FastAPI is to know about it."""
    found: list[Route] = [
        (f"/v1/{name}", service.operation(name), openapi.operation(name)) for name in OPERATIONS
    ]
    found += [
        (f"/v1/{name}", service.of_segments(name), openapi.operation(name)) for name in _OF_SEGMENTS
    ]
    found.append(("/v1/decode", service.decode, openapi.operation("decode")))
    found.append(("/detect", service.libre, openapi.operation("libre")))
    found += [
        (path, service.fixed(data, JSON), openapi.catalogue(path)) for path, data in lists.pages()
    ]
    found += [
        ("/healthz", service.alive, openapi.health("healthz")),
        ("/readyz", service.ready, openapi.health("readyz")),
        ("/metrics", service.numbers, openapi.health("metrics")),
    ]
    hidden = {"methods": ["GET", "HEAD"], "include_in_schema": False}
    found += [
        (asset.path, service.fixed(asset.data, asset.media, asset.tag), hidden)
        for asset in assets.load()
    ]
    return found


def _add(
    app: Any, fastapi: Any, path: str, endpoint: Callable[[Any], Any], about: dict[str, Any]
) -> None:
    """Add a route whose only parameter is the request, which FastAPI learns from annotations."""

    async def handler(request: Any) -> Any:
        return await endpoint(request)

    handler.__annotations__ = {"request": fastapi.Request}
    app.add_api_route(path, handler, response_model=None, **about)


def _direct(app: Any) -> list[str]:
    """Let Starlette call what answers, and return the paths.

    FastAPI, which has described the routes, looks for their parameters at each request, although
    there are none: a fifth of the time of a short one.
    """
    routing = optional("starlette.routing", extra="server", purpose="serving HTTP")
    app.router.routes = [
        routing.Route(route.path, route.endpoint, methods=route.methods) for route in app.routes
    ]
    return [route.path for route in app.routes]


def _shared(app: Any, settings: Settings) -> Application:
    """Return the application with what browsers need to let pages of other origins ask."""
    shared: Application = app
    if not settings.origins:
        return shared
    cors = optional("starlette.middleware.cors", extra="server", purpose="serving HTTP")
    rules = {
        "allow_origins": list(settings.origins),
        "allow_methods": ["GET", "POST"],
        "allow_headers": ["Authorization", "Content-Type"],
        "max_age": 3600,
    }
    shared = cors.CORSMiddleware(app, **rules)
    return shared  # noqa: RET504 - typed, as what is imported is not


def _client(request: Any) -> str:
    return request.client.host if request.client else ""


def _media_type(request: Any) -> str:
    found: str = request.headers.get("content-type", "")
    return found.partition(";")[0].strip().lower()


def _media(request: Any) -> str:
    """Return what a body is.

    Raises:
        Problem: a media type or charset that is not understood.
    """
    named = _media_type(request)
    if named and named not in _MEDIA:
        raise Problem(
            415,
            f"unknown media type {named!r:.60}: send one of {', '.join(_MEDIA)}"
            " (curl: -H 'Content-Type: text/plain')",
        )
    parameters = request.headers.get("content-type", "").lower().replace('"', "")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip()
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"unknown charset {charset!r:.40}: send text in UTF-8")
    return _MEDIA.get(named, "text")


def _wanted(request: Any, media: str) -> str:
    """Return what an answer is to be: what was sent, unless the client accepts only the other."""
    accepted: str = request.headers.get("accept", "*/*").lower()
    if media == "text":
        is_json = "application/json" in accepted and "text/plain" not in accepted
        return "json" if is_json else "text"
    is_text = "text/plain" in accepted and "json" not in accepted and "*/*" not in accepted
    return "text" if is_text else "json"
