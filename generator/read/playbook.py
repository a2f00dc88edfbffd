"""Loading is checking: everything that the files say, and every mistake in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.model.account import Account, Competitor, Partner, Team
from generator.model.deal import Deal
from generator.model.filed import Filed
from generator.model.method import Method
from generator.model.playbook import Surroundings
from generator.problems import Problem, Refused, first_of
from generator.read.account_references import faults_of
from generator.read.fault import located
from generator.read.files import METHOD, TEAM, Listing, Source
from generator.read.method import read_method, stand_in
from generator.read.reading import Reading, Remains, remains
from generator.read.references import deal_faults
from generator.read.shares import read_register

Kind = TypeVar("Kind", bound=Filed)

__all__ = ["Playbook", "Reading", "load", "read_deal", "read_listed_deal", "read_surroundings"]


@dataclass(frozen=True)
class Playbook:
    """All of it: the deals by identity that have no mistake, what they stand among, and every mistake found."""

    surroundings: Surroundings
    deals: Mapping[str, Deal]
    problems: tuple[Problem, ...]


def load(source: Source) -> Playbook:
    """Return the playbook of a source. Mistakes are among its problems, by path, line and column; none is raised."""
    listing = source.listing()
    surroundings, problems = _surroundings(source, listing)
    readings = {name: read_listed_deal(source, path, surroundings) for name, path in listing.deals.items()}
    deals = {name: reading.noun for name, reading in readings.items() if reading.noun}
    every = [*problems, *(problem for reading in readings.values() for problem in reading.problems)]
    return Playbook(surroundings, deals, tuple(sorted(every)))


def read_surroundings(source: Source) -> tuple[Surroundings, tuple[Problem, ...]]:
    """Return all that stands around the deals, with the problems of those files and of the folder itself.

    Where a file has mistakes, what is left of it stands in its place and its path is among the broken ones.
    """
    return _surroundings(source, source.listing())


def read_listed_deal(source: Source, path: str, surroundings: Surroundings) -> Reading[Deal]:
    """Return what came of reading a deal that the source lists, also where its file cannot be opened."""
    try:
        content = source.read(path)
    except Refused as refused:
        return Reading(None, refused.problems, None)
    return read_deal(source.name, path, content, surroundings)


def read_deal(source_name: str, path: str, content: bytes, surroundings: Surroundings) -> Reading[Deal]:
    """Return the deal of a file, or its problems: those of the file itself and of what it says about other things.

    `path` is relative to the deals folder, whose name is `source_name`. The work depends on this file alone.
    """
    stage = {"stage": next(iter(surroundings.method.stages))}
    left = remains(Deal, f"{source_name}/{path}", path, content, stage)
    faults = deal_faults(left.noun, surroundings) if left.noun else ()
    problems = first_of([*left.problems, *located(faults, left, surroundings.broken)])
    return Reading(None if problems else left.noun, problems, left.document)


def _surroundings(source: Source, listing: Listing) -> tuple[Surroundings, tuple[Problem, ...]]:
    reading = _method(source, listing)
    method = reading.noun or stand_in(reading.document)
    left = {path: _left(source, path, kind) for path, kind in _listed(listing)}
    broken = {path for path, each in left.items() if each.problems} | ({METHOD} if reading.problems else set())
    team = _of_kind(Team, TEAM, left)
    problems = [*listing.problems, *reading.problems]
    for path, each in left.items():
        faults = list(faults_of(each.noun, method, team, listing.deals)) if each.noun else []
        problems += first_of([*each.problems, *located(faults, each, broken)])
        left[path] = each.without({fault.at for fault in faults})
    surroundings = Surroundings(
        method,
        _of_kind(Team, TEAM, left),
        {slug: _of_kind(Account, path, left) for slug, path in listing.accounts.items()},
        {slug: _of_kind(Partner, path, left) for slug, path in listing.partners.items()},
        {slug: _of_kind(Competitor, path, left) for slug, path in listing.competitors.items()},
        frozenset(broken),
        frozenset(listing.deals),
    )
    problems += read_register(source, listing, surroundings).problems
    return surroundings, tuple(sorted(set(problems)))


def _method(source: Source, listing: Listing) -> Reading[Method]:
    path = f"{source.name}/{METHOD}"
    try:
        return read_method(path, source.read(METHOD) if listing.has_method else None)
    except Refused as refused:
        return Reading(None, refused.problems, None)


def _listed(listing: Listing) -> Iterator[tuple[str, type[Filed]]]:
    """Yield every file but the deals and the method, with what it holds."""
    if listing.has_team:
        yield TEAM, Team
    yield from ((path, Account) for path in listing.accounts.values())
    yield from ((path, Partner) for path in listing.partners.values())
    yield from ((path, Competitor) for path in listing.competitors.values())


def _left(source: Source, path: str, kind: type[Filed]) -> Remains[Filed]:
    try:
        content = source.read(path)
    except Refused as refused:
        return Remains(None, refused.problems, None)
    return remains(kind, f"{source.name}/{path}", path, content, {})


def _of_kind(kind: type[Kind], path: str, left: Mapping[str, Remains[Filed]]) -> Kind:
    """Return the noun of a file, or one with nothing known where there is none."""
    noun = left[path].noun if path in left else None
    return noun if isinstance(noun, kind) else kind(path=path)
