"""The message of a proposal from the site is the one of a proposal from `playbook serve`, for the same edits."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.editor import desk as editor
from tests.editor.desk import edit
from tests.forges.conftest import Desk
from tests.git.repository import Repository

pytestmark = pytest.mark.xdist_group("browser")

WORDS = """async ([opened, edits, title]) => {
  const [{wordsOf}, {Draft}] = await Promise.all(["forges/wording.js", "draft.js"].map(
    name => import(new URL(name, document.baseURI))));
  const draft = new Draft({...opened.data, notes: opened.notes});
  for (const {at, value} of edits) draft.set(at, value);
  return wordsOf(opened, draft.data, edits, title).message;
}"""
EVIDENCE = "assessment.compelling_event.evidence"
EVENT = "It <i>ends</i> in May"
CASES: dict[str, tuple[list[dict[str, Any]], str]] = {
    "a better rating": ([edit("assessment.access_to_funds.us", "-", "+")], ""),
    "a rating with evidence": (
        [
            edit("assessment.access_to_funds.us", "-", "+"),
            edit("assessment.access_to_funds.evidence", None, "The CFO named the line"),
        ],
        "",
    ),
    "a first rating": ([edit("assessment.solution_fit", None, {"us": "-"})], ""),
    "other evidence": ([edit(EVIDENCE, EVENT, "It ends in June")], ""),
    "evidence of another day": ([edit("assessment.compelling_event.date", "2026-11-02", "2026-11-20")], ""),
    "a value that goes": ([edit("partners.pellucid.role", "delivery", None)], ""),
    "the notes": ([edit("notes", editor.DEAL, "Other words.\n")], ""),
    "a title": ([edit("owner", "Dana Reyes", "Sam Poe")], "Sam takes over"),
    "several": (
        [
            edit("stage", "evaluate", "prospect"),
            edit("close", "2027-03-31", "2026-12-01"),
            edit("owner", "Dana Reyes", "Sam   Poe"),
            edit("plan.goal", None, "word " * 20),
            edit("competitors", ["zeldrin"], ["zeldrin", "status-quo"]),
            edit("assessment.access_to_funds.us", "-", "?"),
            edit("players.r-okafor.support", None, "neutral"),
        ],
        "",
    ),
}


def test_the_same_edits_have_the_same_message(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "x@y.example")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "x@y.example")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    local = editor.Desk(tmp_path / "playbook")
    Repository(local.root).commit("2026-11-01")
    before = local.text()
    differing = {}
    for name, (edits, title) in CASES.items():
        opened = local.form()
        made = [each | {"was": opened["notes"]} if each["at"] == ["notes"] else each for each in edits]
        assert local.save(*made)[0] == 200, (name, local.save(*made))
        status, proposed = local.post("propose", {"title": title})
        assert status == 200, (name, proposed)
        words = desk.page.evaluate(WORDS, [opened, made, title])
        if words != proposed["message"]:
            differing[name] = (words, proposed["message"])
        local.post("undo", {"file": editor.DEAL})
        local.write(before)
        local = editor.Desk(local.root)
    assert differing == {}
