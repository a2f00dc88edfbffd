"""The import map: which column of an export becomes which field of which file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from generator.edit.crm.back import BackColumns
from generator.edit.crm.columns.modified import is_last_touched
from generator.edit.crm.fields import (
    ACCOUNT_FIELDS,
    ACTION_FIELDS,
    DEAL_FIELDS,
    HISTORY_FIELDS,
    PERSON_FIELDS,
    RATINGS,
)
from generator.edit.crm.formats import Formats, with_two_signs
from generator.model.deal import Result, Word
from generator.model.text import (
    Line,
    Lines,
    Name,
    Noun,
    Number,
    Rated,
    Sign,
    YesNo,
    fault,
    one_of,
    words_of,
)

Others = Literal["refused", "ignored", "kept"]


def columns(raw: object) -> object:
    """Read a bare column, or a list of columns of which the first that the file has is taken, as a source."""
    return {"column": raw} if isinstance(raw, str | list) else raw


class SourceOf(Noun):
    """Origin of a value: a column, a text with `{Column}` in it, or a constant.

    Of several columns the first that the file has is taken; of several texts the first whose columns are all filled
    in. `values` turns the CRM's words into ours; a value that is not listed there becomes `otherwise`, or is treated
    as `others` says. `currency` names the column that an amount's currency stands in. Of several values in one cell,
    with a `separator` between them, the first is taken. `users` and `stages` are columns with an id, for which the
    name is taken from the file of these; they are read where `column` gives nothing.
    """

    column: Lines = ()
    text: Lines = ()
    constant: Line | None = None
    values: dict[Line, Line] = {}
    otherwise: Line | None = None
    others: Annotated[Others, words_of(Others)] = "refused"
    currency: Lines = ()
    separator: Line | None = None
    users: Lines = ()
    stages: Lines = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of which one has the value or its id."""
        return (*self.column, *self.users, *self.stages)

    @cached_property
    def by_case(self) -> Mapping[str, str]:
        """Our word for each value of the CRM, by its folded letter case."""
        return {value.casefold(): meant for value, meant in self.values.items()}


Source = Annotated[SourceOf, BeforeValidator(columns)]


class AccountOf(Noun):
    """Link of a deal to its account: by the account's id, its name, or both; `empty` replaces no account."""

    id: Source | None = None
    name: Source | None = None
    empty: Line | None = None


class CellTest(Noun):
    """Test of a cell: one of some values, none of them, a number within bounds, filled in or not.

    A cell with several values `contains` each of them.
    """

    __test__ = False  # pytest collects by name

    one_of: Lines = Field((), alias="is")
    none_of: Lines = Field((), alias="not")
    contains: Lines = ()
    at_least: Number | None = None
    at_most: Number | None = None
    given: YesNo | None = None


def tested(raw: object) -> object:
    """Read a bare value, or a list of them, as a test for one of these values."""
    return {"is": raw} if isinstance(raw, str | list) else raw


Tests = dict[Line, Annotated[CellTest, BeforeValidator(tested)]]
"""Tests of cells by column, all of which have to hold."""


class Rule(Noun):
    """A rating and the tests of columns that all have to hold for it; without tests it always holds."""

    rating: Rated
    when: Tests = {}


