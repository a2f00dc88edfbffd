"""The bubble chart of the portfolio: how winnable each deal is against what it is worth, with the bounds of both."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

from generator.assess.judgement import Range
from generator.assess.portfolio.row import DealGlance
from generator.show.charts.axes import Scale, Tick, amount_ticks, round_up, score_ticks, zoomed
from generator.show.charts.placing import Box, NamePlace, Spot, moved_aside, names_beside
from generator.show.charts.verdict_shapes import SHAPES, outline
from generator.show.text import values

WIDTH: Final = 520
HEIGHT: Final = 454
LEFT: Final = 58
RIGHT: Final = 26
TOP: Final = 38
BOTTOM: Final = 52
LEAST_RADIUS: Final = 9.0
MOST_RADIUS: Final = 26.0
ROOMY: Final = 12
"""Number of shapes up to which the largest has MOST_RADIUS."""
SAME_RADIUS: Final = 10.0
MOST_BUBBLES: Final = 40
MOST_DOTS: Final = 400
DOT_RADIUS: Final = 3.0
EXTENT: Final = 1.15
"""Radius of the room that a shape takes, by that of a circle of its area."""
MOST_LEFT_OUT: Final = 40


@dataclass(frozen=True, slots=True)
class Bubble:
    """A deal in the chart, with its whiskers as (from, to) on each axis, None where there is no range.

    `x` and `y` are its scores' place, `spot` where its shape stands: aside where another shape is there. `name` is
    where its title stands beside it, None where there is no room.
    """

    place: int
    title: str
    amount: str
    href: str
    says: str
    word: str
    x: float
    y: float
    spot: Spot
    name: NamePlace | None
    outline: str
    across: tuple[float, float]
    upright: tuple[float, float] | None

    @property
    def label(self) -> float:
        """The height at which its number stands."""
        return round(self.spot.y + 4, 1)

    @property
    def line(self) -> str:
        """The path from its scores' place to its shape; empty where it stands there."""
        moved = (self.x, self.y) != (self.spot.x, self.spot.y)
        return f"M{self.x} {self.y}L{self.spot.x} {self.spot.y}" if moved else ""

    @property
    def whiskers(self) -> str:
        """The path of the whiskers."""
        across = f"M{self.across[0]} {self.y}H{self.across[1]}"
        return f"{across}M{self.x} {self.upright[0]}V{self.upright[1]}" if self.upright else across


