"""How long `playbook mcp` takes to answer: `python -m benchmarks.asking FOLDER`.

FOLDER is a playbook that `benchmarks.realistic` made, in a repository with a commit. The protocol's own client starts
the server as a process of its own, twice: from a cold cache and from a warm one. Prints the seconds from the start to
the first answer, and those of each later one with its size; a deal's file is changed on the way.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters

from benchmarks.one_deal import DEAL, file_of, put_back
from benchmarks.realistic import TODAY

PATIENCE = 600.0
"""Seconds for an answer."""
QUESTIONS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("list_deals", {"limit": 200}),
    ("list_deals", {"verdict": "walk-away", "owner": "Dana Reyes"}),
    ("read_deal", {"deal": DEAL}),
    ("score", {"deal": DEAL}),
    ("open_questions", {"deal": DEAL}),
    ("search", {"query": "controller worksheet board"}),
    ("search", {"query": "deal-00016"}),
    ("read_file", {"file": "account-00003"}),
    ("check_text", {"deal": DEAL, "text": "---\ntitle: X\nstage: evaluate\n---\n"}),
    ("list_deals", {"state": "broken"}),
)


async def measured(folder: Path, what: str, questions: tuple[tuple[str, Mapping[str, Any]], ...]) -> None:
    """Start a server, and print what each answer takes."""
    words = ["-m", "generator", "-C", str(folder), "mcp", "--today", TODAY.isoformat()]
    begun = time.perf_counter()
    server = StdioServerParameters(command=sys.executable, args=words, cwd=Path.cwd())
    async with Client(server, read_timeout_seconds=PATIENCE) as client:
        for number, (tool, given) in enumerate(questions):
            begun = time.perf_counter() if number else begun
            answer = await client.call_tool(tool, dict(given))
            took, size = time.perf_counter() - begun, len(answer.model_dump_json(by_alias=True).encode())
            name = f"{what}: first answer, with the start" if not number else f"{tool} {str(dict(given))[:50]}"
            print(f"{name:70}{took:8.2f} s{size:8,} bytes{'  refused' if answer.is_error else ''}", flush=True)


async def changed(folder: Path) -> None:
    """Print what an answer takes after a file was saved."""
    file = file_of(folder)
    words = ["-m", "generator", "-C", str(folder), "mcp", "--today", TODAY.isoformat()]
    server = StdioServerParameters(command=sys.executable, args=words, cwd=Path.cwd())
    with put_back(file) as before:
        async with Client(server) as client:
            await client.call_tool("list_deals", {"limit": 1})
            for text, name in (
                (f"{before}Saved.\n", "list_deals, a file was saved"),
                (before, "list_deals, once more"),
            ):
                file.write_text(text, "utf-8")
                begun = time.perf_counter()
                await client.call_tool("list_deals", {"limit": 1})
                print(f"{name:70}{time.perf_counter() - begun:8.2f} s", flush=True)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how long an assistant waits for its answers.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    print(f"Python {platform.python_version()}, {sum(1 for _ in folder.glob('deals/*/*.md')):,} files")
    shutil.rmtree(folder / ".playbook-cache" / "assistants", ignore_errors=True)
    anyio.run(measured, folder, "cold", QUESTIONS[:1])
    anyio.run(measured, folder, "warm", QUESTIONS)
    anyio.run(changed, folder)


if __name__ == "__main__":
    main()
