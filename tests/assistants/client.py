"""An assistant's program, for tests: the protocol's own client, which starts the server as a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio.from_thread
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import TextContent, TextResourceContents

from tests.git.repository import Repository
from tests.house.imports import ROOT

TODAY = "2026-11-28"
LARGEST = 64_000


class Assistant:
    """A client with its server; every answer is checked for its size and its form."""

    def __init__(self, client: Client, portal: Any) -> None:
        self.client, self._portal = client, portal

    def ask(self, tool: str, **given: Any) -> dict[str, Any]:
        """Return the answer of a tool."""
        refused, data = self.answer(tool, given)
        assert not refused, data
        return data

    def refusal(self, tool: str, **given: Any) -> str:
        """Return why a question is refused, with the remedy."""
        refused, data = self.answer(tool, given)
        assert refused, data
        problems = " ".join(f"{each['place']}: {each['text_from_files']}" for each in data.get("problems", []))
        return f"{data['refused']} ({data['remedy']}) {problems}".strip()

    def answer(self, tool: str, given: Mapping[str, Any]) -> tuple[bool, dict[str, Any]]:
        """Return whether a question is refused, and the answer."""
        result = self._portal.call(self.client.call_tool, tool, dict(given))
        [text] = result.content
        assert isinstance(text, TextContent)
        assert json.loads(text.text) == result.structured_content
        assert len(result.model_dump_json(by_alias=True).encode()) <= LARGEST
        assert "Traceback" not in text.text
        return result.is_error, result.structured_content

    def pages(self, tool: str, **given: Any) -> list[dict[str, Any]]:
        """Return the answers of a tool, the first and those that its cursors lead to."""
        found = [self.ask(tool, **given)]
        while cursor := found[-1]["next_cursor"]:
            found.append(self.ask(tool, **given, cursor=cursor))
        return found

    def read(self, uri: str) -> dict[str, Any]:
        """Return a resource."""
        [content] = self._portal.call(self.client.read_resource, uri).contents
        assert isinstance(content, TextResourceContents)
        assert len(content.text.encode()) <= LARGEST
        data: dict[str, Any] = json.loads(content.text)
        return data

    def refused(self, uri: str) -> str:
        """Return why a resource is refused."""
        try:
            self.read(uri)
        except MCPError as fault:
            return fault.message
        raise AssertionError(uri)

    @property
    def tools(self) -> dict[str, Any]:
        """The tools that are offered, by name."""
        return {each.name: each for each in self._portal.call(self.client.list_tools).tools}


@contextmanager
def connected(folder: Path, *options: str) -> Iterator[Assistant]:
    """Start a server over a playbook, and end it."""
    who = {f"GIT_{role}_{part}": "x@y.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    kept = {name: value for name, value in os.environ.items() if name == "PYTHONPYCACHEPREFIX"}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONWARNINGS": "error"}
    words = ["-m", "generator", "-C", str(folder), "mcp", "--today", TODAY, *options]
    server = StdioServerParameters(command=sys.executable, args=words, env=who | kept | alone, cwd=ROOT)
    with (folder.parent / "server.log").open("w") as log, anyio.from_thread.start_blocking_portal() as portal:
        client = Client(stdio_client(server, errlog=log))
        with portal.wrap_async_context_manager(client):
            yield Assistant(client, portal)


def sample(folder: Path) -> Repository:
    """Return a repository with the sample portfolio in one commit."""
    repository = Repository(folder)
    for name in ("deals", "mkdocs.yml", ".gitignore"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    repository.commit("2026-11-20")
    return repository