@dataclass(frozen=True, slots=True)
class BubbleChart:
    """The chart, and in `notes` how it is drawn. `dots` are (verdict, outlines) of deals further down.

    `left_out` are the first of the `undrawn` deals, each with its address and the reason; `more_left_out` counts the
    others in words.

    The texts of the axes stand at `below` and `beside` them, their names at the heights `x_name` and `y_name`.
    """

    bubbles: tuple[Bubble, ...]
    dots: tuple[tuple[str, str], ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    y_label: str
    says: str
    notes: tuple[str, ...]
    left_out: tuple[tuple[str, str, str], ...]
    more_left_out: str
    undrawn: int
    words: tuple[tuple[str, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM
    below: int = HEIGHT - BOTTOM + 18
    beside: int = LEFT - 8
    x_name: int = HEIGHT - 8
    y_name: int = TOP - 22

    @property
    def title(self) -> str:
        """The name of the drawing, by its axes."""
        return f"Winnable against {self.y_label.lower()}"

    @property
    def left_out_count(self) -> str:
        """Number of deals that are not drawn, in words."""
        return values.counted(self.undrawn, "deal")

    @property
    def in_focus(self) -> list[Bubble]:
        """The bubbles in the order of their numbers, for the key beside the chart."""
        return sorted(self.bubbles, key=lambda bubble: bubble.place)


PLOT: Final = Box(LEFT, TOP, WIDTH - RIGHT, HEIGHT - BOTTOM)


class Scales(NamedTuple):
    """The scales of both axes."""

    across: Scale
    upright: Scale


@dataclass(frozen=True, slots=True)
class SizedDeal:
    """A deal with its place in the focus order and its amount in the one currency of the chart, where it has one."""

    place: int
    row: DealGlance
    size: Fraction | None


def bubble_chart(
    deals: Sequence[SizedDeal], href: Callable[[DealGlance], str], *, by_worth: bool, currency: str | None
) -> BubbleChart | None:
    """Return the chart of the deals of which something is known; None where there is none to draw.

    The first in the focus order are bubbles with whiskers, the next are dots. Without worth in the method the second
    axis is the amount.
    """
    drawn, further, absent = _chosen(deals, by_worth=by_worth)
    if not drawn:
        return None
    shown = (*drawn, *further)
    largest = max((float(deal.size) for deal in shown if deal.size), default=0.0)
    scales = _scales(shown, largest, by_worth=by_worth)
    spots = [_spot(deal, scales, largest, len(drawn), by_worth=by_worth) for deal in drawn]
    aside = moved_aside(spots, PLOT)
    places = names_beside(aside, [deal.row.title for deal in drawn], PLOT)
    placed = zip(drawn, aside, places, strict=True)
    return BubbleChart(
        bubbles=tuple(
            _bubble(deal, href(deal.row), scales, spot, name, by_worth=by_worth) for deal, spot, name in placed
        ),
        dots=_dots(further, scales, by_worth=by_worth),
        x_ticks=score_ticks(scales.across),
        y_ticks=score_ticks(scales.upright) if by_worth else amount_ticks(scales.upright),
        y_label="Worth" if by_worth else f"Amount in {currency}",
        says=_said(drawn, by_worth=by_worth),
        notes=_notes(deals, len(drawn), len(further), currency),
        left_out=tuple(
            (deal.row.title, href(deal.row), _why_not(deal, by_worth=by_worth)) for deal in absent[:MOST_LEFT_OUT]
        ),
        more_left_out=values.counted(left, "more deal") if (left := len(absent) - MOST_LEFT_OUT) > 0 else "",
        undrawn=len(absent),
        words=_legend(deals, by_worth=by_worth),
    )


class Chosen(NamedTuple):
    """The deals drawn as bubbles, the largest first, those drawn as dots, and those not drawn."""

    drawn: Sequence[SizedDeal]
    further: Sequence[SizedDeal]
    absent: Sequence[SizedDeal]


def _chosen(deals: Sequence[SizedDeal], *, by_worth: bool) -> Chosen:
    in_focus = sorted(_drawable(deals, by_worth=by_worth), key=lambda deal: deal.place)
    drawn = sorted(in_focus[:MOST_BUBBLES], key=lambda deal: (-(deal.size or 0), deal.place))
    further = in_focus[MOST_BUBBLES : MOST_BUBBLES + MOST_DOTS]
    placed = {deal.row.identity for deal in (*drawn, *further)}
    return Chosen(drawn, further, [deal for deal in deals if deal.row.identity not in placed])


def _drawable(deals: Iterable[SizedDeal], *, by_worth: bool) -> list[SizedDeal]:
    return [deal for deal in deals if deal.row.winnable.known and (by_worth or deal.size is not None)]


def _legend(deals: Iterable[SizedDeal], *, by_worth: bool) -> tuple[tuple[str, str], ...]:
    """Return the verdicts that there are, each with its shape."""
    found = {deal.row.verdict.word for deal in _drawable(deals, by_worth=by_worth)}
    return tuple((word, shape) for word, shape in SHAPES.items() if word in found)


def _why_not(deal: SizedDeal, *, by_worth: bool) -> str:
    """Return why a deal is not drawn."""
    if not deal.row.winnable.known:
        return "nothing that decides whether we win is known"
    return "further down in the focus order" if by_worth or deal.size is not None else "without an amount"


def _scales(shown: Sequence[SizedDeal], largest: float, *, by_worth: bool) -> Scales:
    across = zoomed([deal.row.winnable.range.score for deal in shown], LEFT, WIDTH - RIGHT)
    if not by_worth:
        return Scales(across, Scale(0, round_up(largest), HEIGHT - BOTTOM, TOP))
    return Scales(across, zoomed([_height(deal, by_worth=True) for deal in shown], HEIGHT - BOTTOM, TOP))


def _spot(deal: SizedDeal, scales: Scales, largest: float, shapes: int, *, by_worth: bool) -> Spot:
    """Return where a deal's scores put its shape, and how much room it takes."""
    radius = SAME_RADIUS if deal.size is None or not largest else _radius(float(deal.size), largest, shapes)
    x, y = scales.across(deal.row.winnable.range.score), scales.upright(_height(deal, by_worth=by_worth))
    return Spot(x, y, radius * EXTENT)


def _dots(deals: Sequence[SizedDeal], scales: Scales, *, by_worth: bool) -> tuple[tuple[str, str], ...]:
    """Return one path of small shapes per verdict."""
    paths: dict[str, str] = {}
    for deal in deals:
        word, spot = deal.row.verdict.word, _spot(deal, scales, 0, 1, by_worth=by_worth)
        paths[word] = paths.get(word, "") + outline(word, spot.x, spot.y, DOT_RADIUS)
    return tuple(sorted(paths.items()))


def _height(deal: SizedDeal, *, by_worth: bool) -> Fraction:
    """Return what the second axis shows of a deal: the score of its worth, or its amount."""
    return deal.row.worth.range.score if by_worth and deal.row.worth else deal.size or Fraction(0)


def _bubble(
    deal: SizedDeal, href: str, scales: Scales, spot: Spot, name: NamePlace | None, *, by_worth: bool
) -> Bubble:
    row = deal.row
    worth = row.worth.range if by_worth and row.worth else None
    return Bubble(
        place=deal.place,
        title=row.title,
        amount=values.short_money(row.amount) if row.amount else "",
        href=href,
        says=_deal_said(row, by_worth=by_worth),
        word=row.verdict.word,
        x=scales.across(row.winnable.range.score),
        y=scales.upright(_height(deal, by_worth=by_worth)),
        spot=spot,
        name=name,
        outline=outline(row.verdict.word, spot.x, spot.y, spot.radius / EXTENT),
        across=(scales.across(row.winnable.range.low), scales.across(row.winnable.range.high)),
        upright=(scales.upright(worth.low), scales.upright(worth.high)) if worth else None,
    )


def _radius(size: float, largest: float, shapes: int) -> float:
    """Return the radius at which the areas are in the ratio of the amounts, small ones kept visible.

    Of many shapes all are smaller, so that each finds a place.
    """
    most = MOST_RADIUS * math.sqrt(min(ROOMY / shapes, 1))
    return max(LEAST_RADIUS, most * math.sqrt(max(size, 0) / largest))


def _deal_said(row: DealGlance, *, by_worth: bool) -> str:
    parts = [f"{row.title}: {values.verdict_word(row.verdict.word)}", f"winnable {_range_said(row.winnable.range)}"]
    if by_worth and row.worth:
        parts.append(f"worth {_range_said(row.worth.range)}")
    if row.amount:
        parts.append(values.short_money(row.amount))
    return ", ".join(parts)


def _range_said(of: Range) -> str:
    return f"{values.score(of.score)} ({values.score(of.low)} to {values.score(of.high)})"


def _said(drawn: Sequence[SizedDeal], *, by_worth: bool) -> str:
    other = "worth" if by_worth else "amount"
    names = values.listing([deal.row.title for deal in drawn[:5]])
    return f"{values.counted(len(drawn), 'deal')} by winnable score and {other}; the largest: {names}."


def _notes(deals: Sequence[SizedDeal], drawn: int, further: int, currency: str | None) -> tuple[str, ...]:
    notes = []
    if further:
        notes.append(f"The first {drawn} in focus are drawn in full, the next {further} as dots.")
    if currency is None:
        several = "Amounts are in several currencies without rates between them"
        why = several if any(each.row.amount for each in deals) else "No amount is written down"
        notes.append(f"{why}, so all shapes have one size.")
    return tuple(notes)
