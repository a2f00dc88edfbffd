"""Separators between several values in one cell that never occur in a file, while others do."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.import_map import Accounts, Deals, OfDeals, PartFile, People, Roles, SourceOf
from generator.edit.crm.tables import CsvTable

COMMON = (";", ",", "|", "/", "\n")
"""Characters that exports put between values."""


def note_separators(table: CsvTable, part: PartFile, accounting: Accounting) -> None:
    """Say of a separator of the map that no cell of its column has it, where the cells have another one."""
    for column, separator in dict.fromkeys(_separated(part, table)):
        cells = [cell for row in table.rows if (cell := row.cell(column))]
        if any(separator in cell for cell in cells):
            continue
        others = [other for other in COMMON if other not in separator and any(other in cell for cell in cells)]
        if others:
            says = f"no cell of {column} has the separator {separator!r}, so each is one value"
            accounting.note(table.header, "no-separator", says, f"did you mean {others[0]!r}?")


def _separated(part: PartFile, table: CsvTable) -> Iterator[tuple[str, str]]:
    """Yield the columns of several values that the file has, with the separator that the map names."""
    if isinstance(part, Deals) and part.players.column and table.header.first_of([part.players.column]):
        yield part.players.column, part.players.separator
    for source in _sources(part):
        column = table.header.first_of(source.column) if source else None
        if source and column and source.separator:
            yield column, source.separator


def _sources(part: PartFile) -> Iterator[SourceOf | None]:
    match part:
        case Deals():
            yield from (part.account.id, part.account.name, part.competitors, *part.fields.values())
        case Accounts():
            yield from part.fields.values()
        case People():
            yield from (part.account, part.part, part.reports_to, *part.fields.values())
        case Roles():
            yield from (part.deal, part.person, part.part)
        case OfDeals():
            yield part.deal
