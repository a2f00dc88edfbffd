"""One row of an export, read by a map: its fields and its ratings; its faults go to the accounting."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.edit.crm import cells
from generator.edit.crm.accounting import Accounting
from generator.edit.crm.cells import AMOUNTS, Kind, UnreadableCell
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import RATINGS, CellTest, Deals, RatingColumns, SourceOf
from generator.edit.crm.tables import CsvRow, folded
from generator.model.text import Sign

At = tuple[str, ...]
BLANK = re.compile(r"\{([^{}]+)\}")


class Reader:
    """Reader of one row by a map; the row's faults go to the accounting."""

    def __init__(self, row: CsvRow, formats: Formats, accounting: Accounting) -> None:
        """Take a row, the formats of its cells, and the accounting of the import."""
        self.row = row
        self.formats = formats
        self.accounting = accounting

    def cell(self, column: str) -> str:
        """Return a cell as one line, empty for a blank of the map and for one that is too long, which is a fault.

        `row` is the row's number, the header not counted, where no column is called that.
        """
        if column == "row" and folded(column) not in self.row.header.places:
            return str(self.row.number - 1)
        written = self.row.cell(column)
        try:
            return "" if written in self.formats.blanks else cells.line(written)
        except UnreadableCell as fault:
            self.fail(f"{column} {fault.says}", fault.remedy, fault.value)
            return ""

    def text(self, source: SourceOf) -> tuple[str, str]:
        """Return the text of a source and the name of the column that it comes from."""
        if named := self.row.header.first_of(source.column):
            return self.cell(named), named
        for template in source.text:
            pieces = BLANK.split(template)
            texts, columns = pieces[::2], pieces[1::2]
            said = [self.cell(column) for column in columns]
            if all(said):
                woven = "".join(text + cell for text, cell in zip(texts, [*said, ""], strict=True))
                return woven, columns[0] if columns else ""
        return source.constant or "", ""

    def value(self, source: SourceOf | None, kind: Kind = "line") -> str:
        """Return the value of a source as a kind; empty if there is none, or if it cannot be read."""
        if source is None:
            return ""
        said, column = self.text(source)
        if source.separator:
            said = said.split(source.separator)[0].strip()
        try:
            if said and source.values:
                known = source.by_case.get(said.casefold(), self._other(source, said))
                if known is None:
                    raise cells.unlisted(said, source.values, self.row.header.guesses)
                said = known
            if not said or (column == "" and kind not in AMOUNTS):
                return said
            if kind in AMOUNTS:
                currency = self.row.header.first_of(source.currency)
                code = self.cell(currency) if currency else ""
                return cells.amount(said, self.formats, code, signed=kind == "balance")
            return cells.READ[kind](said, self.formats)
        except UnreadableCell as fault:
            self.fail(f"{column or 'a value'} {fault.says}", fault.remedy, fault.value)
            return ""

    def fail(self, says: str, remedy: str = "", value: str = "") -> None:
        """Refuse the row."""
        self.accounting.refuse(self.row, "unreadable-cell", says, remedy, value)

    @property
    def is_refused(self) -> bool:
        """Whether the row has a fault that costs all of it."""
        return self.accounting.is_refused(self.row)

    def need(self, values: Mapping[At, str], name: str) -> None:
        """Refuse the row if a needed field is blank, unless it has a worse fault."""
        if not values[name,] and not self.is_refused:
            self.fail(f"has no {name}")

    def fields(self, sources: Mapping[str, SourceOf], kinds: Mapping[str, Kind]) -> dict[At, str]:
        """Return the value of every field that the map names."""
        return {tuple(name.split(".")): self.value(sources[name], kinds[name]) for name in kinds if name in sources}

    def _other(self, source: SourceOf, said: str) -> str | None:
        return source.otherwise or {"ignored": "", "kept": said}.get(source.others)


def holds(test: CellTest, cell: str, formats: Formats) -> bool:
    """Tell whether a cell passes; a blank passes only `not` and `given: no`."""
    among = cell.casefold() in {each.casefold() for each in test.one_of}
    apart = cell.casefold() not in {each.casefold() for each in test.none_of}
    if (test.one_of and not among) or not apart or (test.given is not None and test.given is not bool(cell)):
        return False
    if test.at_least is None and test.at_most is None:
        return True
    if not cell:
        return False
    number = cells.decimal(cell.removesuffix("%"), formats)
    low = test.at_least is None or number >= test.at_least
    return low and (test.at_most is None or number <= test.at_most)


def _rated(reader: Reader, rating: RatingColumns) -> Sign | None:
    """Return the rating, or None where the row says nothing on it; a value that the map lacks is a fault."""
    said = {column: reader.cell(column) for column in rating.columns}
    if not any(said.values()):
        return None
    if rating.column is None:
        rules = (
            rule.rating
            for rule in rating.rules
            if all(holds(test, said[column], reader.formats) for column, test in rule.when.items())
        )
        return next(rules, None)
    by_value = {value.casefold(): sign for value, sign in rating.signs.items()}
    if said[rating.column].casefold() not in by_value:
        raise UnreadableCell(f"has a value that the map does not rate: {said[rating.column]!r}", "add it to the map")
    return by_value[said[rating.column].casefold()]


def ratings(reader: Reader, part: Deals) -> dict[At, str]:
    """Return the four values of each rating that the map makes, all empty where the row says nothing."""
    found: dict[At, str] = {}
    date = reader.value(part.rated_on, "date")
    for criterion, rating in part.ratings.items():
        try:
            sign = _rated(reader, rating)
        except UnreadableCell as fault:
            reader.fail(f"{', '.join(rating.columns)} {fault.says}", fault.remedy, fault.value)
            continue
        said = {column: reader.cell(column) for column in rating.columns}
        evidence = "CRM: " + "; ".join(f"{column} = {cell}" for column, cell in said.items() if cell)
        known = sign in ("+", "-")
        at = (RATINGS, criterion)
        found[*at, "us"] = sign or ""
        found[*at, "date"] = date if known else ""
        found[*at, "by"] = "document" if known else ""
        found[*at, "evidence"] = evidence if sign else ""
    return found
