"""Ground that questions are answered on: the playbook in a folder, its histories, and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from generator.assistants.asking import AskedWrongly, quoted
from generator.assistants.differences import Differences
from generator.assistants.portfolio import Moment, Portfolio, Tell
from generator.editor.near import NearFiles
from generator.editor.past import Histories
from generator.git.cache_file import memory
from generator.git.logs import Logs
from generator.problems import Refused, expected
from generator.read.file_names import TEAM
from generator.read.files import WorkTree

CACHE: Final = "assistants"


@dataclass(frozen=True)
class Ground:
    """A playbook's root, the path of its deals from there, and today; `tell` reports what takes long."""

    root: Path
    deals_name: str
    today: Callable[[], dt.date]
    tell: Tell = field(default=lambda _: None)

    @property
    def deals(self) -> Path:
        """The folder of the deals."""
        return self.root / self.deals_name

    @cached_property
    def portfolio(self) -> Portfolio:
        """Deals as they stand."""
        return Portfolio(self.deals, self.today, self._cache(), self.tell)

    def _cache(self) -> Path | None:
        """Return the folder of what is kept; None where anybody who proposes a change could have written it."""
        try:
            return Path(memory(self.root).folder, CACHE)
        except Refused as refused:
            self.tell(str(refused.problems[0]))
            return None

    @cached_property
    def differences(self) -> Differences:
        """Differences that changes make."""
        return Differences(self.root, self.deals_name, self.portfolio, self.logs)

    @cached_property
    def logs(self) -> Logs:
        """Logs of the repository. Raises Refused where anybody who proposes a change could have written them."""
        return Logs(memory(self.root))

    @cached_property
    def histories(self) -> Histories:
        """Histories of the deals."""
        return Histories(self.deals, self.root, lambda folder: self.logs.of(folder))

    @cached_property
    def source(self) -> WorkTree:
        """The files on disk."""
        return WorkTree(self.deals)

    def shown(self, path: str) -> str:
        """Return the path of a file with the deals folder, as places name it."""
        return f"{self.source.name}/{path}"

    def near(self, path: str) -> NearFiles:
        """Return a file with what it is read with."""
        return NearFiles(self.source, path)

    def deal_path(self, moment: Moment, named: str) -> str:
        """Return the path of a deal, named as account/deal or by its file. Raises AskedWrongly for any other name."""
        identity = named.removeprefix(f"{self.source.name}/").removesuffix(".md")
        if path := moment.listing.deals.get(identity):
            return path
        raise unknown("deal", named, moment.listing.deals, "ask list_deals or search")

    def file_path(self, moment: Moment, named: str) -> str:
        """Return the path of a file of the playbook that has texts. Raises AskedWrongly for any other."""
        listing, path = moment.listing, named.removeprefix(f"{self.source.name}/")
        kinds = (listing.accounts, listing.deals, listing.partners, listing.competitors, listing.meetings)
        every = {each for paths in kinds for each in paths.values()} | ({TEAM} if listing.has_team else set())
        for each in (path, f"{path}.md", f"{path}/index.md"):
            if each in every:
                return each
        raise unknown("file of the playbook", named, every, "ask search, list_deals or list_meetings")


def unknown(what: str, named: str, known: Collection[str], otherwise: str) -> AskedWrongly:
    """Return the refusal of a name, with the one that was probably meant."""
    near = [each for each in known if each.partition("/")[0] == named.partition("/")[0]] or list(known)
    return AskedWrongly(f"there is no {what} {quoted(named)}", expected(named, near) or otherwise)
