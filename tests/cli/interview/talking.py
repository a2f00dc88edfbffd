"""A small playbook to talk about, and conversations as texts: what is typed, what is said, what changes."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner, Result

from generator.cli.main import main

NAME = "aldermoor/core-banking"
DAY = ("--today", "2026-11-24")
"""A Tuesday."""
FILES = {
    "deals/index.md": "---\ntitle: Us\nmembers:\n  dana: {name: Dana Reyes}\n  owen: {name: Owen Brisk}\n---\n",
    "deals/aldermoor/index.md": """\
---
title: Aldermoor Bank
people:
  # the board
  r-okafor: {name: Ruth Okafor-Lind, title: CFO}
  k-lemaire: {name: Kees Lemaire}
---
""",
    "deals/aldermoor/core-banking.md": """\
---
title: Core banking   # as the bank says
stage: evaluate
owner: Dana Reyes
amount: EUR 1,200,000
competitors: [xsys]
assessment:
  # W
  customer_project:      {us: "+", xsys: "-", date: 2026-11-02, by: customer, evidence: "Charter"}
  access_to_funds:       "?"   # ask again
  risk: {us: "-", xsys: "?"}
players:
  r-okafor: {part: approver, support: neutral}
plan:
  actions:
    call: Call her
    offer: {what: Send the offer, owner: Owen Brisk, due: 2026-11-20}
---
Notes with a trailing blank.\x20

""",
}
PARTS = re.compile(r"^=== (?P<name>.+)\n", re.MULTILINE)


def playbook(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write the small playbook into a folder and return that."""
    for path, text in (FILES | (files or {})).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


def interview(folder: Path, *typed: str, deal: str = NAME, options: tuple[str, ...] = ()) -> Result:
    """Return what a conversation prints that is answered line by line, until the input ends."""
    told = "".join(f"{line}\n" for line in typed)
    words = ["-C", str(folder), "interview", deal, *DAY, *options]
    return CliRunner().invoke(main, words, input=told.encode("utf-8", "surrogatepass"), prog_name="playbook")


def texts(folder: Path) -> dict[str, str]:
    """Return the files of a playbook by path."""
    found = sorted(each for each in (folder / "deals").rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes().decode() for each in found}


def changes(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Return the lines that went and came in each file that changed, with their signs."""
    result = {}
    for path in sorted({*before, *after}):
        lines = difflib.unified_diff(before.get(path, "").splitlines(), after.get(path, "").splitlines(), n=0)
        if found := [each for each in lines if not each.startswith(("---", "+++", "@@"))]:
            result[path] = found
    return result


class Script(NamedTuple):
    """A conversation as a text: the words of the command, what is typed, what is said, and what changes."""

    words: list[str]
    typed: list[str]
    says: list[str]
    changes: dict[str, list[str]]


def script(text: str) -> Script:
    """Return the conversation of a text: the command and its input, and parts that begin with `=== NAME`."""
    head, *rest = PARTS.split(text)
    parts = {name: body.splitlines() for name, body in zip(rest[::2], rest[1::2], strict=True)}
    command, *typed = [line for line in head.splitlines() if not line.startswith("#")]
    says = [line for line in parts.pop("says", []) if line]
    return Script(command.split()[2:], typed, says, parts)
