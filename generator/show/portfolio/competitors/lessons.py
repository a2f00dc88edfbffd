"""Closed deals against a competitor: how we competed, why they ended as they did, and what the team learnt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from generator.assess.portfolio.contest import Contest
from generator.assess.portfolio.record import win_rate
from generator.assess.portfolio.row import DealGlance
from generator.show.portfolio.context import PortfolioContext, grouped, left_words
from generator.show.portfolio.deal_list import EndedLine, ended_lines, record_words
from generator.show.text import values

MOST_LESSONS: Final = 8


class Lesson(NamedTuple):
    """A closed deal with the strategy that was chosen and the team's words for it; what nobody wrote is empty."""

    deal: EndedLine
    approach: str
    statement: str


class Approach(NamedTuple):
    """A strategy, and in words how the closed deals ended for which it was chosen."""

    name: str
    record: str


class Lessons(NamedTuple):
    """Closed deals, the last one first; `left` counts those beyond, empty for none, which are where `all` leads."""

    lines: tuple[Lesson, ...]
    left: str
    all: str


def lessons(
    context: PortfolioContext, ended: Sequence[DealGlance], contests: Mapping[str, Contest], here: str, all_of: str
) -> Lessons:
    """Return what closed deals teach; `contests` are those of the deals by identity."""
    shown = ended[:MOST_LESSONS]

    def lines() -> Iterator[Lesson]:
        for row, line in zip(shown, ended_lines(context, shown, here), strict=True):
            contest = contests[row.identity]
            yield Lesson(line, _label(context, contest.approach), contest.statement)

    return Lessons(tuple(lines()), left_words(len(ended) - len(shown), "more deal"), all_of)


def by_approach(
    context: PortfolioContext, ended: Sequence[DealGlance], contests: Mapping[str, Contest]
) -> tuple[Approach, ...]:
    """Return how closed deals ended by the strategy that was chosen, in the method's order, no strategy last."""
    by_key = grouped(ended, lambda row: (contests[row.identity].approach,))
    order = [*context.surroundings.method.strategies]
    keys = sorted(by_key, key=lambda key: (key == "", order.index(key) if key in order else len(order), key))
    return tuple(
        Approach(_label(context, key) or "no strategy written", record_words(win_rate(by_key[key]))) for key in keys
    )


def _label(context: PortfolioContext, approach: str) -> str:
    known = context.surroundings.method.strategies.get(approach)
    return known.label if known else values.unfolded(approach)
