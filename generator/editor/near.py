"""A playbook as far as one file needs it: its account, partners, competitors, method, team, and no other deal."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.edit.new import fault_of
from generator.editor.edits import BadRequest
from generator.model.account import Account
from generator.model.file_kinds import NOUNS, FileKind
from generator.model.playbook import Surroundings
from generator.problems import Problem, Refused
from generator.read.file_names import TEAM
from generator.read.files import Listing, WorkTree
from generator.read.playbook import read_deal, read_listed_deal
from generator.read.replaced import Replaced
from generator.read.surroundings import SurroundingFiles


@dataclass(frozen=True)
class NearSurroundings(Surroundings):
    """Surroundings that know the deals of one account; links to other deals are looked up on disk, one by one."""

    root: Path = Path()

    def has_page(self, path: str) -> bool:
        """Tell whether the site has a page made of a file or a folder of the deals folder, by its path."""
        if super().has_page(path):
            return True
        folder, _, name = path.partition("/")
        beside = WorkTree(self.root).listing_near(folder)
        if name in ("", TEAM):
            return folder in beside.accounts or any(deal.startswith(f"{folder}/") for deal in beside.deals)
        return path in beside.deals.values()


def account_folders(source: WorkTree) -> list[str]:
    """Return the names of the folders that can be accounts', none of which is looked into."""
    with os.scandir(source.root) as found:
        names = (each.name for each in found if each.is_dir(follow_symlinks=False))
        return sorted(name for name in names if not fault_of(f"{name}/a-deal"))


@dataclass(frozen=True)
class NearFiles:
    """The files of a playbook that one of its files is read with, by its path below the deals folder."""

    source: WorkTree
    path: str

    @cached_property
    def listing(self) -> Listing:
        """The files by kind."""
        return self.source.listing_near(self.path.partition("/")[0])

    @cached_property
    def files(self) -> SurroundingFiles:
        """The files around the deals."""
        return SurroundingFiles(self.source, self.listing)

    @cached_property
    def surroundings(self) -> Surroundings:
        """Surroundings in which the account's deals are read and judged."""
        found = self.files.surroundings
        facts: dict[str, Any] = {each.name: getattr(found, each.name) for each in fields(found)}
        return NearSurroundings(**facts, root=self.source.root)

    @property
    def kind(self) -> FileKind:
        """Kind of the file. Raises BadRequest where it is no file of the playbook that has a form."""
        if self._kind is None:
            says = f"{self.path[:200]!r} is no file of the playbook that has a form"
            raise BadRequest(says, "open the page anew", 404)
        return self._kind

    def check(self) -> None:
        """Check that it is a file of the playbook that has a form. Raises BadRequest where it is not."""
        _ = self.kind

    @cached_property
    def _kind(self) -> FileKind | None:
        listing = self.listing
        kinds: dict[FileKind, list[str]] = {
            "deal": list(listing.deals.values()),
            "account": list(listing.accounts.values()),
            "partner": list(listing.partners.values()),
            "competitor": list(listing.competitors.values()),
            "meeting": list(listing.meetings.values()),
            "team": [TEAM] if listing.has_team else [],
        }
        return next((kind for kind, paths in kinds.items() if self.path in paths), None)

    def content(self) -> bytes:
        """Return the file as it is now. Raises BadRequest where it cannot be read, or is none of the playbook."""
        self.check()
        try:
            return self.source.read(self.path)
        except Refused as refused:
            raise BadRequest(refused.problems[0].says, "open the page anew", 404) from None

    def problems(self, content: bytes) -> tuple[Problem, ...]:
        """Return the problems that the file would have with this content."""
        if self.kind == "deal":
            return read_deal(self.source.name, self.path, content, self.surroundings).problems
        return self.replaced(content).problems(self.path, NOUNS[self.kind])

    def deal_problems(self, content: bytes) -> tuple[Problem, ...]:
        """Return the problems that the account's deals would have with this content of its file."""
        if self.kind != "account":
            return ()
        around = self.surroundings_with(content)
        readings = (read_listed_deal(self.source, path, around) for path in self.listing.deals.values())
        return tuple(problem for reading in readings for problem in reading.problems)

    def surroundings_with(self, content: bytes) -> Surroundings:
        """Return the surroundings as they would be with this content of the account's file."""
        slug = self.path.partition("/")[0]
        account = self.replaced(content).noun(Account, self.path)
        return replace(self.surroundings, accounts={slug: account})

    def replaced(self, content: bytes) -> SurroundingFiles:
        """Return the files around the deals as they would be with this content of the file."""
        return SurroundingFiles(Replaced(self.source, self.path, content), self.listing)
