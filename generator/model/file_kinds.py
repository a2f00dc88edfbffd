"""Kinds of files with front matter: their nouns, and how a path tells which it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.model.account import Account, Competitor, Partner, Team
from generator.model.deal import Deal
from generator.model.file_noun import FileNoun
from generator.model.meeting import FOLDER, Meeting

FileKind = Literal["deal", "account", "partner", "competitor", "team", "meeting"]
NOUNS: Mapping[FileKind, type[FileNoun]] = {
    "deal": Deal,
    "account": Account,
    "partner": Partner,
    "competitor": Competitor,
    "team": Team,
    "meeting": Meeting,
}
INDEX = "index.md"
FOLDERS: Mapping[str, FileKind] = {"partners": "partner", "competitors": "competitor"}


def kind_of(path: str) -> FileKind:
    """Return the kind of a file by its path below the deals folder."""
    folder, _, name = path.partition("/")
    if path == INDEX:
        return "team"
    if name.startswith(f"{FOLDER}/"):
        return "meeting"
    return FOLDERS.get(folder, "account" if name == INDEX else "deal")
