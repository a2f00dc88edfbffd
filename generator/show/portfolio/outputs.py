"""Outputs that are made of all deals together: the pages over several deals and the exports, from the summaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.schema.schema import SCHEMA_NOUNS, schema_of
from generator.show.page import Page
from generator.show.portfolio.accounts.page import account_rows, accounts_page
from generator.show.portfolio.actions import action_rows, actions_page
from generator.show.portfolio.atom import changes_feed
from generator.show.portfolio.broken_file import broken_page
from generator.show.portfolio.charts.page import charts_page
from generator.show.portfolio.closed.page import closed_page
from generator.show.portfolio.compare.closed_marks import closed_marks
from generator.show.portfolio.compare.page import compare_page
from generator.show.portfolio.competitors.page import competitor_pages
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.deals.page import deals_page
from generator.show.portfolio.findings.page import findings_page
from generator.show.portfolio.findings.shards import FindingTable
from generator.show.portfolio.forecast.call_rows import call_rows
from generator.show.portfolio.forecast.files import calls_table, forecast_table
from generator.show.portfolio.forecast.page import forecast_page
from generator.show.portfolio.home.page import portfolio_page
from generator.show.portfolio.method.page import method_page
from generator.show.portfolio.owners.page import owners_pages
from generator.show.portfolio.partners.page import partner_pages
from generator.show.portfolio.people import people_page, person_rows
from generator.show.summary.calendar import feeds
from generator.show.summary.deal_rows import closed_rows, open_rows
from generator.show.summary.meetings import meetings_csv
from generator.show.summary.people import people_csv
from generator.show.summary.portfolio_files import portfolio_csv, portfolio_json
from generator.show.templating.environment import render
from generator.show.text.names import account_name
from generator.show.urls import page_urls
from generator.show.urls.proposals import CHOICES
from generator.storage.compact_json import compact_json


@dataclass(frozen=True)
class Output:
    """Pages and files that are made together. `of` names the fields of the summaries that they need."""

    name: str
    of: tuple[str, ...]
    pages: Callable[[PortfolioContext], Iterable[Page]] = lambda context: ()
    files: Callable[[PortfolioContext], Mapping[str, bytes]] = lambda context: {}


def not_found_page() -> Page:
    """Return the page for an address without a page: served at any depth, it has no links of its own."""
    return Page("404/", "not found", "Not found", str(render("not_found.html")))


def _other_pages(context: PortfolioContext) -> Iterator[Page]:
    """Yield the pages that no sound deal has a part in."""
    for identity, theirs in context.broken_deals.items():
        yield broken_page(page_urls.deal(identity), f"{identity}.md", theirs, context.setting)
    yield not_found_page()


def _schemas(context: PortfolioContext) -> Mapping[str, bytes]:
    """Return the JSON Schema of each kind of file, for editors and programs."""
    method = context.surroundings.method
    return {page_urls.SCHEMAS.format(kind): compact_json(schema_of(kind, method)) for kind in SCHEMA_NOUNS}


def _choices(context: PortfolioContext) -> Mapping[str, bytes]:
    """Return the deals that the page for proposals lists, each with its account; open ones come first."""
    if context.setting.proposes_to is None:
        return {}
    rows = sorted(context.rows, key=lambda row: (row.closed, row.identity))
    accounts = {row.account: account_name(context.surroundings, row.account) for row in rows}
    return {CHOICES: compact_json([[row.identity, row.title, accounts[row.account]] for row in rows])}


WHOLES: Final = (
    Output(
        "portfolio",
        ("glance", "customer", "attention", "moved", "cells"),
        lambda context: (portfolio_page(context),),
    ),
    Output(
        "deals",
        ("glance", "cells"),
        lambda context: (deals_page(context), closed_page(context)),
        lambda context: {
            page_urls.TABLE_ROWS: open_rows(context.lines, context.surroundings),
            page_urls.CLOSED_ROWS: closed_rows(context.lines),
        },
    ),
    Output(
        "compare",
        ("glance", "customer"),
        lambda context: (compare_page(context),),
        lambda context: {page_urls.CLOSED_MARKS: closed_marks(context)},
    ),
    Output("charts", ("glance",), lambda context: (charts_page(context),)),
    Output(
        "accounts",
        ("glance", "customer", "tasks", "task_lines"),
        lambda context: (accounts_page(context),),
        lambda context: {page_urls.ACCOUNT_ROWS: account_rows(context)},
    ),
    Output(
        "forecast",
        ("forecast",),
        lambda context: (forecast_page(context),),
        lambda context: {
            page_urls.FORECAST_CSV: forecast_table(context.forecast, context.surroundings.method).csv,
            page_urls.CALLS_CSV: calls_table(context.calls).csv,
            page_urls.CALL_ROWS: call_rows(context),
        },
    ),
    Output(
        "owners",
        ("glance", "customer", "attention", "moved", "to_ask", "tasks", "task_lines", "events", "owners"),
        owners_pages,
    ),
    Output(
        "people",
        ("people", "person_lines", "person_csv", "owners"),
        lambda context: (people_page(context),),
        lambda context: {
            page_urls.PERSON_ROWS: person_rows(context),
            page_urls.PEOPLE_CSV: people_csv(context.summaries.person_csv),
        },
    ),
    Output("partners", ("glance", "customer", "helps"), partner_pages),
    Output("competitors", ("glance", "customer", "contest", "evidence"), competitor_pages),
    Output(
        "actions",
        ("tasks", "task_lines", "events", "owners"),
        lambda context: (actions_page(context),),
        lambda context: {
            page_urls.ACTION_ROWS: action_rows(context),
            **feeds(context.events, context.feed_slugs, context.setting),
        },
    ),
    Output(
        "findings",
        ("findings", "finding_lines"),
        lambda context: (findings_page(context),),
        lambda context: FindingTable(context).files(),
    ),
    Output(
        "meetings",
        ("meeting_csv",),
        files=lambda context: {page_urls.MEETINGS_CSV: meetings_csv(context.summaries.meeting_csv)},
    ),
    Output("csv", ("csv",), files=lambda context: {page_urls.ROWS_CSV: portfolio_csv(context.summaries.csv)}),
    Output(
        "json",
        ("record",),
        files=lambda context: {
            page_urls.ROWS_JSON: portfolio_json(context.summaries.records, context.surroundings, context.setting)
        },
    ),
    Output(
        "changes",
        ("glance", "customer", "steps"),
        files=lambda context: {page_urls.CHANGES_FEED: changes_feed(context)},
    ),
    Output("method", ("glance",), lambda context: (method_page(context),)),
    Output("schema", (), files=_schemas),
    Output("choices", ("glance",), files=_choices),
    Output("others", (), _other_pages),
)
