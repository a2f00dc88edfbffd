"""The account's page: the customer across its deals, from profile to whitespace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.assess.portfolio.portfolio import ended as ended_of
from generator.assess.portfolio.row import AccountDeal, DealGlance
from generator.assess.portfolio.totals import totals_of
from generator.model.account import Account, CompellingEvent, Holding, Person
from generator.model.deal import Player
from generator.model.money import Money
from generator.model.plain_fields import PLAIN_FIELDS
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.actions import task_views
from generator.show.portfolio.context import PageDraft, PortfolioContext, present, words
from generator.show.portfolio.deal_list import base_words, deal_line, totals_words
from generator.show.summary.actions import earliest_first, tasks_of
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.urls import anchors, page_urls

MOST_DEALS: Final = 200
MOST_PEOPLE: Final = 150
MOST_ACTIONS: Final = 60


@dataclass(frozen=True, slots=True)
class AccountChainLink:
    """One step from the customer's business to the compelling event, or what to write for it."""

    title: str
    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """A compelling event; `lacks` says what keeps it from being one."""

    item: CompellingEvent
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleInDeal:
    """How a person stands in one deal."""

    deal: Link
    says: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person of the account, and the deals in which they play a part."""

    key: str
    person: Person
    reports_to: str
    parts: tuple[RoleInDeal, ...]


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner and the deals in which it helps, with its role there."""

    link: Link
    parts: tuple[RoleInDeal, ...]


@dataclass(frozen=True, slots=True)
class OfferingLine:
    """A row of the whitespace: what we sell, and how the account stands to it."""

    label: str
    holding: Holding | None
    deal: Link | None


def account_slugs(folders: Iterable[str], accounts: Iterable[str], problems: PortfolioContext) -> list[str]:
    """Return every account that has a page: with deals, with a file, or with a file that cannot be read."""
    return sorted({*folders, *accounts, *problems.broken_deals_of, *problems.broken_accounts})


def account_page(context: PortfolioContext, slug: str, rows: Sequence[AccountDeal]) -> Page:
    """Return the page of an account with these deals, by identity; no other deal is looked at."""
    account = context.surroundings.account(slug)
    here = page_urls.account(slug)
    view = _view(context, account, rows, here)
    draft = PageDraft(
        context,
        "account",
        here,
        context.account_name(slug),
        "account.html",
        _sections(account, view),
        source=account.path,
    )
    return draft.finished(
        entries=_entries(account, context.account_name(slug), view["people"]),
        account=account,
        written=slug in context.surroundings.accounts,
        faults=context.problems_of.get(account.path, ()),
        chain=_chain(account),
        notes=context.notes(account.notes, account.path, here),
        **view,
    )


def _view(context: PortfolioContext, account: Account, rows: Sequence[AccountDeal], here: str) -> dict[str, Any]:
    live = [row for row in rows if not row.closed]
    ended = ended_of(rows)
    tasks = earliest_first(task for row in rows for task in tasks_of(row, context.surroundings))
    unreadable = context.broken_deals_of.get(account.slug, ())
    return {
        "deals": [deal_line(context, row, here) for row in live[:MOST_DEALS]],
        "deals_left": max(0, len(live) - MOST_DEALS),
        "ended": [deal_line(context, row, here) for row in ended[:MOST_DEALS]],
        "ended_left": max(0, len(ended) - MOST_DEALS),
        "unreadable": [Link(each, context.href(here, page_urls.deal(each))) for each in unreadable],
        "facts": _facts(context, account, live, ended),
        "events": [EventView(each, lacking(each)) for each in account.compelling_events.values()],
        "people": _people(context, account, rows, here),
        "people_left": max(0, len(account.people) - MOST_PEOPLE),
        "partners": _partners(context, rows, here),
        "values": [(deal_line(context, row, here), row.value) for row in rows if row.value][:MOST_DEALS],
        "promised": _sums(context, (row.value.net for row in live if row.value)),
        "promised_unconfirmed": any(row.value and row.value.unconfirmed for row in live),
        "confirmed": _sums(context, (row.value.confirmed_benefit for row in rows if row.value)),
        "tasks": task_views(context, tasks[:MOST_ACTIONS], here),
        "tasks_left": max(0, len(tasks) - MOST_ACTIONS),
        "offerings": _offerings(context, account, rows, here),
    }


