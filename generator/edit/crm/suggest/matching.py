"""Columns of the fields: by their names, by words in them, and by their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.edit.crm.suggest.columns import Columns, are_amounts, are_dates, are_yes_no
from generator.edit.crm.suggest.values import ending_of, is_open
from generator.edit.crm.suggest.vocabulary import (
    FieldWords,
    Part,
    bare,
    vocabulary,
    without_currency,
    without_entity,
    words_in,
)

DATES = frozenset({"close", "ended"})
AMOUNTS = frozenset({"amount", "budget"})
BOXES = frozenset({"won", "closed", "deleted"})
STATUS = frozenset({"dealstatus", "status", "opportunitystatus", "opportunityresult"})
"""Names of columns that say how a deal ended whatever their values; others show it by these."""
MANY, FEW = 50, 6
"""Rows among which accounts have more names than a few."""
LONGEST_NAME = 100
"""Characters of a text that can still be the name of a deal."""
COMPOUND = 5
"""Letters of a word that is known also inside of a longer one."""
MOST_STAGES = 60
"""Different values of a column that can still be a list of stages."""


class Match(NamedTuple):
    """A column for a field; `guess` says by what it was guessed and is empty where the name is known."""

    column: str
    guess: str = ""


Matches = dict[str, Match]


def matches_of(part: Part, columns: Columns) -> Matches:
    """Return the column of each field of a part that one is found for."""
    words = vocabulary().of_part(part)
    found = _by_name(words, columns)
    if part == "deals":
        _by_words(words, columns, found)
        _by_values(columns, found)
    return {field: found[field] for field in words if field in found}


def _by_name(words: Mapping[str, FieldWords], columns: Columns) -> Matches:
    """Return matches by names alone; a whole name goes before one without what it belongs to."""
    found: Matches = {}
    by_name = {bare(without_currency(name)): name for name in reversed(columns.names)}
    by_name |= {bare(without_entity(name)): name for name in reversed(columns.names)}
    by_name |= {bare(name): name for name in reversed(columns.names)}
    for field, known in words.items():
        used = {match.column for match in found.values()}
        for name in map(bare, known.names):
            column = by_name.get(name)
            if column and column not in used and _may_be(field, column, columns):
                found[field] = Match(column)
                break
    return found


def _may_be(field: str, column: str, columns: Columns) -> bool:
    """Tell whether a column whose name is known for a field holds that field; for want of values it is believed."""
    values = columns.values(column)
    if field == "account.name" and _are_too_few(columns, values):
        return False
    if not values:
        return field != "status" or bare(column) in STATUS
    return _may_hold(field, values)


def _are_too_few(columns: Columns, values: Sequence[str]) -> bool:
    return len(columns.table.rows) >= MANY and len(values) < FEW


def _may_hold(field: str, values: Sequence[str]) -> bool:
    """Tell whether the values of a column can be those of a field."""
    if field == "status":
        return any(map(ending_of, values))
    if field in DATES:
        return are_dates(values)
    if field in AMOUNTS:
        return are_amounts(values)
    if field in BOXES:
        return are_yes_no(values)
    if field == "stage":
        return len(values) <= MOST_STAGES
    return True


def _by_words(words: Mapping[str, FieldWords], columns: Columns, found: Matches) -> None:
    """Add matches by words in the names of columns that no field has yet."""
    for field, known in words.items():
        if field in found or not known.words or (field == "account.id" and "account.name" in found):
            continue
        for column in _free(columns, found):
            inside = words_in(column)
            hit = next((each for each in inside if any(_has(each, word) for word in known.words)), None)
            if hit and _may_be_guessed(field, column, columns):
                found[field] = Match(column, f"by the word {hit!r} in its name")
                break


def _has(inside: str, word: str) -> bool:
    """Tell whether a word begins with another, or is a compound of a longer one, such as `vertriebsphase`."""
    return inside.startswith(word) or (len(word) >= COMPOUND and word in inside)


def _may_be_guessed(field: str, column: str, columns: Columns) -> bool:
    values = columns.values(column)
    if field == "id":
        return columns.is_key(column)
    if field in AMOUNTS and (_says(column, "numbers") or "%" in column or are_dates(values)):
        return False
    if field in DATES and _says(column, "dates"):
        return False
    if field in {"title", "account.name", "owner", "stage"} and (are_dates(values) or _says(column, "texts")):
        return False
    if field in {"account.name", "owner"} and are_amounts(values):
        return False
    if field == "account.name" and _are_too_few(columns, values):
        return False
    if field == "title" and len(values) * 2 < len(columns.table.rows):
        return False
    return bool(values) and _may_hold(field, values)


def _says(column: str, kind: str) -> bool:
    """Tell whether a word in a column's name says that it holds another of these than a deal's."""
    return not set(vocabulary().not_of_deals[kind]).isdisjoint(words_in(column))


def _by_values(columns: Columns, found: Matches) -> None:
    """Add a name, an end, the close and the amount where one column alone has values of that kind."""
    if "title" not in found and "notes" in found and _are_names(columns, found["notes"].column):
        found["title"] = Match(found.pop("notes").column, "by its values, short and all different")
    free = _free(columns, found)
    ends = [
        each
        for each in free
        if columns.values(each) and all(ending_of(cell) or is_open(cell) for cell in columns.values(each))
    ]
    if not {"status", "won"} & set(found) and (
        said := next((each for each in ends if any(map(ending_of, columns.values(each)))), None)
    ):
        found["status"] = Match(said, "by its values, all about how deals ended")
    days = [each for each in free if are_dates(columns.values(each)) and not _says(each, "dates")]
    if "close" not in found and len(days) == 1:
        found["close"] = Match(days[0], "by its values, the only dates left")
    numbers = [
        each
        for each in free
        if are_amounts(columns.values(each))
        and each not in days
        and not _says(each, "numbers")
        and not are_yes_no(columns.values(each))
    ]
    if "amount" not in found and len(numbers) == 1:
        found["amount"] = Match(numbers[0], "by its values, the only numbers left")


def _are_names(columns: Columns, column: str) -> bool:
    """Tell whether the texts of a column can be names of deals."""
    return columns.is_key(column) and max(map(len, columns.values(column))) <= LONGEST_NAME


def _free(columns: Columns, found: Matches) -> list[str]:
    used = {match.column for match in found.values()}
    return [name for name in columns.names if name not in used]
