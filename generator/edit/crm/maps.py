"""A map from its file, or one of those that ship with the playbook."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from generator.edit.crm.import_map import ImportMap
from generator.problems import Refused
from generator.read.sentences import errors_of, problems_of
from generator.read.yaml.document import parse_whole

SHIPPED = Path(__file__).parent.parent / "maps"


def shipped_maps() -> tuple[str, ...]:
    """Return the names of the maps that ship with the playbook."""
    return tuple(sorted(file.stem for file in SHIPPED.glob("*.yml")))


def read_map(path: str, content: bytes) -> ImportMap:
    """Return the map that a file holds. Raises Refused with every mistake in it, each with its place."""
    document = parse_whole(path, content)
    try:
        read = ImportMap.model_validate(document.data)
    except ValidationError as refusal:
        found = (*document.problems, *problems_of(errors_of(refusal), document, ImportMap))
        raise Refused(found) from None
    if document.problems:
        raise Refused(document.problems)
    return read
