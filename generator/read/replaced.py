"""A playbook of which one file has another content: what it would say if that were written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator.model.account import Account, Competitor, Partner, Team
from generator.model.deal import Deal
from generator.model.file_noun import FileNoun
from generator.model.meeting import Meeting
from generator.model.playbook import Surroundings
from generator.problems import Problem, Refused
from generator.read.file_names import METHOD, SHARES, TEAM
from generator.read.files import Listing, Source
from generator.read.method import read_method
from generator.read.playbook import read_deal
from generator.read.shares import register_of
from generator.read.surroundings import SurroundingFiles
from generator.read.yaml.document import parse, parse_whole


@dataclass(frozen=True)
class Replaced:
    """The files of another source, one of which has another content."""

    source: Source
    path: str
    content: bytes

    @property
    def name(self) -> str:
        """The deals folder's name, with which problems begin their paths."""
        return self.source.name

    def listing(self) -> Listing:
        """Return the files by kind, which are the same."""
        return self.source.listing()

    def read(self, path: str) -> bytes:
        """Return a file's content. Raises Refused if it cannot be read."""
        return self.content if path == self.path else self.source.read(path)


def problems_with(
    source: Source, listing: Listing, around: Surroundings, today: dt.date, path: str, content: bytes
) -> tuple[Problem, ...]:
    """Return the problems of one file of a source if it had this content; `around` are those of the source."""
    shown = f"{source.name}/{path}"
    if path in listing.deals.values():
        return read_deal(source.name, path, content, around).problems
    if path == METHOD:
        return read_method(shown, content).problems
    if path == SHARES:
        return register_of(shown, content, listing.deals, around, today).problems
    files = SurroundingFiles(Replaced(source, path, content), listing)
    return files.problems(path, Team if path == TEAM else files.kinds[path])


def top_keys(listing: Listing, path: str) -> Collection[str]:
    """Return the outermost keys of the files of a path's kind; none for a method and a register of shares."""
    kinds: Mapping[type[FileNoun], Collection[str]] = {
        Account: listing.accounts.values(),
        Partner: listing.partners.values(),
        Competitor: listing.competitors.values(),
        Meeting: listing.meetings.values(),
        Deal: listing.deals.values(),
        Team: (TEAM,),
    }
    return next((kind.model_fields for kind, paths in kinds.items() if path in paths), ())


def is_parsed(path: str, content: bytes) -> bool:
    """Tell whether a file's content can be parsed, so that all its problems show."""
    try:
        (parse if path.endswith(".md") else parse_whole)(path, content)
    except Refused:
        return False
    return True
