"""Files that a change touches, and those that are read or judged otherwise because of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Set
from functools import cached_property

from generator.assess.findings.files import findings_of_nouns
from generator.assess.judgement import PlacedFinding
from generator.history.side import Side
from generator.model.meeting import Meeting
from generator.problems import Problem
from generator.read.file_names import METHOD, TEAM
from generator.read.playbook import register_problems


class TouchedFiles:
    """The files that differ on the two sides of a change. None of the others is read, as far as that can be."""

    def __init__(self, before: Side, after: Side) -> None:
        self.before, self.after = before, after
        one, other = before.contents, after.contents
        self.paths = frozenset(path for path in {*one, *other} if one.get(path) != other.get(path))

    @cached_property
    def accounts(self) -> Set[str]:
        """The accounts of which a file is touched; all of them where every file is read otherwise."""
        if not self._everywhere:
            return frozenset(path.partition("/")[0] for path in self.paths)
        return self.before.files.listing.accounts.keys() | self.after.files.listing.accounts.keys()

    @cached_property
    def method_changed(self) -> bool:
        """Whether deals are judged by another method than before."""
        return METHOD in self.paths and self.before.files.method != self.after.files.method

    def touches_deal(self, path: str) -> bool:
        """Tell whether a deal that is there on both sides may be judged otherwise."""
        own = path in self.paths or path in self._linking
        return own or self._every_deal or path.partition("/")[0] in self._otherwise

    def problems(self, today: dt.date) -> Iterator[Problem]:
        """Yield the mistakes after the change: in the folder itself, and in every file that is read otherwise."""
        files = self.after.files
        yield from (*files.at_once, *register_problems(files, today), *self.after.unreadable())
        for path, kind in files.kinds.items():
            if self._is_read_otherwise(path):
                yield from files.problems(path, kind)

    def findings(self) -> Iterator[PlacedFinding]:
        """Yield the findings of files that are no deals and that were not there before."""
        earlier = {_key(each) for each in self._findings(self.before)}
        yield from (each for each in self._findings(self.after) if _key(each) not in earlier)

    @cached_property
    def _everywhere(self) -> bool:
        """Whether each file is read otherwise: by another method, or with other members."""
        return not self.paths.isdisjoint((METHOD, TEAM))

    @cached_property
    def _every_deal(self) -> bool:
        """Whether each deal is judged otherwise: by another method, or beside another partner or competitor."""
        one, other = self.before.surroundings, self.after.surroundings
        beside = any(path.startswith(("partners/", "competitors/")) for path in self.paths) or self._everywhere
        return self.method_changed or (
            beside and (one.partners != other.partners or one.competitors != other.competitors)
        )

    @cached_property
    def _otherwise(self) -> Set[str]:
        """The accounts that say something else than before."""
        one, other = self.before.surroundings, self.after.surroundings
        return frozenset(slug for slug in self.accounts if one.account(slug) != other.account(slug))

    def _is_read_otherwise(self, path: str) -> bool:
        return self._everywhere or path.partition("/")[0] in self.accounts

    def _findings(self, side: Side) -> Iterator[PlacedFinding]:
        kinds = side.files.kinds.items()
        paths = [(kind, path) for path, kind in kinds if path in self._linking or self._is_read_otherwise(path)]
        nouns = [side.files.team, *(side.files.noun(kind, path) for kind, path in paths)]
        yield from findings_of_nouns(side.source.name, nouns, side.surroundings)

    @cached_property
    def _linking(self) -> Set[str]:
        """The files that name a page that is gone, and so may have a link that leads nowhere now."""
        files = self.after.files
        meetings = self.paths & set(files.listing.meetings.values())
        gone = {
            *(self.before.pages - self.after.pages),
            *(each for each in meetings if files.problems(each, Meeting)),
        }
        if not gone:
            return frozenset()
        names = {path.removesuffix(".md").removesuffix("/index").rpartition("/")[2] for path in gone}
        named = re.compile("|".join(map(re.escape, sorted(names))).encode())
        untouched = self.after.contents.keys() - self.paths
        return frozenset(path for path in untouched if named.search(self.after.source.read(path)))


def _key(of: PlacedFinding) -> tuple[str, str, str]:
    return of.path, of.finding.code, of.finding.says
