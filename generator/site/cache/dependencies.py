"""Dependencies of a page besides its own file, recorded while it is made, and whether they have changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from generator.model.playbook import Surroundings
from generator.read.files import Listing
from generator.site.codec import record_of
from generator.storage.compact_json import compact
from generator.storage.digest import digest

Thing = TypeVar("Thing")

NAMES = ""
"""Stands for which names there are at all."""
NONE, THERE = "none", "there"


class Dependency(NamedTuple):
    """A dependency on the surroundings: a part of them, and a name in it or NAMES."""

    part: str
    name: str


class WatchedMapping(Mapping[str, Thing]):
    """A mapping that notes what is asked of it."""

    def __init__(self, part: str, inner: Mapping[str, Thing], dependencies: set[Dependency]) -> None:
        self.part, self.inner, self.dependencies = part, inner, dependencies

    def __getitem__(self, name: str) -> Thing:
        self.dependencies.add(Dependency(self.part, name))
        return self.inner[name]

    def __iter__(self) -> Iterator[str]:
        self.dependencies.add(Dependency(self.part, NAMES))
        return iter(self.inner)

    def __len__(self) -> int:
        self.dependencies.add(Dependency(self.part, NAMES))
        return len(self.inner)


class WatchedSet(Set[str]):
    """A set that notes what is asked of it."""

    def __init__(self, part: str, inner: Set[str], dependencies: set[Dependency]) -> None:
        self.part, self.inner, self.dependencies = part, inner, dependencies

    def __contains__(self, name: object) -> bool:
        self.dependencies.add(Dependency(self.part, str(name)))
        return name in self.inner

    def __iter__(self) -> Iterator[str]:
        self.dependencies.add(Dependency(self.part, NAMES))
        return iter(self.inner)

    def __len__(self) -> int:
        self.dependencies.add(Dependency(self.part, NAMES))
        return len(self.inner)


def watched(around: Surroundings) -> tuple[Surroundings, set[Dependency]]:
    """Return the same surroundings, and the set in which everything is noted that is looked up in them."""
    dependencies: set[Dependency] = set()
    return replace(
        around,
        accounts=WatchedMapping("accounts", around.accounts, dependencies),
        partners=WatchedMapping("partners", around.partners, dependencies),
        competitors=WatchedMapping("competitors", around.competitors, dependencies),
        broken=WatchedSet("broken", around.broken, dependencies),
        deals=WatchedSet("deals", around.deals, dependencies),
        meetings=WatchedMapping("meetings", around.meetings, dependencies),
    ), dependencies


@dataclass(frozen=True)
class DependencyDigests:
    """Digests of the surroundings on which pages depend: of files, without parsing them.

    `content` gives the digest of a file of the deals, or None. What an account's file may say depends on which deals
    the account has.
    """

    listing: Listing
    content: Callable[[str], str | None]

    def of(self, dependency: Dependency) -> str:
        """Return the digest of what was looked at."""
        if dependency.part == "deals":
            return self._of_names(self.listing.deals, dependency.name)
        if dependency.part == "broken":
            return self._of_file(dependency.name) if dependency.name in self._kinds else NONE
        if dependency.part == "meetings":
            return self._of_meetings(dependency.name)
        paths: Mapping[str, str] = getattr(self.listing, dependency.part)
        if dependency.name == NAMES or dependency.name not in paths:
            return self._of_names(paths, dependency.name)
        return self._of_file(paths[dependency.name])

    def _of_names(self, names: Collection[str], name: str) -> str:
        return digest(*sorted(names)) if name == NAMES else THERE if name in names else NONE

    def _of_meetings(self, account: str) -> str:
        """Return the digest of an account's meetings, which rest on its people and on which deals it has, too."""
        if account == NAMES:
            return digest(*self._meetings_of)
        if not (paths := self._meetings_of.get(account)):
            return NONE
        files = (part for path in paths for part in (path, self.content(path) or ""))
        return digest(self._of_file(self.listing.accounts[account]), *files)

    def _of_file(self, path: str) -> str:
        own = self._deals_of.get(path.partition("/")[0], ()) if path in self._accounts else ()
        return digest(self.content(path) or "", *own)

    @cached_property
    def _accounts(self) -> frozenset[str]:
        return frozenset(self.listing.accounts.values())

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return self._accounts.union(self.listing.partners.values(), self.listing.competitors.values())

    @cached_property
    def _meetings_of(self) -> Mapping[str, list[str]]:
        """The paths of the meetings of each account that has some."""
        paths: dict[str, list[str]] = {}
        for path in self.listing.meetings.values():
            paths.setdefault(path.partition("/")[0], []).append(path)
        return paths

    @cached_property
    def _deals_of(self) -> Mapping[str, list[str]]:
        deals: dict[str, list[str]] = {}
        for identity in self.listing.deals:
            deals.setdefault(identity.partition("/")[0], []).append(identity)
        return deals


def written(value: object) -> str:
    """Return a value as one line of JSON."""
    return compact(record_of(value))
