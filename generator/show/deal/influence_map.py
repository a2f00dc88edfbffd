"""The influence map: who reports to whom, who sways whom, who is in conflict; readable without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generator.model.deal import Player
from generator.show.charts.influence_layout import Cell, layout, without_loops
from generator.show.deal.context import DealContext
from generator.show.text import values

WIDTH, HEIGHT = 192, 74
LEFT, RIGHT, ABOVE, LANE, EDGE = 18, 12, 22, 7, 4
TEXT_WIDTH = WIDTH - 20
MOST_FITTED = 1050
PIPS: Mapping[str, int] = {"none": 0, "brief": 1, "multiple": 2, "in depth": 3}
SUPPORT_SHAPES: Mapping[str, str] = {
    "mentor": "M5 0L6.5 3.5L10 3.8L7.3 6.2L8.1 10L5 8L1.9 10L2.7 6.2L0 3.8L3.5 3.5Z",
    "supporter": "M5 1L10 9H0Z",
    "neutral": "M5 0.5A4.5 4.5 0 1 0 5 9.5A4.5 4.5 0 1 0 5 0.5Z",
    "non-supporter": "M5 9L10 1H0Z",
    "enemy": "M0 2L2 0L5 3L8 0L10 2L7 5L10 8L8 10L5 7L2 10L0 8L3 5Z",
    "unknown": "M1 1H9V9H1Z",
}
"""The outline of each kind of support in a square of ten by ten."""


class PersonBox(NamedTuple):
    """One person as drawn. `pips` are the filled ones of three; None where coverage is not given."""

    x: int
    y: int
    name: str
    title: str
    part: str
    support: str
    support_name: str
    standing: str
    pips: int | None
    full: str


class InfluenceLine(NamedTuple):
    """A line as drawn; `mark` is where a conflict gets its cross."""

    kind: str
    path: str
    mark: tuple[int, int]


class InfluenceMap(NamedTuple):
    """The whole picture with its title and its description in words."""

    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[PersonBox, ...]
    wires: tuple[InfluenceLine, ...]
    title: str
    says: str

    @property
    def fits(self) -> bool:
        """Whether a wide page may shrink the picture to its own width and leave its words readable."""
        return self.width <= MOST_FITTED


@lru_cache(4096)
def fitted(text: str, size: float, width: float = TEXT_WIDTH) -> str:
    """Return as much of a text as fits a width at a size, by a generous estimate of how wide letters are."""
    used, room = 0.0, width - size
    for place, letter in enumerate(text):
        wide = 1.0 if ord(letter) > 0x1100 else 0.85 if letter in "mwMW@%" else 0.7 if letter.isupper() else 0.55
        used += (0.3 if letter in "iljtf.,:' " else wide) * size
        if used > room and place < len(text) - 1:
            return text[:place].rstrip() + "…"
    return text


def bosses_of(view: DealContext) -> dict[str, str | None]:
    """Return to which player each player reports, past those who play no part in this deal."""
    players, people = view.deal.players, view.account.people
    lines = without_loops({slug: person.reports_to for slug, person in people.items()} | _unknown(view))

    return {slug: boss_of(slug, lines, players) for slug in players}


def boss_of(slug: str, lines: dict[str, str | None], players: Collection[str]) -> str | None:
    """Return the first player above somebody, and shorten every line on the way, so that none is followed twice."""
    passed = [slug]
    above = lines.get(slug)
    while above is not None and above not in players:
        passed.append(above)
        above = lines.get(above)
    lines |= dict.fromkeys(passed, above)
    return above


def _unknown(view: DealContext) -> dict[str, str | None]:
    return {slug: None for slug in view.deal.players if slug not in view.account.people}


def lines_of_influence(players: Mapping[str, Player]) -> Iterator[tuple[str, str, str]]:
    """Yield kind, source and target of every informal line; a conflict that both sides name is one line."""
    conflicts = set()
    for slug, player in players.items():
        for other in player.influences:
            if other in players and other != slug:
                yield "influence", slug, other
        for other in player.conflicts_with:
            if other in players and other != slug and frozenset((slug, other)) not in conflicts:
                conflicts.add(frozenset((slug, other)))
                yield "conflict", slug, other


@dataclass(frozen=True)
class MapGrid:
    """Positions of columns and rows, with room between them for every line that passes."""

    cells: Mapping[str, Cell]
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    width: int
    height: int

    def corner(self, slug: str) -> tuple[int, int]:
        """Return the top left corner of a person's box."""
        column, row = self.cells[slug]
        return self.columns[column], self.rows[row]


def _places(count: int, before: int, size: int, lanes: Counter[int]) -> tuple[tuple[int, ...], int]:
    places, at = [], EDGE
    for each in range(count):
        at += before
        places.append(at)
        at += size + LANE * lanes[each]
    return tuple(places), at


