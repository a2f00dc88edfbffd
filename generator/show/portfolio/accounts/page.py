"""The page of all accounts: a line for each, with its deals, their sum, their verdicts, and what comes next."""

from __future__ import annotations

from typing import Final, NamedTuple

from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.accounts.account import account_slugs
from generator.show.portfolio.context import PortfolioContext, left_words
from generator.show.portfolio.deals.table import plain_keys
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.summary.account_rows import COLUMNS
from generator.show.summary.deal_rows import with_values
from generator.show.summary.table import PrintedTable, rows_file, table_of
from generator.show.urls import page_urls

MOST_WITHOUT_DEALS: Final = 100


class AccountsView(NamedTuple):
    """The page of accounts: a table of those with a deal, and links to the others, cut at a number."""

    table: PrintedTable
    rows: str
    csv: str
    bare: tuple[Link, ...]
    bare_left: str


def accounts_page(context: PortfolioContext) -> Page:
    """Return every account with its deals at a glance."""
    here = page_urls.ACCOUNTS
    every = account_slugs((), context.surroundings.accounts, context)
    bare = [slug for slug in every if slug not in context.by_account]
    columns = with_values(COLUMNS, plain_keys(context.rows))
    currencies = context.surroundings.method.currencies
    view = AccountsView(
        table=table_of("accounts", columns, context.account_lines, context.setting, here, currencies),
        rows=context.href(here, page_urls.ACCOUNT_ROWS),
        csv=context.href(here, page_urls.ROWS_CSV),
        bare=tuple(
            Link(context.account_name(slug), context.href(here, page_urls.account(slug)))
            for slug in bare[:MOST_WITHOUT_DEALS]
        ),
        bare_left=left_words(len(bare) - MOST_WITHOUT_DEALS, "more account"),
    )
    sections = present({"bare": ("Without a deal", view.bare)})
    draft = PageDraft(context, "accounts", here, "Accounts", "accounts.html", sections, wide=True)
    return draft.finished(view, [SearchEntry("", "Accounts", "Every account with its deals")])


def account_rows(context: PortfolioContext) -> bytes:
    """Return the file that the script fetches for the rows that the page of accounts does not hold."""
    return rows_file([("accounts", COLUMNS, context.account_lines)])
