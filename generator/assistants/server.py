"""Server of the Model Context Protocol over standard input and output: the desk's answers, and nothing else."""

from __future__ import annotations

from typing import Any, Final

import anyio
import anyio.to_thread
import mcp_types as types
from mcp.server.lowlevel.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from generator import __version__
from generator.assistants.desk import Answer, Desk
from generator.assistants.resources import RESOURCES, TEMPLATES
from generator.assistants.tools import INSTRUCTIONS, tools
from generator.storage.compact_json import compact

JSON: Final = "application/json"


def serve(desk: Desk) -> None:
    """Answer until standard input ends."""
    anyio.run(_serve, desk)


async def _serve(desk: Desk) -> None:
    server = _server(desk)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


def _server(desk: Desk) -> Server[Any]:
    one_at_a_time = anyio.CapacityLimiter(1)

    async def list_tools(ctx: Any, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=_tools(desk))

    async def call_tool(ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        given = params.arguments or {}
        answer = await anyio.to_thread.run_sync(desk.ask, params.name, given, limiter=one_at_a_time)
        text = types.TextContent(type="text", text=compact(answer.data))
        return types.CallToolResult(content=[text], structured_content=answer.data, is_error=answer.refused)

    async def list_resources(ctx: Any, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        found = [
            types.Resource(uri=uri, name=name, description=says, mime_type=JSON) for uri, name, says in RESOURCES
        ]
        return types.ListResourcesResult(resources=found)

    async def list_templates(
        ctx: Any, params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        found = [
            types.ResourceTemplate(uri_template=uri, name=name, description=says, mime_type=JSON)
            for uri, name, says in TEMPLATES
        ]
        return types.ListResourceTemplatesResult(resource_templates=found)

    async def read_resource(ctx: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        answer = await anyio.to_thread.run_sync(desk.read, params.uri, limiter=one_at_a_time)
        if answer.refused:
            raise _error(answer)
        text = types.TextResourceContents(uri=params.uri, mime_type=JSON, text=compact(answer.data))
        return types.ReadResourceResult(contents=[text])

    return Server(
        "playbook",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )


def _tools(desk: Desk) -> list[types.Tool]:
    return [
        types.Tool(
            name=each.name,
            description=each.says,
            input_schema=each.schema(),
            annotations=types.ToolAnnotations(
                read_only_hint=not each.writes, destructive_hint=False, open_world_hint=False
            ),
        )
        for each in tools(may_propose=desk.may_propose).values()
    ]


def _error(answer: Answer) -> MCPError:
    remedy = f" ({answer.data['remedy']})" if answer.data["remedy"] else ""
    return MCPError(types.INVALID_PARAMS, f"{answer.data['refused']}{remedy}", answer.data)
