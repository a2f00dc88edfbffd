"""The deals of an account seen together: partners, value, and what the customer has and could have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from generator.assess.portfolio.row import AccountDeal
from generator.assess.portfolio.totals import totals_of
from generator.model.account import Account, Holding
from generator.model.money import Money
from generator.show.page import Link
from generator.show.portfolio.accounts.account_views import (
    DealValue,
    OfferingLine,
    PartnerLine,
    RoleInDeal,
    ValueAcross,
)
from generator.show.portfolio.context import PortfolioContext
from generator.show.text import values
from generator.show.urls import anchors, page_urls

MOST_DEALS: Final = 200


def partners_across(context: PortfolioContext, rows: Sequence[AccountDeal], here: str) -> tuple[PartnerLine, ...]:
    """Return the partners that help in a deal of the account."""
    parts: dict[str, list[RoleInDeal]] = {}
    for row in rows:
        for slug in row.partners:
            link = Link(row.title, context.deal_href(here, row.identity, "partners", anchors.anchor("partner", slug)))
            parts.setdefault(slug, []).append(RoleInDeal(link, row.partner_roles.get(slug, "")))
    return tuple(
        PartnerLine(Link(context.partner_name(slug), context.href(here, page_urls.partner(slug))), tuple(theirs))
        for slug, theirs in sorted(parts.items())
    )


def _value_lines(context: PortfolioContext, rows: Sequence[AccountDeal], here: str) -> tuple[DealValue, ...]:
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


def _sums(context: PortfolioContext, amounts: Iterable[Money | None]) -> tuple[str, ...]:
    totals = totals_of(amounts, context.surroundings.method.currencies)
    return tuple(map(values.whole_money, totals.by_currency.values()))


def offerings(
    context: PortfolioContext, account: Account, rows: Sequence[AccountDeal], here: str
) -> tuple[OfferingLine, ...]:
    """Return what we sell, ours first, each with how the account stands to it."""
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


def value_across(context: PortfolioContext, rows: Sequence[AccountDeal], here: str) -> ValueAcross:
    """Return the value that the account's deals promise and have confirmed."""
    live = [row.value for row in rows if row.value and not row.closed]
    return ValueAcross(
        lines=_value_lines(context, rows, here),
        promised=_sums(context, (each.net for each in live)),
        unconfirmed=any(each.unconfirmed for each in live),
        in_full=any(each.in_full for each in live),
        confirmed=_sums(context, (row.value.confirmed_benefit for row in rows if row.value)),
    )
