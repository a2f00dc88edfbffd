"""A map from its file, or one of those that ship with the playbook."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.records.parts import part_of
from generator.edit.crm.tables import CsvTable
from generator.problems import Refused
from generator.read.refusals import errors_of
from generator.read.sentences import problems_of
from generator.read.yaml.document import Document, parse_whole

THOUSANDS = ("formats", "thousands")
QUOTES = ("'", '"')
SHIPPED = Path(__file__).parent.parent / "maps"


def shipped_maps() -> tuple[str, ...]:
    """Return the names of the maps that ship with the playbook."""
    return tuple(sorted(file.stem for file in SHIPPED.glob("*.yml")))


def other_maps(table: CsvTable, system: str) -> tuple[str, ...]:
    """Return, in words, which shipped maps of other systems read a table, and as what."""
    readings = []
    for name in shipped_maps():
        by = read_map(name, (SHIPPED / f"{name}.yml").read_bytes())
        with suppress(UnreadableCell):
            if by.system != system:
                readings.append(f"the map {name} reads it as {part_of(table, by)}")
    return tuple(readings)


def read_map(path: str, content: bytes) -> ImportMap:
    """Return the map that a file holds. Raises Refused with every mistake in it, each with its place."""
    document = parse_whole(path, content)
    try:
        read = ImportMap.model_validate(_with_blank(document))
    except ValidationError as refusal:
        found = (*document.problems, *problems_of(errors_of(refusal), document, ImportMap))
        raise Refused(found) from None
    if document.problems:
        raise Refused(document.problems)
    return read


def _with_blank(document: Document) -> dict[str, Any]:
    """Return a map's data with a blank between thousands, which elsewhere means that nothing is given."""
    spot = document.places.get(THOUSANDS)
    formats = document.data.get("formats")
    if not spot or spot.style not in QUOTES or not isinstance(formats, dict) or "thousands" in formats:
        return document.data
    is_blank = document.text[spot.start + 1 : spot.end - 1].isspace()
    return document.data | {"formats": formats | {"thousands": " "}} if is_blank else document.data
