"""The influence map: who reports to whom, who sways whom, who is in conflict; readable without colour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.account import Person
from generator.model.deal import Player
from generator.show.charts.fitted_text import wrapped
from generator.show.charts.influence_layout import Cell, layout, reports_of, without_loops
from generator.show.deal.context import DealContext
from generator.show.page import Link
from generator.show.text import values

WIDTH, HEIGHT = 200, 80
"""Size of a person's box with a line each for name, title and part; HEIGHT grows by LINE where one of them wraps."""
LEFT, RIGHT, ABOVE, LANE, EDGE = 18, 12, 22, 7, 4
NAME_SIZE, SIZE, LINE = 13, 12, 15
TEXT_WIDTH = WIDTH - 20
MOST_LINES = 2
MOST_FITTED = 1180
DEEPEST = 4
"""Levels below the top by which the list of people is set in; whoever is deeper stands as deep."""
PIPS: Mapping[str, int] = {"none": 0, "brief": 1, "multiple": 2, "in depth": 3}
VERBS: Mapping[str, str] = {"influence": "influences", "conflict": "is in conflict with"}
SUPPORT_SHAPES: Mapping[str, str] = {
    "mentor": "M5 0L6.5 3.5L10 3.8L7.3 6.2L8.1 10L5 8L1.9 10L2.7 6.2L0 3.8L3.5 3.5Z",
    "supporter": "M5 1L10 9H0Z",
    "neutral": "M5 0.5A4.5 4.5 0 1 0 5 9.5A4.5 4.5 0 1 0 5 0.5Z",
    "non-supporter": "M5 9L10 1H0Z",
    "enemy": "M0 2L2 0L5 3L8 0L10 2L7 5L10 8L8 10L5 7L2 10L0 8L3 5Z",
    "unknown": "M1 1H9V9H1Z",
}
"""The outline of each kind of support in a square of ten by ten."""


class TextLine(NamedTuple):
    """A text of a box with the place of its foot; `more` are its further lines, LINE apart."""

    y: int
    text: str
    more: tuple[str, ...] = ()


class PersonBox(NamedTuple):
    """One person as drawn. `pips` are the filled ones of three; None where coverage is not given.

    `href` leads to their row on the page; `lines` are title and part.
    """

    x: int
    y: int
    href: str
    name: TextLine
    lines: tuple[TextLine, ...]
    support: str
    support_name: str
    standing: str
    pips: int | None
    full: str


class InfluenceLine(NamedTuple):
    """A line as drawn; `mark` is where a conflict gets its cross, `ends` are the places of its people among all."""

    kind: str
    path: str
    mark: tuple[int, int]
    ends: tuple[int, int]


class PersonEntry(NamedTuple):
    """One person of the list that stands for the picture on a phone: `depth` levels below the top, at most DEEPEST.

    `says` is how they stand in the deal, `lines` whom they influence and with whom they are in conflict.
    """

    depth: int
    person: Link
    title: str
    says: str
    lines: str


class InfluenceMap(NamedTuple):
    """The whole picture with its title and its description in words."""

    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[PersonBox, ...]
    wires: tuple[InfluenceLine, ...]
    entries: tuple[PersonEntry, ...]
    title: str
    says: str

    @property
    def fits(self) -> bool:
        """Whether a wide page may shrink the picture to its own width and leave its words readable."""
        return self.width <= MOST_FITTED


class MapPerson(NamedTuple):
    """A person to be drawn: the link to their row, and how they stand; what is not known is empty.

    `part` is what stands below the title.
    """

    link: Link
    title: str
    part: str
    standing: str
    support: str
    coverage: str

    @property
    def stands(self) -> str:
        """Part, support and contact, in words."""
        support, coverage = self.support or "support not known", self.coverage or "not known"
        return f"{self.part}, {support}, contact {coverage}"


def bosses_of(keys: Collection[str], people: Mapping[str, Person]) -> dict[str, str | None]:
    """Return to whom of these keys each of them reports, past people of the account who are not among them."""
    unknown = {slug: None for slug in keys if slug not in people}
    lines = without_loops({slug: person.reports_to for slug, person in people.items()} | unknown)
    return {slug: boss_of(slug, lines, keys) for slug in keys}


