"""Names that look the same but for case or accents: one person, whose deals and actions then stand apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from generator.assess.findings.files import ruled
from generator.assess.findings.items import of_name
from generator.model.who import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.assess.judgement import PlacedFinding
    from generator.model.method import Method
    from generator.model.playbook import Surroundings


class NamePlace(NamedTuple):
    """A name and where it stands: the file and the path in it. `among` tells whose names it is compared with."""

    name: str
    file: str
    at: tuple[str, ...] = ()
    among: str = ""


Locate = Callable[[NamePlace], tuple[int, int]]
"""Returns the line and column of a name; 0 where only its file is known."""


def look_alikes(names: Iterable[NamePlace], folder: str, locate: Locate, method: Method) -> tuple[PlacedFinding, ...]:
    """Return a finding for each name that looks like another one, at its first place, with the usual one's place.

    The files lie in `folder`. The usual spelling is the most frequent one, of several the first.
    """
    first: dict[tuple[str, str], NamePlace] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for place in names:
        first.setdefault((place.among, place.name), place)
        counts[place.among, place.name] += 1
    alike: dict[tuple[str, str], list[NamePlace]] = defaultdict(list)
    for (among, name), place in first.items():
        alike[among, look(name)].append(place)
    found: list[PlacedFinding] = []
    for places in alike.values():
        if len(places) > 1:
            usual, *others = sorted(places, key=lambda each: -counts[each.among, each.name])
            found += (finding for each in others for finding in _between(each, usual, folder, locate, method))
    return tuple(found)


def _between(
    place: NamePlace, usual: NamePlace, folder: str, locate: Locate, method: Method
) -> Iterator[PlacedFinding]:
    line, column = locate(usual)
    shown = f"{folder}{usual.file}:{line}:{column}" if line else f"{folder}{usual.file}"
    yield from ruled(of_name(place.name, usual.name, shown), (f"{folder}{place.file}", *locate(place)), method)


def names_around(surroundings: Surroundings) -> Iterator[NamePlace]:
    """Yield the names in the files around the deals.

    People of an account are compared with each other, everybody else is one of ours.
    """
    for key, member in surroundings.team.members.items():
        yield NamePlace(member.name, surroundings.team.path, ("members", key, "name"))
    for account in surroundings.accounts.values():
        named: Sequence[tuple[str, tuple[str, ...], str]] = [
            (account.owner, ("owner",), ""),
            *((each.name, ("team", key, "name"), "") for key, each in account.team.items()),
            *((each.name, ("people", key, "name"), account.path) for key, each in account.people.items()),
        ]
        yield from (NamePlace(name, account.path, at, among) for name, at, among in named if name)
    for partner in surroundings.partners.values():
        if partner.owner:
            yield NamePlace(partner.owner, partner.path, ("owner",))
