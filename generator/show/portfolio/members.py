"""The members of our team as the home page lists them beside the team's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from urllib.parse import quote

from generator.model.account import Team
from generator.show.page import SearchEntry
from generator.show.portfolio.context import left_words, words
from generator.show.text import values
from generator.show.urls import anchors

MOST_MEMBERS: Final = 200


class MemberLine(NamedTuple):
    """A member: the anchor on the page, name, part of the team, mail address with its link, phone number."""

    id: str
    name: str
    team: str
    mail: str
    mail_href: str
    phone: str


class MemberList(NamedTuple):
    """The members that the home page holds, how many there are in words, and how many it leaves out in words."""

    lines: tuple[MemberLine, ...]
    total: str
    left: str


def member_list(team: Team) -> MemberList | None:
    """Return the members in the order of the team's file, None where it lists nobody."""
    if not team.members:
        return None
    lines = [
        MemberLine(
            anchors.anchor("member", key),
            each.name or values.unfolded(key),
            each.team,
            each.mail or "",
            f"mailto:{quote(each.mail, safe='@')}" if each.mail else "",
            each.phone,
        )
        for key, each in team.members.items()
    ]
    total = values.counted(len(lines), "member")
    return MemberList(tuple(lines[:MOST_MEMBERS]), total, left_words(len(lines) - MOST_MEMBERS, "more member"))


def member_entries(lines: Iterable[MemberLine]) -> Iterator[SearchEntry]:
    """Yield a search entry per member."""
    for each in lines:
        yield SearchEntry(each.id, f"Member: {each.name}", words(each.team, each.mail, each.phone), (each.name,))