def boss_of(slug: str, lines: dict[str, str | None], players: Collection[str]) -> str | None:
    """Return the first player above somebody, and shorten every line on the way, so that none is followed twice."""
    passed = [slug]
    above = lines.get(slug)
    while above is not None and above not in players:
        passed.append(above)
        above = lines.get(above)
    lines |= dict.fromkeys(passed, above)
    return above


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
    box_height: int

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


def ground_for(cells: Mapping[str, Cell], lines: Sequence[tuple[str, str, str]], box_height: int) -> MapGrid:
    """Return the places of columns and rows: a line leaves to the right of its source and arrives from above."""
    across = Counter(cells[source][0] for _, source, _ in lines)
    down = Counter(cells[target][1] - 1 for _, _, target in lines)
    columns, width = _places(1 + max(c for c, _ in cells.values()), LEFT + RIGHT, WIDTH, across)
    rows, height = _places(1 + max(r for _, r in cells.values()), ABOVE, box_height, down)
    first = LANE * down[-1]
    rows = tuple(row + first for row in rows)
    return MapGrid(cells, columns, rows, width + RIGHT + EDGE, height + first + EDGE, box_height)


def _formal(ground: MapGrid, boss: str, slug: str, ends: tuple[int, int], *, stacked: bool) -> InfluenceLine:
    (x, y), (left, top), height = ground.corner(slug), ground.corner(boss), ground.box_height
    start, bus = f"M{left + WIDTH // 2} {top + height}", top + height + 9
    if not stacked:
        end = x + WIDTH // 2
        return InfluenceLine("formal", f"{start}V{bus}H{end}V{y}", (end, bus), ends)
    return InfluenceLine("formal", f"{start}V{bus}H{x - 9}V{y + height // 2}H{x}", (x, y), ends)


