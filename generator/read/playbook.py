"""Loading, which is checking: the content of all files, and every mistake in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.deal import Deal
from generator.model.meeting import Meeting
from generator.model.playbook import Surroundings
from generator.problems import Problem, Refused, first_of
from generator.read.empty_keys import empty_key_faults
from generator.read.fault import located
from generator.read.files import Listing, Source
from generator.read.meant.vocabulary import vocabulary_of_deal
from generator.read.reading import Reading, remains
from generator.read.references.deal import deal_faults
from generator.read.shares import read_register
from generator.read.surroundings import SurroundingFiles

__all__ = ["Playbook", "Reading", "load", "read_deal", "read_listed_deal", "read_surroundings"]


@dataclass(frozen=True)
class Playbook:
    """The deals and meetings that have no mistake by identity, their surroundings, and every mistake found."""

    surroundings: Surroundings
    deals: Mapping[str, Deal]
    meetings: Mapping[str, Meeting]
    problems: tuple[Problem, ...]


def load(source: Source) -> Playbook:
    """Return the playbook of a source. Mistakes are among its problems, by path, line and column; none is raised."""
    listing = source.listing()
    surroundings, problems = surroundings_of(source, listing)
    readings = {name: read_listed_deal(source, path, surroundings) for name, path in listing.deals.items()}
    deals = {name: reading.noun for name, reading in readings.items() if reading.noun}
    every = [*problems, *(problem for reading in readings.values() for problem in reading.problems)]
    meetings = {each.identity: each for found in surroundings.meetings.values() for each in found}
    return Playbook(surroundings, deals, dict(sorted(meetings.items())), tuple(sorted(every)))


def read_surroundings(source: Source, today: dt.date | None = None) -> tuple[Surroundings, tuple[Problem, ...]]:
    """Return the surroundings of the deals, with the problems of those files and of the folder itself.

    Where a file has mistakes, the rest of it takes its place and its path is among the broken ones. `today` tells
    which shares have expired, so that their subjects may be gone.
    """
    return surroundings_of(source, source.listing(), today)


def surroundings_of(
    source: Source, listing: Listing, today: dt.date | None = None
) -> tuple[Surroundings, tuple[Problem, ...]]:
    """Return the same for a listing."""
    around = SurroundingFiles(source, listing)
    problems = [*around.at_once, *register_problems(around, today)]
    for path, kind in around.kinds.items():
        problems += around.problems(path, kind)
    return around.surroundings, tuple(sorted(set(problems)))


def register_problems(around: SurroundingFiles, today: dt.date | None = None) -> tuple[Problem, ...]:
    """Return the mistakes in the register of shares."""
    return read_register(around.source, around.listing, around.surroundings, today).problems


def read_listed_deal(source: Source, path: str, surroundings: Surroundings) -> Reading[Deal]:
    """Return the reading of a deal that the source lists, also where its file cannot be opened."""
    try:
        content = source.read(path)
    except Refused as refused:
        return Reading(None, refused.problems, None)
    return read_deal(source.name, path, content, surroundings)


def read_deal(source_name: str, path: str, content: bytes, surroundings: Surroundings) -> Reading[Deal]:
    """Return the deal of a file, or its problems: those of the file itself and of its references.

    `path` is relative to the deals folder, whose name is `source_name`. The work depends on this file alone.
    """
    stage = {"stage": next(iter(surroundings.method.stages))}
    words = vocabulary_of_deal(surroundings, path.partition("/")[0])
    left = remains(Deal, f"{source_name}/{path}", path, content, stage, surroundings.members, words)
    faults = [*deal_faults(left.noun, surroundings)] if left.noun else []
    faults += empty_key_faults(left, lambda noun: deal_faults(noun, surroundings))
    problems = first_of([*left.problems, *located(faults, left, surroundings.broken)])
    return Reading(None if problems else left.noun, problems, left.document)
