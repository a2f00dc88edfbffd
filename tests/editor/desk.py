"""An editor on a small playbook, asked as a page asks it, without a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.editor.editor import Editor
from generator.editor.exchange import EditRequest
from tests.plugin.trees import DEALS, TODAY, planted

DEAL = "aldermoor/core-banking.md"
ORIGIN = "http://127.0.0.1:8000"


class Desk:
    """The editor of a playbook in a folder, and what its client sends."""

    def __init__(self, root: Path, deals: dict[str, str] | None = None) -> None:
        self.root = planted(root, DEALS | (deals or {})).root
        self.editor = Editor(self.root / "deals", self.root, lambda: TODAY)

    def get(self, path: str, **query: str) -> tuple[int, Any]:
        """Return status and data of what is asked for."""
        answer = self.editor.answer(EditRequest("GET", path, query, {}, b"", ORIGIN))
        return answer.status, json.loads(answer.body)

    def post(self, path: str, data: object) -> tuple[int, Any]:
        """Return status and data of the answer to a page of ours."""
        return self.raw(path, json.dumps(data).encode())

    def raw(self, path: str, body: bytes) -> tuple[int, Any]:
        """Return the same for a body as it is."""
        headers = {"origin": ORIGIN, "x-playbook-edit": self.editor.token, "content-type": "application/json"}
        answer = self.editor.answer(EditRequest("POST", path, {}, headers, body, ORIGIN))
        return answer.status, json.loads(answer.body)

    def form(self, file: str = DEAL) -> Any:
        """Return the data of a form."""
        status, data = self.get("form", file=file)
        assert status == 200, data
        return data

    def save(self, *edits: dict[str, Any], file: str = DEAL, version: str = "") -> tuple[int, Any]:
        """Save edits."""
        return self.post("save", {"file": file, "edits": list(edits), "version": version})

    def text(self, file: str = DEAL) -> str:
        """Return a file as it is."""
        return (self.root / "deals" / file).read_bytes().decode()

    def write(self, text: str, file: str = DEAL) -> None:
        """Change a file as somebody else does."""
        (self.root / "deals" / file).write_bytes(text.encode())


def edit(at: str, was: object, value: object) -> dict[str, Any]:
    """Return an edit of a place that is written with points."""
    return {"at": at.split("."), "was": was, "value": value}
