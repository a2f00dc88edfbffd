"""The line beside the heading of each section of an account's page that folds: what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from generator.model.account import Account
from generator.show.portfolio.accounts.account_views import OfferingLine
from generator.show.text import values

NOT_LOOKED_AT = "not looked at"


def account_news(account: Account, offerings: Sequence[OfferingLine]) -> Mapping[str, str]:
    """Return what is in each section of the account's page that folds, by the section's id."""
    states = Counter(each.state or NOT_LOOKED_AT for each in offerings)
    return {
        "finances": _finances(account),
        "offerings": ", ".join(f"{number} {state}" for state, number in states.items()),
    }


def _finances(account: Account) -> str:
    """Return the figures of the last year that is written, else what they steer by or the outlook."""
    if not account.finances:
        return ", ".join(account.metrics) or account.outlook
    year, figures = max(account.finances.items())
    said = (("revenue", figures.revenue), ("profit", figures.profit))
    return f"{year}: " + ", ".join(f"{word} {values.short_money(amount)}" for word, amount in said if amount)
