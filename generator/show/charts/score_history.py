"""Score history as a drawing: the range as a band, the score as a line, a step at each change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from generator.assess.judgement import Range
from generator.show.charts.axes import Scale, Tick
from generator.show.charts.verdict_shapes import outline
from generator.show.text import values

SCORES: Final = (-100, -50, 0, 50, 100)
MARK: Final = 6.0


@dataclass(frozen=True, slots=True)
class Point:
    """State of a deal at the end of a day: its word and range, both None where unknown."""

    day: dt.date
    word: str | None
    range: Range | None


@dataclass(frozen=True, slots=True)
class PlotBox:
    """The size of a drawing and the room that its axes take."""

    width: int
    height: int
    left: int = 0
    right: int = 0
    top: int = 4
    bottom: int = 4


@dataclass(frozen=True, slots=True)
class VerdictMark:
    """A day on which the verdict changed, with its shape."""

    word: str
    outline: str
    says: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The drawing: paths of the band and the line, one piece per stretch that is known."""

    box: PlotBox
    bands: tuple[str, ...]
    lines: tuple[str, ...]
    marks: tuple[VerdictMark, ...]
    days: tuple[Tick, ...]
    scores: tuple[Tick, ...]
    breaks: tuple[float, ...]
    zero: float


def drawn(points: Sequence[Point], until: dt.date, box: PlotBox, breaks: Sequence[dt.date] = ()) -> Trail:
    """Return the drawing of points on different days, the last of which holds until a day that is later.

    `breaks` are days to be marked by a line across, those outside the drawing left out.
    """
    first = points[0].day
    across = Scale(0, (until - first).days, box.left, box.width - box.right)
    upright = Scale(-100, 100, box.height - box.bottom, box.top)

    def x(day: dt.date) -> float:
        return across((day - first).days)

    stretches = list(_stretches([(x(point.day), point.range) for point in points], x(until), upright))
    return Trail(
        box,
        tuple(map(_band, stretches)),
        tuple(map(_line, stretches)),
        tuple(_marks(points, x, upright)),
        tuple(Tick(x(day), values.day(day), False) for day in _ticks(first, until)),
        tuple(Tick(upright(score), values.plain(score), score == 0) for score in SCORES),
        tuple(x(day) for day in breaks if first <= day <= until),
        upright(0),
    )


class ScoreStep(NamedTuple):
    """From where to where a range held, and where its figures are, as they are written in a path."""

    start: str
    end: str
    low: str
    score: str
    high: str


def _stretches(
    ranges: Sequence[tuple[float, Range | None]], until: float, upright: Scale
) -> Iterator[list[ScoreStep]]:
    """Yield the steps that follow each other without a gap, from the ranges and where each begins.

    A step that is as high as the one before prolongs it.
    """
    stretch: list[ScoreStep] = []
    places = [*(str(start) for start, _ in ranges), str(until)]
    for (_, of), start, end in zip(ranges, places, places[1:], strict=False):
        if of:
            heights = _heights(of, upright.start, upright.end)
            if stretch and stretch[-1][2:] == heights:
                start = stretch.pop().start
            stretch.append(ScoreStep(start, end, *heights))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


@lru_cache(maxsize=16384)
def _heights(of: Range, bottom: float, top: float) -> tuple[str, str, str]:
    """Return where low, score and high are; most trails are made of the same few ranges."""
    upright = Scale(-100, 100, bottom, top)
    return str(upright(of.low)), str(upright(of.score)), str(upright(of.high))


def _band(steps: Sequence[ScoreStep]) -> str:
    over = "V".join([f"{each.high}H{each.end}" for each in steps])
    under = "V".join([f"{each.low}H{each.start}" for each in reversed(steps)])
    return f"M{steps[0].start} {over}V{under}Z"


def _line(steps: Sequence[ScoreStep]) -> str:
    return f"M{steps[0].start} " + "V".join([f"{each.score}H{each.end}" for each in steps])


def _marks(points: Sequence[Point], x: Callable[[dt.date], float], y: Scale) -> Iterator[VerdictMark]:
    last = None
    for point in points:
        if point.word and point.range and point.word != last:
            last = point.word
            says = f"{values.day(point.day)}: {values.verdict_word(point.word)}"
            yield VerdictMark(point.word, outline(point.word, x(point.day), y(point.range.score), MARK), says)


def _ticks(first: dt.date, until: dt.date) -> list[dt.date]:
    """Return the first and the last day, and two in between where there is room for their names."""
    span = (until - first).days
    parts = 3 if span >= 30 else 1
    return [first + dt.timedelta(days=span * part // parts) for part in range(parts + 1)]
