"""What a page draws on besides its own file, seen while it is made, and how to tell whether that has changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple, TypeVar

from generator.model.playbook import Surroundings
from generator.site.records import record_of

Thing = TypeVar("Thing")

NAMES = ""
"""Stands for which names there are at all."""
AROUND = ("accounts", "partners", "competitors", "broken", "deals")
"""The parts of the surroundings of which a page draws on some; it draws on all of the rest."""


class Draw(NamedTuple):
    """Something of the surroundings that was looked at: a part of them, and a name in it or NAMES."""

    part: str
    name: str


class WatchedMapping(Mapping[str, Thing]):
    """A mapping that notes what is asked of it."""

    def __init__(self, part: str, inner: Mapping[str, Thing], draws: set[Draw]) -> None:
        self.part, self.inner, self.draws = part, inner, draws

    def __getitem__(self, name: str) -> Thing:
        self.draws.add(Draw(self.part, name))
        return self.inner[name]

    def __iter__(self) -> Iterator[str]:
        self.draws.add(Draw(self.part, NAMES))
        return iter(self.inner)

    def __len__(self) -> int:
        self.draws.add(Draw(self.part, NAMES))
        return len(self.inner)


class WatchedSet(Set[str]):
    """A set that notes what is asked of it."""

    def __init__(self, part: str, inner: Set[str], draws: set[Draw]) -> None:
        self.part, self.inner, self.draws = part, inner, draws

    def __contains__(self, name: object) -> bool:
        self.draws.add(Draw(self.part, str(name)))
        return name in self.inner

    def __iter__(self) -> Iterator[str]:
        self.draws.add(Draw(self.part, NAMES))
        return iter(self.inner)

    def __len__(self) -> int:
        self.draws.add(Draw(self.part, NAMES))
        return len(self.inner)


def watched(around: Surroundings) -> tuple[Surroundings, set[Draw]]:
    """Return the same surroundings, and the set in which everything is noted that is looked up in them."""
    draws: set[Draw] = set()
    return replace(
        around,
        accounts=WatchedMapping("accounts", around.accounts, draws),
        partners=WatchedMapping("partners", around.partners, draws),
        competitors=WatchedMapping("competitors", around.competitors, draws),
        broken=WatchedSet("broken", around.broken, draws),
        deals=WatchedSet("deals", around.deals, draws),
    ), draws


def digest(*parts: bytes | str) -> str:
    """Return what stands for a sequence of texts: as good as the texts themselves, as far as anybody knows.

    Processors have instructions for SHA-256; half of it tells as much as anybody needs.
    """
    told = sha256()
    for part in parts:
        written = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        told.update(b"%d:" % len(written))
        told.update(written)
    return told.hexdigest()[:32]


@dataclass(frozen=True)
class Ground:
    """The surroundings of one build, and digests of what pages draw on in them, each worked out once."""

    around: Surroundings
    known: dict[Draw, str] = field(default_factory=dict)

    @cached_property
    def team(self) -> str:
        """The digest of what every page may draw on."""
        return digest(written(self.around.team))

    def of(self, draws: Iterable[Draw]) -> str:
        """Return the digest of what was looked at."""
        return digest(*(part for draw in sorted(draws) for part in (*draw, self._of(draw))))

    def _of(self, draw: Draw) -> str:
        if draw not in self.known:
            self.known[draw] = self._worked_out(draw)
        return self.known[draw]

    def _worked_out(self, draw: Draw) -> str:
        part: Collection[str] = getattr(self.around, draw.part) if draw.part in AROUND else ()
        if draw.name == NAMES:
            return digest(*sorted(part))
        if draw.name not in part:
            return "none"
        return digest(written(part[draw.name])) if isinstance(part, Mapping) else "there"


def written(value: object) -> str:
    """Return a value as one line of JSON."""
    return json.dumps(record_of(value), ensure_ascii=False, separators=(",", ":"))
