"""The account's page: the customer across its deals, from profile to whitespace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.assess.portfolio.portfolio import ended as ended_of
from generator.assess.portfolio.row import AccountDeal
from generator.model.account import Account
from generator.model.meeting import FOLDER as MEETINGS
from generator.show.deal.influence_map import SUPPORT_SHAPES
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.accounts import business
from generator.show.portfolio.accounts.account_views import AccountView, MeetingsView, PersonView
from generator.show.portfolio.accounts.across_deals import MOST_DEALS, offerings, partners_across, value_across
from generator.show.portfolio.accounts.influence import account_map
from generator.show.portfolio.accounts.news import account_news
from generator.show.portfolio.accounts.people import MOST_PEOPLE, people_across
from generator.show.portfolio.actions import task_views
from generator.show.portfolio.context import PortfolioContext, left_words, words
from generator.show.portfolio.deal_list import deal_line, ended_lines
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.portfolio.problem_views import ProblemView, problem_view
from generator.show.summary.actions import earliest_first, tasks_of
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.text.meetings import meeting_line
from generator.show.urls import anchors, page_urls

MOST_MEETINGS: Final = 12
"""Meetings that are in sight; those before them are folded."""
MOST_ACTIONS: Final = 60


def account_slugs(folders: Iterable[str], accounts: Iterable[str], problems: PortfolioContext) -> list[str]:
    """Return every account that has a page: with deals, with a file, or with a file that cannot be read."""
    return sorted({*folders, *accounts, *problems.broken_deals_of, *problems.broken_accounts})


def account_page(context: PortfolioContext, slug: str, rows: Sequence[AccountDeal]) -> Page:
    """Return the page of an account with these deals, by identity; no other deal is looked at."""
    account, name = context.surroundings.account(slug), context.account_name(slug)
    here = page_urls.account(slug)
    view = _view(context, account, rows, here)
    draft = PageDraft(context, "account", here, name, "account.html", _sections(view), source=account.path)
    return draft.finished(view, _entries(account, name, view.people))


def _view(context: PortfolioContext, account: Account, rows: Sequence[AccountDeal], here: str) -> AccountView:
    live, ended = [row for row in rows if not row.closed], ended_of(rows)
    tasks = earliest_first(task for row in rows for task in tasks_of(row, context.surroundings))
    unreadable = context.broken_deals_of.get(account.slug, ())
    faults = context.problems_of.get(account.path, ())
    people = people_across(context, account, rows, tasks, here)
    sold = offerings(context, account, rows, here)
    drawing = account_map(account, live, (each.key for each in people))
    return AccountView(
        path=account.path,
        unwritten=account.slug not in context.surroundings.accounts and not faults,
        without_deals=not live and not unreadable,
        facts=business.facts(context, account, live, ended),
        links=business.links(account),
        faults=tuple(map(problem_view, faults)),
        chain=business.chain(account),
        events=business.events(account),
        finances=business.finances(account),
        metrics=account.metrics,
        outlook=account.outlook,
        deals=tuple(deal_line(context, row, here) for row in live[:MOST_DEALS]),
        deals_left=left_words(len(live) - MOST_DEALS, "more deal"),
        all_deals=context.table_href(here, "account", context.account_name(account.slug)),
        unreadable=tuple(Link(each, context.href(here, page_urls.deal(each))) for each in unreadable),
        ended=ended_lines(context, ended[:MOST_DEALS], here),
        ended_left=left_words(len(ended) - MOST_DEALS, "more deal"),
        people=people,
        people_left=left_words(len(account.people) - MOST_PEOPLE, "more person", "more people"),
        chart=drawing.chart,
        undrawn=drawing.left,
        shapes=SUPPORT_SHAPES,
        meetings=_meetings(context, account, here),
        partners=partners_across(context, rows, here),
        value=value_across(context, rows, here),
        tasks=task_views(context, tasks[:MOST_ACTIONS], here),
        tasks_left=left_words(len(tasks) - MOST_ACTIONS, "more action"),
        offerings=sold,
        notes=context.notes(account.notes, account.path, here),
        news=account_news(account, sold),
    )


def _sections(view: AccountView) -> Mapping[str, str]:
    return present(
        {
            "business": ("Business", True),
            "events": ("Compelling events", view.events),
            "finances": ("Finances", view.finances or view.metrics or view.outlook),
            "deals": ("Open deals", view.deals or view.unreadable or not view.ended),
            "closed": ("Closed deals", view.ended),
            "meetings": ("Meetings", any(view.meetings)),
            "people": ("People across deals", view.people),
            "partners": ("Partners", view.partners),
            "value": ("Value promised and confirmed", view.value.lines),
            "actions": ("Open actions", view.tasks),
            "offerings": ("What they have and could have", view.offerings),
            "notes": ("Notes", view.notes),
        }
    )


def _meetings(context: PortfolioContext, account: Account, here: str) -> MeetingsView:
    team, today = context.surroundings.team, context.setting.today
    lines = tuple(
        meeting_line(each, account, team, today, lambda there: context.href(here, there))
        for each in context.surroundings.meetings.get(account.slug, ())
    )
    latest, earlier = lines[:MOST_MEETINGS], lines[MOST_MEETINGS:]
    before = f"{values.counted(len(earlier), 'meeting')} before these" if earlier else ""
    return MeetingsView(latest, earlier, before, tuple(_unread(context, account.slug)))


def _unread(context: PortfolioContext, slug: str) -> Iterator[ProblemView]:
    """Yield the mistakes in the account's meetings, which have no page for them."""
    for path, theirs in context.problems_of.items():
        if path.startswith(f"{slug}/{MEETINGS}/"):
            yield from map(problem_view, theirs)


def _entries(account: Account, name: str, people: Sequence[PersonView]) -> Iterator[SearchEntry]:
    profile = (account.industry, account.outlook, *account.profile, *account.drivers, *account.initiatives)
    yield SearchEntry("", f"Account: {name}", words(*profile, *account.metrics, to_words(account.notes)), (name,))
    for each in people:
        deals = "; ".join(f"{part.deal.text}: {part.says}" if part.says else part.deal.text for part in each.parts)
        text = words(each.title, name, deals)
        yield SearchEntry(anchors.anchor("person", each.key), f"Person: {each.name}", text, (each.name,))