def ground_for(cells: Mapping[str, Cell], lines: list[tuple[str, str, str]]) -> MapGrid:
    """Return the places of columns and rows: a line leaves to the right of its source and arrives from above."""
    across = Counter(cells[source][0] for _, source, _ in lines)
    down = Counter(cells[target][1] - 1 for _, _, target in lines)
    columns, width = _places(1 + max(c for c, _ in cells.values()), LEFT + RIGHT, WIDTH, across)
    rows, height = _places(1 + max(r for _, r in cells.values()), ABOVE, HEIGHT, down)
    first = LANE * down[-1]
    return MapGrid(cells, columns, tuple(row + first for row in rows), width + RIGHT + EDGE, height + first + EDGE)


def _formal(ground: MapGrid, boss: str, slug: str, *, stacked: bool) -> InfluenceLine:
    (x, y), (left, top) = ground.corner(slug), ground.corner(boss)
    bus = top + HEIGHT + 9
    if not stacked:
        start, end = left + WIDTH // 2, x + WIDTH // 2
        return InfluenceLine("formal", f"M{start} {top + HEIGHT}V{bus}H{end}V{y}", (end, bus))
    return InfluenceLine("formal", f"M{left + WIDTH // 2} {top + HEIGHT}V{bus}H{x - 9}V{y + HEIGHT // 2}H{x}", (x, y))


def _informal(ground: MapGrid, lines: list[tuple[str, str, str]]) -> Iterator[InfluenceLine]:
    leaving, arriving = Counter[str](), Counter[str]()
    across, down = Counter[int](), Counter[int]()
    for kind, source, target in lines:
        (x, y), (end_x, end_y) = ground.corner(source), ground.corner(target)
        column, row = ground.cells[source][0], ground.cells[target][1]
        start = y + 12 + 10 * (leaving[source] % 6)
        lane = x + WIDTH + RIGHT + LANE * across[column]
        level = end_y - 8 - LANE * down[row]
        entry = end_x + 16 + 12 * (arriving[target] % 5)
        leaving[source] += 1
        arriving[target] += 1
        across[column] += 1
        down[row] += 1
        yield InfluenceLine(
            kind, f"M{x + WIDTH} {start}H{lane}V{level}H{entry}V{end_y}", ((lane + entry) // 2, level)
        )


def _box(view: DealContext, slug: str, player: Player, corner: tuple[int, int]) -> PersonBox:
    person = view.person(slug)
    support, standing = player.support or "support not known", player.standing or "standing not known"
    coverage = player.coverage or "not known"
    part = f"{player.part or 'part not known'}, {standing}"
    return PersonBox(
        x=corner[0],
        y=corner[1],
        name=fitted(person.name, 12.5),
        title=fitted(person.position, 10.5),
        part=fitted(part, 10.5),
        support=support,
        support_name=(player.support or "unknown").replace(" ", "-"),
        standing=standing.replace(" ", "-"),
        pips=PIPS[player.coverage] if player.coverage else None,
        full=f"{person.name}, {person.position or 'no title'}: {part}, {support}, contact {coverage}",
    )


def _says(view: DealContext, bosses: Mapping[str, str | None], lines: list[tuple[str, str, str]]) -> str:
    name = {slug: view.person(slug).name for slug in bosses}
    formal = [f"{name[slug]} reports to {name[boss]}" for slug, boss in bosses.items() if boss]
    verbs = {"influence": "influences", "conflict": "is in conflict with"}
    informal = [f"{name[source]} {verbs[kind]} {name[target]}" for kind, source, target in lines]
    told = [*formal, *informal]
    return ("; ".join(told) + ". " if told else "No lines are known. ") + "The table of players says the same."


def influence_map(view: DealContext) -> InfluenceMap | None:
    """Return the picture of the deal's players, or None without players."""
    players = view.deal.players
    if not players:
        return None
    bosses = bosses_of(view)
    lines = list(lines_of_influence(players))
    ground = ground_for(layout(bosses), lines)
    stacks = Counter((boss, ground.cells[slug][0]) for slug, boss in bosses.items() if boss)
    formal = tuple(
        _formal(ground, boss, slug, stacked=stacks[boss, ground.cells[slug][0]] > 1)
        for slug, boss in bosses.items()
        if boss
    )
    return InfluenceMap(
        width=ground.width,
        height=ground.height,
        box_width=WIDTH,
        box_height=HEIGHT,
        boxes=tuple(_box(view, slug, player, ground.corner(slug)) for slug, player in players.items()),
        wires=(*formal, *_informal(ground, lines)),
        title=f"Influence map of {values.counted(len(players), 'player')}",
        says=_says(view, bosses, lines),
    )