def _sections(account: Account, view: Mapping[str, object]) -> Mapping[str, str]:
    return present(
        {
            "business": ("Business", True),
            "events": ("Compelling events", view["events"]),
            "finances": ("Finances", account.finances or account.metrics or account.outlook),
            "deals": ("Open deals", view["deals"] or view["unreadable"] or not view["ended"]),
            "closed": ("Closed deals", view["ended"]),
            "people": ("People across deals", view["people"]),
            "partners": ("Partners", view["partners"]),
            "value": ("Value promised and confirmed", view["values"]),
            "actions": ("Open actions", view["tasks"]),
            "offerings": ("What they have and could have", view["offerings"]),
            "notes": ("Notes", account.notes.strip()),
        }
    )


def _facts(
    context: PortfolioContext, account: Account, live: Sequence[DealGlance], ended: Sequence[DealGlance]
) -> tuple[tuple[str, str], ...]:
    team = account.team.values()
    won = [row for row in ended if row.outcome and row.outcome.result == "won"]
    facts = (
        ("Industry", account.industry),
        *((field.label, field.of_account(account)) for field in PLAIN_FIELDS if field.of_account),
        ("Our team", ", ".join(f"{each.name} ({each.role})" if each.role else each.name for each in team)),
        ("Open deals", str(len(live))),
        ("Open amount", _sum(context, (row.amount for row in live))),
        ("Won", f"{len(won)} of {len(ended)} closed" if ended else ""),
        ("Won amount", _sum(context, (row.amount for row in won))),
    )
    return tuple((name, value) for name, value in facts if value)


def _sums(context: PortfolioContext, amounts: Iterable[Money | None]) -> tuple[Money, ...]:
    return tuple(totals_of(amounts, context.surroundings.method.currencies).by_currency.values())


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


def _people(context: PortfolioContext, account: Account, rows: Sequence[AccountDeal], here: str) -> list[PersonView]:
    parts: dict[str, list[RoleInDeal]] = {}
    for row in rows:
        for key, player in row.players.items():
            link = Link(row.title, context.deal_href(here, row.identity, "plan", anchors.anchor("player", key)))
            parts.setdefault(key, []).append(RoleInDeal(link, standing_words(player)))
    keys = [*account.people, *(key for key in parts if key not in account.people)]
    return [_person(account, key, tuple(parts.get(key, ()))) for key in keys[:MOST_PEOPLE]]


def _person(account: Account, key: str, parts: tuple[RoleInDeal, ...]) -> PersonView:
    person = account.people.get(key) or Person(name=values.unfolded(key))
    boss = account.people.get(person.reports_to) if person.reports_to else None
    return PersonView(key, person, boss.name if boss else "", parts)


def standing_words(player: Player) -> str:
    """Return how a player stands in a deal: part, support, standing, coverage, as far as they are given."""
    covered = player.coverage and f"covered: {player.coverage}"
    return ", ".join(word for word in (player.part, player.support, player.standing, covered) if word)


def _partners(context: PortfolioContext, rows: Sequence[AccountDeal], here: str) -> list[PartnerLine]:
    parts: dict[str, list[RoleInDeal]] = {}
    for row in rows:
        for slug in row.partners:
            link = Link(row.title, context.deal_href(here, row.identity, "partners", anchors.anchor("partner", slug)))
            parts.setdefault(slug, []).append(RoleInDeal(link, row.partner_roles.get(slug, "")))
    return [
        PartnerLine(Link(context.partner_name(slug), context.href(here, page_urls.partner(slug))), tuple(theirs))
        for slug, theirs in sorted(parts.items())
    ]


def _offerings(
    context: PortfolioContext, account: Account, rows: Sequence[AccountDeal], here: str
) -> list[OfferingLine]:
    ours = context.surroundings.team.offerings
    by_deal = {row.identity: row for row in rows}
    lines = []
    for slug in [*ours, *(slug for slug in account.offerings if slug not in ours)]:
        holding = account.offerings.get(slug)
        row = by_deal.get(f"{account.slug}/{holding.deal}") if holding and holding.deal else None
        lines.append(OfferingLine(ours.get(slug) or values.unfolded(slug), holding, _sold_in(context, row, here)))
    return lines


def _sold_in(context: PortfolioContext, row: AccountDeal | None, here: str) -> Link | None:
    return Link(row.title, context.deal_href(here, row.identity)) if row else None


def _entries(account: Account, name: str, people: Sequence[PersonView]) -> Iterator[SearchEntry]:
    told = (account.industry, account.outlook, *account.profile, *account.drivers, *account.initiatives)
    yield SearchEntry("", f"Account: {name}", words(*told, *account.metrics, to_words(account.notes)), (name,))
    for each in people:
        deals = "; ".join(f"{part.deal.text}: {part.says}" if part.says else part.deal.text for part in each.parts)
        said, who = words(each.person.title, name, deals), each.person.name
        yield SearchEntry(anchors.anchor("person", each.key), f"Person: {who}", said, (who,))
