"""Differences that a change makes to the deals, between two commits or up to the files on disk."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from generator.assistants.asking import Arguments, Cursor
from generator.assistants.bounds import numbered, question_of, weight
from generator.assistants.ground import Ground
from generator.assistants.text_from_files import KEY, in_list
from generator.git.since import at_revision
from generator.problems import Refused
from generator.read.yaml.document import Document, parse
from generator.show.records.difference import record

Revision = Annotated[str, Field(pattern=r"^[A-Za-z0-9_@][A-Za-z0-9_@{}/.~^+-]*$", max_length=200)]
THEIRS = ("title", "entries", "also_changed", "fields")
MOST_PRESENT = 20
LARGEST_DEAL = 16_000
"""Bytes of a deal's words in an answer; of more, the answer says that they are left out and where they are."""


class Revisions(Arguments):
    """Arguments of `diff`."""

    base: Revision = Field(description="branch, tag or commit; the change begins where head left it")
    head: Revision | None = Field(None, description="another; without it, the files as they are on disk")
    cursor: Cursor = None


def diff(ground: Ground, asked: Revisions) -> dict[str, Any]:
    """Return every deal that differs after a change, with ratings, ranges and findings before and after."""
    change, guessed = ground.differences.of(asked.base, asked.head)
    told = record(change)
    after = _reader(ground, asked.head)
    things = [(kind, each) for kind in ("deals", "accounts", "meetings", "problems") for each in told[kind]]
    question = question_of("diff", asked.base, asked.head, [each.get("deal") for _, each in things])
    return {
        "base": asked.base,
        "head": asked.head or "files on disk",
        "remark": in_list(guessed) or None,
        "as_of": change.today.isoformat(),
        "method_changed": change.method_changed,
        **numbered(things, question, asked.cursor, lambda thing: _entry(ground, thing[0], thing[1], after)),
    }


def _reader(ground: Ground, head: str | None) -> Callable[[str], bytes | None]:
    """Return what reads a file as it is after the change."""

    def read(path: str) -> bytes | None:
        if head:
            return at_revision(ground.deals, head, path)
        with contextlib.suppress(Refused):
            return ground.source.read(path)
        return None

    return read


def _entry(ground: Ground, kind: str, told: dict[str, Any], after: Callable[[str], bytes | None]) -> dict[str, Any]:
    if kind == "deals":
        return _deal(ground, told, after)
    if kind == "accounts":
        return {"account": told["account"], KEY: _seen(told)}
    if kind == "meetings":
        theirs = _seen({**told, "present": told["present"][:MOST_PRESENT]})
        return {"meeting": told["meeting"], "change": told["change"], "date": told["date"], KEY: theirs}
    place = f"{in_list(told['path'])}:{told['line']}:{told['column']}"
    return {"place": place, KEY: in_list(told["says"])}


def _deal(ground: Ground, told: dict[str, Any], after: Callable[[str], bytes | None]) -> dict[str, Any]:
    path = f"{told['deal']}.md"
    file, document = ground.shown(path), _document(ground.shown(path), after(path))
    entry = {key: value for key, value in told.items() if key not in (*THEIRS, "findings")}
    for rating in entry["ratings"]:
        rating["place"] = f"{file}:{document.place(('assessment', rating['criterion']))[0]}" if document else file
    theirs = _seen({**{key: told[key] for key in THEIRS}, "findings": told["findings"]})
    if weight(theirs) > LARGEST_DEAL:
        theirs = {
            "title": in_list(told["title"]),
            "left_out": "its words are too many for one answer: `playbook diff` prints them",
        }
    return {**entry, "file": file, KEY: theirs}


def _document(file: str, content: bytes | None) -> Document | None:
    with contextlib.suppress(Refused):
        return parse(file, content) if content is not None else None
    return None


def _seen(value: Any) -> Any:
    if isinstance(value, str):
        return in_list(value)
    if isinstance(value, dict):
        return {key: _seen(below) for key, below in value.items()}
    return [_seen(each) for each in value] if isinstance(value, list) else value
