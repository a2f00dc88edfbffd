"""Two pictures differ by the share of their pixels that a reader could tell apart."""

from __future__ import annotations

import pytest
from PIL import Image

from benchmarks.compare_pictures import BOUND, TOLERANCE, difference, verdict

WHITE = Image.new("RGB", (100, 100), "white")


def with_square(side: int, grey: int) -> Image.Image:
    """Return the white picture with a grey square on it."""
    picture = WHITE.copy()
    picture.paste((grey, grey, 255), (0, 0, side, side))
    return picture


def test_what_is_drawn_within_the_tolerance_is_the_same() -> None:
    assert difference(WHITE, with_square(50, 255 - TOLERANCE)) == 0


def test_what_is_drawn_beyond_it_counts_by_its_area_even_in_one_colour() -> None:
    assert difference(WHITE, with_square(10, 254 - TOLERANCE)) == pytest.approx(0.01)


@pytest.mark.parametrize("size", [(100, 125), (125, 100)])
def test_what_only_one_picture_has_differs(size: tuple[int, int]) -> None:
    assert difference(WHITE, Image.new("RGB", size, "white")) == pytest.approx(0.2)


def test_a_picture_is_over_the_bound_only_beyond_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert [verdict(f"{share}", share, "says") for share in (0, BOUND, BOUND * 1.01)] == [False, False, True]
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["same", "near", "OVER"]
