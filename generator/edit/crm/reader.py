"""One row of an export, read by a map: its fields and its ratings; its faults go to the accounting."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import Literal

from generator.edit.crm import cells
from generator.edit.crm.accounting import Accounting
from generator.edit.crm.cells import AMOUNTS, Kind, UnreadableCell
from generator.edit.crm.columns.conditions import failing, holds
from generator.edit.crm.columns.proven import NO_IDS, NOTHING_PROVEN, ProvenColumns
from generator.edit.crm.fields import RATINGS
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import CellTest, Deals, RatingColumns, Rule, SourceOf
from generator.edit.crm.lookups import KINDS, NO_LOOKUPS, Lookups, Named
from generator.edit.crm.tables import CsvRow, folded
from generator.model.text import Sign

At = tuple[str, ...]
BLANK = re.compile(r"\{([^{}]+)\}")
OWNER: At = ("owner",)
ROW_NUMBER = "row"
"""Name in a text for the number of the row."""
NEEDED_BESIDE: Mapping[str, At] = {"outcome.date": ("outcome", "result")}
"""Fields that a deal cannot do without where another one is given."""


class Reader:
    """Reader of one row by a map; the row's faults go to the accounting.

    A value is None where the file has no column for it, or where it cannot be read: the export says nothing about it
    then, which is not the same as a blank.
    """

    def __init__(
        self,
        row: CsvRow,
        formats: Formats,
        accounting: Accounting,
        proven: ProvenColumns = NOTHING_PROVEN,
        lookups: Lookups = NO_LOOKUPS,
    ) -> None:
        """Take a row, its formats, the accounting, what its file's columns prove, and the names behind ids."""
        self.proven = proven
        self.row = row
        self.formats = formats
        self.accounting = accounting
        self.lookups = lookups
        self.assumed: set[At] = set()

    def has(self, column: str) -> bool:
        """Tell whether the file has a column, or a text may name it nevertheless: `row` is the row's number."""
        return folded(column) in self.row.header.places or column == ROW_NUMBER

    def cell(self, column: str) -> str:
        """Return a cell as one line, empty for a blank of the map. Raises UnreadableCell for one that is too long.

        `row` is the row's number, the header not counted, where no column is called that.
        """
        if column == ROW_NUMBER and folded(column) not in self.row.header.places:
            return str(self.row.number - self.row.header.number)
        written = self.row.cell(column)
        return "" if written in self.formats.blanks else cells.line(written)

    def text(self, source: SourceOf) -> tuple[str, str] | None:
        """Return the text of a source and the name of its column, or None where the file has no column for it.

        Raises UnreadableCell for a cell that is too long.
        """
        column = self.row.header.first_of(source.column)
        if column and (written := self.cell(column)):
            return written, column
        for kind in KINDS:
            sought = source.stages if kind == "stages" else source.users if self.lookups.users else ()
            named = self.row.header.first_of(sought)
            if named and (id_ := self.cell(named)):
                name = self._named(kind, id_, named, source)
                return (name, named) if name else None
            column = column or named
        if column:
            return "", column
        is_there = False
        for template in source.text:
            pieces = BLANK.split(template)
            texts, columns = pieces[::2], pieces[1::2]
            if not all(self.has(column) for column in columns):
                continue
            is_there = True
            said = [self.cell(column) for column in columns]
            if all(said):
                woven = "".join(text + cell for text, cell in zip(texts, [*said, ""], strict=True))
                return woven, columns[0] if columns else ""
        if source.constant is not None or is_there:
            return source.constant or "", ""
        return None

    def _named(self, kind: Named, id_: str, column: str, source: SourceOf) -> str:
        """Return the name behind an id; that of a user is empty where it is not known, that of a stage the id."""
        name = self.lookups.name(kind, self.formats.same_id(id_))
        if kind == "stages":
            is_listed = name.casefold() in source.by_case or id_.casefold() not in source.by_case
            return name if name and is_listed else id_
        if not name:
            says = f"{column} is nobody's id in a file of users, nor under members of deals/index.md"
            remedy = "export the users too, or give the member `crm: {id: ...}`"
            self.accounting.note(self.row, "unknown-user", says, remedy, id_)
        return name

    def read(self, source: SourceOf, kind: Kind = "line", at: At = ()) -> str | None:
        """Return the value of a source as a kind. Raises UnreadableCell, which names the column."""
        try:
            found = self.text(source)
        except UnreadableCell as fault:
            raise fault.of(self.row.header.first_of(source.column) or "a value") from None
        if found is None:
            return None
        said, column = found
        if source.separator:
            said = said.split(source.separator)[0].strip()
        try:
            return self._converted(source, said, column, kind, at)
        except UnreadableCell as fault:
            raise fault.of(column or "a value") from None

    def _converted(self, source: SourceOf, said: str, column: str, kind: Kind, at: At) -> str:
        if said and source.values:
            known = source.by_case.get(said.casefold(), self._other(source, said))
            if known is None:
                raise cells.unlisted(said, source.values, self.row.header.guesses)
            said = known
        if at == OWNER:
            return cells.line(self.lookups.users.get(self.formats.same_id(said), said))
        if not said or (column == "" and kind not in AMOUNTS):
            return said
        if kind in AMOUNTS:
            return self._amount(source, said, at, signed=kind == "balance")
        if kind == "date" and (dates := self.proven.dates.get(folded(column))):
            return dates.read(said)
        return cells.READ[kind](said, self.formats)

    def _amount(self, source: SourceOf, said: str, at: At, *, signed: bool) -> str:
        """Return an amount; where its currency is the map's constant for want of a word in the export, say so."""
        column = self.row.header.first_of(source.currency)
        currency = self.cell(column) if column else ""
        if source.currency and not currency and cells.names_no_currency(said):
            self.assumed.add(at)
            if column and self.formats.currency:
                says = f"{column} is blank; {'.'.join(at)} is in {self.formats.currency}, as the map's formats say"
                self.accounting.note(self.row, "currency-assumed", says)
        if cells.is_rounded(said):
            says = f"{'.'.join(at)} looks rounded by a spreadsheet and is taken as it stands"
            self.accounting.note(self.row, "rounded", says, "export it as a CSV file without opening that", said)
        return cells.amount(said, self.formats, currency, signed=signed)

    def value(self, source: SourceOf | None) -> str:
        """Return a text that the row cannot do without, such as an id; empty if there is none.

        The row is refused if it cannot be read.
        """
        try:
            return (self.read(source) or "") if source else ""
        except UnreadableCell as fault:
            self.fail(fault)
            return ""

    def id(self, source: SourceOf | None) -> str:
        """Return an id that the row cannot do without; empty if there is none.

        The row is refused if it cannot be read, or if a spreadsheet has damaged it.
        """
        value = self.value(source)
        if fault := self.damage(source, value):
            self.accounting.refuse(self.row, "damaged-id", fault.says, fault.remedy, fault.value)
            return ""
        return value

    def damage(self, source: SourceOf | None, id_: str) -> UnreadableCell | None:
        """Return the fault of an id that a spreadsheet has damaged, None for a sound one."""
        column = self.row.header.first_of(source.column) if source and id_ else None
        fault = self.proven.ids.get(folded(column), NO_IDS).damage(id_) if column else None
        return fault.of(column) if fault and column else None

    def optional(self, name: str, source: SourceOf | None, kind: Kind = "line") -> str | None:
        """Return a value that the row can do without; one that cannot be read is left out, with a remark."""
        try:
            return self.read(source, kind, tuple(name.split("."))) if source else None
        except UnreadableCell as fault:
            self.leave_out(name, fault)
            return None

    def fields(
        self, sources: Mapping[str, SourceOf], kinds: Mapping[str, Kind], needed: Container[str]
    ) -> dict[At, str]:
        """Return the value of every field that the map names and the row says something about.

        The row is refused if one that it needs cannot be read.
        """
        values: dict[At, str] = {}
        for name in (name for name in kinds if name in sources):
            beside = values.get(NEEDED_BESIDE[name]) if name in NEEDED_BESIDE else None
            value: str | None = beside
            if name in needed or beside:
                value = self._needed(sources[name], kinds[name])
            elif name not in NEEDED_BESIDE:
                value = self.optional(name, sources[name], kinds[name])
            if value is not None:
                values[tuple(name.split("."))] = value
        return values

    def _needed(self, source: SourceOf, kind: Kind) -> str | None:
        try:
            return self.read(source, kind)
        except UnreadableCell as fault:
            self.fail(fault)
            return None

    def fail(self, fault: UnreadableCell) -> None:
        """Refuse the row."""
        self.accounting.refuse(self.row, "unreadable-cell", fault.says, fault.remedy, fault.value)

    def leave_out(self, name: str, fault: UnreadableCell) -> None:
        """Leave a field of the row out."""
        self.accounting.leave_out(self.row, name, "unreadable-cell", fault.says, fault.remedy, fault.value)

    @property
    def is_refused(self) -> bool:
        """Whether the row has a fault that costs all of it."""
        return self.accounting.is_refused(self.row)

    def is_left_out(self, only: Mapping[str, CellTest]) -> bool:
        """Tell whether the map's filter leaves the row out, and say so; undecided, it is refused."""
        try:
            column = failing(only, self.cell, self.formats)
        except UnreadableCell as fault:
            self.fail(fault)
            return False
        if column:
            says = f"left out by `only`, {column}"
            self.accounting.pass_over(self.row, "filtered", says, value=self.row.cell(column))
        return column is not None

    def need(self, values: Mapping[At, str], name: str) -> None:
        """Refuse the row if a needed field is blank, unless it has a worse fault."""
        if not values.get((name,)) and not self.is_refused:
            self.fail(UnreadableCell(f"has no {name}"))

    def _other(self, source: SourceOf, said: str) -> str | None:
        return source.otherwise or {"ignored": "", "kept": said}.get(source.others)


