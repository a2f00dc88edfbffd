"""`playbook schema`: the form of a kind of file, with the words of the team's method."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import playbook, with_deal


def test_it_prints_the_deal_s_with_the_words_of_the_team(tmp_path: Path) -> None:
    with_deal(tmp_path)
    (tmp_path / "deals/method.yml").write_text(
        "extends: target-account\nsymptoms: {too_quiet: {label: Too quiet, head: sales}}\n"
    )
    made = playbook(tmp_path, "schema")
    assert made.exit_code == 0
    schema = json.loads(made.stdout)
    assert schema["title"] == "Deal"
    assert "too_quiet" in schema["properties"]["control"]["propertyNames"]["enum"]


def test_of_a_method_that_is_not_sound_its_mistakes_are_printed(tmp_path: Path) -> None:
    with_deal(tmp_path)
    (tmp_path / "deals/method.yml").write_text("extends: target-acount\n")
    made = playbook(tmp_path, "schema", "account")
    assert (made.exit_code, made.stdout) == (1, "")
    assert "deals/method.yml:1:10: there is no method" in made.stderr
