"""Numbers stand with the noun that goes with them: of one thing nothing says several."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.cli.running import playbook

DEAL = """\
---
title: Only deal
stage: evaluate
owner: Dana Reyes
close: 2026-12-11
assessment:
  compelling_event: {us: "+", date: 2026-11-02, by: customer, evidence: "Licence ends (CFO)"}
---
"""
SEVERAL = re.compile(
    r"(?<![\d.,/+-])(?:1|one) (?:open |more |closed )?(?:deal|account|action|finding|day|row|item|file|problem)s\b"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    (folder / "deals" / "acme").mkdir(parents=True)
    (folder / "deals" / "acme" / "only-deal.md").write_text(DEAL)
    settings = "site_name: One\ndocs_dir: deals\ntheme: {name: material}\nplugins: [search, playbook]\n"
    (folder / "mkdocs.yml").write_text(settings)
    return folder


def test_a_site_of_one_deal_never_says_several(folder: Path) -> None:
    built = playbook(folder, "build", "--today", "2026-12-10")
    assert built.exit_code == 0, built.output
    pages = {
        file: unescape(re.sub(r"<[^>]+>", " ", file.read_text("utf-8"))) for file in folder.glob("site/**/*.html")
    }
    assert len(pages) > 8
    assert {
        str(file): found[0] for file, text in pages.items() if (found := SEVERAL.search(" ".join(text.split())))
    } == {}


@pytest.mark.parametrize("command", [["check"], ["check", "--all"], ["score"], ["score", "acme/only-deal"]])
def test_commands_about_one_deal_never_say_several(folder: Path, command: list[str]) -> None:
    assert not SEVERAL.search(playbook(folder, *command, "--today", "2026-12-10").output)
