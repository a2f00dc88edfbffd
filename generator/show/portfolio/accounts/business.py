"""The customer's business on the account's page: facts, chain, compelling events, finances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.assess.portfolio.row import DealGlance
from generator.assess.portfolio.totals import totals_of
from generator.model.account import Account, CompellingEvent
from generator.model.money import Money
from generator.model.plain_fields import PLAIN_FIELDS
from generator.show.page import Link
from generator.show.portfolio.accounts.account_views import AccountChainLink, AccountFact, EventView, YearLine
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.deal_list import base_words, totals_words
from generator.show.text import values


def facts(
    context: PortfolioContext, account: Account, live: Sequence[DealGlance], ended: Sequence[DealGlance]
) -> tuple[AccountFact, ...]:
    """Return the facts of which something is known."""
    team = account.team.values()
    won = [row for row in ended if row.outcome and row.outcome.result == "won"]
    every = (
        AccountFact("Industry", account.industry),
        *(AccountFact(field.label, field.of_account(account)) for field in PLAIN_FIELDS if field.of_account),
        AccountFact("Our team", ", ".join(f"{each.name} ({each.role})" if each.role else each.name for each in team)),
        AccountFact("Open deals", str(len(live)), "#deals" if live else ""),
        AccountFact("Open amount", _sum(context, (row.amount for row in live))),
        AccountFact("Won", f"{len(won)} of {len(ended)} closed" if ended else "", "#closed"),
        AccountFact("Won amount", _sum(context, (row.amount for row in won))),
    )
    return tuple(each for each in every if each.value)


def _sum(context: PortfolioContext, amounts: Iterable[Money | None]) -> str:
    totals = totals_of(amounts, context.surroundings.method.currencies)
    together = base_words(totals)
    return f"{totals_words(totals)} ({together})" if together else totals_words(totals)


def links(account: Account) -> tuple[Link, ...]:
    """Return the account's places elsewhere, as far as its file has them."""
    places = (("Website", account.website), ("In the CRM", account.crm and account.crm.url))
    return tuple(Link(text, href) for text, href in places if href)


def chain(account: Account) -> tuple[AccountChainLink, ...]:
    """Return the steps from the customer's profile to the compelling events."""
    events = tuple(each.what for each in account.compelling_events.values() if each.what)
    return (
        AccountChainLink("Profile", "profile", account.profile),
        AccountChainLink("Drivers", "drivers", account.drivers),
        AccountChainLink("Initiatives", "initiatives", account.initiatives),
        AccountChainLink("Compelling events", "compelling_events", events),
    )


def _event(event: CompellingEvent) -> EventView:
    def in_words(words: str, amount: Money | None) -> str:
        return " ".join(part for part in (words, values.money(amount) if amount else "") if part)

    return EventView(
        title=event.what or "Not said what",
        origin=event.origin or "",
        deadline=values.day(event.deadline) if event.deadline else "",
        consequence=in_words(event.consequence, event.consequence_amount),
        payback=in_words(event.payback, event.payback_amount),
        lacks=values.listing(_lacking(event)),
        source=event.source,
    )


def _lacking(event: CompellingEvent) -> tuple[str, ...]:
    """Return what keeps a compelling event from being one."""
    needed = {"a deadline": event.deadline, "a consequence": event.consequence or event.consequence_amount}
    return tuple(what for what, given in needed.items() if not given)


def finances(account: Account) -> tuple[YearLine, ...]:
    """Return the figures of the customer's business years."""
    return tuple(
        YearLine(year, values.money(each.revenue), values.money(each.profit), each.source, each.note)
        for year, each in account.finances.items()
    )


def events(account: Account) -> tuple[EventView, ...]:
    """Return the compelling events, each with what keeps it from being one."""
    return tuple(map(_event, account.compelling_events.values()))
