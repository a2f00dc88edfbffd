"""Columns that a map names and a file lacks: each is named once, and says and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import (
    Accounts,
    DatedRecords,
    Deals,
    FieldHistory,
    LineItems,
    OfDeals,
    PartFile,
    People,
    Roles,
    SourceOf,
    StateHistory,
    Tasks,
)
from generator.edit.crm.lookups import NO_LOOKUPS, Lookups
from generator.edit.crm.reader import BLANK, ROW_NUMBER
from generator.edit.crm.tables import Header, folded
from generator.problems import Guesses

NEEDED = frozenset({"id", "title", "stage", "name", "deal", "person", "what"})
"""Fields whose missing column refuses the whole file, and is said there."""

Named = tuple[str, Sequence[str]]
"""A field of ours, and the columns of which it needs one."""


def note_missing_columns(
    header: Header,
    part: PartFile,
    formats: Formats,
    accounting: Accounting,
    lookups: Lookups = NO_LOOKUPS,
) -> None:
    """Name every column that the file lacks once: with the nearest header, or together where none is near.

    A column with ids of users counts only where something says who they are.
    """
    guesses = Guesses(header.characters)
    free = _free(header, part)
    far: list[str] = []
    for lacking in _lacking(header, part, lookups):
        if near := next((near for column in lacking.columns if (near := guesses.nearest(column, free))), None):
            says = f"there is no column for {lacking.says}; nothing is changed by that"
            accounting.note(header, "no-column", says, f"did you mean {near!r}?")
        else:
            far.append(lacking.says)
    if far:
        says = f"there is no column for {', '.join(far)}; nothing is changed by that"
        accounting.note(header, "no-column", says)
    _note_missing_currencies(header, part, formats, accounting)


class Lacking(NamedTuple):
    """A field without a column, in words, with the columns of which one may be there under a similar name."""

    says: str
    columns: Sequence[str]


def _free(header: Header, part: PartFile) -> list[str]:
    """Return the columns that the map does not name."""
    used = {folded(column) for _, columns in _sources(part) for column in columns}
    return [name for name in header.names if name and folded(name) not in used]


def _lacking(header: Header, part: PartFile, lookups: Lookups) -> Iterator[Lacking]:
    """Yield the fields that have none of their columns."""
    ids = {name: source.users for name, source in _named_sources(part) if source and not lookups.users}
    for field, named in _sources(part):
        unnamed = ids.get(field, ())
        columns = [column for column in named if column not in unnamed]
        if header.first_of(columns) or ROW_NUMBER in columns or not columns:
            continue
        with_users = f", or {' or '.join(unnamed)} with a file of users" if unnamed else ""
        has_ids = header.first_of(unnamed) is not None
        yield Lacking(f"{field} ({' or '.join(columns)}{with_users})", () if has_ids else columns)


def _note_missing_currencies(header: Header, part: PartFile, formats: Formats, accounting: Accounting) -> None:
    """Name the amounts without a column for their currency, and say in which one they are taken."""
    for field, source in _amounts(part):
        if source.currency and header.first_of(source.column) and not header.first_of(source.currency):
            taken = f"taken as {formats.currency}, as the map's formats say" if formats.currency else "left out"
            taken = "in the currency of its deal" if isinstance(part, OfDeals) and formats.currency else taken
            says = f"there is no column for the currency of {field} ({' or '.join(source.currency)})"
            accounting.note(header, "no-currency", f"{says}: a bare number is {taken}")


def _sources(part: PartFile) -> Iterator[Named]:
    """Yield every field that can do without a column, with the columns that the map names for it."""
    for name, source in _named_sources(part):
        if name not in NEEDED:
            yield from _columns(name, source)
    if isinstance(part, Deals):
        if part.result:
            yield "result", part.result.columns
        for criterion, rating in part.ratings.items():
            yield from ((f"assessment.{criterion}", (column,)) for column in rating.columns)


def _named_sources(part: PartFile) -> Iterator[tuple[str, SourceOf | None]]:
    match part:
        case Deals():
            either = [source for source in (part.account.id, part.account.name) if source]
            if all(source.column for source in either):
                yield "account", SourceOf(column=tuple(column for source in either for column in source.column))
            yield from part.fields.items()
            yield "rated_on", part.rated_on
            yield "players", part.players.source
            yield "competitors", part.competitors
            yield "notes", part.notes
        case Accounts():
            yield from part.fields.items()
            yield from (("profile", source) for source in part.profile)
        case People():
            yield "account", part.account
            yield from part.fields.items()
            yield "reports_to", part.reports_to
            yield "part", part.part
        case Roles():
            yield "part", part.part
        case StateHistory() | Tasks():
            yield from part.fields.items()
        case FieldHistory():
            yield "before", SourceOf(column=(part.before,)) if part.before else None
        case DatedRecords():
            yield from (("kind", part.kind), ("title", part.title), ("author", part.author))


def _columns(name: str, source: SourceOf | None) -> Iterator[Named]:
    """Yield what a field needs: one of its columns, or every column of one of its texts."""
    if source is None or source.constant is not None:
        return
    if source.columns and not source.text:
        yield name, source.columns
    elif source.text and not source.column:
        yield from ((name, (column,)) for column in BLANK.findall(source.text[-1]))


def _amounts(part: PartFile) -> Iterator[tuple[str, SourceOf]]:
    sources = {"amount": part.amount} if isinstance(part, LineItems) else getattr(part, "fields", {})
    if not isinstance(part, FieldHistory):
        yield from ((name, source) for name, source in sources.items() if source.currency)
