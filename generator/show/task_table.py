"""The table of open actions: its columns, and an action's cells in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal

from generator.model.deal import Action
from generator.model.playbook import Surroundings
from generator.show import addresses, anchors, printed
from generator.show.deal_table import Cell, Column, as_json, packed
from generator.show.page import Setting

When = Literal["late", "soon", "later", "undated"]
WHENS: Final[Mapping[When, str]] = {
    "late": "Overdue",
    "soon": "Within seven days",
    "later": "Later",
    "undated": "Without a day",
}
SOON: Final = dt.timedelta(days=7)
NOBODY: Final = "Nobody yet"
COLUMNS: Final = (
    Column("due", "Due", "number"),
    Column("when", "When", "text", filtered=True),
    Column("what", "Action", "link"),
    Column("deal", "Deal", "link"),
    Column("account", "Account", "link", filtered=True),
    Column("owner", "Owner", "text", filtered=True),
    Column("kind", "Kind", "text", shown=False, filtered=True),
    Column("criteria", "For", "list", shown=False, filtered=True),
)


def when_due(due: dt.date | None, today: dt.date) -> When:
    """Return how urgent a day is."""
    if due is None:
        return "undated"
    return "late" if due < today else "soon" if due - today <= SOON else "later"


def cells_of(
    identity: str, key: str, action: Action, names: tuple[str, str], surroundings: Surroundings, setting: Setting
) -> str:
    """Return an action's cells as JSON for the file of rows; `names` are those of the deal and of its account."""
    method, (title, account), due = surroundings.method, names, action.due
    cited = (name for each in action.criteria if (name := method.criterion(each)))

    def link(there: str, anchor: str = "") -> str:
        flat = setting.directory_addresses
        return addresses.href(addresses.ACTIONS, there, anchor, directory_addresses=flat)

    tab, place = anchors.place_of(("plan", "actions", key), method)
    cells = {
        "due": Cell(printed.day(due), due.isoformat()) if due else Cell(),
        "when": Cell(WHENS[when_due(due, setting.today)]),
        "what": Cell(action.what, link=link(addresses.deal(identity, tab), place)),
        "deal": Cell(title, link=link(addresses.deal(identity))),
        "account": Cell(account, link=link(addresses.account(identity.partition("/")[0]))),
        "owner": Cell(action.owner.strip() or NOBODY),
        "kind": Cell(action.kind or ""),
        "criteria": Cell(items=tuple(f"{method.numbers[name]} {method.criteria[name].label}" for name in cited)),
    }
    return as_json([packed(cells[column.key], column.kind) for column in COLUMNS])