class RatingColumns(Noun):
    """Source of a rating: the values of one column, or rules of which the first that holds counts.

    `by` is whose word it is: ours, as in every list that a rep fills in, unless a document's or the customer's.
    """

    column: Line | None = None
    plus: Lines = Field((), alias="+")
    minus: Lines = Field((), alias="-")
    unknown: Lines = Field((), alias="?")
    rules: tuple[Rule, ...] = ()
    by: Annotated[Word, words_of(Word)] = "us"

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the rating looks at, in the order of the map."""
        named = [column for rule in self.rules for column in rule.when]
        return tuple(dict.fromkeys([*([self.column] if self.column else []), *named]))

    @property
    def signs(self) -> Mapping[str, Sign]:
        """The rating of each value of the one column."""
        by_sign: Mapping[Sign, Lines] = {"+": self.plus, "-": self.minus, "?": self.unknown}
        return {value: sign for sign, values in by_sign.items() for value in values}


def whole_rating(rating: RatingColumns) -> RatingColumns:
    """Return a rating that says exactly one of its two forms.

    Raises a fault for one that says neither or both.
    """
    if bool(rating.signs and rating.column) == bool(rating.rules):
        remedy = 'write column with "+", "?" and "-", or rules'
        raise fault("not-a-rating-rule", "says neither or both ways of reading a rating", remedy)
    return rating


def with_rules(raw: object) -> object:
    """Read a bare list as rules."""
    return {"rules": raw} if isinstance(raw, list) else raw


class ResultRule(Noun):
    """Result of a deal, and the tests of columns that all have to hold for it; without tests it always holds."""

    result: Annotated[Result, words_of(Result)]
    when: Tests = {}


class ResultColumns(Noun):
    """Origin of a deal's end apart from its stage: values of one column, or rules of which the first counts.

    A deal that has ended stands at `stage`, whatever its column of stages says. Values that are not listed are those
    of open deals, unless `open` lists these.
    """

    column: Line | None = None
    won: Lines = ()
    lost: Lines = ()
    no_decision: Lines = Field((), alias="no-decision")
    withdrawn: Lines = ()
    open: Lines = ()
    rules: tuple[ResultRule, ...] = ()
    stage: Line = "closed"

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the result looks at, in the order of the map."""
        named = [column for rule in self.rules for column in rule.when]
        return tuple(dict.fromkeys([*([self.column] if self.column else []), *named]))

    @cached_property
    def by_case(self) -> Mapping[str, str]:
        """The result of each value of the one column by its folded letter case; empty for open deals."""
        listed = {
            "won": self.won,
            "lost": self.lost,
            "no-decision": self.no_decision,
            "withdrawn": self.withdrawn,
            "": self.open,
        }
        return {value.casefold(): result for result, values in listed.items() for value in values}


def whole_result(result: ResultColumns) -> ResultColumns:
    """Return a result that says exactly one of its two forms.

    Raises a fault for one that says neither or both.
    """
    if bool(result.column and any(result.by_case.values())) == bool(result.rules):
        remedy = "write column with won and lost, or rules"
        raise fault("not-a-result-rule", "says neither or both ways of reading a deal's end", remedy)
    return result


RatingOf = Annotated[RatingColumns, BeforeValidator(with_rules), AfterValidator(whole_rating)]

ResultOf = Annotated[ResultColumns, BeforeValidator(with_rules), AfterValidator(whole_result)]


def day_of_evidence(source: SourceOf) -> SourceOf:
    """Return the source of the day on which a rating was known.

    Raises a fault for a column that says when the row was last touched.
    """
    named = [*source.column, *(column for text in source.text for column in re.findall(r"\{([^{}]+)\}", text))]
    if touched := next((column for column in named if is_last_touched(column)), None):
        says = f"names {touched!r}, the day on which somebody last touched the row, for whatever reason"
        remedy = "name a column with the day of the evidence, or leave rated_on out: such ratings count as claimed"
        raise fault("not-a-day-of-evidence", says, remedy)
    return source


def owned(*fields: str) -> BeforeValidator:
    """Return the converter for a field, or a block of fields, that the CRM can own."""
    return BeforeValidator(one_of(*fields, *dict.fromkeys(each.split(".")[0] for each in fields)))


def having(*needed: str) -> AfterValidator:
    """Return the check that the fields without which there is no file have a source."""

    def check(fields: dict[str, SourceOf]) -> dict[str, SourceOf]:
        if missing := [each for each in needed if each not in fields]:
            raise fault("missing-field", f"does not say where {' and '.join(missing)} come from", "name a column")
        return fields

    return AfterValidator(check)


DealField = Annotated[str, BeforeValidator(one_of(*DEAL_FIELDS))]
AccountField = Annotated[str, BeforeValidator(one_of(*ACCOUNT_FIELDS))]
PersonField = Annotated[str, BeforeValidator(one_of(*PERSON_FIELDS))]


class PartFile(Noun):
    """One kind of file of the export, known by headers that it has, and by those that it is `without`.

    `named` decides where several kinds fit. Rows count `only` where the tests of all these columns hold.
    """

    headers: Lines = Field(min_length=1)
    without: Lines = ()
    named: Line = "*"
    only: Tests = {}


class ExportFile(PartFile):
    """One kind of file whose rows have an id."""

    id: Source


class PlayersOf(Noun):
    """People of the account who are players: those whose ids a column lists, or everyone."""

    column: Line | None = None
    separator: Line = ";"
    of_account: YesNo = False

    @cached_property
    def source(self) -> SourceOf | None:
        """The column with the ids, as a source."""
        return SourceOf(column=(self.column,)) if self.column else None


