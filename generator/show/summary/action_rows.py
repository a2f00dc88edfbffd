"""The table of open actions: its columns, and an action's cells in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from generator.assess.words import OVERDUE
from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.summary.actions import Task, When, when_due
from generator.show.summary.table import Cell, Column, packed
from generator.show.text import values
from generator.show.urls import anchors, page_urls
from generator.storage.compact_json import compact

WHENS: Final[Mapping[When, str]] = {
    "overdue": OVERDUE.capitalize(),
    "soon": "Within seven days",
    "later": "Later",
    "undated": "Without a day",
}
NOBODY: Final = "Nobody yet"
COLUMNS: Final = (
    Column("due", "Due", "number"),
    Column("when", "When", "text", filtered=True),
    Column("what", "Action", "link"),
    Column("deal", "Deal", "link"),
    Column("account", "Account", "link", filtered=True),
    Column("owner", "Owner", "text", filtered=True),
    Column("with", "Agreed with", "text", shown=False, filtered=True, second=True),
    Column("kind", "Kind", "text", shown=False, filtered=True, second=True),
    Column("criteria", "For", "list", shown=False, filtered=True, second=True),
)


def when_cell(due: dt.date | None, today: dt.date) -> Cell:
    """Return by when something is due as a cell that sorts from overdue (0, which the theme shows in red) on."""
    when = when_due(due, today)
    return Cell(WHENS[when], list(WHENS).index(when))


def task_line(task: Task, surroundings: Surroundings, setting: Setting) -> str:
    """Return an action's cells as JSON for the file of rows."""
    method, due = surroundings.method, task.due

    def link(there: str, anchor: str = "") -> str:
        flat = setting.directory_addresses
        return page_urls.href(page_urls.PORTFOLIO, there, anchor, directory_addresses=flat)

    tab, place = anchors.place_of(("plan", "actions", task.key), method)
    criteria = (f"{method.numbers[each]} {method.criteria[each].label}" for each in task.criteria)
    cells = {
        "due": Cell(values.day(due), due.isoformat()) if due else Cell(),
        "when": when_cell(due, setting.today),
        "what": Cell(task.what, link=link(page_urls.deal(task.identity, tab), place)),
        "deal": Cell(task.title, link=link(page_urls.deal(task.identity))),
        "account": Cell(task.account, link=link(page_urls.account(task.identity.partition("/")[0]))),
        "owner": Cell(task.owner or NOBODY),
        "with": Cell(task.agreed_with),
        "kind": Cell(task.kind),
        "criteria": Cell(items=tuple(criteria)),
    }
    return compact([packed(cells[column.key], column.kind) for column in COLUMNS])
