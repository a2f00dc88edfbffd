"""The page of people: every player of every deal in one table, and whom nobody covers who should be."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import urlencode

from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.context import PortfolioContext, left_words, words
from generator.show.portfolio.page_draft import PageDraft
from generator.show.summary.deal_rows import NOBODY_NAMED, NOT_COVERED
from generator.show.summary.people import COLUMNS, LACKS, Lack
from generator.show.summary.table import Cell, PrintedTable, cell_of, rows_file, table_of
from generator.show.text import values
from generator.show.urls import anchors, page_urls

MOST_LISTED: Final = 50
"""People or deals that the page names for something that lacks; the table has them all."""
UNNAMED: Final = "No decision maker or approver named"


class LackingPerson(NamedTuple):
    """A player with whom something lacks: `says` is their title, part and coverage; `owner` is the deal's."""

    person: Link
    says: str
    deal: Link
    owner: str


class LackView(NamedTuple):
    """A kind of lack, and the players with whom it is. `rows` leads to just those in the table, each with its place.

    `deals` leads to these players' deals by owner in their own table, empty where that has no column for it.
    `left` counts those beyond the ones listed, empty where there are none.
    """

    id: str
    title: str
    number: int
    rows: str
    deals: str
    people: tuple[LackingPerson, ...]
    left: str


class UnnamedView(NamedTuple):
    """The open deals that name nobody who decides or approves, each with its owner; `rows` leads to their table."""

    title: str
    number: int
    rows: str
    deals: tuple[tuple[Link, str], ...]
    left: str


class PeopleView(NamedTuple):
    """The page of people; without any player `lead` is empty and no table is shown."""

    lead: str
    lacks: tuple[LackView, ...]
    unnamed: UnnamedView | None
    table: PrintedTable
    rows: str
    csv: str


def people_page(context: PortfolioContext) -> Page:
    """Return every player over all deals; those with whom something lacks come first."""
    here = page_urls.PEOPLE
    draft = PageDraft(context, "people", here, "People", "people.html", wide=True)
    views = tuple(_lack_view(context, lack) for lack in LACKS)
    view = PeopleView(
        lead=_lead(context),
        lacks=tuple(each for each in views if each.number),
        unnamed=_unnamed_view(context),
        table=table_of("people", COLUMNS, context.person_lines, context.setting, here),
        rows=draft.link(page_urls.PERSON_ROWS),
        csv=draft.link(page_urls.PEOPLE_CSV),
    )
    about = SearchEntry("", "People", words("Every player over all deals", *LACKS.values(), UNNAMED))
    return draft.finished(view, [about])


def person_rows(context: PortfolioContext) -> bytes:
    """Return the file that the script fetches for the rows that the page of people does not hold."""
    return rows_file([("people", COLUMNS, context.person_lines)])


def _lead(context: PortfolioContext) -> str:
    """Return how many players there are in how many deals; empty where nobody is named."""
    total, deals = len(context.people), sum(bool(each.people) for each in context.summaries.people)
    in_deals = values.counted(deals, "deal")
    return f"{values.counted(total, 'player')} in {in_deals}, each with the part in that deal." if total else ""


def _lack_view(context: PortfolioContext, lack: Lack) -> LackView:
    found = [line for _, person, line in context.people if lack in person.lacks]
    return LackView(
        anchors.anchor("lack", lack.replace(" ", "-")),
        LACKS[lack],
        len(found),
        f"?{urlencode({'lacks': LACKS[lack]})}#all",
        f"{context.table_href(page_urls.PEOPLE, 'deciders', NOT_COVERED)}&group=owner" if lack == "decider" else "",
        tuple(map(_lacking, found[:MOST_LISTED])),
        left_words(len(found) - MOST_LISTED, "more person", "more people"),
    )


def _lacking(line: str) -> LackingPerson:
    """Return the player that a line of the table is about."""
    cells = _cells(line)
    title, part, coverage, contact = (cells[key].text for key in ("title", "part", "coverage", "next_contact"))
    covered = f"coverage {coverage or 'not known'}"
    met = f"{cells['next_contact'].small} since {contact}" if cells["next_contact"].small else ""
    says = ", ".join(each for each in (title, part, covered, met) if each)
    person, deal = (_link(cells[key]) for key in ("person", "deal"))
    return LackingPerson(person, says, deal, cells["deal_owner"].text)


def _cells(line: str) -> Mapping[str, Cell]:
    pairs: Sequence[object] = json.loads(line)
    return {column.key: cell_of(parts, column.kind) for column, parts in zip(COLUMNS, pairs, strict=True)}


def _link(cell: Cell) -> Link:
    return Link(cell.text, f"{page_urls.top(page_urls.PEOPLE)}{cell.link}")


def _unnamed_view(context: PortfolioContext) -> UnnamedView | None:
    """Return the open deals without anybody who decides or approves, None where each names somebody."""
    found = [deal for deal in context.summaries.people if deal.unnamed]
    if not found:
        return None
    here = page_urls.PEOPLE
    deals = (
        (Link(each.title, context.deal_href(here, each.identity, "plan", "players")), each.owner)
        for each in islice(found, MOST_LISTED)
    )
    rows = context.table_href(here, "deciders", NOBODY_NAMED)
    return UnnamedView(UNNAMED, len(found), rows, tuple(deals), left_words(len(found) - MOST_LISTED, "more deal"))
