"""The table of plain fields: single texts that are shown, filtered, exported and imported alike.

A row here is all that the deal's page, the account's page, the tables of deals, the exports, the workbook and the
maps of imports need. Stage and close are not among them: a stage has a label and a place in the process, a close is a
day and makes quarters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Literal

from generator.model.account import Account
from generator.model.deal import Deal

Table = Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class PlainField:
    """A plain field by its `key`, which names it in exports, tables and addresses of filtered tables.

    `of_deal` and `of_account` return what the files of these say, empty where nothing; without `of_account` an
    account has no such field. An `inherited` one is the account's where the deal says nothing. `absent` stands on the
    deal's page where nothing is known; without it the field is left out there. `tables` name the tables of deals that
    have a column for it, filtered by its values. `column` tells whether it is always shown or chosen by the reader,
    with its filter in sight from the start where any deal has a value, or that on request, too. `written` is the path
    in a deal's file where it is not the key.
    """

    key: str
    label: str
    of_deal: Callable[[Deal], str]
    of_account: Callable[[Account], str] | None = None
    inherited: bool = False
    absent: str = ""
    tables: tuple[Table, ...] = ("open", "closed")
    column: Literal["always", "filter", "on request"] = "filter"
    written: str = ""

    @property
    def path(self) -> str:
        """The path in a deal's file, as maps of imports name it."""
        return self.written or self.key

    def value(self, deal: Deal, account: Account) -> str:
        """Return what is known for a deal: its own value before its account's."""
        own = self.of_deal(deal)
        return own or (self.of_account(account) if self.inherited and self.of_account else "")


def _shared(key: str, label: str) -> PlainField:
    """Return a field of `SharedFields`: an account and its deals have it, and the deal's own counts first."""
    return PlainField(key, label, attrgetter(key), attrgetter(key), inherited=True)


def _forecast(deal: Deal) -> str:
    return (deal.crm.forecast or "") if deal.crm else ""


PLAIN_FIELDS: Final = (
    PlainField("owner", "Owner", attrgetter("owner"), attrgetter("owner"), absent="nobody yet", column="always"),
    _shared("region", "Region"),
    _shared("segment", "Segment"),
    PlainField(
        "forecast", "Forecast", _forecast, tables=("open",), column="on request", written="crm.forecast"
    ),
)  # fmt: skip
"""In the order in which they are shown."""


def plain_values(deal: Deal, account: Account) -> Mapping[str, str]:
    """Return the plain fields of a deal of which something is known, by key."""
    values = ((field.key, field.value(deal, account)) for field in PLAIN_FIELDS)
    return {key: value for key, value in values if value}
