"""The influence map of an account: the players of its open deals, with the lines of all of these deals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from generator.assess.portfolio.row import AccountDeal
from generator.model.account import Account, Person
from generator.model.deal import Player
from generator.show.deal.influence_map import PIPS, InfluenceMap, MapPerson, bosses_of, drawn, lines_of_influence
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors

MOST_DRAWN: Final = 60
"""People on the map of an account: more can no longer be read as a picture, and the table has them all."""


class AccountMap(NamedTuple):
    """The map of an account, None where nobody is drawn; `left` says how many are too many for it, else empty."""

    chart: InfluenceMap | None
    left: str = ""


def account_map(account: Account, live: Iterable[AccountDeal], shown: Iterable[str]) -> AccountMap:
    """Return the picture of who plays a part in the open deals.

    `shown` are the keys of the people who have a row on the page; nobody else is drawn.
    """
    rows, within = tuple(live), frozenset(shown)
    parts: dict[str, list[tuple[str, Player]]] = defaultdict(list)
    for row in rows:
        for key, player in row.players.items():
            if key in within:
                parts[key].append((row.title, player))
    if len(parts) > MOST_DRAWN:
        return AccountMap(None, values.counted(len(parts), "person", "people"))
    people = {key: _person(account, key, theirs) for key, theirs in parts.items()}
    lines = {
        _same(line): line for row in rows for line in lines_of_influence(row.players) if within.issuperset(line[1:])
    }
    title = f"Influence map of {values.counted(len(people), 'person', 'people')} in open deals"
    beside = "The table of people has their deals."
    bosses = bosses_of(people, account.people)
    return AccountMap(drawn(people, bosses, list(lines.values()), title, beside))


def _same(line: tuple[str, str, str]) -> tuple[str, ...]:
    """Return what makes two lines one: a conflict is the same from both sides."""
    kind, *ends = line
    return (kind, *(sorted(ends) if kind == "conflict" else ends))


def _person(account: Account, key: str, parts: Sequence[tuple[str, Player]]) -> MapPerson:
    """Return somebody with the deals they play a part in, and with the best contact of these."""
    person = account.people.get(key) or Person(name=values.unfolded(key))
    deals = f"in {parts[0][0]}" if len(parts) == 1 else f"in {values.counted(len(parts), 'deal')}"
    standing = _agreed((player.standing for _, player in parts), "")
    support = _agreed((player.support for _, player in parts), "support differs")
    coverage = max((player.coverage or "" for _, player in parts), key=lambda word: PIPS.get(word, -1))
    link = Link(person.name, f"#{anchors.anchor('person', key)}")
    return MapPerson(link, person.position, deals, standing, support, coverage)


def _agreed(words: Iterable[str | None], differing: str) -> str:
    """Return the word on which all deals agree that say anything; empty where none does."""
    said = set(filter(None, words))
    return differing if len(said) > 1 else next(iter(said), "")
