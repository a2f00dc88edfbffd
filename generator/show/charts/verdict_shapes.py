"""The shapes that stand for verdicts in drawings, so that color is not all that tells one from another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

CORNERS: Final[Mapping[str, Sequence[tuple[float, float]]]] = {
    "pursue": ((0, -1.25), (1.2, 0.85), (-1.2, 0.85)),
    "strengthen": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "walk-away": ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
}
"""Corners of the verdicts' shapes around a point, of about the area of a circle of radius 1; the rest are circles."""


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
