"""Files of a site on which changes can be proposed: the text of each file with its form, and what forms share."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from generator.assess.judgement import Judgement
from generator.editor.form import form_standing, form_values, questions, shared_choices
from generator.editor.published.file_format import format_of
from generator.editor.published.mistake_words import mistake_words
from generator.model.file_kinds import NOUNS, FileKind
from generator.model.playbook import Surroundings
from generator.read.yaml.document import Document
from generator.schema.schema import schema_of
from generator.show.urls.proposals import EDIT
from generator.storage.compact_json import compact_json

SHARED: Final = f"{EDIT}files/shared.json"
"""Address of what all forms share."""
PUBLISHED: Final[tuple[FileKind, ...]] = ("deal", "account", "partner", "competitor")
"""Kinds of files whose pages lead to a form."""


def form_address(path: str) -> str:
    """Return the address of a file's form, by its path below the deals folder."""
    return f"{EDIT}files/{path}.json"


def published_form(
    kind: FileKind,
    path: str,
    document: Document,
    around: Surroundings,
    judgement: Judgement | None = None,
    deals: Iterable[str] = (),
) -> bytes:
    """Return a file's form as JSON, with its text and the id that git gives to this content.

    A deal comes with how it stands, an account with its `deals`.
    """
    text = document.text
    data = form_values(kind, path, document, around, deals) | {"text": text, "blob": blob_id(text.encode())}
    del data["data"], data["notes"]  # which the browser reads from the text
    if judgement:
        stands = form_standing(judgement, around)
        data |= stands | {"choices": data["choices"] | stands["choices"]}
    return compact_json(data)


def shared_file(around: Surroundings, today: dt.date) -> bytes:
    """Return what all forms share as JSON: schemas and formats by kind of file, choices, questions, mistakes, day."""
    shared: Mapping[str, Any] = {
        "today": today.isoformat(),
        "kinds": {
            kind: {"schema": schema_of(kind, around.method), "format": format_of(NOUNS[kind])} for kind in PUBLISHED
        },
        "choices": shared_choices(around),
        "questions": questions(around.method),
        "mistakes": mistake_words(),
    }
    return compact_json(shared)


def blob_id(content: bytes) -> str:
    """Return the id of a content in a git repository that names its objects by SHA-1."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
