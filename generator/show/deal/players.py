"""The people who decide: the table of players and the relationship that we want with those who count."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.deal import Player
from generator.show.deal.context import DealContext
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors


class PlayerLine(NamedTuple):
    """One player as the table has it; what nobody has written is empty."""

    id: str
    name: str
    title: str
    part: str
    support: str
    standing: str
    coverage: str
    adaptability: str
    reports_to: str
    influences: tuple[Link, ...]
    conflicts: tuple[Link, ...]
    business: str
    personal: str
    formal: tuple[str, ...]
    informal: tuple[str, ...]


class RelationshipLine(NamedTuple):
    """Our relationship with a key player, today's and the one we want; an empty value is a question."""

    player: Link
    now: str
    wanted: str
    owner: str
    message: str
    access: str
    return_access: str
    next_contact: str
    overdue: bool


def _player(view: DealContext, slug: str, player: Player) -> PlayerLine:
    person = view.person(slug)
    return PlayerLine(
        id=anchors.anchor("player", slug),
        name=person.name,
        title=person.position,
        part=player.part or "",
        support=player.support or "",
        standing=player.standing or "",
        coverage=player.coverage or "",
        adaptability=player.adaptability or "",
        reports_to=view.person(person.reports_to).name if person.reports_to else "",
        influences=tuple(view.player(each) for each in player.influences),
        conflicts=tuple(view.player(each) for each in player.conflicts_with),
        business=player.business_agenda,
        personal=player.personal_agenda,
        formal=player.formal_criteria,
        informal=player.informal_criteria,
    )


def players(view: DealContext) -> tuple[PlayerLine, ...]:
    """Return every player, in the file's order."""
    return tuple(_player(view, slug, player) for slug, player in view.deal.players.items())


def _relationship(view: DealContext, slug: str, player: Player) -> RelationshipLine:
    of = player.relationship
    contact = of.next_contact if of else None
    return RelationshipLine(
        player=view.player(slug),
        now=(of.now or "") if of else "",
        wanted=(of.wanted or "") if of else "",
        owner=of.owner if of else "",
        message=of.message if of else "",
        access=of.access if of else "",
        return_access=of.return_access if of else "",
        next_contact=values.day(contact) if contact else "",
        overdue=contact is not None and contact < view.judgement.today and not view.judgement.closed,
    )


def relationships(view: DealContext) -> tuple[RelationshipLine, ...]:
    """Return the relationship with everybody who counts, and with anybody else for whom one is written."""
    return tuple(
        _relationship(view, slug, player)
        for slug, player in view.deal.players.items()
        if player.is_key or player.relationship
    )