class Deals(ExportFile):
    """The file of opportunities. `owns` lists the fields that follow the CRM; the others are written once."""

    account: AccountOf
    fields: Annotated[dict[DealField, Source], having("title", "stage")]
    result: ResultOf | None = None
    ratings: dict[Name, RatingOf] = {}
    rated_on: Annotated[Source, AfterValidator(day_of_evidence)] | None = None
    players: PlayersOf = PlayersOf()
    competitors: Source | None = None
    notes: Source | None = None
    owns: tuple[Annotated[str, owned(*DEAL_FIELDS, RATINGS)], ...] = ()


class Accounts(ExportFile):
    """The file of accounts. Lines of `profile` are written once, each where all its columns are filled in."""

    fields: Annotated[dict[AccountField, Source], having("title")]
    profile: tuple[Source, ...] = ()
    owns: tuple[Annotated[str, owned(*ACCOUNT_FIELDS)], ...] = ()


class People(ExportFile):
    """The file of contacts: the people of the accounts. `part` is a person's part in every deal without another."""

    account: Source
    fields: Annotated[dict[PersonField, Source], having("name")]
    reports_to: Source | None = None
    part: Source | None = None
    owns: tuple[Annotated[str, owned(*PERSON_FIELDS)], ...] = ()


class OfDeals(PartFile):
    """One kind of file whose rows belong to the deals with the ids in `deal`."""

    deal: Source


class Roles(OfDeals):
    """The file of the people's parts in deals."""

    person: Source
    part: Source | None = None


HistoryField = Annotated[str, BeforeValidator(one_of(*HISTORY_FIELDS))]
ActionField = Annotated[str, BeforeValidator(one_of(*ACTION_FIELDS))]


class StateHistory(OfDeals):
    """The file of how deals stood: each row holds the fields as they were from the day `on`."""

    on: Source
    fields: Annotated[dict[HistoryField, Source], Field(min_length=1)]


class ChangedField(Noun):
    """A field of ours in a file of changes: its names there, and how its values become ours.

    `values` and `currency` are as those of a source; a value that is not listed stays as it is.
    """

    names: Lines = Field(alias="is", min_length=1)
    values: dict[Line, Line] = {}
    currency: Lines = ()

    def source(self, column: str) -> SourceOf:
        """Return a column with values of this field as a source."""
        return SourceOf(column=(column,), values=self.values, others="kept", currency=self.currency)


def named_fields(raw: object) -> object:
    """Read a bare name, or a list of names, as a field that is called so."""
    return {"is": raw} if isinstance(raw, str | list) else raw


class FieldHistory(OfDeals):
    """The file of changes: each row says which `field` had the value `after` from the day `on`.

    A row whose field is one of `created` tells when the deal was made: the values `before` its first changes stood
    from then on.
    """

    on: Source
    field: Line
    before: Line | None = None
    after: Line
    created: Lines = ()
    fields: Annotated[dict[HistoryField, Annotated[ChangedField, BeforeValidator(named_fields)]], Field(min_length=1)]


class Tasks(OfDeals):
    """The file of tasks, which become actions of the deals' plans."""

    id: Source
    fields: Annotated[dict[ActionField, Source], having("what")]


class DatedRecords(OfDeals):
    """The file of notes, calls or meetings, which become dated notes below the deals."""

    id: Source
    on: Source
    text: Line
    kind: Source | None = None
    title: Source | None = None
    author: Source | None = None


class LineItems(OfDeals):
    """The file of line items: their amounts are added up by offering."""

    offering: Source
    amount: Source


class Rivals(OfDeals):
    """The file of who else is in the deals."""

    name: Source


AttachedPart = StateHistory | FieldHistory | Tasks | DatedRecords | LineItems | Rivals


class NamedThings(ExportFile):
    """A file that says which id has which name: of users, or of stages."""

    name: Source


class DealAccounts(PartFile):
    """A file that says which deal is at which account, by their ids."""

    deal: Source
    account: Source


class ImportMap(Noun):
    """A whole map. `system` is the CRM's name in the files; with an id it ties a file to its row.

    `back` are the columns of the file that goes back to the CRM, by what stands in them.
    """

    about: Line = ""
    system: Name
    formats: Annotated[Formats, AfterValidator(with_two_signs)] = Formats()
    deals: Deals | None = None
    accounts: Accounts | None = None
    people: People | None = None
    roles: Roles | None = None
    users: NamedThings | None = None
    stages: NamedThings | None = None
    deal_accounts: DealAccounts | None = None
    history: StateHistory | None = None
    field_history: FieldHistory | None = None
    actions: Tasks | None = None
    notes: DatedRecords | None = None
    line_items: LineItems | None = None
    competitors: Rivals | None = None
    back: BackColumns = {}
