"""The competitors of a deal side by side, from our point of view."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.assess.judgement import Gap, Place, Rival, Tally
from generator.show.deal.context import DealContext
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors


class Position(NamedTuple):
    """Our position against a competitor on one question or on all winnable ones."""

    label: str
    ours: str
    theirs: str
    gap: str


class RivalCard(NamedTuple):
    """One competitor as printed: where we trail and lead in words, then question by question.

    `trails` and `leads` are the criteria of the questions that are compared, with which the sentence begins.
    `positions` are empty where nobody has rated the deal.
    """

    id: str
    link: Link
    primary: bool
    compared: str
    trails: tuple[Link, ...]
    leads: tuple[Link, ...]
    known: str
    positions: tuple[Position, ...]


def gap_words(gap: Gap) -> str:
    """Return our range minus theirs: ahead or behind for certain, or how far it may go either way."""
    bounds = f"{values.score(gap.low)} to {values.score(gap.high)}"
    if gap.low == gap.high == 0:
        return "level"
    if gap.low > 0:
        return f"ahead: {bounds}"
    return f"behind: {bounds}" if gap.high < 0 else f"open: {bounds}"


@lru_cache(maxsize=4096)
def _short(tally: Tally) -> str:
    span = f"{values.score(tally.range.low)} to {values.score(tally.range.high)}"
    return f"{values.score(tally.range.score)} ({span})" if tally.unknown else values.score(tally.range.score)


def _positions(view: DealContext, rival: Rival) -> Iterator[Position]:
    ours = view.judgement
    for name, gap in rival.gaps.items():
        label = view.method.questions[name].ask
        yield Position(label, _short(ours.tallies[name]), _short(rival.tallies[name]), gap_words(gap))
    yield Position("Winnable", _short(ours.winnable), _short(rival.winnable), gap_words(rival.winnable_gap))


def _beginning(view: DealContext) -> str:
    letters = [each.letter for each in view.method.questions.values() if each.compared]
    return f"On {values.listing(letters)} we" if letters else "We"


def _compared(view: DealContext, rival: Rival, place: Place) -> tuple[Link, ...]:
    """Return the criteria of the compared questions on which we stand so."""
    method = view.method
    return tuple(
        view.criterion(name)
        for name, each in rival.places.items()
        if each == place and method.questions[method.criteria[name].question].compared
    )


def rival_cards(view: DealContext) -> tuple[RivalCard, ...]:
    """Return every competitor of the deal, the primary one first."""
    rivals = sorted(view.judgement.rivals, key=lambda each: not each.primary)
    return tuple(
        RivalCard(
            id=anchors.anchor("rival", rival.slug),
            link=view.competitor(rival.slug),
            primary=rival.primary,
            compared=_beginning(view),
            trails=_compared(view, rival, "trail"),
            leads=_compared(view, rival, "lead"),
            known=f"Of theirs, {rival.winnable.known} of {rival.winnable.total} are known.",
            positions=() if view.judgement.unrated else tuple(_positions(view, rival)),
        )
        for rival in rivals
    )
