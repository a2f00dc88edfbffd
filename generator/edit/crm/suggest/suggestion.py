"""A suggested map for the tables of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.edit.crm.maps import SHIPPED, read_map, shipped_maps
from generator.edit.crm.suggest.account_lines import add_accounts, add_links, add_names, add_people, add_roles
from generator.edit.crm.suggest.columns import Columns, are_dates
from generator.edit.crm.suggest.deal_lines import DealLines
from generator.edit.crm.suggest.lines import MapLines, inline
from generator.edit.crm.suggest.matching import AMOUNTS, DATES
from generator.edit.crm.suggest.notation import (
    currency_in,
    date_pattern,
    decimal_sign,
    proven_patterns,
    shared_signs,
    signs_in,
)
from generator.edit.crm.suggest.parts import TablePart, part_for
from generator.edit.crm.suggest.vocabulary import bare, vocabulary
from generator.edit.crm.tables import CsvTable, folded
from generator.model.method import Stage

PARTS = ("deals", "accounts", "people", "roles", "users", "stages", "deal_accounts")
TELLING = {
    "deals": ("title", "stage", "amount", "close"),
    "accounts": ("title", "industry", "website", "owner", "employees"),
    "people": ("last", "name", "email", "account"),
    "roles": ("deal", "person"),
    "users": ("login", "id", "email", "last"),
    "stages": ("id", "name"),
    "deal_accounts": ("deal", "account"),
}
"""Fields whose columns tell a file of a part from others."""
DAYS_FIRST = frozenset("äöüßéèêàçñãõ")
"""Letters in headers of languages in which days stand before months and commas before decimals."""


class Suggestion(NamedTuple):
    """A suggested map as YAML text, the tables with their parts, and whether something needed was not found."""

    text: str
    tables: tuple[TablePart, ...]
    missing: tuple[str, ...]


def suggestion(tables: Sequence[CsvTable], stages: Mapping[str, Stage], encoding: str | None = None) -> Suggestion:
    """Return a map for tables. `stages` are the method's; `encoding` is one that was guessed from a file's bytes."""
    parts = tuple(part_for(Columns(table)) for table in tables)
    to = MapLines()
    system = _system(parts, to)
    _formats(parts, to, encoding, system)
    for part in PARTS:
        if table := next((each for each in parts if each.part == part), None):
            to.lines.append("")
            rows = len(table.columns.table.rows)
            said = f"{rows:,} row" if rows == 1 else f"{rows:,} rows"
            to.add(0, part, remark=f"from {table.columns.table.header.file}, {said}")
            _headers(table, parts, to)
            _add(table, parts, to, stages, own_stages(system))
    if not any(each.part == "deals" for each in parts):
        to.missing.insert(0, "deals: no file has a title or stage with an amount or a close date")
    text = "\n".join([*_top(parts, to), *to.lines, ""])
    return Suggestion(text, parts, tuple(to.missing))


def _add(
    table: TablePart, parts: Sequence[TablePart], to: MapLines, stages: Mapping[str, Stage], known: Mapping[str, str]
) -> None:
    match table.part:
        case "deals":
            DealLines(table, to, stages, known, {each.part: each for each in parts if each.part}).write()
        case "accounts":
            add_accounts(table, to)
        case "people":
            add_people(table, to)
        case "roles":
            add_roles(table, to)
        case "users" | "stages":
            add_names(table, to)
        case "deal_accounts":
            add_links(table, to)
    to.used |= {(table.columns.table.header.file, match.column) for match in table.matches.values()}


def own_stages(system: str) -> Mapping[str, str]:
    """Return the method's stage of each stage that a CRM brings along, as the maps that ship for it have them."""
    maps = [read_map(name, (SHIPPED / f"{name}.yml").read_bytes()) for name in shipped_maps()]
    sources = [each.deals.fields["stage"] for each in maps if each.system == system and each.deals]
    return {value: stage for source in sources for value, stage in source.values.items()}


def _system(parts: Sequence[TablePart], to: MapLines) -> str:
    """Add the name of the CRM, known by the columns that it alone has."""
    names = {bare(name) for each in parts for name in each.columns.names}
    known = (
        (tool, {bare(column) for column in columns}) for tool, sets in vocabulary().tools.items() for columns in sets
    )
    tool = next((tool for tool, columns in known if columns <= names), "")
    to.add(0, "system", tool or "crm", guess="" if tool else "no column says which CRM it is", remark="recognised")
    return tool


def _formats(parts: Sequence[TablePart], to: MapLines, encoding: str | None, system: str) -> None:
    """Add how values are written, where the files show it."""
    place = len(to.lines)
    to.add(0, "formats")
    if encoding:
        to.add(1, "encoding", encoding, guess="the file is not UTF-8")
    local = any(letter in name.casefold() for each in parts for name in each.columns.names for letter in DAYS_FIRST)
    deals = [each for each in parts if each.part == "deals"]
    amounts = [value for each in deals for value in _values(each, AMOUNTS)]
    numbers = decimal_sign(amounts)
    local = local or numbers.value == ","
    _dates(parts, to, days_first=local)
    if numbers.value != "." or numbers.why:
        to.add(1, "decimal", inline(numbers.value), guess=numbers.why, remark="recognised")
    _currency(deals, amounts, to, local)
    blanks = {
        blank: None
        for each in parts
        for match in each.matches.values()
        for blank in each.columns.blanks(match.column)
    }
    if blanks:
        to.add(1, "blank", inline(sorted(blanks)), remark="read as nothing")
    if system == "salesforce":
        to.add(1, "id_length", "15", remark="an 18-character id is the 15-character one and three check characters")
    if len(to.lines) == place + 1:
        del to.lines[place]


