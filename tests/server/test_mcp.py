"""The tools of the Model Context Protocol, called by the official client over standard streams."""

import asyncio
import json
import re
import sys
from pathlib import Path

import pytest

import polyglot_norm as pn
from adapters.packages import needs
from polyglot_norm.server.mcp import input_schema
from polyglot_norm.server.requests import OPERATIONS

mcp = needs("mcp")

PAGE = Path(__file__).parents[2] / "docs" / "server.md"
SETTINGS = re.search(r"```json\n(\{\n  \"mcpServers.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1]
ARGS = json.loads(SETTINGS)["mcpServers"]["polyglot-norm"]["args"]
SERVER = mcp.StdioServerParameters(
    command=sys.executable, args=["-W", "ignore", "-m", "polyglot_norm", *ARGS]
)
MIXED = "Зашто ћутиш целог дана? Would you care to give some details?"


def with_client(use):
    """Return what ``use`` returns for a client of a new process."""

    async def run():
        async with mcp.Client(SERVER) as client:
            return await use(client)

    return asyncio.run(run())


def called(*calls):
    """Return the results of calls, each a tool and its arguments."""

    async def use(client):
        return [await client.call_tool(name, arguments) for name, arguments in calls]

    return with_client(use)


def test_the_tools_are_described():
    async def use(client):
        return (await client.list_tools()).tools

    tools = with_client(use)
    assert [tool.name for tool in tools] == list(OPERATIONS)
    for tool in tools:
        assert tool.description.endswith(".")
        assert tool.input_schema == input_schema(tool.name)
        assert tool.input_schema["required"] == ["text"]
        assert tool.annotations.read_only_hint
        for described in tool.input_schema["properties"].values():
            assert described["description"]


def test_the_results_are_those_of_the_library():
    tagged, detected, cleaned, latin = called(
        ("tag", {"text": MIXED, "include": ["start", "end", "lang"]}),
        ("detect", {"text": MIXED}),
        ("clean", {"text": "a  b\u200b"}),
        ("translit", {"text": "Ћао!", "lang": "sr-Cyrl"}),
    )
    assert [(s["start"], s["end"]) for s in tagged.structured_content["segments"]] == [
        (segment.start, segment.end) for segment in pn.tag(MIXED)
    ]
    assert detected.structured_content == pn.detect(MIXED).as_dict()
    assert cleaned.structured_content == {"output": "a b"}
    assert latin.structured_content == {"output": "Ćao!"}
    assert latin.content[0].text == '{"output":"Ćao!"}'
    assert not any(each.is_error for each in (tagged, detected, cleaned, latin))


def test_errors_are_told_to_the_model():
    found = called(
        ("detect", {"text": "a", "languages": ["xx-Nope"]}),
        ("detect", {}),
        ("detect", {"text": "a", "langs": "sr"}),
        ("shout", {"text": "a"}),
    )
    assert all(each.is_error for each in found)
    messages = [each.content[0].text for each in found]
    for message, part in zip(
        messages, ("'xx-Nope'", "'text' is missing", "'languages'", "'shout'"), strict=True
    ):
        assert part in message


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_schema_has_every_option(name):
    schema = input_schema(name)
    assert list(schema["properties"]) == ["text", *OPERATIONS[name].__struct_fields__]
