"""The map of imports that an option names: a file, or one that ships."""

from __future__ import annotations

from pathlib import Path

import click

from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.maps import SHIPPED, read_map, shipped_maps
from generator.problems import expected


def chosen_map(root: Path, named: str) -> ImportMap:
    """Return the map of a file, or the shipped one of that name.

    Raises UsageError where there is neither, Refused where the file is no map.
    """
    for path in (root / named, SHIPPED / f"{named}.yml"):
        if path.is_file():
            return read_map(path.name if path.parent == SHIPPED else named, path.read_bytes())
    meant = expected(named, shipped_maps())
    raise click.UsageError(f"there is no map {named!r}" + (f" ({meant})" if meant else ""))