def _values(table: TablePart, fields: frozenset[str]) -> Iterator[str]:
    for field, match in table.matches.items():
        if field in fields:
            yield from table.columns.values(match.column)


def _dates(parts: Sequence[TablePart], to: MapLines, *, days_first: bool) -> None:
    every = [each.columns.values(name) for each in parts for name in each.columns.names]
    proven = list(dict.fromkeys(proven_patterns(values for values in every if are_dates(values))))
    found: dict[str, str] = {}
    for each in parts:
        for field, match in each.matches.items():
            if field in DATES and (guess := date_pattern(each.columns.values(match.column), proven, days_first)):
                found[guess.value] = found.get(guess.value) or (f"{match.column}: {guess.why}" if guess.why else "")
    if found:
        to.add(1, "dates", inline(list(found)), guess="; ".join(filter(None, found.values())), remark="recognised")
    elif any(DATES & set(each.matches) for each in parts):
        to.add(1, "dates", "[YYYY-MM-DD]", guess="no date is filled in that shows how dates are written")


def _currency(deals: Sequence[TablePart], amounts: Sequence[str], to: MapLines, local: bool) -> None:
    matches = deals[0].matches if deals else {}
    if "amount" not in matches:
        return
    signs = signs_in(amounts)
    if "currency" in matches:
        signs = (*signs, *deals[0].columns.values(matches["currency"].column))
    elif not amounts or any(not signs_in([amount]) for amount in amounts):
        header = currency_in(matches["amount"].column)
        guess = "" if header else "nothing names the currency of amounts that are bare numbers"
        to.add(1, "currency", header or ("EUR" if local else "USD"), guess=guess, remark="from the column's name")
    if shared := shared_signs(signs):
        to.add(1, "symbols", inline(shared), guess=f"{', '.join(shared)} is the sign of several currencies")


def _headers(table: TablePart, parts: Sequence[TablePart], to: MapLines) -> None:
    """Add the columns by which a file is known for its part: as many as no other file has together."""
    others = [{folded(name) for name in each.columns.names} for each in parts if each.part != table.part]
    telling = [table.matches[field] for field in TELLING[table.part] if field in table.matches]
    every = [*telling, *table.matches.values()]
    named = list(dict.fromkeys(match.column for match in sorted(every, key=lambda match: bool(match.guess))))
    chosen = named[:2]
    for column in named[2:]:
        if not any({folded(each) for each in chosen} <= other for other in others):
            break
        chosen.append(column)
    to.add(1, "headers", inline(chosen))
    if any({folded(each) for each in chosen} <= other for other in others):
        stem = table.columns.table.header.file.rpartition(".")[0].casefold()
        to.add(1, "named", inline(f"*{stem}*"), remark="other files have these columns too")


def _top(parts: Sequence[TablePart], to: MapLines) -> Iterator[str]:
    """Yield the comments at the top: what to look at, and what is left out."""
    read = [each for each in parts if each.part] or parts
    files = " ".join(dict.fromkeys(_quoted(each.columns.table.header.file.partition(" (")[0]) for each in read))
    yield "# A suggested map. Look at what is guessed, save it as our-crm.yml, and see what it does:"
    yield "#"
    yield f"#   playbook import {files} --map our-crm.yml --dry-run"
    yield "#"
    yield from _listed("Wanted and not found", [*_torn(parts), *to.missing])
    yield from _listed("Guessed", to.guessed)
    yield from _listed("Left out", list(_left_out(parts, to)))


def _torn(parts: Sequence[TablePart]) -> Iterator[str]:
    """Yield how many rows of each file could not be taken apart, with the first of them."""
    for table in (each.columns.table for each in parts):
        if table.torn:
            first = table.torn[0]
            says = f"row {first.row.number} {first.says}"
            yield f"{table.header.file}: rows that cannot be read: {len(table.torn):,}; {says}"


def _quoted(file: str) -> str:
    if file == "stdin":
        return "-"
    return f'"{file}"' if " " in file else file


def _listed(title: str, items: Sequence[str]) -> Iterator[str]:
    yield f"# {title}:" if items else f"# {title}: nothing."
    yield from (f"#   {item}" for item in items)


def _left_out(parts: Sequence[TablePart], to: MapLines) -> Iterator[str]:
    """Yield the columns of each file that the map does not use, and the files that play no part."""
    seen: set[str] = set()
    for each in parts:
        file = each.columns.table.header.file
        if not each.part:
            yield f"{file}: " + (f"holds {each.what}" if each.what else "its columns fit no part of a map")
            continue
        if each.part in seen:
            yield f"{file}: a second file of {each.part}; it is read if it has the same columns"
        seen.add(each.part)
        left = [name for name in each.columns.names if (file, name) not in to.used]
        if left:
            yield f"{file}: {', '.join(left)}"
        if twice := each.columns.table.header.twice:
            yield f"{file}: the second of two columns of one name: {', '.join(twice)}"
        yield from (f"{file}: {note.says}" for note in each.columns.table.notes)
