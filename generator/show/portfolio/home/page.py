"""The home page: the figures, what needs attention, what moved, and every open deal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final
from urllib.parse import quote

from generator.assess.portfolio.portfolio import Portfolio
from generator.assess.portfolio.record import WinRate
from generator.assess.portfolio.totals import Totals
from generator.model.counting import noun_for
from generator.show.page import Page, SearchEntry
from generator.show.portfolio.charts.bars import (
    BEST_FIRST,
)
from generator.show.portfolio.context import PortfolioContext, left_words
from generator.show.portfolio.deal_list import totals_words
from generator.show.portfolio.deals.table import open_table
from generator.show.portfolio.home.attention import attention_list
from generator.show.portfolio.home.changes import changes_of
from generator.show.portfolio.home.views import (
    BrokenFile,
    Figure,
    HomeLinks,
    HomeView,
    VerdictCount,
)
from generator.show.portfolio.members import MemberList, member_entries, member_list
from generator.show.portfolio.movement import windows
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.summary.table import ANY
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.urls import page_urls

HERE: Final = page_urls.PORTFOLIO
MOST_BROKEN: Final = 25


def portfolio_page(context: PortfolioContext) -> Page:
    """Return the home page; whatever is longer than it can hold is counted and linked."""
    team, members = context.surroundings.team, member_list(context.surroundings.team)
    title, view = team.title or context.setting.site_name, _view(context, context.portfolio, members)
    sections = _sections(view)
    source = team.path if team.title or team.notes or members else None
    draft = PageDraft(
        context, "portfolio", page_urls.PORTFOLIO, title, "portfolio.html", sections, (), source, wide=True
    )
    entries = [SearchEntry("", title, to_words(team.notes)), *member_entries(members.lines if members else ())]
    return draft.finished(view, entries)


def opening(notes: str) -> tuple[str, str]:
    """Return the team's first paragraph, which opens the page, and the rest, which the reader unfolds.

    Where the first one has a footnote there is no rest: the footnote is part of what opens the page.
    """
    if "[^" in notes.strip().partition("\n\n")[0]:
        return notes, ""
    first, _, rest = notes.strip().replace("\r\n", "\n").partition("\n\n")
    return first, rest


def _view(context: PortfolioContext, portfolio: Portfolio, members: MemberList | None) -> HomeView:
    team = context.surroundings.team
    first, rest = (context.notes(part, team.path, page_urls.PORTFOLIO) for part in opening(team.notes))
    return HomeView(
        opening=first,
        more=rest,
        members=members,
        broken=tuple(_broken(context)),
        broken_count=left_words(len(context.problems_of), "file"),
        broken_left=left_words(len(context.problems_of) - MOST_BROKEN, "more file"),
        figures=tuple(_figures(context, portfolio)),
        verdicts=_verdicts(context, portfolio),
        without_deals=not context.rows,
        attention=attention_list(context),
        changes=changes_of(context),
        moved=windows(context),
        open_table=open_table(context, page_urls.PORTFOLIO),
        to=_links(context),
    )


def _sections(view: HomeView) -> Mapping[str, str]:
    return present(
        {
            "today": ("Needs attention", view.attention.lines),
            "moved": ("What changed", view.changes),
            "deals": ("Open deals", view.open_table.total),
        }
    )


def _links(context: PortfolioContext) -> HomeLinks:
    there = (
        page_urls.ACTIONS,
        page_urls.FINDINGS,
        page_urls.TABLE_ROWS,
        page_urls.ROWS_CSV,
        page_urls.ROWS_JSON,
        page_urls.ACTIONS_FEED,
        page_urls.CHANGES_FEED,
    )
    return HomeLinks(*(context.href(page_urls.PORTFOLIO, address) for address in there))


def _verdicts(context: PortfolioContext, portfolio: Portfolio) -> tuple[VerdictCount, ...]:
    return tuple(
        VerdictCount(
            word, values.plain(deals), context.table_href(page_urls.PORTFOLIO, "verdict", values.verdict_word(word))
        )
        for word in BEST_FIRST
        if (deals := portfolio.effort[word].deals)
    )


def _broken(context: PortfolioContext) -> Iterator[BrokenFile]:
    pages = {f"{identity}.md": page_urls.deal(identity) for identity in context.broken_deals}
    pages |= {f"{slug}/index.md": page_urls.account(slug) for slug in context.broken_accounts}
    for folder in (page_urls.PARTNERS, page_urls.COMPETITORS):
        pages |= {path: f"{folder}{slug}/" for slug, (path, _) in context.unreadable_in(folder).items()}
    for path, problems in list(context.problems_of.items())[:MOST_BROKEN]:
        href = context.href(page_urls.PORTFOLIO, pages[path]) if path in pages else ""
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        yield BrokenFile(problems[0].path, href, f"line {problems[0].line}: {problems[0].says}{more}")


def _figures(context: PortfolioContext, portfolio: Portfolio) -> list[Figure]:
    totals, overall = portfolio.totals, portfolio.record.overall
    accounts = len({row.account for row in context.open})
    figures = [
        Figure(
            values.plain(len(context.open)),
            noun_for(len(context.open), "open deal"),
            f"in {values.counted(accounts, 'account')}",
            context.href(HERE, page_urls.DEALS),
            f"{context.href(HERE, page_urls.ACCOUNTS)}?open={quote(ANY)}",
        )
    ]
    if totals.by_currency:
        figures.append(_amount_figure(totals, context.href(HERE, page_urls.CHARTS, "quarters")))
    closed = context.href(HERE, page_urls.CLOSED)
    if overall.rate is not None and overall.interval:
        low, high = (values.percent(Fraction(bound)) for bound in overall.interval)
        note = f"{_won(overall)}, 95% interval {low} to {high}"
        figures.append(Figure(values.percent(overall.rate), "win rate", note, closed))
    elif overall.closed:
        figures.append(Figure(_won(overall), "won", "of those won or lost", closed))
    return figures


def _won(rate: WinRate) -> str:
    return f"{values.plain(rate.won)} of {values.plain(rate.won + rate.lost)}"


def _amount_figure(totals: Totals, href: str) -> Figure:
    if totals.in_base is None or len(totals.by_currency) < 2:
        return Figure(totals_words(totals), "open amount", href=href)
    rates = f", rates from {values.day(totals.rates_from)}" if totals.rates_from else ""
    return Figure(values.short_money(totals.in_base), "open amount", f"{totals_words(totals)}{rates}", href)
