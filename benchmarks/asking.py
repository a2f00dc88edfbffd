"""How long `playbook mcp` takes to answer: `python -m benchmarks.asking FOLDER`.

FOLDER is a playbook that `benchmarks.realistic` made, in a repository with a commit. The protocol's own client starts
the server as a process of its own, twice: from nothing, and once every deal is judged and kept. Prints the seconds
from the start to the first answer, and those of each later one with its size; files are changed on the way, and
another server begins on the day after.
"""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters

from benchmarks.one_deal import DEAL, put_back
from benchmarks.realistic import TODAY

CHANGED = (f"{DEAL}.md", "account-00010/deal-00051.md", "account-00020/index.md", "account-00030/deal-00151.md")
PATIENCE = 600.0
"""Seconds for an answer."""
Questions = tuple[tuple[str, Mapping[str, Any]], ...]
QUESTIONS: Questions = (
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


async def measured(folder: Path, what: str, questions: Questions, today: dt.date = TODAY) -> None:
    """Start a server, and print what each answer takes."""
    words = ["-m", "generator", "-C", str(folder), "mcp", "--today", today.isoformat()]
    begun = time.perf_counter()
    server = StdioServerParameters(command=sys.executable, args=words, cwd=Path.cwd())
    async with Client(server, read_timeout_seconds=PATIENCE) as client:
        for number, (tool, given) in enumerate(questions):
            begun = time.perf_counter() if number else begun
            answer = await client.call_tool(tool, dict(given))
            took, size = time.perf_counter() - begun, len(answer.model_dump_json(by_alias=True).encode())
            name = f"{what}: first answer, with the start" if not number else f"{tool} {str(dict(given))[:50]}"
            print(f"{name:70}{took:8.2f} s{size:8,} bytes{'  refused' if answer.is_error else ''}", flush=True)


def judged(folder: Path) -> None:
    """Have every deal judged and kept, and print how long that takes: a question in the terminal waits for it."""
    words = ["-m", "generator", "-C", str(folder), "mcp", "--today", TODAY.isoformat(), "--ask", "list_deals", "{}"]
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], capture_output=True, check=True)
    print(f"{'every deal judged':70}{time.perf_counter() - begun:8.2f} s", flush=True)


async def changed(folder: Path) -> None:
    """Print what answers take after files were saved, and what a difference takes of disk and of commits."""
    with ExitStack() as saved:
        for file in (folder / "deals" / path for path in CHANGED):
            before = saved.enter_context(put_back(file))
            file.write_text(before.replace("title: ", "title: New ", 1), "utf-8")
        git = shutil.which("git") or "git"
        words = [git, "-c", "user.name=a", "-c", "user.email=a@b.example", "stash", "create"]
        made = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
        asked: Questions = (
            ("list_deals", {"limit": 1}),
            ("diff", {"base": "HEAD"}),
            ("diff", {"base": "HEAD", "head": made.stdout.strip()}),
        )
        await measured(folder, "four files saved", asked)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how long an assistant waits for its answers.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    print(f"Python {platform.python_version()}, {sum(1 for _ in folder.glob('deals/*/*.md')):,} files")
    shutil.rmtree(folder / ".playbook-cache" / "assistants", ignore_errors=True)
    anyio.run(measured, folder, "cold", QUESTIONS[:1])
    judged(folder)
    anyio.run(measured, folder, "warm", QUESTIONS)
    anyio.run(changed, folder)
    anyio.run(measured, folder, "the day after", QUESTIONS[:2], TODAY + dt.timedelta(days=1))


if __name__ == "__main__":
    main()
