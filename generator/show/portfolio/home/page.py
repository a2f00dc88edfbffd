"""The home page: what needs attention, where time goes first, every deal, and what became of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Final
from urllib.parse import quote

from generator.assess.portfolio.attention import Attention, by_urgency
from generator.assess.portfolio.portfolio import Portfolio
from generator.assess.portfolio.record import WinRate, WinRecord
from generator.assess.portfolio.row import DealGlance
from generator.assess.portfolio.totals import Totals
from generator.model.counting import noun_for
from generator.model.method import Currencies, VerdictWord
from generator.show.charts.bubbles import BubbleChart, SizedDeal, bubble_chart
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.charts.bars import (
    BEST_FIRST,
    effort_lines,
    quarter_lines,
    quarters_title,
)
from generator.show.portfolio.context import PageDraft, PortfolioContext, left_words, present
from generator.show.portfolio.deal_list import record_words, totals_words
from generator.show.portfolio.home.views import (
    BrokenFile,
    Figure,
    FocusLine,
    HomeLinks,
    HomeView,
    LostLine,
    Notice,
    OutcomeLine,
    VerdictCount,
)
from generator.show.portfolio.members import MemberList, member_entries, member_list
from generator.show.portfolio.movement import windows
from generator.show.summary.deal_rows import CLOSED_COLUMNS, OPEN_COLUMNS, columns_for, with_values
from generator.show.summary.table import PrintedTable, table_of
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.urls import page_urls

MOST_ATTENTION: Final = 12
MOST_PER_KIND: Final = 4
MOST_FOCUS: Final = 8
MOST_BROKEN: Final = 25
MOST_LOST: Final = 5


def portfolio_page(context: PortfolioContext) -> Page:
    """Return the home page; whatever is longer than it can hold is counted and linked."""
    team, members = context.surroundings.team, member_list(context.surroundings.team)
    title, view = team.title or context.setting.site_name, _view(context, context.portfolio, members)
    sections = _sections(view, has_worth=context.surroundings.method.has_worth)
    source = team.path if team.title or team.notes or members else None
    draft = PageDraft(context, "portfolio", page_urls.PORTFOLIO, title, "portfolio.html", sections, (), source)
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
    team, record = context.surroundings.team, portfolio.record
    pressing = by_urgency(context.rows, context.summaries.attention)
    attention = chosen(pressing)
    first, rest = (context.notes(part, team.path, page_urls.PORTFOLIO) for part in opening(team.notes))
    return HomeView(
        opening=first,
        more=rest,
        members=members,
        broken=tuple(_broken(context)),
        broken_count=left_words(len(context.problems_of), "file"),
        broken_left=left_words(len(context.problems_of) - MOST_BROKEN, "more file"),
        figures=tuple(_figures(context, portfolio)),
        verdicts=_verdicts(portfolio),
        without_deals=not context.rows,
        attention=tuple(_notice(context, row, each) for row, each in attention),
        attention_left=values.plain(left) if (left := len(pressing) - len(attention)) else "",
        focus=_focus(context, portfolio),
        chart=_chart(context, portfolio),
        quarters_title=quarters_title(portfolio),
        quarters=quarter_lines(portfolio),
        moved=windows(context),
        effort=effort_lines(portfolio),
        open_table=_open_table(context),
        closed_table=_closed_table(context),
        record=record_words(record.overall).capitalize(),
        without=_without(record),
        won_anyway=_won_anyway(record.walk_aways_won),
        by_verdict=_by_verdict(record.by_verdict),
        lost=_lost(context, portfolio),
        to=_links(context),
    )


def _sections(view: HomeView, *, has_worth: bool) -> Mapping[str, str]:
    return present(
        {
            "today": ("Needs attention today", view.attention),
            "focus": ("Where time goes first", view.focus),
            "chart": ("Winnable and worth" if has_worth else "Winnable and amount", view.chart),
            "quarters": ("Close by quarter", view.quarters),
            "moved": ("What moved", view.moved),
            "effort": ("Effort against verdict", view.effort),
            "deals": ("Open deals", view.focus),
            "closed": ("Closed deals", view.record),
        }
    )


def _open_table(context: PortfolioContext) -> PrintedTable:
    columns = with_values(columns_for(OPEN_COLUMNS, context.surroundings), plain_keys(context.open))
    return table_of("open", columns, context.lines.open, context.setting, _currencies(context))


def _closed_table(context: PortfolioContext) -> PrintedTable:
    columns = with_values(CLOSED_COLUMNS, plain_keys(context.portfolio.closed))
    return table_of("closed", columns, context.lines.closed, context.setting, _currencies(context))


def _currencies(context: PortfolioContext) -> Currencies | None:
    return context.surroundings.method.currencies


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


def _verdicts(portfolio: Portfolio) -> tuple[VerdictCount, ...]:
    return tuple(
        VerdictCount(word, values.plain(deals), f"?verdict={quote(values.verdict_word(word))}#deals")
        for word in BEST_FIRST
        if (deals := portfolio.effort[word].deals)
    )


def plain_keys(rows: Iterable[DealGlance]) -> frozenset[str]:
    """Return the keys of the plain fields of which any deal has a value."""
    return frozenset(chain.from_iterable(row.plain for row in rows))


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
        )
    ]
    if totals.by_currency:
        figures.append(_amount_figure(totals))
    if overall.rate is not None and overall.interval:
        low, high = (values.percent(Fraction(bound)) for bound in overall.interval)
        note = f"{_won(overall)}, 95% interval {low} to {high}"
        figures.append(Figure(values.percent(overall.rate), "win rate", note))
    elif overall.closed:
        figures.append(Figure(_won(overall), "won", "of those won or lost"))
    return figures


def _won(rate: WinRate) -> str:
    return f"{values.plain(rate.won)} of {values.plain(rate.won + rate.lost)}"


def _amount_figure(totals: Totals) -> Figure:
    if totals.in_base is None or len(totals.by_currency) < 2:
        return Figure(totals_words(totals), "open amount")
    rates = f", rates from {values.day(totals.rates_from)}" if totals.rates_from else ""
    return Figure(values.short_money(totals.in_base), "open amount", f"{totals_words(totals)}{rates}")


def chosen(attention: Sequence[tuple[DealGlance, Attention]]) -> list[tuple[DealGlance, Attention]]:
    """Return the first few of each kind of what needs attention, so that none crowds out another."""
    counts: dict[str, int] = {}
    turns: list[tuple[int, int]] = []
    for place, (_, each) in enumerate(attention):
        turn = counts[each.kind] = counts.get(each.kind, 0) + 1
        if turn <= MOST_PER_KIND:
            turns.append((turn, place))
    return [attention[place] for place in sorted(place for _, place in sorted(turns)[:MOST_ATTENTION])]


def _notice(context: PortfolioContext, row: DealGlance, each: Attention) -> Notice:
    where = f"{row.title}, {context.account_name(row.account)}"
    href = context.place_href(page_urls.PORTFOLIO, row.identity, each.at)
    return Notice(
        each.kind.capitalize(),
        each.kind == "overdue",
        href,
        each.says,
        f"{where}, {row.owner}" if row.owner else where,
    )


def _focus(context: PortfolioContext, portfolio: Portfolio) -> tuple[FocusLine, ...]:
    return tuple(
        FocusLine(
            Link(each.row.title, context.deal_href(page_urls.PORTFOLIO, each.row.identity)),
            context.account_name(each.row.account),
            each.row.verdict.word,
            values.short_money(each.row.amount),
            each.reason,
        )
        for each in portfolio.focus[:MOST_FOCUS]
    )


def _chart(context: PortfolioContext, portfolio: Portfolio) -> BubbleChart | None:
    method = context.surroundings.method
    currency = portfolio.currency
    sized = [
        SizedDeal(place, each.row, each.amount if currency else None) for place, each in enumerate(portfolio.focus, 1)
    ]
    return bubble_chart(
        sized,
        lambda row: context.deal_href(page_urls.PORTFOLIO, row.identity),
        by_worth=method.has_worth,
        currency=currency,
    )


def _by_verdict(rates: Mapping[VerdictWord, WinRate]) -> tuple[OutcomeLine, ...]:
    def counts(rate: WinRate) -> Iterator[str]:
        for count in (rate.won, rate.lost, rate.no_decision, rate.withdrawn):
            yield values.plain(count) if count else values.NOTHING

    return tuple(OutcomeLine(word, tuple(counts(rate))) for word, rate in rates.items() if rate.closed)


def _won_anyway(walk_aways: int) -> str:
    """Return how many deals were won that were to be walked away from; empty for none."""
    verb = "was" if walk_aways == 1 else "were"
    return f"{values.counted(walk_aways, 'deal')} to walk away from {verb} won anyway" if walk_aways else ""


def _without(record: WinRecord) -> str:
    """Return the record as if nothing to walk away from had been worked on; empty where that changes nothing."""
    return "" if record.without_walk_aways == record.overall else record_words(record.without_walk_aways) or "none"


def _lost(context: PortfolioContext, portfolio: Portfolio) -> tuple[LostLine, ...]:
    def link(row: DealGlance) -> Link:
        return Link(row.title, context.deal_href(page_urls.PORTFOLIO, row.identity))

    return tuple(
        LostLine(
            link(each.row),
            each.row.owner,
            "an unknown number of days" if each.spent is None else values.counted(each.spent, "day"),
            tuple(map(link, each.others)),
            each.beside - len(each.others),
            f"when {values.counted(each.undated, 'other deal')} began is not known" if each.undated else "",
        )
        for each in portfolio.lost[:MOST_LOST]
    )
