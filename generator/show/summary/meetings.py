"""Meetings for spreadsheets: a line for each meeting and deal that it was about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.assess.portfolio.row import DealRow
from generator.model.meeting import everyone
from generator.model.playbook import Surroundings
from generator.show.summary.portfolio_files import csv_row
from generator.show.text.names import account_name

COLUMNS: Final = ("deal", "deal_title", "account", "date", "title", "customers", "ours", "file")
"""The day, the names of those who were present on either side, and the file below the deals folder."""


def meeting_rows(row: DealRow, surroundings: Surroundings) -> Iterator[Mapping[str, str | dt.date]]:
    """Yield a deal's meetings by column, the newest first; a planned one is among them, with its day."""
    for meeting in surroundings.meetings_of(row.identity):
        present = everyone(meeting, surroundings.account(row.account), surroundings.team)
        yield {
            "deal": row.identity,
            "deal_title": row.title,
            "account": account_name(surroundings, row.account),
            "date": meeting.date,
            "title": meeting.name,
            "customers": "; ".join(each.name for each in present if each.of_customer),
            "ours": "; ".join(each.name for each in present if not each.of_customer),
            "file": meeting.path,
        }


def meeting_csv(row: DealRow, surroundings: Surroundings) -> str:
    """Return a line for each meeting about a deal, as spreadsheets read them."""
    rows = meeting_rows(row, surroundings)
    return "".join(csv_row(str(each[column]) for column in COLUMNS) for each in rows)


def meetings_csv(lines: Iterable[str]) -> bytes:
    """Return one line per meeting and deal under the names of the columns: UTF-8 with the mark that Excel needs."""
    return "".join((csv_row(COLUMNS), *lines)).encode("utf-8-sig")
