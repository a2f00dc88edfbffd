"""The home page: what needs attention, where time goes first, every deal, and what became of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Any, Final

from generator.assess.portfolio.attention import Attention, by_urgency
from generator.assess.portfolio.portfolio import Portfolio
from generator.assess.portfolio.record import WinRate, WinRecord
from generator.assess.portfolio.row import DealGlance
from generator.assess.portfolio.totals import Totals
from generator.model.method import VerdictWord
from generator.show.charts.bubbles import BubbleChart, SizedDeal, bubble_chart
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.bars import BEST_FIRST, effort_lines, quarter_lines
from generator.show.portfolio.context import PageDraft, PortfolioContext, present
from generator.show.portfolio.deal_list import record_words, totals_words
from generator.show.portfolio.members import member_entries, member_list
from generator.show.portfolio.movement import windows
from generator.show.summary.deal_rows import (
    CLOSED_COLUMNS,
    OPEN_COLUMNS,
    columns_for,
    table_of,
    with_values,
)
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.urls import page_urls

MOST_ATTENTION: Final = 12
MOST_PER_KIND: Final = 4
MOST_FOCUS: Final = 8
MOST_BROKEN: Final = 25
MOST_LOST: Final = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the top of the page, with what it counts and what to know about it."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file with mistakes: its path, where they are shown, and the first of them."""

    path: str
    href: str
    says: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that needs attention, and the very place to look at."""

    kind: str
    href: str
    says: str
    where: str


@dataclass(frozen=True, slots=True)
class FocusLine:
    """A deal near the top of the focus order, with the reason."""

    link: Link
    account: str
    word: str
    row: DealGlance
    reason: str


@dataclass(frozen=True, slots=True)
class LostLine:
    """A lost deal: the days it took, and its owner's deals that were open beside it."""

    link: Link
    owner: str
    spent: str
    beside: int
    others: tuple[Link, ...]


def portfolio_page(context: PortfolioContext) -> Page:
    """Return the home page; whatever is longer than it can hold is counted and linked."""
    portfolio, team = context.portfolio, context.surroundings.team
    title = team.title or context.setting.site_name
    view, members = _view(context, portfolio), member_list(team)
    source = team.path if team.title or team.notes or members else None
    draft = PageDraft(context, "portfolio", page_urls.PORTFOLIO, title, "portfolio.html", _sections(view), (), source)
    return draft.finished(
        entries=[SearchEntry("", title, to_words(team.notes)), *member_entries(members.lines if members else ())],
        members=members,
        notes=[context.notes(part, team.path, page_urls.PORTFOLIO) for part in opening(team.notes)],
        rows_file=page_urls.TABLE_ROWS,
        csv=page_urls.ROWS_CSV,
        json=page_urls.ROWS_JSON,
        feed=page_urls.ACTIONS_FEED,
        changes=page_urls.CHANGES_FEED,
        **view,
    )


def opening(notes: str) -> tuple[str, str]:
    """Return the team's first paragraph, which opens the page, and the rest, which the reader unfolds."""
    first, _, rest = notes.strip().replace("\r\n", "\n").partition("\n\n")
    return first, rest


def _view(context: PortfolioContext, portfolio: Portfolio) -> dict[str, Any]:
    pressing = by_urgency(context.rows, context.summaries.attention)
    attention = chosen(pressing)
    return {
        "any": bool(context.rows),
        "broken": list(_broken(context)),
        "broken_count": len(context.problems_of),
        "figures": _figures(context, portfolio),
        "verdicts": [(word, portfolio.effort[word].deals) for word in BEST_FIRST if portfolio.effort[word].deals],
        "attention": [_notice(context, row, each) for row, each in attention],
        "attention_left": len(pressing) - len(attention),
        "focus": _focus(context, portfolio),
        "moved": windows(context),
        **_tables(context),
        "chart": _chart(context, portfolio),
        "quarters": quarter_lines(portfolio),
        "quarters_in_all": len(portfolio.quarters),
        "effort": effort_lines(portfolio),
        "record": record_words(portfolio.record.overall),
        "without": _without(portfolio.record),
        "by_verdict": _by_verdict(portfolio.record.by_verdict),
        "walk_aways_won": portfolio.record.walk_aways_won,
        "lost": _lost(context, portfolio),
    }


def _sections(view: Mapping[str, object]) -> Mapping[str, str]:
    return present(
        {
            "today": ("Needs attention today", view["attention"]),
            "focus": ("Where time goes first", view["focus"]),
            "chart": ("Winnable and worth" if view["has_worth"] else "Winnable and amount", view["chart"]),
            "quarters": ("Close by quarter", view["quarters"]),
            "moved": ("What moved", view["moved"]),
            "effort": ("Effort against verdict", view["effort"]),
            "deals": ("Open deals", view["focus"]),
            "closed": ("Closed deals", view["record"]),
        }
    )


def _tables(context: PortfolioContext) -> dict[str, object]:
    live = with_values(columns_for(OPEN_COLUMNS, context.surroundings), plain_keys(context.open))
    ended = with_values(CLOSED_COLUMNS, plain_keys(context.portfolio.closed))
    return {
        "open_table": table_of("open", live, context.lines.open, context.setting),
        "closed_table": table_of("closed", ended, context.lines.closed, context.setting),
        "has_worth": context.surroundings.method.has_worth,
    }


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
    figures = [Figure(values.plain(len(context.open)), "open deals", f"in {values.counted(accounts, 'account')}")]
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
    return Notice(each.kind, href, each.says, f"{where}, {row.owner}" if row.owner else where)


def _focus(context: PortfolioContext, portfolio: Portfolio) -> list[FocusLine]:
    return [
        FocusLine(
            Link(each.row.title, context.deal_href(page_urls.PORTFOLIO, each.row.identity)),
            context.account_name(each.row.account),
            each.row.verdict.word,
            each.row,
            each.reason,
        )
        for each in portfolio.focus[:MOST_FOCUS]
    ]


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


def _by_verdict(rates: Mapping[VerdictWord, WinRate]) -> list[tuple[VerdictWord, tuple[int, int, int, int]]]:
    return [
        (word, (rate.won, rate.lost, rate.no_decision, rate.withdrawn)) for word, rate in rates.items() if rate.closed
    ]


def _without(record: WinRecord) -> str:
    """Return the record as if nothing to walk away from had been worked on; empty where that changes nothing."""
    return "" if record.without_walk_aways == record.overall else record_words(record.without_walk_aways) or "none"


def _lost(context: PortfolioContext, portfolio: Portfolio) -> list[LostLine]:
    def link(row: DealGlance) -> Link:
        return Link(row.title, context.deal_href(page_urls.PORTFOLIO, row.identity))

    return [
        LostLine(
            link(each.row),
            each.row.owner,
            "" if each.spent is None else values.counted(each.spent, "day"),
            each.beside,
            tuple(map(link, each.others)),
        )
        for each in portfolio.lost[:MOST_LOST]
    ]
