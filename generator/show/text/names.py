"""Names of accounts, competitors and partners: the title that is written, else their key as words."""

from __future__ import annotations

from generator.model.account import Account, Competitor, Partner
from generator.model.playbook import Surroundings
from generator.show.text import values


def account_name(surroundings: Surroundings, slug: str) -> str:
    """Return an account's title, or its folder's name as words."""
    return _titled(surroundings.accounts.get(slug), slug)


def competitor_name(surroundings: Surroundings, slug: str) -> str:
    """Return a competitor's title, or its key as words."""
    return _titled(surroundings.competitors.get(slug), slug)


def partner_name(surroundings: Surroundings, slug: str) -> str:
    """Return a partner's title, or its key as words."""
    return _titled(surroundings.partners.get(slug), slug)


def _titled(noun: Account | Competitor | Partner | None, slug: str) -> str:
    return noun.title if noun and noun.title else values.unfolded(slug)
