"""Positions of people on an influence map: a grid on which nobody covers anybody, the same in every build.

A person stands above those who report to them. People without reports are stacked in one column below their manager,
so that a wide team grows down the page and not beyond its edge.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count

Cell = tuple[int, int]
"""Column and row, both from 0."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One manager with everybody below, in cells of its own."""

    cells: Mapping[str, Cell]
    width: int
    height: int


def without_loops(bosses: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the reporting lines with those left out that would lead back to where they start."""
    managers: dict[str, str | None] = {}
    tops: dict[str, str] = {}
    for slug, boss in bosses.items():
        managers[slug] = None
        if boss is not None and _top(boss, tops) != slug:
            managers[slug] = tops[slug] = boss
    return managers


def _top(slug: str, tops: dict[str, str]) -> str:
    """Return who stands at the top of somebody's line, and shorten the line, so that it is not followed twice."""
    passed = []
    while slug in tops:
        passed.append(slug)
        slug = tops[slug]
    tops |= dict.fromkeys(passed, slug)
    return slug


def reports_of(bosses: Mapping[str, str | None]) -> dict[str, list[str]]:
    """Return who reports to each person, in the order of the people."""
    below: dict[str, list[str]] = {slug: [] for slug in bosses}
    for slug, boss in bosses.items():
        if boss is not None:
            below[boss].append(slug)
    return below


def groups_below(boss: str, below: Mapping[str, list[str]]) -> list[list[str]]:
    """Return who gets a column of their own: every manager below, then all the others together."""
    leaves = [each for each in below[boss] if not below[each]]
    return [[each] for each in below[boss] if below[each]] + ([leaves] if leaves else [])


def tree(root: str, below: Mapping[str, list[str]]) -> Tree:
    """Return the cells of a manager and everybody below, the manager at the top left.

    A manager beside others gets a column that is free from top to bottom; people without reports stand in the first
    one below theirs that has room for them.
    """
    cells: dict[str, Cell] = {}
    taken: set[Cell] = set()
    free, waiting = 0, [([root], (0, -1))]
    while waiting:
        group, (column, row) = waiting.pop()
        column = _with_room(taken, column, range(row + 1, row + 1 + len(group))) if column >= 0 else free
        free = max(free, column + 1)
        cells |= {slug: (column, row + place) for place, slug in enumerate(group, 1)}
        taken |= {cells[slug] for slug in group}
        for place, each in reversed(list(enumerate(groups_below(group[0], below)))):
            waiting.append((each, (-1 if place and below[each[0]] else column, row + 1)))
    return Tree(cells, free, 1 + max(row for _, row in cells.values()))


def _with_room(taken: Collection[Cell], first: int, rows: Collection[int]) -> int:
    """Return the first column from one on in which nobody stands in these rows."""
    return next(column for column in count(first) if not any((column, row) in taken for row in rows))


def layout(bosses: Mapping[str, str | None]) -> dict[str, Cell]:
    """Return a cell for everybody: trees side by side as long as the page is wide, people on their own last."""
    below = reports_of(bosses)
    roots = [slug for slug, boss in bosses.items() if boss is None]
    trees = [tree(root, below) for root in sorted(roots, key=lambda each: not below[each])]
    widest = max([3 if len(bosses) <= 9 else 4, *(each.width for each in trees)], default=1)
    cells: dict[str, Cell] = {}
    left = top = tallest = 0
    for each in trees:
        if left and left + each.width > widest:
            left, top, tallest = 0, top + tallest, 0
        cells |= {slug: (left + column, top + row) for slug, (column, row) in each.cells.items()}
        left, tallest = left + each.width, max(tallest, each.height)
    return cells
