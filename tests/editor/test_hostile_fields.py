"""Hostile texts in every field of every form, without a browser: text in the file, or refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, cycle, islice
from typing import Any

import pytest

from generator.editor.edits import change_set
from generator.read.yaml.document import parse
from tests.editor.desk import DEAL, Desk
from tests.editor.outside import outside
from tests.editor.schema_places import places

HOSTILE = (
    '<img src=x onerror="alert(1)">',
    '"}{',
    "a # b",
    "a: b",
    "one\ntwo: three\n---\n# four",
    "\u202eright to left",
    "x" * 10_000,
    '"',
    "'",
    "{{ 7 * 7 }}",
    "- x",
    "[",
    "\x00\x07\x85",
)
FILES = {
    "deal": (DEAL, 130), "account": ("aldermoor/index.md", 35), "partner": ("partners/pellucid.md", 8),
    "competitor": ("competitors/zeldrin.md", 6), "team": ("index.md", 6),
}  # fmt: skip
"""The file of each kind, and how many places it has at least."""
TRIED = 5
"""Texts tried at a place, in turn, so that each of them meets every kind of field."""


def standing(data: Any, at: tuple[str, ...]) -> Any:
    """Return what a form has at a place."""
    for key in at:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def hostile_edits(desk: Desk, file: str) -> Iterator[dict[str, Any]]:
    """Yield hostile texts at every place of a form."""
    form, turn, texts = desk.form(file), count(), cycle(HOSTILE)
    for at in places(form["schema"], form["schema"], form["data"], makes_up=True):
        for value in islice(texts, TRIED):
            yield {"at": list(at), "was": standing(form["data"], at), "value": [value] if next(turn) % 2 else value}


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_text_in_any_field_is_saved_as_text_or_refused_in_words(desk: Desk, kind: str) -> None:
    (file, least), saved, refused = FILES[kind], set(), set()
    before = desk.text(file)
    document = parse(file, before.encode())
    for hostile in hostile_edits(desk, file):
        (edit,) = change_set({"file": file, "edits": [hostile]}).edits
        status, answer = desk.save(hostile, file=file)
        if status != 200:
            refused.add(edit.at)
            assert status == 422, (edit, answer)
            assert all(each["says"] for each in answer["problems"]), edit
            assert answer["problems"], edit
            assert any(each["at"][:1] == [edit.at[0]] for each in answer["problems"]), (edit, answer)
            assert desk.text(file) == before, edit
            continue
        saved.add(edit.at)
        wanted = [edit.value] if isinstance(edit.value, str) else edit.value
        found = parse(file, desk.text(file).encode()).data_at(edit.at)
        assert ([found] if isinstance(found, str) else found) == wanted, edit
        assert outside(before, desk.text(file), document, edit), edit
        assert desk.post("undo", {"file": file})[0] == 200
        assert desk.text(file) == before
    assert len(saved | refused) >= least
    assert saved
