"""Part of a map that a table can play, by the columns that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from typing import Literal, NamedTuple

from generator.edit.crm.suggest.columns import Columns
from generator.edit.crm.suggest.matching import Matches, matches_of
from generator.edit.crm.suggest.vocabulary import OtherFile, Part, bare, vocabulary

TRIED: Sequence[Part] = ("roles", "users", "stages", "deals", "deal_accounts", "people", "accounts")
"""Parts in the order in which a table is tried for them: those with the plainest marks first."""
NEEDED = {"roles": ("deal", "person"), "deal_accounts": ("deal", "account")}


class TablePart(NamedTuple):
    """A table, its part and the columns of the fields; `what` says what is in one without a part."""

    columns: Columns
    part: Part | Literal[""]
    matches: Matches
    what: str = ""


def part_for(columns: Columns) -> TablePart:
    """Return the part of a table: that of which it has what is needed."""
    if other := next((each for each in vocabulary().others if _is_other(each, columns)), None):
        return TablePart(columns, "", {}, other.what)
    found = {part: matches_of(part, columns) for part in TRIED}
    for part, matches in found.items():
        if _suffices(part, matches, found):
            return TablePart(columns, part, matches)
    return TablePart(columns, "", {})


def _is_other(other: OtherFile, columns: Columns) -> bool:
    by_name = {bare(name) for name in columns.names}
    deal = {"name", "opportunityname", "dealname"} & by_name and {"closedate", "amount"} <= by_name
    if deal or not {bare(each) for each in other.columns} <= by_name:
        return False
    ties = {"accountid", "contactid"} & by_name
    return fnmatch(columns.table.header.file.lower(), other.named) or not ties


def _suffices(part: Part, matches: Matches, found: Mapping[Part, Matches]) -> bool:
    """Tell whether a table has what makes it one of a part, and nothing that makes it another."""
    sure = {field for field, match in matches.items() if not match.guess}
    is_of_deals = {"title", "stage", "close", "amount"} & {
        field for field, match in found["deals"].items() if not match.guess
    }
    match part:
        case "roles" | "deal_accounts":
            return set(NEEDED[part]) <= sure and not is_of_deals - {"stage"}
        case "deals":
            return _is_deals(matches, sure)
        case "people":
            named = {"last", "name"} & sure
            return bool(named and {"email", "account", "first"} & sure) and ("last" in sure or "email" in sure)
        case "users":
            is_person = bool({"last", "email"} & sure) and not is_of_deals - {"title"}
            return is_person and "id" in sure and ("login" in sure or "id" not in found["people"])
        case "stages":
            return {"id", "name"} <= sure
    return "title" in sure and len(sure) >= 2


def _is_deals(matches: Matches, sure: set[str]) -> bool:
    about = {"stage", "close", "amount", "won", "status", "reason", "crm.forecast"}
    if {"stage", "amount"} <= set(matches) or {"stage", "close"} <= set(matches):
        return True
    return bool(
        ({"title", "id", "owner"} & set(matches))
        and (about & sure)
        and ({"stage", "close", "amount", "status"} & set(matches))
    )
