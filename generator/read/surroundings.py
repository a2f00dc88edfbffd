"""The files around the deals: each is read when it is first asked for, and only once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from generator.model.account import Account, Competitor, Partner, Team
from generator.model.file_noun import FileNoun
from generator.model.meeting import Meeting
from generator.model.method import Method
from generator.model.playbook import Surroundings
from generator.model.who import Handles
from generator.problems import Problem, Refused, first_of
from generator.read.empty_keys import empty_key_faults
from generator.read.fault import Fault, located
from generator.read.file_names import METHOD, SHARES, TEAM
from generator.read.files import Listing, Source
from generator.read.meant.vocabulary import vocabulary_of_account
from generator.read.method import read_method, stand_in
from generator.read.reading import NO_MEMBERS, Reading, Remains, remains
from generator.read.references.meeting import NO_DAY, meeting_faults, with_its_deal
from generator.read.references.others import faults_of
from generator.read.shares import cut_short_in

Kind = TypeVar("Kind", bound=FileNoun)


STAND_INS: Mapping[type[FileNoun], dict[str, str]] = {Meeting: {"date": NO_DAY.isoformat()}}
"""Values for what a kind of file has to say, so that the rest can be checked where it does not."""


class ReadFile(NamedTuple):
    """One file as it was read: its noun, as far as it can be read, and every mistake in it."""

    noun: FileNoun | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class SurroundingFiles:
    """The files of a playbook but for its deals; those of the method and the team are read at once."""

    source: Source
    listing: Listing
    _left: dict[str, Remains[FileNoun]] = field(default_factory=dict)
    _known: dict[str, ReadFile] = field(default_factory=dict)

    @cached_property
    def surroundings(self) -> Surroundings:
        """Surroundings in which deals are read and judged."""
        listing = self.listing
        return Surroundings(
            self.method,
            self.team,
            LazyNouns(Account, listing.accounts, self),
            LazyNouns(Partner, listing.partners, self),
            LazyNouns(Competitor, listing.competitors, self),
            BrokenPaths(self),
            frozenset(listing.deals),
            AccountMeetings(self),
            self._handles,
            {METHOD: self._method.cut_short, SHARES: cut_short_in(self.source, listing)},
        )

    @cached_property
    def method(self) -> Method:
        """The method, or where its file has mistakes the one that stands in for it."""
        return self._method.noun or stand_in(self._method.document)

    @cached_property
    def team(self) -> Team:
        """The team."""
        return self.noun(Team, TEAM) if self.listing.has_team else Team(path=TEAM)

    @cached_property
    def _deals_in(self) -> Mapping[str, Sequence[str]]:
        """The identities of the deals by the folder of their account."""
        found: dict[str, list[str]] = {}
        for deal in self.listing.deals:
            found.setdefault(deal.partition("/")[0], []).append(deal)
        return found

    @cached_property
    def _handles(self) -> Handles:
        return self.team.handles

    @cached_property
    def _method(self) -> Reading[Method]:
        path = f"{self.source.name}/{METHOD}"
        try:
            return read_method(path, self.source.read(METHOD) if self.listing.has_method else None)
        except Refused as refused:
            return Reading(None, refused.problems, None)

    @property
    def method_problems(self) -> tuple[Problem, ...]:
        """The mistakes in the method's file: while there is one, nothing is judged as the team means it."""
        return self._method.problems

    @property
    def at_once(self) -> tuple[Problem, ...]:
        """The mistakes in the folder itself, in the method's file and in the team's."""
        return (
            *self.listing.problems,
            *self._method.problems,
            *(self.problems(TEAM, Team) if self.listing.has_team else ()),
        )

    @cached_property
    def kinds(self) -> Mapping[str, type[FileNoun]]:
        """Kind of every file of an account, a partner, a competitor or a meeting, by path."""
        listed = (
            (Account, self.listing.accounts),
            (Partner, self.listing.partners),
            (Competitor, self.listing.competitors),
            (Meeting, self.listing.meetings),
        )
        return {path: kind for kind, paths in listed for path in paths.values()}

    @cached_property
    def meeting_paths(self) -> Mapping[str, Sequence[str]]:
        """The paths of each account's meetings, the newest first."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.listing.meetings.values(), reverse=True):
            found.setdefault(path.partition("/")[0], []).append(path)
        return found

    def meetings(self, account: str) -> tuple[Meeting, ...]:
        """Return the meetings of an account that have no mistake, the newest first."""
        sound = [path for path in self.meeting_paths.get(account, ()) if not self.problems(path, Meeting)]
        return tuple(map(self.meeting, sound))

    def meeting(self, path: str) -> Meeting:
        """Return the meeting of a file, with the account's only deal where it names none."""
        return with_its_deal(self.noun(Meeting, path), self._deals_in.get(path.partition("/")[0], ()))

    def noun(self, kind: type[Kind], path: str) -> Kind:
        """Return the noun of a file: the part without mistakes, or one with nothing known."""
        noun = self._of(path, kind).noun
        return noun if isinstance(noun, kind) else kind.model_validate({"path": path, **STAND_INS.get(kind, {})})

    def problems(self, path: str, kind: type[FileNoun]) -> tuple[Problem, ...]:
        """Return the mistakes in a file: its own, and false references to other things."""
        return self._of(path, kind).problems

    def is_broken(self, path: str) -> bool:
        """Tell whether a file has mistakes of its own."""
        if path == METHOD:
            return bool(self._method.problems)
        kind = Team if path == TEAM and self.listing.has_team else self.kinds.get(path)
        return kind is not None and bool(self._remains(path, kind).problems)

    def _of(self, path: str, kind: type[FileNoun]) -> ReadFile:
        if path not in self._known:
            left = self._remains(path, kind)
            team = left.noun if isinstance(left.noun, Team) else Team(path=TEAM) if kind is Team else self.team
            deals = self._deals_in.get(path.partition("/")[0], ())

            def faults_in(noun: FileNoun) -> Iterator[Fault]:
                if isinstance(noun, Meeting):
                    return meeting_faults(noun, self.noun(Account, f"{noun.account}/{TEAM}"), team, deals)
                return faults_of(noun, self.method, team, deals)

            faults = list(faults_in(left.noun)) if left.noun else []
            faults += empty_key_faults(left, faults_in)
            problems = first_of([*left.problems, *located(faults, left, BrokenPaths(self))])
            self._known[path] = ReadFile(left.without({fault.at for fault in faults}).noun, problems)
            self._left[path] = Remains(None, left.problems, None)  # what else it holds is not asked for again
        return self._known[path]

    def _remains(self, path: str, kind: type[FileNoun]) -> Remains[FileNoun]:
        if path not in self._left:
            try:
                content = self.source.read(path)
                members = NO_MEMBERS if kind is Team else self._handles
                self._left[path] = remains(
                    kind,
                    f"{self.source.name}/{path}",
                    path,
                    content,
                    STAND_INS.get(kind, {}),
                    members,
                    vocabulary_of_account(),
                )
            except Refused as refused:
                self._left[path] = Remains(None, refused.problems, None)
        return self._left[path]


