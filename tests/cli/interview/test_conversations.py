"""Whole conversations, as texts: what is typed, what is said, and the lines that change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.interview.talking import changes, interview, playbook, script, texts

CONVERSATIONS = sorted((Path(__file__).parent / "conversations").glob("*.txt"))


@pytest.mark.parametrize("file", CONVERSATIONS, ids=lambda file: file.stem)
def test_a_conversation_changes_these_lines_and_no_other(tmp_path: Path, file: Path) -> None:
    held = script(file.read_text("utf-8"))
    before = texts(playbook(tmp_path))
    done = interview(tmp_path, *held.typed, deal=held.words[0], options=tuple(held.words[1:]))
    assert done.exit_code == 0, done.output
    assert changes(before, texts(tmp_path)) == held.changes
    said = done.output.splitlines()
    assert [line for line in held.says if not any(each.endswith(line) for each in said)] == []
