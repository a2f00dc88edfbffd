"""The players of one deal: the deal's part of the page of people, its lines in their table and in their file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple, get_args

from generator.assess.portfolio.row import DealRow
from generator.assess.words import OVERDUE
from generator.model.account import Person
from generator.model.deal import Coverage, Player, Standing
from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.summary.action_rows import when_cell
from generator.show.summary.actions import UNDATED
from generator.show.summary.deal_rows import NOBODY_NAMED, deciders_of
from generator.show.summary.portfolio_files import csv_row
from generator.show.summary.table import Cell, Column, packed
from generator.show.text import values
from generator.show.text.names import account_name
from generator.show.urls import anchors, page_urls
from generator.storage.compact_json import compact

Lack = Literal["inner circle", "decider", "contact"]
"""Kinds of lack with a player of an open deal."""
LACKS: Final[dict[Lack, str]] = {
    "inner circle": "Inner circle with no or brief coverage",
    "decider": "Decision maker or approver not covered",
    "contact": "Contact overdue",
}
COLUMNS: Final = (
    Column("person", "Person", "link"),
    Column("title", "Title", "text"),
    Column("account", "Account", "link", filtered=True),
    Column("deal", "Deal", "link"),
    Column("part", "Part", "text", filtered=True),
    Column("support", "Support", "text", filtered=True),
    Column("standing", "Standing", "text", filtered=True),
    Column("coverage", "Coverage", "text", filtered=True, named=True),
    Column("next_contact", "Next contact", "number", named=True),
    Column("owner", "Relationship owner", "text", filtered=True, named=True),
    Column("deal_owner", "Deal owner", "text", shown=False, filtered=True, named=True, second=True),
    Column("state", "Deal is", "text", shown=False, filtered=True, named=True, second=True),
    Column("when", "Contact due", "text", shown=False, filtered=True, named=True, second=True),
    Column("lacks", "Lacks", "list", shown=False, filtered=True, named=True, quiet=True),
)
CSV_COLUMNS: Final = (
    *("deal", "deal_title", "account", "person", "name", "title", "part", "support", "standing", "coverage"),
    *("next_contact", "relationship_owner", "deal_owner", "state"),
)


class DealPerson(NamedTuple):
    """One player: what lacks with them, and the day of the next contact in ISO 8601, else UNDATED.

    `owner` is who of us has the relationship, empty where nobody has.
    """

    name: str
    day: str
    owner: str
    lacks: tuple[Lack, ...]


class DealPeople(NamedTuple):
    """The players of a deal in the file's order; `unnamed` where it is open and nobody decides or approves."""

    identity: str
    title: str
    owner: str
    closed: bool
    unnamed: bool
    people: tuple[DealPerson, ...]


def people_of(row: DealRow, surroundings: Surroundings, today: dt.date) -> DealPeople:
    """Return the players of a deal, as far as the page over all deals counts and orders them."""
    named = (
        DealPerson(person.name, contact.isoformat() if contact else UNDATED, _owner(player), lacks)
        for _, player, person in _players(row, surroundings)
        for contact, lacks in [(_contact(player), lacks_of(player, row, today))]
    )
    unnamed = not row.closed and deciders_of(row.players.values()) == NOBODY_NAMED
    return DealPeople(row.identity, row.title, row.owner, row.closed, unnamed, tuple(named))


def lacks_of(player: Player, row: DealRow, today: dt.date) -> tuple[Lack, ...]:
    """Return what lacks with a player; of a deal that has ended nothing does. No coverage written is none."""
    contact = _contact(player)
    lacking: dict[Lack, bool] = {
        "inner circle": player.standing == "inner circle" and not player.is_covered,
        "decider": player.decides and not player.is_covered,
        "contact": contact is not None and contact < today,
    }
    return () if row.closed else tuple(lack for lack, is_so in lacking.items() if is_so)


def _players(row: DealRow, surroundings: Surroundings) -> Iterator[tuple[str, Player, Person]]:
    people = surroundings.account(row.account).people
    for key, player in row.players.items():
        yield key, player, people.get(key) or Person(name=values.unfolded(key))


def _contact(player: Player) -> dt.date | None:
    return player.relationship.next_contact if player.relationship else None


def _owner(player: Player) -> str:
    return player.relationship.owner.strip() if player.relationship else ""


def _state(row: DealRow) -> str:
    return row.outcome.result if row.outcome else "open"


def person_lines(row: DealRow, surroundings: Surroundings, setting: Setting) -> tuple[str, ...]:
    """Return each player's cells as JSON for the file of rows."""
    flat = setting.directory_addresses

    def link(there: str, anchor: str = "") -> str:
        return page_urls.href(page_urls.PORTFOLIO, there, anchor, directory_addresses=flat)

    of_deal = {
        "account": Cell(account_name(surroundings, row.account), link=link(page_urls.account(row.account))),
        "deal": Cell(row.title, link=link(page_urls.deal(row.identity))),
        "deal_owner": Cell(row.owner),
        "state": Cell(_state(row).capitalize()),
    }

    def line(key: str, player: Player, person: Person) -> str:
        tab, place = anchors.place_of(("players", key), surroundings.method)
        lacks = lacks_of(player, row, setting.today)
        cells = {
            **of_deal,
            **_player_cells(player),
            "person": Cell(person.name, link=link(page_urls.deal(row.identity, tab), place)),
            "title": Cell(person.position),
            "next_contact": _contact_cell(_contact(player), is_overdue="contact" in lacks),
            "when": Cell() if row.closed else when_cell(_contact(player), setting.today),
            "lacks": Cell(items=tuple(LACKS[each] for each in lacks)),
        }
        return compact([packed(cells[column.key], column.kind) for column in COLUMNS])

    return tuple(line(*each) for each in _players(row, surroundings))


def _player_cells(player: Player) -> dict[str, Cell]:
    """Return the cells of what the file says about a player; levels sort from least to most."""
    return {
        "part": Cell(player.part or ""),
        "support": Cell(player.support or ""),
        "standing": _level(player.standing, get_args(Standing)),
        "coverage": _level(player.coverage, get_args(Coverage)),
        "owner": Cell(_owner(player)),
    }


def _level(word: str | None, levels: tuple[str, ...]) -> Cell:
    return Cell(word, levels.index(word)) if word else Cell()


def _contact_cell(day: dt.date | None, *, is_overdue: bool) -> Cell:
    return Cell(values.day(day), day.isoformat(), OVERDUE if is_overdue else "") if day else Cell()


def person_csv(row: DealRow, surroundings: Surroundings) -> str:
    """Return a line for each player, as spreadsheets read them."""
    lines = (_csv_line(row, surroundings, *each) for each in _players(row, surroundings))
    return "".join(lines)


def _csv_line(row: DealRow, surroundings: Surroundings, key: str, player: Player, person: Person) -> str:
    day = _contact(player)
    return csv_row(
        (
            *(row.identity, row.title, account_name(surroundings, row.account), key, person.name, person.position),
            *(player.part, player.support, player.standing, player.coverage),
            *(day.isoformat() if day else None, _owner(player), row.owner, _state(row)),
        )
    )


def people_csv(lines: Iterable[str]) -> bytes:
    """Return one line per player and deal under the names of the columns: UTF-8 with the mark that Excel needs."""
    return "".join((csv_row(CSV_COLUMNS), *lines)).encode("utf-8-sig")
