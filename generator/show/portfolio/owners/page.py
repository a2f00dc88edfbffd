"""The page of all owners, those first whose days are overbooked, and the page of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote

from generator.assess.portfolio.attention import Kind
from generator.assess.portfolio.totals import totals_of
from generator.assess.portfolio.workload import QuarterLoad, Workload
from generator.assess.quarters import quarter_of
from generator.model.counting import noun_for
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.context import PortfolioContext, left_words, words
from generator.show.portfolio.deal_list import deal_line, totals_words
from generator.show.portfolio.owners.views import (
    ActionLine,
    ChangeLine,
    DaysView,
    OwnerLine,
    OwnersView,
    OwnerView,
    QuarterLine,
    QuestionLine,
)
from generator.show.portfolio.owners.work import MovedDeals, OwnedAction, OwnersWork, OwnerWork
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.summary.action_rows import WHENS
from generator.show.summary.actions import When
from generator.show.text import values
from generator.show.urls import page_urls

MOST_OWNERS: Final = 200
MOST_LINES: Final = 12
MOST_QUESTIONS: Final = 10
MISSED: Final[frozenset[Kind]] = frozenset({"overdue", "close passed", "go against the verdict", "stale"})
"""Kinds of reasons for attention that are about something the owner has missed."""


def owners_pages(context: PortfolioContext) -> Iterator[Page]:
    """Yield the page of all owners and that of each."""
    work = OwnersWork(context)
    yield _index(work)
    for owner in work.owners:
        yield _page(work, owner)


def _index(work: OwnersWork) -> Page:
    context, here = work.context, page_urls.OWNERS
    quarter = quarter_of(context.setting.today)
    following = _next(quarter)
    worst_first = sorted(work.owners, key=lambda each: -work.workloads[each.slug].over)
    lines = [_line(work, owner, (quarter, following)) for owner in worst_first]
    over = sum(each.is_over for each in lines)
    unowned = sum(not row.owner for row in context.open)
    view = OwnersView(
        lead=_overbooked(over, len(lines)) if lines else "",
        quarters=(quarter, following) if following else (quarter,),
        lines=tuple(lines[:MOST_OWNERS]),
        left=left_words(len(lines) - MOST_OWNERS, "more owner"),
        unowned=Link(values.counted(unowned, "open deal"), context.table_href(here, "owner", ""))
        if unowned
        else None,
    )
    draft = PageDraft(context, "owners", here, "Owners", "owners.html", wide=True)
    return draft.finished(view, [SearchEntry("", "Owners", "What each owner has to do, and the days it takes")])


def _overbooked(over: int, owners: int) -> str:
    """Return how many owners have more planned than days."""
    if not over:
        return f"{values.counted(owners, 'owner')}; nobody has more days planned than there are."
    them = "all" if over == owners > 1 else f"{over} of them"
    return f"{values.counted(owners, 'owner')}, {them} with more days planned than there are."


def _next(quarter: str) -> str:
    """Return the quarter after one."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return f"{year + number // 4:04} Q{number % 4 + 1}"


def _line(work: OwnersWork, owner: OwnerWork, quarters: Sequence[str]) -> OwnerLine:
    context, here, load = work.context, page_urls.OWNERS, work.workloads[owner.slug]
    shown = tuple(_quarter(each) for each in (load.of(quarter) for quarter in quarters))
    overdue, soon = owner.due("overdue"), owner.due("soon")
    page = page_urls.owner(owner.slug)
    return OwnerLine(
        name=Link(owner.name, context.href(here, page)),
        team=owner.member.team if owner.member else "",
        deals=Link(str(len(owner.deals)), context.table_href(here, "owner", owner.name) if owner.deals else ""),
        amount=totals_words(totals_of((each.row.amount for each in owner.deals), None)) or values.NOTHING,
        overdue=Link(str(len(overdue)), _due(context, here, owner, "overdue") if overdue else ""),
        soon=Link(str(len(soon)), _due(context, here, owner, "soon") if soon else ""),
        left=values.plain(load.left) if load.left else values.NOTHING,
        quarters=shown,
        is_over=any(each.is_over for each in load.quarters),
    )


def _quarter(of: QuarterLoad) -> QuarterLine:
    available = values.plain(of.available, 0) if of.available is not None else ""
    return QuarterLine(of.quarter, values.plain(of.planned, 0), available, of.is_over)


def _page(work: OwnersWork, owner: OwnerWork) -> Page:
    view = _view(work, owner)
    sections = present(
        {
            "overdue": ("Overdue", view.overdue),
            "soon": ("Due within seven days", view.soon),
            "moved": ("Moved since last week", view.changes or view.new),
            "ask": ("Ask next", view.questions),
            "days": ("Days", view.days.quarters if view.days.left != values.NOTHING or view.days.capacity else ()),
            "deals": ("Open deals", view.deals),
        }
    )
    address, trail = page_urls.owner(owner.slug), (("Home", page_urls.PORTFOLIO), ("Owners", page_urls.OWNERS))
    draft = PageDraft(work.context, "owner", address, owner.name, "owner.html", sections, trail)
    about = words(values.counted(len(owner.deals), "open deal"), values.counted(len(owner.actions), "open action"))
    return draft.finished(view, [SearchEntry("", f"Owner: {owner.name}", about, (owner.name,))])


def _view(work: OwnersWork, owner: OwnerWork) -> OwnerView:
    context, here, member = work.context, page_urls.owner(owner.slug), owner.member
    overdue, soon, feed = owner.due("overdue"), owner.due("soon"), context.feed_slugs.get(owner.name)
    rows, moved = [each.row for each in owner.deals], owner.moved(0)
    return OwnerView(
        lead=_lead(owner),
        contact=words(member.team, member.phone) if member else "",
        mail_href=f"mailto:{quote(member.mail, safe='@')}" if member and member.mail else "",
        overdue=_overdue(context, owner, here),
        overdue_left=left_words(len(overdue) - MOST_LINES, "more action"),
        soon=_actions(soon[:MOST_LINES], here),
        soon_left=left_words(len(soon) - MOST_LINES, "more action"),
        changes=tuple(_changes(context, moved, here)),
        changes_left=left_words(len(moved.named) - MOST_LINES, "more deal"),
        new=values.counted(moved.new, "open deal") if moved.new else "",
        questions=tuple(_questions(context, owner, here))[:MOST_QUESTIONS],
        days=_days(work, owner, here),
        deals=tuple(deal_line(context, row, here) for row in rows[:MOST_LINES]),
        deals_left=left_words(len(rows) - MOST_LINES, "more deal"),
        all_deals=context.table_href(here, "owner", owner.name),
        all_overdue=_due(context, here, owner, "overdue"),
        all_soon=_due(context, here, owner, "soon"),
        all_actions=context.actions_href(here, {"owner": owner.name}),
        feed=context.href(here, page_urls.owner_feed(feed)) if feed else "",
    )


def _due(context: PortfolioContext, here: str, owner: OwnerWork, when: When) -> str:
    """Return the link to the owner's actions of one urgency in their table."""
    return context.actions_href(here, {"owner": owner.name, "when": WHENS[when]})


def _lead(owner: OwnerWork) -> str:
    amount = totals_words(totals_of((each.row.amount for each in owner.deals), None))
    deals = values.counted(len(owner.deals), "open deal") + (f", {amount}" if amount else "")
    overdue, soon = len(owner.due("overdue")), len(owner.due("soon"))
    actions = [f"{overdue} {noun_for(overdue, 'action')} overdue"] if overdue else []
    actions += [f"{values.counted(soon, 'action')} due within seven days"] if soon else []
    return "; ".join([deals, *actions]) + "."


def _actions(actions: Sequence[OwnedAction], here: str) -> tuple[ActionLine, ...]:
    top = page_urls.top(here)
    lines = (each.cells for each in actions)
    return tuple(
        ActionLine(
            cells["due"].text,
            Link(cells["what"].text, f"{top}{cells['what'].link}"),
            Link(cells["deal"].text, f"{top}{cells['deal'].link}"),
            cells["account"].text,
        )
        for cells in lines
    )


def _overdue(context: PortfolioContext, owner: OwnerWork, here: str) -> tuple[ActionLine, ...]:
    """Return the owner's overdue actions and what was missed in the deals, in the order of their days.

    Of a deal whose oldest overdue action is the owner's own, that it has some is not said again.
    """
    actions, today = owner.due("overdue"), context.setting.today
    lines = _actions(actions, here)
    dated = list(zip((each.due.day for each in actions), lines, strict=True))[:MOST_LINES]
    own = {line.what.href for line in lines}
    missed = [(reason, deal.row) for deal in owner.deals for reason in deal.attention if reason.kind in MISSED]
    missed.sort(key=lambda each: (each[0].since or today, each[1].identity))
    for reason, row in missed[:MOST_LINES]:
        what = Link(reason.says, context.place_href(here, row.identity, reason.at))
        deal = Link(row.title, context.deal_href(here, row.identity))
        if what.href not in own:
            day = values.day(reason.since) if reason.since else ""
            line = ActionLine(day, what, deal, context.account_name(row.account))
            dated.append(((reason.since or today).isoformat(), line))
    return tuple(line for _, line in sorted(dated, key=lambda each: each[0]))


def _changes(context: PortfolioContext, moved: MovedDeals, here: str) -> Iterator[ChangeLine]:
    """Yield what moved in the owner's deals within the first window, a week."""
    for deal, says in moved.named[:MOST_LINES]:
        yield ChangeLine(Link(deal.row.title, context.deal_href(here, deal.row.identity)), says)


def _questions(context: PortfolioContext, owner: OwnerWork, here: str) -> Iterator[QuestionLine]:
    """Yield what to ask next: the first question of every deal, then the second ones."""
    method = context.surroundings.method
    for place in range(max((len(each.to_ask) for each in owner.deals), default=0)):
        for deal in owner.deals:
            if place < len(deal.to_ask):
                name, row = deal.to_ask[place], deal.row
                criterion = method.criteria[name]
                yield QuestionLine(
                    Link(row.title, context.deal_href(here, row.identity)),
                    Link(criterion.label, context.place_href(here, row.identity, ("assessment", name))),
                    criterion.ask[0],
                )


def _days(work: OwnersWork, owner: OwnerWork, here: str) -> DaysView:
    context, load = work.context, work.workloads[owner.slug]
    capacity = owner.member.capacity if owner.member else None
    return DaysView(
        spent=values.plain(load.spent) if load.spent else values.NOTHING,
        left=values.plain(load.left) if load.left else values.NOTHING,
        capacity=values.plain(capacity) if capacity is not None else "",
        quarters=tuple(_quarter(each) for each in load.quarters),
        unplaced=tuple(Link(row.title, context.deal_href(here, row.identity)) for row in load.unplaced),
        note=_silent(load),
    )


def _silent(load: Workload) -> str:
    """Return how many deals say nothing about the days that they still take."""
    count = len(load.silent)
    return (
        f"{values.counted(count, 'open deal')} {noun_for(count, 'says', 'say')} nothing about days left"
        if count
        else ""
    )
