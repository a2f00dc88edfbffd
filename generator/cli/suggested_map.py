"""The text that `playbook import --suggest` prints: a map, and the first deals that it makes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.cli.options.export_files import content_of, file_names
from generator.cli.options.extras import libraries_of
from generator.cli.output.printing import one_line
from generator.edit.crm.export.encoding import likely_encoding
from generator.edit.crm.export.file_kind import foreign, is_archive
from generator.edit.crm.export.tables_of_file import tables_of
from generator.edit.crm.formats import Formats
from generator.edit.crm.maps import read_map
from generator.edit.crm.suggest.preview import Preview, preview
from generator.edit.crm.suggest.suggestion import Suggestion, suggestion
from generator.edit.crm.tables import CsvTable
from generator.problems import Problem, Refused
from generator.read.file_names import METHOD
from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings

TEAM = "index.md"
NAME = "the suggested map"


class Export(NamedTuple):
    """A file of an export."""

    name: str
    content: bytes


def suggested_map(root: Path, files: Sequence[Path], deals: str) -> tuple[str, bool]:
    """Return the text, and whether a file plays a part at all. Raises Refused for files that hold no table.

    The whole text is a map: what is no key of one stands in comments.
    """
    exports = [Export(name, content_of(root, file)) for file, name in zip(files, file_names(files), strict=True)]
    encoding = next((found for each in exports if (found := _encoding(each.content))), None)
    tables = _tables(exports, Formats.model_validate({"encoding": encoding} if encoding else {}))
    around, problems = read_surroundings(WorkTree(root / deals))
    if in_the_method := [each for each in problems if each.path == f"{deals}/{METHOD}"]:
        raise Refused(in_the_method)
    suggested = suggestion(tables, around.method.stages, encoding)
    is_useful = any(each.part for each in suggested.tables)
    shown = _preview(suggested, exports, root / deals) if is_useful else Preview((), ())
    return "\n".join([suggested.text, *_commented(shown, deals)]), is_useful


def _encoding(content: bytes) -> str | None:
    """Return the encoding that a text needs and does not name."""
    return None if is_archive(content) or foreign(content) else likely_encoding(content)


def _tables(exports: Sequence[Export], formats: Formats) -> list[CsvTable]:
    """Return every table of the files. Raises Refused with the problems of all files."""
    tables: list[CsvTable] = []
    problems: list[Problem] = []
    for each in exports:
        try:
            with libraries_of("office"):
                tables += tables_of(each.name, each.content, formats)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return tables


def _preview(suggested: Suggestion, exports: Sequence[Export], deals: Path) -> Preview:
    """Return the first deals as an import into an empty folder with the team's method would write them."""
    by = read_map(NAME, suggested.text.encode("utf-8"))
    parts = [each.part for each in suggested.tables]
    read = [each.columns.table for each in suggested.tables]
    if any(is_archive(each.content) for each in exports):
        read = _tables(exports, by.formats)  # a workbook's numbers and days are put in the notation of the map
    tables = [(part, table) for part, table in zip(parts, read, strict=True) if part]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / deals.name
        folder.mkdir()
        for name in (METHOD, TEAM):
            if (deals / name).is_file():
                shutil.copy(deals / name, folder)
        return preview(WorkTree(folder), by, tables)


def _commented(shown: Preview, deals: str) -> Iterator[str]:
    """Yield the preview as comments of the map."""
    yield f"# The first deals as they would be: {len(shown.files)}." if shown.files else "# No deal can be shown."
    for path, text in shown.files:
        yield from ("#", f"# {deals}/{one_line(path)}")
        yield from (f"#   {one_line(line)}".rstrip() for line in text.splitlines())
    if shown.problems:
        yield from ("#", "# Of the first rows, these could not be read whole:")
        yield from (f"#   {one_line(str(problem))}" for problem in shown.problems)
