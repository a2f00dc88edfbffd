"""Files of an export as a command names them: on disk, or standard input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

STANDARD_INPUT = "-"
TABLES = (".csv", ".xlsx", ".tsv", ".txt")


def content_of(root: Path, file: Path) -> bytes:
    """Return what a file holds; `-` is standard input."""
    with click.open_file(STANDARD_INPUT if str(file) == STANDARD_INPUT else str(root / file), "rb") as opened:
        content: bytes = opened.read()
    return content


def file_names(files: Sequence[Path]) -> list[str]:
    """Return the names by which files are spoken of: without their folders where that tells them apart."""
    short = Counter(file.name for file in files)
    names = [file.name if short[file.name] == 1 else file.as_posix() for file in files]
    return ["stdin" if name == STANDARD_INPUT else name for name in names]


def check_files(root: Path, files: Sequence[Path]) -> None:
    """Look at the files before anything is read. Raises UsageError for one given twice, missing, or a folder."""
    if twice := [str(file) for file, count in Counter(root / file for file in files).items() if count > 1]:
        raise click.UsageError(f"{twice[0]} is given twice")
    for file in files:
        if (root / file).is_dir():
            inside = sorted(each.name for each in (root / file).iterdir() if each.suffix.lower() in TABLES)
            example = f": {file / inside[0]}" if inside else ""
            raise click.UsageError(f"{root / file} is a folder; name the files in it{example}")
        if str(file) != STANDARD_INPUT and not (root / file).is_file():
            raise click.UsageError(f"there is no file {root / file}")
