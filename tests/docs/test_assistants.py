"""The examples for assistants print what the page says, and the lists on the page are whole."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

from generator.assistants.bounds import LARGEST
from generator.assistants.resources import RESOURCES
from tests.docs.examples import DOCS
from tests.docs.test_first_commands import BIN, BLOCK, TODAY, environment, output_of, pattern, portfolio

__all__ = ["portfolio"]
PAGE = (DOCS / "assistants.md").read_text("utf-8")


def test_every_example_prints_what_stands_below_it(portfolio: Path) -> None:
    examples = BLOCK.findall(PAGE)
    assert len(examples) == 4
    for command, printed in examples:
        words = shlex.split(command)
        said = output_of(
            [str(BIN / words[0]), *words[1:], "--today", TODAY], portfolio, environment(portfolio.parent)
        )
        assert re.fullmatch(pattern(printed), said), said


def test_the_configuration_is_json_whose_command_there_is(portfolio: Path) -> None:
    found = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert found
    [server] = json.loads(found[1])["mcpServers"].values()
    words = [str(portfolio) if each.startswith("/path") else each for each in server["args"]]
    said = output_of([str(BIN / server["command"]), *words, "--tools"], portfolio, environment(portfolio.parent))
    assert said.startswith("list_deals")


def test_the_page_names_the_bound_and_every_resource() -> None:
    assert f"{LARGEST:,} bytes" in PAGE
    assert all(each.uri in PAGE for each in RESOURCES)
