"""The people of an account across its deals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from generator.assess.portfolio.row import AccountDeal
from generator.model.account import Account, Person
from generator.model.deal import Player
from generator.show.page import Link
from generator.show.portfolio.accounts.account_views import PersonView, RoleInDeal
from generator.show.portfolio.context import PortfolioContext
from generator.show.summary.actions import Task
from generator.show.text import values
from generator.show.urls import anchors

MOST_PEOPLE: Final = 150


def people_across(
    context: PortfolioContext, account: Account, rows: Sequence[AccountDeal], tasks: Iterable[Task], here: str
) -> tuple[PersonView, ...]:
    """Return the account's people, those of its file first, each with the parts they play."""
    parts: dict[str, list[RoleInDeal]] = {}
    for row in rows:
        for key, player in row.players.items():
            link = Link(row.title, context.deal_href(here, row.identity, "plan", anchors.anchor("player", key)))
            parts.setdefault(key, []).append(RoleInDeal(link, _standing_words(player)))
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


def _standing_words(player: Player) -> str:
    """Return how a player stands in a deal: part, support, standing, coverage, as far as they are given."""
    covered = player.coverage and f"covered: {player.coverage}"
    return ", ".join(word for word in (player.part, player.support, player.standing, covered) if word)
