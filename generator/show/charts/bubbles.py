"""The bubble chart of the portfolio: how winnable each deal is against what it is worth, with the bounds of both."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from generator.assess.judgement import Range
from generator.assess.portfolio.row import DealGlance
from generator.show.text import values

WIDTH: Final = 520
HEIGHT: Final = 430
LEFT: Final = 58
RIGHT: Final = 26
TOP: Final = 14
BOTTOM: Final = 52
LEAST_RADIUS: Final = 9.0
MOST_RADIUS: Final = 26.0
SAME_RADIUS: Final = 10.0
MOST_BUBBLES: Final = 40
MOST_DOTS: Final = 400
DOT_RADIUS: Final = 3.0
LABEL_HEIGHT: Final = 14.0
LABEL_WIDTH: Final = 18.0
SCORES: Final = (-100, -50, 0, 50, 100)
CORNERS: Final[Mapping[str, Sequence[tuple[float, float]]]] = {
    "pursue": ((0, -1.25), (1.2, 0.85), (-1.2, 0.85)),
    "strengthen": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "walk-away": ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
}
"""Corners of the verdicts' shapes around a point, of about the area of a circle of radius 1; the rest are circles."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis; `at` is in the drawing's own units."""

    at: float
    text: str
    zero: bool

    @property
    def beside(self) -> float:
        """The height at which its text stands beside the axis."""
        return self.at + 4


@dataclass(frozen=True, slots=True)
class Bubble:
    """A deal in the chart, with its whiskers as (from, to) on each axis, None where there is no range.

    `label` is the height at which its number stands, moved down where another number is in the way.
    """

    place: int
    title: str
    amount: str
    href: str
    says: str
    word: str
    x: float
    y: float
    outline: str
    label: float
    across: tuple[float, float]
    upright: tuple[float, float] | None

    @property
    def whiskers(self) -> str:
        """The path of the whiskers."""
        across = f"M{self.across[0]} {self.y}H{self.across[1]}"
        return f"{across}M{self.x} {self.upright[0]}V{self.upright[1]}" if self.upright else across


@dataclass(frozen=True, slots=True)
class BubbleChart:
    """The chart, and in `notes` what it does not show. `dots` are (verdict, outlines) of deals further down.

    The texts of the axes stand at `below` and `beside` them, their names at `x_name` and `y_name`.
    """

    bubbles: tuple[Bubble, ...]
    dots: tuple[tuple[str, str], ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    y_label: str
    says: str
    notes: tuple[str, ...]
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
    y_name: int = LEFT - 44

    @property
    def title(self) -> str:
        """The name of the drawing, by its axes."""
        return f"Winnable against {self.y_label.lower()}"

    @property
    def in_focus(self) -> list[Bubble]:
        """The bubbles in the order of their numbers, for the key beside the chart."""
        return sorted(self.bubbles, key=lambda bubble: bubble.place)


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns a value between two bounds into a place between two ends of the drawing."""

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float | Fraction) -> float:
        """Return the place of a value, to a tenth."""
        share = (float(value) - self.least) / (self.most - self.least) if self.most > self.least else 0.5
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start), 1)


ACROSS: Final = Scale(-100, 100, LEFT, WIDTH - RIGHT)
UPRIGHT: Final = Scale(-100, 100, HEIGHT - BOTTOM, TOP)


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
    drawable = [deal for deal in deals if deal.row.winnable.known and (by_worth or deal.size is not None)]
    in_focus = sorted(drawable, key=lambda deal: deal.place)
    drawn = sorted(in_focus[:MOST_BUBBLES], key=lambda deal: (-(deal.size or 0), deal.place))
    further = in_focus[MOST_BUBBLES : MOST_BUBBLES + MOST_DOTS]
    if not drawn:
        return None
    largest = max((float(deal.size) for deal in (*drawn, *further) if deal.size), default=0.0)
    scale = UPRIGHT if by_worth else Scale(0, _round_up(largest), HEIGHT - BOTTOM, TOP)
    bubbles = [_bubble(deal, href(deal.row), scale, largest, by_worth=by_worth) for deal in drawn]
    return BubbleChart(
        bubbles=_labelled(bubbles),
        dots=_dots(further, scale, by_worth=by_worth),
        x_ticks=tuple(Tick(ACROSS(score), _signed(score), score == 0) for score in SCORES),
        y_ticks=_y_ticks(scale, by_worth=by_worth),
        y_label="Worth" if by_worth else f"Amount in {currency}",
        says=_said(drawn, by_worth=by_worth),
        notes=_notes(deals, drawable, len(drawn), len(further), currency),
        words=tuple(
            (word, SHAPES[word]) for word in SHAPES if any(deal.row.verdict.word == word for deal in drawable)
        ),
    )


