"""Results of deals, where the CRM says them apart from the stage."""

from __future__ import annotations

from collections.abc import Mapping

from generator.edit.crm import cells
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.columns.conditions import holds
from generator.edit.crm.import_map import Deals, ResultColumns, SourceOf
from generator.edit.crm.reader import Reader

STAGE, RESULT = "stage", "outcome.result"


def sources_of(reader: Reader, part: Deals) -> Mapping[str, SourceOf]:
    """Return the sources of a row's fields; for a deal that has ended, stage and result are those of its end."""
    if not part.result:
        return part.fields
    result = _result(reader, part.result)
    if not result:
        # Blank where the file says so, and not for want of a column: a deal that is opened again loses its outcome.
        is_open = any(map(reader.has, part.result.columns))
        return {RESULT: SourceOf(constant=""), **part.fields} if is_open else part.fields
    return {**part.fields, STAGE: SourceOf(constant=part.result.stage), RESULT: SourceOf(constant=result)}


def _result(reader: Reader, columns: ResultColumns) -> str:
    """Return the result, or nothing where the row says none; a value that the map does not know is a fault."""
    try:
        return _by_column(reader, columns, columns.column) if columns.column else _by_rules(reader, columns)
    except UnreadableCell as fault:
        reader.fail(fault.of(columns.column or "a column of the result"))
        return ""


def _by_column(reader: Reader, columns: ResultColumns, column: str) -> str:
    value = reader.cell(column)
    result = columns.by_case.get(value.casefold())
    if result is None and value and columns.open:
        raise cells.unlisted(value, columns.by_case, reader.row.header.guesses)
    return result or ""


def _by_rules(reader: Reader, columns: ResultColumns) -> str:
    for rule in columns.rules:
        if all(holds(test, reader.cell(column), reader.formats) for column, test in rule.when.items()):
            return rule.result
    return ""
