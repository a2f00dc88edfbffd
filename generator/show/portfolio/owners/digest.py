"""The digest of an owner, or of all: overdue, due, moved and to ask, in 25 lines at most, for a mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from generator.assess.past import WINDOWS
from generator.assess.portfolio.attention import Kind
from generator.show.portfolio.owners.work import OwnedAction, OwnersWork, OwnerWork
from generator.show.templating.environment import render
from generator.show.text import values
from generator.show.text.escape_markdown import inert
from generator.show.urls import page_urls

MOST_LINES: Final = 25
"""Lines of a whole digest."""
AROUND: Final = 4
"""Lines before the parts: the title, a blank, what there is in all, and a blank."""
LONGEST: Final = 160


MISSED: Final[frozenset[Kind]] = frozenset({"close passed", "go against the verdict"})
"""Kinds of reasons for attention that are overdue beside the actions."""


class DigestLine(NamedTuple):
    """A line: what it is about with its address, empty where the site's is not known, and what is said of it.

    `stands_for` is how many deals or actions it counts.
    """

    what: str
    href: str
    says: str
    stands_for: int = 1


class DigestPart(NamedTuple):
    """A part of the digest: its title with its count, its lines, and how many more there are with their address."""

    title: str
    lines: tuple[DigestLine, ...]
    more: DigestLine | None


class Digest(NamedTuple):
    """A digest ready to print."""

    title: str
    lead: str
    parts: tuple[DigestPart, ...]


@dataclass(frozen=True)
class DigestRequest:
    """Request for the digest of the days to come and as many gone by; `site` ends in a slash, or is empty."""

    work: OwnersWork
    days: int
    site: str

    @property
    def window(self) -> int:
        """Place among the windows of the movement to print: the first that holds all the days, else the last."""
        return next((place for place, each in enumerate(WINDOWS) if each >= self.days), len(WINDOWS) - 1)

    def digest(self, owner: OwnerWork | None) -> Digest:
        """Return the digest of an owner; of None, that of all deals and actions."""
        of = owner or self.work.whole
        listed = [(title, list(lines), more) for title, lines, more in self._parts(of, of_all=owner is None)]
        listed = [each for each in listed if each[1]]
        room = _shared([len(lines) for _, lines, _ in listed], MOST_LINES - AROUND - len(listed))
        parts = (_part(*each, most) for each, most in zip(listed, room, strict=True))
        whose = f" of {owner.name}" if owner else ""
        today = values.day(self.work.context.setting.today).replace("\u00a0", " ")
        return Digest(f"Digest{whose}, {today}", self._lead(of), tuple(parts))

    def _lead(self, of: OwnerWork) -> str:
        counts = [values.counted(len(of.deals), "open deal"), values.counted(len(of.actions), "open action")]
        return f"{values.listing(counts)}."

    def _parts(self, of: OwnerWork, *, of_all: bool) -> Iterator[tuple[str, Iterator[DigestLine], str]]:
        page = page_urls.owner(of.slug)
        there = (page_urls.PORTFOLIO, page_urls.ACTIONS, page_urls.DEALS, page_urls.DEALS) if of_all else (page,) * 4
        overdue, due, moved, ask = map(self._address, there)
        yield "Overdue", self._overdue(of, of_all=of_all), overdue
        yield f"Due within {values.counted(self.days, 'day')}", self._due(of, of_all=of_all), due
        yield f"Moved in the last {WINDOWS[self.window]} days", self._moved(of, moved), moved
        yield "Ask next", self._to_ask(of), ask

    def _address(self, address: str) -> str:
        return f"{self.site}{address}" if self.site else ""

    def _overdue(self, of: OwnerWork, *, of_all: bool) -> Iterator[DigestLine]:
        """Yield the actions that are overdue and what was missed in the deals, the longest first."""
        actions = of.due("overdue")
        found = list(zip((each.due.day for each in actions), self._actions(actions, of_all=of_all), strict=True))
        for deal in of.deals:
            for reason in deal.attention:
                if reason.kind in MISSED and reason.since:
                    row = deal.row
                    href = self.work.context.place_href(page_urls.PORTFOLIO, row.identity, reason.at)
                    said = ", ".join([reason.says.rstrip("."), *([row.owner or "nobody yet"] if of_all else ())])
                    found.append((reason.since.isoformat(), DigestLine(row.title, self._address(href), said)))
        yield from (line for _, line in sorted(found, key=lambda each: each[0]))

    def _actions(self, actions: Sequence[OwnedAction], *, of_all: bool) -> Iterator[DigestLine]:
        for each in actions:
            cells = each.cells
            due = f"due {cells['due'].text}" if cells["due"].text else ""
            whose = each.due.owner or "nobody yet"
            said = ", ".join(part for part in (cells["deal"].text, due, whose if of_all else "") if part)
            yield DigestLine(cells["what"].text, self._address(cells["what"].link), said)

    def _due(self, of: OwnerWork, *, of_all: bool) -> Iterator[DigestLine]:
        today = self.work.context.setting.today
        last = (today + min(dt.timedelta(self.days), dt.date.max - today)).isoformat()
        yield from self._actions(
            [each for each in of.actions if today.isoformat() <= each.due.day <= last], of_all=of_all
        )

    def _moved(self, of: OwnerWork, all_deals: str) -> Iterator[DigestLine]:
        moved = of.moved(self.window)
        for deal, says in moved.named:
            yield DigestLine(deal.row.title, self._address(page_urls.deal(deal.row.identity)), says)
        if moved.new:
            whole = values.counted(len(of.deals), "open deal")
            yield DigestLine(f"{values.plain(moved.new)} of {whole}", all_deals, "new", moved.new)

    def _to_ask(self, of: OwnerWork) -> Iterator[DigestLine]:
        context = self.work.context
        for deal in of.deals:
            for name in deal.to_ask[:1]:
                criterion, identity = context.surroundings.method.criteria[name], deal.row.identity
                href = context.place_href(page_urls.PORTFOLIO, identity, ("assessment", name))
                yield DigestLine(deal.row.title, self._address(href), f"{criterion.label}: {criterion.ask[0]}")


def _part(title: str, lines: Sequence[DigestLine], more: str, most: int) -> DigestPart:
    """Return a part with at most so many lines, the last of which counts the rest where there are more."""
    shown = lines if len(lines) <= most else lines[: most - 1]
    left = sum(each.stands_for for each in lines[len(shown) :])
    rest = DigestLine(f"and {left} more", more, "") if left else None
    return DigestPart(f"{title} ({sum(each.stands_for for each in lines)})", tuple(shown), rest)


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """Return how many lines each part gets: one after the other, until none wants more or there is no room left."""
    given = [0] * len(wanted)
    while room and any(have < want for have, want in zip(given, wanted, strict=True)):
        for place, want in enumerate(wanted):
            if room and given[place] < want:
                given[place] += 1
                room -= 1
    return given


def as_markdown(of: Digest) -> str:
    """Return a digest as Markdown, in which the texts of deals do nothing but read as they were written."""
    lines = [f"# {inert(of.title)}", "", inert(of.lead), ""]
    for part in of.parts:
        lines.append(f"- **{part.title}**")
        lines += [f"  - {_line(each)}" for each in (*part.lines, *([part.more] if part.more else []))]
    return "\n".join(lines).rstrip("\n") + "\n"


def _line(of: DigestLine) -> str:
    what = inert(of.what, LONGEST)
    linked = f"[{what}]({of.href})" if of.href else what
    return f"{linked}: {inert(of.says, LONGEST)}" if of.says else linked


def as_html(of: Digest) -> str:
    """Return a digest as a page for a mail: nothing in it loads or runs."""
    return f"{render('digest.html', digest=of)}\n"