def _labelled(bubbles: Sequence[Bubble]) -> tuple[Bubble, ...]:
    """Return the bubbles with their numbers moved down until none covers another."""
    taken: list[tuple[float, float]] = []
    labelled = []
    for bubble in bubbles:
        at = bubble.label
        while any(abs(bubble.x - x) < LABEL_WIDTH and round(abs(at - y), 1) < LABEL_HEIGHT for x, y in taken):
            at = round(at + LABEL_HEIGHT, 1)
        taken.append((bubble.x, at))
        labelled.append(replace(bubble, label=at))
    return tuple(labelled)


def _dots(deals: Sequence[SizedDeal], scale: Scale, *, by_worth: bool) -> tuple[tuple[str, str], ...]:
    """Return one path of small shapes per verdict."""
    paths: dict[str, str] = {}
    for deal in deals:
        word = deal.row.verdict.word
        x, y = ACROSS(deal.row.winnable.range.score), scale(_height(deal, by_worth=by_worth))
        paths[word] = paths.get(word, "") + outline(word, x, y, DOT_RADIUS)
    return tuple(sorted(paths.items()))


def _height(deal: SizedDeal, *, by_worth: bool) -> Fraction:
    """Return what the second axis shows of a deal: the score of its worth, or its amount."""
    return deal.row.worth.range.score if by_worth and deal.row.worth else deal.size or Fraction(0)


def _bubble(deal: SizedDeal, href: str, scale: Scale, largest: float, *, by_worth: bool) -> Bubble:
    row = deal.row
    worth = row.worth.range if by_worth and row.worth else None
    x = ACROSS(row.winnable.range.score)
    y = scale(_height(deal, by_worth=by_worth))
    radius = SAME_RADIUS if deal.size is None or not largest else _radius(float(deal.size), largest)
    return Bubble(
        place=deal.place,
        title=row.title,
        amount=values.short_money(row.amount) if row.amount else "",
        href=href,
        says=_deal_said(row, by_worth=by_worth),
        word=row.verdict.word,
        x=x,
        y=y,
        outline=outline(row.verdict.word, x, y, radius),
        label=round(y + 4, 1),
        across=(ACROSS(row.winnable.range.low), ACROSS(row.winnable.range.high)),
        upright=(scale(worth.low), scale(worth.high)) if worth else None,
    )


def _radius(size: float, largest: float) -> float:
    """Return the radius at which the areas are in the ratio of the amounts, small ones kept visible."""
    return max(LEAST_RADIUS, MOST_RADIUS * math.sqrt(max(size, 0) / largest))


def outline(word: str, x: float, y: float, radius: float) -> str:
    """Return the path of a verdict's shape around a point: triangle, diamond, square, or circle."""
    corners = CORNERS.get(word)
    if corners is None:
        r = round(radius, 1)
        return f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r:.1f} 0a{r} {r} 0 1 0 {-2 * r:.1f} 0Z"
    points = (f"{x + radius * across:.1f} {y + radius * down:.1f}" for across, down in corners)
    return "M" + "L".join(points) + "Z"


SHAPES: Final[Mapping[str, str]] = {
    word: outline(word, 9, 9, 6.5) for word in ("pursue", "strengthen", "qualify", "walk-away")
}
"""The shapes of the verdicts as the legend draws them, in a box of 18 by 18."""


def _round_up(amount: float) -> float:
    """Return the next round number at or above an amount: 1, 2 or 5 with zeros."""
    if amount <= 0:
        return 1.0
    power = 10 ** math.floor(math.log10(amount))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= amount))


def _y_ticks(scale: Scale, *, by_worth: bool) -> tuple[Tick, ...]:
    if by_worth:
        return tuple(Tick(scale(score), _signed(score), score == 0) for score in SCORES)
    fifths = [scale.most * step / 5 for step in range(6)]
    return tuple(Tick(scale(amount), short_number(amount), amount == 0) for amount in fifths)


def short_number(amount: float) -> str:
    """Return a large number with its scale: 1.2m, 250k."""
    for least, letter in ((1_000_000, "m"), (1_000, "k")):
        if amount >= least:
            return f"{values.plain(Fraction(amount) / least)}{letter}"
    return values.plain(Fraction(amount), 0)


def _signed(score: int) -> str:
    return values.score(Fraction(score))


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


def _notes(
    deals: Sequence[SizedDeal], drawable: Sequence[SizedDeal], drawn: int, further: int, currency: str | None
) -> tuple[str, ...]:
    notes = []
    if len(drawable) < len(deals):
        left = values.counted(len(deals) - len(drawable), "deal")
        notes.append(f"{left} left out, where nothing that decides whether we win is known or the amount is missing.")
    if further:
        notes.append(f"The first {drawn} in focus are drawn in full, the next {further} as dots.")
    if drawn + further < len(drawable):
        notes.append(f"{values.counted(len(drawable) - drawn - further, 'deal')} further down are not drawn.")
    if currency is None:
        several = "Amounts are in several currencies without rates between them"
        why = several if any(each.row.amount for each in deals) else "No amount is written down"
        notes.append(f"{why}, so all shapes have one size.")
    return tuple(notes)
