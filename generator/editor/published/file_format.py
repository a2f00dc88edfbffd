"""The format of a kind of file as the browser needs it: where bare values may stand, and what no file holds."""

from __future__ import annotations

from typing import Any

from generator.model.file_noun import FileNoun
from generator.model.shapes import shapes_of
from generator.read.yaml.characters import FORBIDDEN, MOST_MARKS


def format_of(kind: type[FileNoun]) -> dict[str, Any]:
    """Return it as data, with paths in which a `*` stands for any key.

    `bare` has the path of each block for which one value may stand, with that value's key, `lists` those of lists.
    """
    shapes = dict(shapes_of(kind))
    forbidden = f"{FORBIDDEN.pattern}|\\p{{M}}{{{MOST_MARKS + 1}}}"
    return {
        "forbidden": forbidden,
        "bare": sorted([list(at), each.bare] for at, each in shapes.items() if each.bare),
        "lists": sorted(list(at) for at, each in shapes.items() if each.is_list),
    }
