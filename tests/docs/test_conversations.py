"""The conversations that the docs print are what `playbook interview` prints on the sample."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.docs.examples import DOCS
from tests.house.imports import ROOT

TYPED = {
    "editing.md": (
        "+",
        "He read our letter and asked for a meeting in January",
        "they told us",
        "last Friday",
        "quit",
    ),
    "commands.md": (
        *("Lena Abendroth", "user", "champion", "", "brief", ""),
        *("done", "yesterday", "end of the week", "1", "quit"),
    ),
}
CONVERSATION = re.compile(r"^```console\n\$ playbook (interview .*)\n((?:.*\n)*?)^```$", re.MULTILINE)


@pytest.mark.parametrize("page", TYPED)
def test_a_conversation_of_the_docs_goes_as_it_is_printed(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "deals", tmp_path / "deals")
    monkeypatch.chdir(tmp_path)
    ((command, printed),) = CONVERSATION.findall((DOCS / page).read_text("utf-8"))
    done = CliRunner().invoke(
        main, [*shlex.split(command), "--today", "2026-11-30"], input="".join(f"{each}\n" for each in TYPED[page])
    )
    assert [line.rstrip() for line in done.output.splitlines()] == printed.splitlines()
