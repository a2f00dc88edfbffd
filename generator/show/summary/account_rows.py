"""The table of accounts: its columns, and an account's cells in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import urlencode

from generator.assess.portfolio.row import DealGlance
from generator.assess.portfolio.totals import totals_of
from generator.model.method import VERDICTS
from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.summary.action_rows import COLUMNS as TASK_COLUMNS
from generator.show.summary.deal_rows import amount_key, plain_columns
from generator.show.summary.table import EMPTY, Cell, Column, cell_of, packed
from generator.show.text import values
from generator.show.urls import page_urls
from generator.storage.compact_json import compact

COLUMNS: Final = (
    Column("account", "Account", "link"),
    Column("owners", "Owners of its deals", "list", filtered=True),
    *(column for column in plain_columns("closed") if column.key != "owner"),
    Column("open", "Open deals", "count", filtered=True, named=True, quiet=True),
    Column("amount", "Open amount", "number"),
    Column("verdicts", "Verdicts", "list"),
    Column("due", "Next step due", "number", named=True),
    Column("next", "Next step", "link"),
    Column("closed", "Closed deals", "count", named=True),
)
TASK_PLACES: Final = {column.key: (place, column.kind) for place, column in enumerate(TASK_COLUMNS)}


class NextStep(NamedTuple):
    """The open action of an account that is due first: its day, and its line in the table of actions."""

    day: str
    line: str


def account_line(
    slug: str,
    name: str,
    rows: Sequence[DealGlance],
    step: NextStep | None,
    surroundings: Surroundings,
    setting: Setting,
) -> str:
    """Return the cells of an account with these deals as JSON for the file of rows."""
    live = [row for row in rows if not row.closed]

    def link(there: str, **wanted: str) -> str:
        flat = setting.directory_addresses
        address = page_urls.href(page_urls.PORTFOLIO, there, directory_addresses=flat)
        return f"{address}?{urlencode(wanted)}" if wanted else address

    cells = {
        "account": Cell(name, link=link(page_urls.account(slug))),
        "owners": Cell(items=tuple(sorted({row.owner for row in rows if row.owner}))),
        **_plain(rows),
        "open": _counted(len(live), link(page_urls.DEALS, account=name)),
        "amount": _amount(live, surroundings),
        "verdicts": Cell(items=_verdicts(live)),
        **(_step(step) if step else {}),
        "closed": _counted(len(rows) - len(live), link(page_urls.CLOSED, account=name)),
    }
    return compact([packed(cells.get(column.key, EMPTY), column.kind) for column in COLUMNS])


def _plain(rows: Sequence[DealGlance]) -> Mapping[str, Cell]:
    """Return the plain fields of which all the deals say the same."""
    said = {column.key: {row.plain.get(column.key, "") for row in rows} for column in plain_columns("closed")}
    return {key: Cell(found.pop()) for key, found in said.items() if len(found) == 1}


def _counted(deals: int, link: str) -> Cell:
    return Cell(str(deals), deals, link=link) if deals else EMPTY


def _amount(live: Sequence[DealGlance], surroundings: Surroundings) -> Cell:
    """Return the open amounts by currency, ordered by their sum in the base currency."""
    totals = totals_of((row.amount for row in live), surroundings.method.currencies)
    if not totals.by_currency:
        return EMPTY
    first = totals.in_base or next(iter(totals.by_currency.values()))
    text = " + ".join(values.money(each) for each in totals.by_currency.values())
    return Cell(text, amount_key(first, surroundings.method.currencies))


def _verdicts(live: Sequence[DealGlance]) -> tuple[str, ...]:
    counts = Counter(row.verdict.word for row in live)
    return tuple(f"{counts[word]} {values.verdict_word(word).lower()}" for word in reversed(VERDICTS) if counts[word])


def _step(step: NextStep) -> Mapping[str, Cell]:
    """Return the cells of an action, as its own table has them."""
    parts = json.loads(step.line)
    due, what = (cell_of(parts[place], kind) for place, kind in (TASK_PLACES["due"], TASK_PLACES["what"]))
    return {"due": due, "next": what}
