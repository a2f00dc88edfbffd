"""The stylesheet of the site: the files of `theme/styles`, joined in the order in which their index imports them."""

from __future__ import annotations

import re
from pathlib import Path

ADDRESS = "assets/playbook.css"
"""Address of the joined stylesheet in the site."""
INDEX = "playbook.css"
IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)


class LostStyles(Exception):  # noqa: N818 - it names what is wrong
    """The index of the styles and the files beside it do not belong together."""

    def __init__(self, files: list[str]) -> None:
        super().__init__(f"theme/styles/{INDEX} has to import every file beside it once: see {', '.join(files)}")


def joined(folder: Path) -> str:
    """Return the stylesheet that the files of a folder make.

    Raises LostStyles where a file is not imported, imported twice, or is not there; OSError passes.
    """
    imported = IMPORT.findall((folder / INDEX).read_text("utf-8"))
    files = {file.name for file in folder.glob("*.css")} - {INDEX}
    if lost := files.symmetric_difference(imported) | {name for name in imported if imported.count(name) > 1}:
        raise LostStyles(sorted(lost))
    return "".join((folder / name).read_text("utf-8") for name in imported)