def _informal(
    ground: MapGrid, lines: Sequence[tuple[str, str, str]], places: Mapping[str, int]
) -> Iterator[InfluenceLine]:
    leaving, arriving = Counter(source for _, source, _ in lines), Counter(target for _, _, target in lines)
    left, arrived, across, down = Counter[str](), Counter[str](), Counter[int](), Counter[int]()
    for kind, source, target in lines:
        (x, y), (end_x, end_y) = ground.corner(source), ground.corner(target)
        column, row = ground.cells[source][0], ground.cells[target][1]
        start = y + _apart(left[source], leaving[source], 12, ground.box_height - 12, 10)
        lane = x + WIDTH + RIGHT + LANE * across[column]
        level = end_y - 8 - LANE * down[row]
        entry = end_x + _apart(arrived[target], arriving[target], 10, WIDTH - 10, 12)
        left[source] += 1
        arrived[target] += 1
        across[column] += 1
        down[row] += 1
        path = f"M{x + WIDTH} {start}H{lane}V{level}H{entry}V{end_y}"
        yield InfluenceLine(kind, path, ((lane + entry) // 2, level), (places[source], places[target]))


def _apart(place: int, count: int, first: int, last: int, step: int) -> int:
    """Return where the line at a place of so many ends at a side: a step apart, or nearer where they are many."""
    return first + place * min(step * (count - 1), last - first) // max(count - 1, 1)


def _box(person: MapPerson) -> PersonBox:
    """Return a person's box, not yet at its place."""
    name = wrapped(person.link.text, NAME_SIZE, TEXT_WIDTH, MOST_LINES)
    foot = 4 + LINE * len(name)
    lines: list[TextLine] = []
    for text in (person.title, person.part):
        if wrap := wrapped(text, SIZE, TEXT_WIDTH, MOST_LINES):
            lines.append(TextLine(foot + LINE + 1, wrap[0], wrap[1:]))
            foot += LINE * len(wrap)
    return PersonBox(
        x=0,
        y=0,
        href=person.link.href,
        name=TextLine(19, name[0] if name else "", name[1:]),
        lines=tuple(lines),
        support=person.support or "support not known",
        support_name=person.support if person.support in SUPPORT_SHAPES else "unknown",
        standing=(person.standing or "standing not known").replace(" ", "-"),
        pips=PIPS.get(person.coverage),
        full=f"{person.link.text}, {person.title or 'no title'}: {person.stands}",
    )


def _placed(box: PersonBox, x: int, y: int) -> PersonBox:
    return box._replace(x=x, y=y)


def _height(boxes: Iterable[PersonBox]) -> int:
    """Return the height that all boxes have: that of the one with the most lines."""
    most = max(sum(1 + len(line.more) for line in (box.name, *box.lines)) for box in boxes)
    return HEIGHT + LINE * max(0, most - 3)


def _entries(
    people: Mapping[str, MapPerson], bosses: Mapping[str, str | None], lines: Sequence[tuple[str, str, str]]
) -> tuple[PersonEntry, ...]:
    """Return everybody below whom they report to."""
    below, entries = reports_of(bosses), []
    ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, source, target in lines:
        ends[source][kind].append(people[target].link.text)
    waiting = [(0, slug) for slug in reversed([slug for slug, boss in bosses.items() if boss is None])]
    while waiting:
        depth, slug = waiting.pop()
        waiting += [(depth + 1, each) for each in reversed(below[slug])]
        says = "; ".join(f"{VERBS[kind]} {values.listing(names)}" for kind, names in ends[slug].items())
        person = people[slug]
        entries.append(PersonEntry(min(depth, DEEPEST), person.link, person.title, person.stands, says))
    return tuple(entries)


def _says(
    people: Mapping[str, MapPerson], bosses: Mapping[str, str | None], lines: Sequence[tuple[str, str, str]]
) -> str:
    name = {slug: person.link.text for slug, person in people.items()}
    formal = [f"{name[slug]} reports to {name[boss]}" for slug, boss in bosses.items() if boss]
    informal = [f"{name[source]} {VERBS[kind]} {name[target]}" for kind, source, target in lines]
    return "; ".join([*formal, *informal]) + ". " if formal or informal else "No lines are known. "


def influence_map(view: DealContext) -> InfluenceMap | None:
    """Return the picture of the deal's players, or None without players."""
    players = view.deal.players
    people = {slug: _drawn_person(view, slug, player) for slug, player in players.items()}
    lines = list(lines_of_influence(players))
    title = f"Influence map of {values.counted(len(players), 'player')}"
    return drawn(people, bosses_of(people, view.account.people), lines, title, "The table of players says the same.")


def _drawn_person(view: DealContext, slug: str, player: Player) -> MapPerson:
    part = f"{player.part or 'part not known'}, {player.standing or 'standing not known'}"
    known = (player.standing or "", player.support or "", player.coverage or "")
    return MapPerson(view.player(slug), view.person(slug).position, part, *known)


def drawn(
    people: Mapping[str, MapPerson],
    bosses: Mapping[str, str | None],
    lines: Sequence[tuple[str, str, str]],
    title: str,
    beside: str,
) -> InfluenceMap | None:
    """Return the picture of people with these informal lines, or None without people.

    `bosses` have the same keys as the people. `beside` is the sentence that tells where the same is said in words.
    """
    if not people:
        return None
    boxes = {slug: _box(person) for slug, person in people.items()}
    ground = ground_for(layout(bosses), lines, _height(boxes.values()))
    return InfluenceMap(
        width=ground.width,
        height=ground.height,
        box_width=WIDTH,
        box_height=ground.box_height,
        boxes=tuple(_placed(box, *ground.corner(slug)) for slug, box in boxes.items()),
        wires=tuple(_wires(ground, bosses, lines)),
        entries=_entries(people, bosses, lines),
        title=title,
        says=_says(people, bosses, lines) + beside,
    )


def _wires(
    ground: MapGrid, bosses: Mapping[str, str | None], lines: Sequence[tuple[str, str, str]]
) -> Iterator[InfluenceLine]:
    """Yield the lines as drawn: who reports to whom, then the others."""
    places = {slug: place for place, slug in enumerate(bosses)}
    stacks = Counter((boss, ground.cells[slug][0]) for slug, boss in bosses.items() if boss)
    for slug, boss in bosses.items():
        if boss:
            stacked = stacks[boss, ground.cells[slug][0]] > 1
            yield _formal(ground, boss, slug, (places[boss], places[slug]), stacked=stacked)
    yield from _informal(ground, lines, places)
