"""Server of the Model Context Protocol over standard input and output: the desk's answers, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

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
Done = TypeVar("Done")


def serve(desk: Desk) -> None:
    """Answer until standard input ends."""
    anyio.run(_serve, desk)


async def _serve(desk: Desk) -> None:
    answers = Answers(desk)
    server = _server(answers)
    try:
        async with stdio_server() as (read, write), anyio.create_task_group() as meanwhile:
            meanwhile.start_soon(answers.prepare)
            await server.run(read, write, server.create_initialization_options())
            meanwhile.cancel_scope.cancel()
    finally:
        desk.close()


class Answers:
    """Answers of a desk in the protocol's own types, one at a time, and between them what there is to prepare."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._one_at_a_time, self._asked = desk, anyio.CapacityLimiter(1), anyio.Event()

    async def prepare(self) -> None:
        """Prepare what there is, making way for each question, and again after each one."""
        while True:
            asked = self._asked = anyio.Event()
            while await self._in_turn(self._desk.prepare):
                pass
            await asked.wait()

    async def _in_turn(self, work: Callable[..., Done], *given: Any) -> Done:
        return await anyio.to_thread.run_sync(work, *given, limiter=self._one_at_a_time)

    async def tools(self, ctx: Any, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        """List the tools."""
        return types.ListToolsResult(tools=_tools(self._desk))

    async def call(self, ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        """Call a tool."""
        answer = await self._in_turn(self._desk.ask, params.name, params.arguments or {})
        self._asked.set()
        text = types.TextContent(type="text", text=compact(answer.data))
        return types.CallToolResult(content=[text], structured_content=answer.data, is_error=answer.refused)

    async def resources(self, ctx: Any, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        """List the resources."""
        found = [
            types.Resource(uri=uri, name=name, description=says, mime_type=JSON) for uri, name, says in RESOURCES
        ]
        return types.ListResourcesResult(resources=found)

    async def templates(
        self, ctx: Any, params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        """List the addresses of resources with a part to be filled in."""
        found = [
            types.ResourceTemplate(uri_template=uri, name=name, description=says, mime_type=JSON)
            for uri, name, says in TEMPLATES
        ]
        return types.ListResourceTemplatesResult(resource_templates=found)

    async def read(self, ctx: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """Read a resource. Raises MCPError where the desk refuses."""
        answer = await self._in_turn(self._desk.read, params.uri)
        self._asked.set()
        if answer.refused:
            raise _error(answer)
        text = types.TextResourceContents(uri=params.uri, mime_type=JSON, text=compact(answer.data))
        return types.ReadResourceResult(contents=[text])


def _server(answers: Answers) -> Server[Any]:
    return Server(
        "playbook",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=answers.tools,
        on_call_tool=answers.call,
        on_list_resources=answers.resources,
        on_list_resource_templates=answers.templates,
        on_read_resource=answers.read,
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
