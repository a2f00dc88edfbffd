"""A playbook served by `playbook serve` in a process of its own, and what that process says.

Nothing here waits without an end: what does not come in time fails the test, and a server that does not end is ended.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from tests.house.imports import ROOT
from tests.plugin.trees import Tree

LONGEST_WAIT = 60.0
"""Seconds after which what a test waits for will not come."""
INTERRUPTIBLE = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("generator", run_name="__main__")
"""
"""The command, with Ctrl-C switched on: the processes of a parallel test run hand on that they ignore it."""


class Sayings:
    """The lines that a process says, taken from it as they come: a full pipe would make it wait for its reader."""

    def __init__(self, pipe: IO[str]) -> None:
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._reader = Thread(target=self._read, args=(pipe,), daemon=True)
        self._reader.start()

    def _read(self, pipe: IO[str]) -> None:
        with pipe:
            for line in pipe:
                self._lines.put(line)
        self._lines.put("")

    def until(self, wanted: str, longest_wait: float = LONGEST_WAIT) -> list[str]:
        """Wait for a line in which a pattern is found, each for so many seconds; return the lines up to it."""
        lines: list[str] = []
        with suppress(Empty):
            while line := self._lines.get(timeout=longest_wait):
                lines.append(line)
                if re.search(wanted, line):
                    return lines
        raise AssertionError(f"{wanted} was not said, but {''.join(lines)}")

    def end(self) -> None:
        """Wait until the process has said everything."""
        self._reader.join(LONGEST_WAIT)


class Served:
    """A playbook that is being served, and what the server says."""

    def __init__(self, tree: Tree, said: Sayings) -> None:
        """Wait until the server listens."""
        self.tree, self.said = tree, said
        line = said.until(r"^http://\S+:\d+/ ")[-1]
        self.port = int(line.split("/ ")[0].rpartition(":")[2])
        self.host = f"http://127.0.0.1:{self.port}"
        self.address = f"{self.host}/team/"

    def next_build(self) -> str:
        """Wait for the end of a build; return what was said up to then."""
        return "".join(self.said.until(r"\bbuilt\b"))

    def get(self, path: str) -> str:
        """Return a page as the server gives it, also where it says that there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()

    def reloaded(self, page: str) -> None:
        """Wait, as the script on a page does, until the server tells it to reload."""
        script = re.search(r"livereload\((\d+), (\d+)\)", page)
        assert script
        address = f"{self.host}/livereload/{script[1]}/{script[2]}"
        with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - our own server
            assert int(answer.read()) > int(script[1])


@contextmanager
def serving(tree: Tree, *options: str, generator: Path = ROOT) -> Iterator[Served]:
    """Serve a playbook with the command of a tree until the end of the block, then end it as Ctrl-C does.

    A server that does not end by that is killed, and the test that served fails.
    """
    command = [sys.executable, "-c", INTERRUPTIBLE, "-C", str(tree.root), "serve", "--port", "0", *options]
    own = os.environ | {"PYTHONPATH": str(generator), "PYTHONSAFEPATH": "1"}
    if generator != ROOT:
        own["PYTHONDONTWRITEBYTECODE"] = "1"  # of modules that are there for one test
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="surrogateescape", env=own)
    try:
        assert process.stderr
        said = Sayings(process.stderr)
        yield Served(tree, said)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=LONGEST_WAIT) == 0
        said.end()
    finally:
        process.kill()
        process.wait()
