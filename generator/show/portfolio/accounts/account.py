"""The account's page: the customer across its deals, from profile to whitespace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from generator.assess.portfolio.portfolio import ended as ended_of
from generator.assess.portfolio.row import AccountDeal, DealGlance
from generator.assess.portfolio.totals import totals_of
from generator.model.account import Account, CompellingEvent, Holding, Person
from generator.model.deal import Player
from generator.model.meeting import FOLDER as MEETINGS
from generator.model.money import Money
from generator.model.plain_fields import PLAIN_FIELDS
from generator.show.deal.influence_map import SUPPORT_SHAPES
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.accounts.account_views import (
    AccountChainLink,
    AccountFact,
    AccountView,
    DealValue,
    EventView,
    MeetingsView,
    OfferingLine,
    PartnerLine,
    PersonView,
    RoleInDeal,
    YearLine,
)
from generator.show.portfolio.accounts.influence import account_map
from generator.show.portfolio.actions import task_views
from generator.show.portfolio.context import PortfolioContext, left_words, words
from generator.show.portfolio.deal_list import base_words, deal_line, ended_lines, totals_words
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.portfolio.problem_views import ProblemView, problem_view
from generator.show.summary.actions import Task, earliest_first, tasks_of
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.text.meetings import meeting_line
from generator.show.urls import anchors, page_urls

MOST_DEALS: Final = 200
MOST_MEETINGS: Final = 12
"""Meetings that are in sight; those before them are folded."""
MOST_PEOPLE: Final = 150
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
    people = _people(context, account, rows, tasks, here)
    drawing = account_map(account, live, (each.key for each in people))
    return AccountView(
        path=account.path,
        unwritten=account.slug not in context.surroundings.accounts and not faults,
        without_deals=not live and not unreadable,
        facts=_facts(context, account, live, ended),
        links=_links(account),
        faults=tuple(map(problem_view, faults)),
        chain=_chain(account),
        events=tuple(map(_event, account.compelling_events.values())),
        finances=_finances(account),
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
        partners=_partners(context, rows, here),
        values=_values(context, rows, here),
        promised=_sums(context, (row.value.net for row in live if row.value)),
        promised_unconfirmed=any(row.value and row.value.unconfirmed for row in live),
        promised_in_full=any(row.value and row.value.in_full for row in live),
        confirmed=_sums(context, (row.value.confirmed_benefit for row in rows if row.value)),
        tasks=task_views(context, tasks[:MOST_ACTIONS], here),
        tasks_left=left_words(len(tasks) - MOST_ACTIONS, "more action"),
        offerings=_offerings(context, account, rows, here),
        notes=context.notes(account.notes, account.path, here),
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
            "value": ("Value promised and confirmed", view.values),
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


def _links(account: Account) -> tuple[Link, ...]:
    links = (("Website", account.website), ("In the CRM", account.crm and account.crm.url))
    return tuple(Link(text, href) for text, href in links if href)


def _event(event: CompellingEvent) -> EventView:
    def in_words(words: str, amount: Money | None) -> str:
        return " ".join(part for part in (words, values.money(amount) if amount else "") if part)

    return EventView(
        title=event.what or "Not said what",
        origin=event.origin or "",
        deadline=values.day(event.deadline) if event.deadline else "",
        consequence=in_words(event.consequence, event.consequence_amount),
        payback=in_words(event.payback, event.payback_amount),
        lacks=values.listing(lacking(event)),
        source=event.source,
    )


def _finances(account: Account) -> tuple[YearLine, ...]:
    return tuple(
        YearLine(year, values.money(each.revenue), values.money(each.profit), each.source, each.note)
        for year, each in account.finances.items()
    )


def _values(context: PortfolioContext, rows: Sequence[AccountDeal], here: str) -> tuple[DealValue, ...]:
    lines = (
        DealValue(
            Link(row.title, context.deal_href(here, row.identity)),
            row.word,
            values.whole_money(row.value.net),
            row.value.unconfirmed,
            row.value.in_full,
            values.whole_money(row.value.confirmed_benefit),
        )
        for row in rows
        if row.value
    )
    return tuple(islice(lines, MOST_DEALS))


def _facts(
    context: PortfolioContext, account: Account, live: Sequence[DealGlance], ended: Sequence[DealGlance]
) -> tuple[AccountFact, ...]:
    team = account.team.values()
    won = [row for row in ended if row.outcome and row.outcome.result == "won"]
    facts = (
        AccountFact("Industry", account.industry),
        *(AccountFact(field.label, field.of_account(account)) for field in PLAIN_FIELDS if field.of_account),
        AccountFact("Our team", ", ".join(f"{each.name} ({each.role})" if each.role else each.name for each in team)),
        AccountFact("Open deals", str(len(live)), "#deals" if live else ""),
        AccountFact("Open amount", _sum(context, (row.amount for row in live))),
        AccountFact("Won", f"{len(won)} of {len(ended)} closed" if ended else "", "#closed"),
        AccountFact("Won amount", _sum(context, (row.amount for row in won))),
    )
    return tuple(each for each in facts if each.value)


def _sums(context: PortfolioContext, amounts: Iterable[Money | None]) -> tuple[str, ...]:
    totals = totals_of(amounts, context.surroundings.method.currencies)
    return tuple(map(values.whole_money, totals.by_currency.values()))


def _sum(context: PortfolioContext, amounts: Iterable[Money | None]) -> str:
    totals = totals_of(amounts, context.surroundings.method.currencies)
    together = base_words(totals)
    return f"{totals_words(totals)} ({together})" if together else totals_words(totals)


def _chain(account: Account) -> tuple[AccountChainLink, ...]:
    events = tuple(each.what for each in account.compelling_events.values() if each.what)
    return (
        AccountChainLink("Profile", "profile", account.profile),
        AccountChainLink("Drivers", "drivers", account.drivers),
        AccountChainLink("Initiatives", "initiatives", account.initiatives),
        AccountChainLink("Compelling events", "compelling_events", events),
    )


def lacking(event: CompellingEvent) -> tuple[str, ...]:
    """Return what keeps a compelling event from being one."""
    needed = {"a deadline": event.deadline, "a consequence": event.consequence or event.consequence_amount}
    return tuple(what for what, given in needed.items() if not given)


def _people(
    context: PortfolioContext, account: Account, rows: Sequence[AccountDeal], tasks: Iterable[Task], here: str
) -> tuple[PersonView, ...]:
    parts: dict[str, list[RoleInDeal]] = {}
    for row in rows:
        for key, player in row.players.items():
            link = Link(row.title, context.deal_href(here, row.identity, "plan", anchors.anchor("player", key)))
            parts.setdefault(key, []).append(RoleInDeal(link, standing_words(player)))
    keys = [*account.people, *(key for key in parts if key not in account.people)]
    agreed = Counter(task.agreed_with for task in tasks)
    return tuple(
        _person(context, account, key, tuple(parts.get(key, ())), agreed, here) for key in keys[:MOST_PEOPLE]
    )


def _person(
    context: PortfolioContext,
    account: Account,
    key: str,
    parts: tuple[RoleInDeal, ...],
    agreed: Mapping[str, int],
    here: str,
) -> PersonView:
    person = account.people.get(key) or Person(name=values.unfolded(key))
    boss = account.people.get(person.reports_to) if person.reports_to else None
    promised = None
    if count := agreed.get(person.name):
        wanted = {"account": context.account_name(account.slug), "with": person.name}
        promised = Link(values.counted(count, "open action"), context.actions_href(here, wanted))
    return PersonView(key, person.name, person.position, boss.name if boss else values.NOTHING, parts, promised)


def standing_words(player: Player) -> str:
    """Return how a player stands in a deal: part, support, standing, coverage, as far as they are given."""
    covered = player.coverage and f"covered: {player.coverage}"
    return ", ".join(word for word in (player.part, player.support, player.standing, covered) if word)


def _partners(context: PortfolioContext, rows: Sequence[AccountDeal], here: str) -> tuple[PartnerLine, ...]:
    parts: dict[str, list[RoleInDeal]] = {}
    for row in rows:
        for slug in row.partners:
            link = Link(row.title, context.deal_href(here, row.identity, "partners", anchors.anchor("partner", slug)))
            parts.setdefault(slug, []).append(RoleInDeal(link, row.partner_roles.get(slug, "")))
    return tuple(
        PartnerLine(Link(context.partner_name(slug), context.href(here, page_urls.partner(slug))), tuple(theirs))
        for slug, theirs in sorted(parts.items())
    )


def _offerings(
    context: PortfolioContext, account: Account, rows: Sequence[AccountDeal], here: str
) -> tuple[OfferingLine, ...]:
    ours = context.surroundings.team.offerings
    by_deal = {row.identity: row for row in rows}
    slugs = [*ours, *(slug for slug in account.offerings if slug not in ours)]
    lines = []
    for slug in slugs:
        holding = account.offerings.get(slug)
        row = by_deal.get(f"{account.slug}/{holding.deal}") if holding and holding.deal else None
        lines.append(_offering(ours.get(slug) or values.unfolded(slug), holding, _sold_in(context, row, here)))
    return tuple(lines)


def _offering(label: str, holding: Holding | None, deal: Link | None) -> OfferingLine:
    if holding is None:
        return OfferingLine(label, "", "", deal, "", "")
    since = values.day(holding.since) if holding.since else ""
    return OfferingLine(label, holding.state, holding.state.replace(" ", "-"), deal, since, holding.note)


def _sold_in(context: PortfolioContext, row: AccountDeal | None, here: str) -> Link | None:
    return Link(row.title, context.deal_href(here, row.identity)) if row else None


def _entries(account: Account, name: str, people: Sequence[PersonView]) -> Iterator[SearchEntry]:
    profile = (account.industry, account.outlook, *account.profile, *account.drivers, *account.initiatives)
    yield SearchEntry("", f"Account: {name}", words(*profile, *account.metrics, to_words(account.notes)), (name,))
    for each in people:
        deals = "; ".join(f"{part.deal.text}: {part.says}" if part.says else part.deal.text for part in each.parts)
        text = words(each.title, name, deals)
        yield SearchEntry(anchors.anchor("person", each.key), f"Person: {each.name}", text, (each.name,))
