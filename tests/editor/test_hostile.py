"""Requests that no form of ours sends: each is refused in words, and nothing is written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.editor.desk import DEAL, Desk, edit
from tests.plugin.trees import files_of

DEEP: Any = "x"
for _ in range(40):
    DEEP = {"k": DEEP}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"NaN",
        json.dumps({"file": DEAL}).encode(),
        json.dumps({"file": DEAL, "edits": {}}).encode(),
        json.dumps({"file": DEAL, "edits": [1]}).encode(),
        json.dumps({"file": ["x"], "edits": []}).encode(),
        json.dumps({"file": DEAL, "edits": [edit("stage", "a", "b")] * 501}).encode(),
        json.dumps({"file": DEAL, "edits": [edit("stage", "a", "b")] * 2}).encode(),
        json.dumps({"file": DEAL, "edits": [edit("crm", None, {"id": "1"}), edit("crm.id", None, "2")]}).encode(),
        json.dumps({"file": DEAL, "edits": [edit("stage", "evaluate", 5)]}).encode(),
        json.dumps({"file": DEAL, "edits": [edit("stage", "evaluate", True)]}).encode(),
        json.dumps({"file": DEAL, "edits": [edit("stage", "evaluate", ["a", ["b"]])]}).encode(),
        json.dumps({"file": DEAL, "edits": [edit("crm", None, DEEP)]}).encode(),
        json.dumps({"file": DEAL, "edits": [edit(".".join("x" * 20), None, "a")]}).encode(),
        json.dumps({"file": DEAL, "edits": [{"at": [], "value": "x"}]}).encode(),
        json.dumps({"file": DEAL, "edits": [{"at": [0], "value": "x"}]}).encode(),
        json.dumps({"file": DEAL, "edits": [{"at": ["a\nb"], "value": "x"}]}).encode(),
        json.dumps({"file": DEAL, "edits": [{"at": ["stage"]}]}).encode(),
        json.dumps({"file": DEAL, "edits": [{"at": ["stage"], "value": "x", "then": "y"}]}).encode(),
        b'{"file": "aldermoor/core-banking.md", "edits": [{"at": ["stage"], "value": "\\ud800"}]}',
        json.dumps({"file": DEAL, "edits": [edit("title", None, "x" * 70_000)]}).encode(),
        json.dumps({"file": DEAL, "edits": [edit("notes", None, ["x"])]}).encode(),
    ],
    ids=range(26),
)
def test_a_body_of_another_form_is_refused(desk: Desk, body: bytes) -> None:
    before = files_of(desk.root)
    for path in ("save", "preview"):
        status, answer = desk.raw(path, body)
        assert status == 400
        assert answer["says"]
    assert files_of(desk.root) == before


@pytest.mark.parametrize(
    "file",
    [
        "../mkdocs.yml", "/etc/passwd", "method.yml", "shares.yml", ".git/config", "aldermoor/.git/config", "..",
        "aldermoor/../aldermoor/core-banking.md", "./aldermoor/core-banking.md", "aldermoor//core-banking.md",
        "aldermoor\\core-banking.md", "aldermoor/core-banking.md\0", "aldermoor/linked.md", "linked/core-banking.md",
        "aldermoor/draft.txt", "aldermoor/nested/x.md", "", "x" * 150, "aldermoor", ".", "aldermoor/core-banking",
    ],
)  # fmt: skip
def test_no_other_file_is_read_or_written(desk: Desk, file: str) -> None:
    deals = desk.root / "deals"
    (deals / "method.yml").write_text("extends: target-account\n")
    (deals / "aldermoor/draft.txt").write_text("---\ntitle: x\n---\n")
    (deals / "aldermoor/linked.md").symlink_to(deals / DEAL)
    (deals / "linked").symlink_to(deals / "aldermoor")
    (deals / "aldermoor/nested").mkdir()
    (deals / "aldermoor/nested/x.md").write_text("---\ntitle: x\n---\n")
    before = files_of(desk.root)
    assert desk.get("form", file=file)[0] == 404
    assert desk.save(edit("title", None, "x"), file=file)[0] == 404
    assert desk.post("undo", {"file": file})[0] == 404
    assert files_of(desk.root) == before


@pytest.mark.parametrize(
    "value",
    [
        "a: b", "# no comment", "- x", "{a: b}", "[a", "*alias", "&anchor x", "!!python/object x", "---", "...", "| ",
        "> x", "%TAG", "@x", "`x`", "'", '"', "\\", "{{ x }}", "<script>alert(1)</script>", "yes", "null", "~", "=",
        "1e3", "0x1f", "2026-11-02", "?", "x\ty", "x\u00a0y", "ü\u0308", "a\nb: c\n---\nd", "\u2028", "x" * 2_000,
    ],
)  # fmt: skip
def test_a_hostile_text_is_saved_as_text_or_refused_in_words(desk: Desk, value: str) -> None:
    before = desk.text()
    at = "plan.actions.meet-her.what"
    status, answer = desk.save(
        edit(at, "Meet the controller", value), edit("players.r-okafor.business_agenda", None, value)
    )
    if status != 200:
        assert (status, desk.text()) == (422, before)
        assert answer["problems"]
        return
    data = desk.form()["data"]
    assert data["plan"]["actions"]["meet-her"]["what"] == data["players"]["r-okafor"]["business_agenda"]
    assert desk.post("undo", {"file": DEAL})[0] == 200
    assert desk.text() == before


@pytest.mark.parametrize("key", ["a: b", "#x", "- y", "{", "no", "<<", "x y", "1.5", "?", "*a", "é"])
def test_a_hostile_key_is_saved_as_a_key_or_refused_in_words(desk: Desk, key: str) -> None:
    before = desk.text()
    changes = {"at": ["accepted", key], "was": None, "value": {"reason": "r", "until": "2027-01-01"}}
    status, answer = desk.save(changes)
    assert status == 422
    assert answer["problems"]
    assert desk.text() == before


def test_a_file_that_cannot_be_read_says_so_in_place_of_its_form(desk: Desk) -> None:
    desk.write("---\ntitle: [\n---\n")
    status, answer = desk.get("form", file=DEAL)
    assert status == 422
    assert answer["problems"][0]["line"] == 2
    assert desk.save(edit("title", None, "x"))[0] == 422
