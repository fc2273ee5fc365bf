"""The operations as tools of the Model Context Protocol, on standard streams."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from polyglot_norm import __version__
from polyglot_norm.extras import optional
from polyglot_norm.formats.json_codec import from_json, to_json
from polyglot_norm.server.requests import OPERATIONS, answer

TEXT = {"type": "string", "description": "The text."}


def serve() -> None:
    """Answer the client on standard input until it goes away.

    Raises:
        MissingExtra: the SDK of the protocol is not installed.
    """
    anyio = optional("anyio", extra="mcp", purpose="serving the Model Context Protocol")
    anyio.run(_run)


def input_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of the arguments of an operation: a text and its options.

    >>> schema = input_schema("detect")
    >>> list(schema["properties"]), schema["required"]
    (['text', 'languages', 'labels'], ['text'])
    """
    (_, options), *_ = msgspec.json.schema(OPERATIONS[name])["$defs"].items()
    return {
        "type": "object",
        "properties": {"text": TEXT} | options["properties"],
        "required": ["text"],
        "additionalProperties": False,
    }


async def _run() -> None:
    stdio: Any = optional("mcp.server.stdio", extra="mcp", purpose="serving on standard streams")
    made = server()
    async with stdio.stdio_server() as (requests, answers):
        await made.run(requests, answers, made.create_initialization_options())


def server() -> Any:
    """Return the server, an ``mcp.server.lowlevel.Server``, for any transport.

    Raises:
        MissingExtra: the SDK of the protocol is not installed.
    """
    purpose = "serving the Model Context Protocol"
    sdk: Any = optional("mcp.server.lowlevel", extra="mcp", purpose=purpose)
    types: Any = optional("mcp.types", extra="mcp", purpose=purpose)
    to_thread: Any = optional("anyio.to_thread", extra="mcp", purpose=purpose)

    async def list_tools(_context: Any, _params: Any) -> Any:
        return types.ListToolsResult(tools=list(_tools(types)))

    async def call_tool(_context: Any, params: Any) -> Any:
        request = (params.arguments or {}) | {"op": params.name}
        return _result(types, await to_thread.run_sync(answer, request))

    return sdk.Server(
        "polyglot-norm", version=__version__, on_list_tools=list_tools, on_call_tool=call_tool
    )


def _tools(types: Any) -> Iterator[Any]:
    for name, options in OPERATIONS.items():
        yield types.Tool(
            name=name,
            description=options.__doc__,
            input_schema=input_schema(name),
            annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
        )


def _result(types: Any, answered: dict[str, Any]) -> Any:
    """Return an answer as the result of a tool; an error is one that a model can read."""
    if "error" in answered:
        text = answered["error"]["message"]
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=text)], is_error=True
        )
    encoded = to_json(answered["result"])
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=encoded.decode())],
        structured_content=from_json(encoded),
    )