@dataclass(frozen=True, eq=False)
class LazyNouns(Mapping[str, Kind]):
    """The nouns of one kind by slug, read as they are asked for."""

    kind: type[Kind]
    paths: Mapping[str, str]
    around: SurroundingFiles

    def __getitem__(self, slug: str) -> Kind:
        return self.around.noun(self.kind, self.paths[slug])

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


@dataclass(frozen=True, eq=False)
class AccountMeetings(Mapping[str, tuple[Meeting, ...]]):
    """The meetings of each account that has some, read as they are asked for."""

    around: SurroundingFiles

    def __getitem__(self, account: str) -> tuple[Meeting, ...]:
        if account not in self.around.meeting_paths:
            raise KeyError(account)
        return self.around.meetings(account)

    def __iter__(self) -> Iterator[str]:
        return iter(self.around.meeting_paths)

    def __len__(self) -> int:
        return len(self.around.meeting_paths)


@dataclass(frozen=True, eq=False)
class BrokenPaths(Set[str]):
    """The paths of the files that have mistakes of their own."""

    around: SurroundingFiles

    def __contains__(self, path: object) -> bool:
        return self.around.is_broken(str(path))

    def __iter__(self) -> Iterator[str]:
        return (path for path in (METHOD, TEAM, *self.around.kinds) if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
