"""Criteria on which we trail or lead a competitor: how often, and the newest evidence of it."""

from __future__ import annotations

import datetime as dt
import heapq
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from generator.assess.portfolio.contest import Contest, Mark, compared_criteria
from generator.assess.portfolio.row import DealGlance
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext, left_words
from generator.show.text import values
from generator.show.urls import anchors, page_urls

MOST_CRITERIA: Final = 5
"""Criteria that are shown at once; the others are folded."""
MOST_EVIDENCE: Final = 12


PLACES: Final[Mapping[Mark, str]] = {"+": "leads", "=": "level", "-": "trails", "?": "unknown"}


class EvidenceLine(NamedTuple):
    """Evidence of one deal for a criterion, with the day of the rating; empty where nobody wrote any."""

    deal: Link
    account: str
    owner: str
    word: str
    day: str
    says: str


class CriterionLine(NamedTuple):
    """A criterion on which we stand so, in how many of the deals in which it is known, open and closed.

    `id` is the place of the deals, to which their number leads.

    `first` is the newest evidence, `others` the next ones; `left` counts the deals beyond them, empty for none.
    """

    id: str
    criterion: Link
    often: Link
    among: str
    known: str
    first: EvidenceLine
    others: tuple[EvidenceLine, ...]
    left: str


class Criteria(NamedTuple):
    """The criteria on which we stand so most often, and the others, which `more` counts in words."""

    lines: tuple[CriterionLine, ...]
    rest: tuple[CriterionLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class ContestedDeal:
    """A deal with its contest, and the evidence of the compared criteria as JSON."""

    row: DealGlance
    contest: Contest
    evidence: Sequence[str]

    def newest(self, place: int) -> tuple[bool, dt.date]:
        """Return what orders evidence for the criterion at a place: any before none, then by day."""
        days = self.contest.days
        return bool(self.evidence[place]), (days[place] if days else None) or dt.date.min


@dataclass(frozen=True)
class Contests:
    """Contests of all deals, by competitor."""

    context: PortfolioContext

    @cached_property
    def names(self) -> Sequence[str]:
        """The criteria on which we are compared."""
        return compared_criteria(self.context.surroundings.method)

    @cached_property
    def of_deal(self) -> Mapping[str, Contest]:
        """The contest of each deal, by identity."""
        of = self.context.summaries
        return {row.identity: contest for row, contest in zip(of.glances, of.contests, strict=True)}

    @cached_property
    def _deals(self) -> Mapping[str, Sequence[ContestedDeal]]:
        """The deals in which anything of a competitor is known, by competitor."""
        by_rival: dict[str, list[ContestedDeal]] = defaultdict(list)
        of = self.context.summaries
        for row, contest, evidence in zip(of.glances, of.contests, of.evidence, strict=True):
            for slug, marks in contest.places.items():
                if marks.strip("?"):
                    by_rival[slug].append(ContestedDeal(row, contest, evidence))
        return by_rival

    @cached_property
    def _marks(self) -> Mapping[str, Sequence[str]]:
        """The marks of all deals of each competitor as one text for each criterion, in the deals' order."""
        return {
            slug: ["".join(marks) for marks in zip(*(deal.contest.places[slug] for deal in deals), strict=True)]
            for slug, deals in self._deals.items()
        }

    def rated(self, slug: str) -> int:
        """Return in how many deals we are compared with a competitor on any criterion."""
        return len(self._deals.get(slug, ()))

    def counts(self, slug: str, mark: Mark) -> list[tuple[int, int]]:
        """Return the places of the criteria on which we stand so with their numbers of deals, the most first."""
        counts = (marks.count(mark) for marks in self._marks.get(slug, ()))
        return sorted(((place, count) for place, count in enumerate(counts) if count), key=lambda each: -each[1])

    def in_words(self, counts: Sequence[tuple[int, int]]) -> str:
        """Return criteria with their numbers of deals, `Solution fit 3, Cultural fit 1`."""
        criteria = self.context.surroundings.method.criteria
        return ", ".join(f"{criteria[self.names[place]].label} {values.plain(count)}" for place, count in counts)

    def criteria(self, slug: str, mark: Mark, here: str) -> Criteria:
        """Return the criteria on which we stand so against a competitor most often, for the page at `here`."""
        lines = tuple(self._line(slug, mark, place, here) for place, _ in self.counts(slug, mark))
        more = left_words(len(lines) - MOST_CRITERIA, "more criterion", "more criteria")
        return Criteria(lines[:MOST_CRITERIA], lines[MOST_CRITERIA:], more)

    def _line(self, slug: str, mark: Mark, place: int, here: str) -> CriterionLine:
        marks = self._marks[slug][place]
        such = [deal for deal, each in zip(self._deals[slug], marks, strict=True) if each == mark]
        newest = heapq.nlargest(MOST_EVIDENCE, such, key=lambda deal: deal.newest(place))
        first, *others = self._evidence(newest, place, here)
        name, closed = self.names[place], sum(deal.row.closed for deal in such)
        anchor = anchors.anchor(PLACES[mark], name)
        return CriterionLine(
            anchor,
            Link(
                self.context.surroundings.method.criteria[name].label,
                self.context.href(here, page_urls.METHOD, anchors.anchor("criterion", name)),
            ),
            Link(values.plain(len(such)), f"#{anchor}"),
            values.plain(len(marks) - marks.count("?")),
            f"{values.plain(len(such) - closed)} open, {values.plain(closed)} closed",
            first,
            tuple(others),
            left_words(len(such) - len(newest), "more deal"),
        )

    def _evidence(self, deals: Sequence[ContestedDeal], place: int, here: str) -> Iterator[EvidenceLine]:
        anchor = anchors.anchor("criterion", self.names[place])
        for deal in deals:
            row, text = deal.row, deal.evidence[place]
            day = deal.contest.days[place] if deal.contest.days else None
            yield EvidenceLine(
                Link(row.title, self.context.deal_href(here, row.identity, "", anchor)),
                self.context.account_name(row.account),
                self.context.owner(row),
                row.word,
                values.day(day) if day else "",
                json.loads(text) if text else "",
            )
