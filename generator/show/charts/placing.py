"""Places in a drawing: shapes moved aside until none hides another, and names beside them where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

RING: Final = 4.0
RINGS: Final = 80
WAYS: Final = 12
APART: Final = 2.0
LETTER: Final = 5.9
"""Width of a letter of a name, on the average, in units of the drawing."""
LINE: Final = 12.0
LONGEST_NAME: Final = 30

Anchor = Literal["start", "end", "middle"]


class Box(NamedTuple):
    """A rectangle, from its left and upper edge to its right and lower one."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """Tell whether another rectangle lies within this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def meets(self, other: Box) -> bool:
        """Tell whether another rectangle has a part in common with this one."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Spot(NamedTuple):
    """A round place of a shape: its middle and its radius."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        """The square around it."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


class NamePlace(NamedTuple):
    """The place of a name: where its line begins, ends or has its middle."""

    x: float
    y: float
    anchor: Anchor


def moved_aside(spots: Sequence[Spot], within: Box) -> list[Spot]:
    """Return the spots in their order, each moved to the nearest place where it touches none before it.

    One for which no place is found within reach stays where it is.
    """
    placed: list[Spot] = []
    for spot in spots:
        free = (each for each in _around(spot, within) if not any(_touch(each, other) for other in placed))
        placed.append(next(free, spot))
    return placed


def _around(spot: Spot, within: Box) -> Iterator[Spot]:
    """Yield the spot itself, and then places around it, the nearest first."""
    yield spot
    for ring in range(1, RINGS + 1):
        for way in range(WAYS):
            turn = 2 * math.pi * (way + ring % 2 / 2) / WAYS
            x, y = spot.x + ring * RING * math.cos(turn), spot.y + ring * RING * math.sin(turn)
            moved = Spot(round(x, 1), round(y, 1), spot.radius)
            if within.holds(moved.box):
                yield moved


def _touch(one: Spot, other: Spot) -> bool:
    return math.dist(one[:2], other[:2]) < one.radius + other.radius + APART


def names_beside(spots: Sequence[Spot], names: Sequence[str], within: Box) -> list[NamePlace | None]:
    """Return where each name has room beside its spot, hiding neither a spot nor a name; None where it has none."""
    taken = [spot.box for spot in spots]
    places: list[NamePlace | None] = []
    for spot, name in zip(spots, names, strict=True):
        found = next(
            (
                (place, box)
                for place, box in _beside(spot, name)
                if within.holds(box) and not any(box.meets(other) for other in taken)
            ),
            None,
        )
        places.append(found[0] if found else None)
        taken += [found[1]] if found else []
    return places


def _beside(spot: Spot, name: str) -> Iterator[tuple[NamePlace, Box]]:
    """Yield the places on the right, on the left, below and above; none for a name that is too long to be read."""
    if len(name) > LONGEST_NAME:
        return
    width, middle = len(name) * LETTER, round(spot.y + LINE / 3, 1)
    right, left = round(spot.x + spot.radius + 3, 1), round(spot.x - spot.radius - 3, 1)
    half, top, bottom = LINE / 2, spot.y - spot.radius, spot.y + spot.radius
    yield NamePlace(right, middle, "start"), Box(right, spot.y - half, right + width, spot.y + half)
    yield NamePlace(left, middle, "end"), Box(left - width, spot.y - half, left, spot.y + half)
    across = (spot.x - width / 2, spot.x + width / 2)
    yield (
        NamePlace(spot.x, round(bottom + LINE, 1), "middle"),
        Box(across[0], bottom + 2, across[1], bottom + LINE + 3),
    )
    yield NamePlace(spot.x, round(top - 4, 1), "middle"), Box(across[0], top - LINE - 3, across[1], top - 2)