def _rated(reader: Reader, rating: RatingColumns, said: Mapping[str, str]) -> Sign | Literal[""] | None:
    """Return the rating, empty where the row says nothing on it, None where the export does.

    `said` has the cells of the columns that the file has. Raises UnreadableCell for a value that the map lacks.
    """
    if not said:
        return None
    if rating.column is None:
        return _by_rules(reader, rating.rules, said)
    cell = said[rating.column]
    by_value = {value.casefold(): sign for value, sign in rating.signs.items()}
    if cell and cell.casefold() not in by_value:
        raise UnreadableCell(f"has a value that the map does not rate: {cell!r}", "add it to the map")
    return by_value[cell.casefold()] if cell else ""


def _by_rules(reader: Reader, rules: Sequence[Rule], said: Mapping[str, str]) -> Sign | Literal[""] | None:
    """Return the rating of the first rule that holds, None where a column that the file lacks decides that.

    Raises UnreadableCell for a cell that is no number where one is asked for.
    """
    if not any(said.values()):
        return ""
    for rule in rules:
        there = {column: test for column, test in rule.when.items() if column in said}
        if all(holds(test, said[column], reader.formats) for column, test in there.items()):
            return rule.rating if len(there) == len(rule.when) else None
    return ""


def ratings(reader: Reader, part: Deals) -> dict[At, str]:
    """Return the four values of each rating that the map makes, all empty where the row says nothing."""
    found: dict[At, str] = {}
    date = reader.optional("rated_on", part.rated_on, "date")
    for criterion, rating in part.ratings.items():
        at = (RATINGS, criterion)
        try:
            said = {column: reader.cell(column) for column in rating.columns if reader.has(column)}
            sign = _rated(reader, rating, said)
        except UnreadableCell as fault:
            reader.leave_out(".".join(at), fault.of(", ".join(rating.columns)))
            continue
        if sign is None:
            continue
        evidence = "CRM: " + "; ".join(f"{column} = {cell}" for column, cell in said.items() if cell)
        known = sign in ("+", "-")
        found[*at, "us"] = sign
        if date is not None or not known or part.rated_on is None:
            found[*at, "date"] = date or "" if known else ""
        found[*at, "by"] = rating.by if known else ""
        found[*at, "evidence"] = evidence if sign else ""
    return found
