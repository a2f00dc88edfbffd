"""How long the editor takes to answer: `python -m benchmarks.editing FOLDER`.

FOLDER is a playbook that `benchmarks.realistic` made, in git or not. Asks for a deal's form, for the effect of one
rating and of a note, saves and takes back, as the pages of `playbook serve` do, but without a browser; prints the
milliseconds of the first answer and of later ones, and the load of the machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.one_deal import DEAL
from generator.editor.editor import Editor
from generator.editor.exchange import EditRequest

FILE = f"{DEAL}.md"
ORIGIN = "http://127.0.0.1:8000"


class Asked:
    """An editor as its pages ask it."""

    def __init__(self, folder: Path) -> None:
        self.editor = Editor(folder / "deals", folder, dt.date.today)
        self.editor.histories.read()  # as `serve` does after each build

    def form(self) -> Any:
        """Return the data of the deal's form."""
        return json.loads(self.editor.answer(EditRequest("GET", "form", {"file": FILE}, {}, b"", ORIGIN)).body)

    def post(self, path: str, **data: object) -> Any:
        """Return the answer to a write."""
        headers = {"origin": ORIGIN, "x-playbook-edit": self.editor.token, "content-type": "application/json"}
        body = json.dumps({"file": FILE, **data}).encode()
        return json.loads(self.editor.answer(EditRequest("POST", path, {}, headers, body, ORIGIN)).body)


def took(what: str, times: int, ask: Callable[[], object]) -> None:
    """Ask again and again, and print what the first answer took and the later ones."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - begun) * 1000)
    first, *later = spent
    print(f"{what:<28}{first:7.0f} ms first, then {statistics.median(later):5.0f} (at most {max(later):.0f})")


def measured(folder: Path, times: int) -> None:
    """Print what each request takes."""
    asked = Asked(folder)
    took("form", times, asked.form)
    form = asked.form()
    criterion = next(iter(form["data"]["assessment"]))
    was = form["data"]["assessment"][criterion]["us"]
    rating = {"at": ["assessment", criterion, "us"], "was": was, "value": "-" if was == "+" else "+"}
    note = {"at": ["notes"], "was": form["notes"], "value": form["notes"] + "One line more.\n"}
    took("effect of a rating", times, lambda: asked.post("preview", edits=[rating], version=form["version"]))
    took("effect of a note", times, lambda: asked.post("preview", edits=[note], version=form["version"]))
    took("save and undo", times, lambda: (asked.post("save", edits=[rating]), asked.post("undo")))
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the answers of the editor.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    measured(options.folder, options.times)
