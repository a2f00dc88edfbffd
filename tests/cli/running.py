"""Running the command as its users do, in this process."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli.main import main

DEAL = """\
---
title: Core banking
stage: evaluate
owner: Dana Reyes
amount: EUR 1,200,000
competitors: [xsys]
primary_competitor: xsys
assessment:
  customer_project: {us: "+", xsys: "-", date: 2026-11-02, by: customer, evidence: "Charter"}
  access_to_funds: {us: "+"}
  risk: {us: "-", xsys: "?"}
---
"""


def playbook(folder: Path, *arguments: str, **env: str) -> Result:
    """Return what `playbook` prints and ends with in a folder."""
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], env=env, prog_name="playbook")


def with_deal(folder: Path, text: str = DEAL) -> Path:
    """Put one deal into the playbook in a folder, and return its file."""
    file = folder / "deals" / "aldermoor" / "core-banking.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file
