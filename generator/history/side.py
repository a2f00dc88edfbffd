"""One side of a change: the files of a playbook by their contents, and the history that they have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from generator.git.blobs import token_of
from generator.history.history import HistoryInputs
from generator.model.playbook import Surroundings
from generator.problems import Problem, Refused
from generator.read.file_names import METHOD, SHARES, TEAM
from generator.read.files import Listing, Source
from generator.read.surroundings import SurroundingFiles


@dataclass(frozen=True)
class Side:
    """Files on one side, with a token for the content of each: equal tokens are equal contents.

    A file that cannot be read has none. `chronicle` is None where there is no history.
    """

    files: SurroundingFiles
    contents: Mapping[str, str]
    chronicle: HistoryInputs | None

    @property
    def source(self) -> Source:
        """Source that the files are read from."""
        return self.files.source

    @property
    def surroundings(self) -> Surroundings:
        """Surroundings in which the deals are read and judged; each file of them is read when it is asked for."""
        return self.files.surroundings

    @cached_property
    def deals(self) -> Set[str]:
        """The paths of the deals whose files can be read."""
        return self.contents.keys() & set(self.files.listing.deals.values())

    @cached_property
    def pages(self) -> Set[str]:
        """The paths of all files that a link can lead to."""
        return frozenset((*self.files.kinds, *self.files.listing.deals.values()))

    def unreadable(self) -> list[Problem]:
        """Return a problem for each deal whose file cannot be read."""
        problems: list[Problem] = []
        for path in sorted(set(self.files.listing.deals.values()) - self.deals):
            try:
                self.source.read(path)
            except Refused as refused:
                problems += refused.problems
        return problems


def read_paths(listing: Listing) -> list[str]:
    """Return the paths of all files that a playbook is read from."""
    kinds = (listing.deals, listing.accounts, listing.partners, listing.competitors, listing.meetings)
    at_the_top = ((TEAM, listing.has_team), (METHOD, listing.has_method), (SHARES, listing.has_shares))
    return [
        *(path for paths in kinds for path in paths.values()),
        *(path for path, there in at_the_top if there),
    ]


def tokens(source: Source, listing: Listing, digits: int, known: Callable[[str], str]) -> dict[str, str]:
    """Return the token of each file that can be read; `known` has some of them, and is empty for every other."""
    found: dict[str, str] = {}
    for path in read_paths(listing):
        try:
            found[path] = known(path) or token_of(source.read(path), digits)
        except Refused:
            continue
    return found
