"""The playbook: the contents of all files, without any judgement."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.account import Account, Competitor, Partner, Team
from generator.model.file_noun import CutText
from generator.model.meeting import FOLDER as MEETINGS
from generator.model.meeting import Meeting
from generator.model.method import Method
from generator.model.who import Handles

RESERVED_ACCOUNTS = frozenset(
    {"partners", "competitors", "actions", "findings", "method", "export", "search", "assets", "404"}
    | {"deals", "accounts", "charts", "closed", "forecast", "compare", "people", "owners", "edit", "schema"}
)
"""Names at the top of the site, or of the deals folder, that no account can have: its pages', or kept for them."""

RESERVED_DEALS = frozenset({"index", MEETINGS})
"""Names in an account's folder that no deal can have: its own file's, and the folder's of its meetings."""

TOP = frozenset({".", "index.md", "method.yml", "partners", "competitors"})
"""Files and folders of the deals folder of which every site has a page."""

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names that Windows keeps for devices, with any ending: a repository that holds one cannot be checked out there."""


@dataclass(frozen=True)
class Surroundings:
    """Nouns that a deal's pages draw on besides the deal itself. Mappings are by slug, in alphabetical order.

    `broken` are the paths of files that have problems; what stands here for them is what could still be read.
    `deals` are the identities of all deal files, sound or not: what a link may lead to.
    `meetings` are those of each account that have no mistake, the newest first.
    `members` are the names of the team's members by what owners of deals can be written as. `cut_short` are texts of
    the files without a noun, by the file, of which a part was taken for a comment.
    """

    method: Method
    team: Team
    accounts: Mapping[str, Account] = field(default_factory=dict)
    partners: Mapping[str, Partner] = field(default_factory=dict)
    competitors: Mapping[str, Competitor] = field(default_factory=dict)
    broken: Set[str] = frozenset()
    deals: Set[str] = frozenset()
    meetings: Mapping[str, tuple[Meeting, ...]] = field(default_factory=dict)
    members: Handles = field(default_factory=dict)
    cut_short: Mapping[str, tuple[CutText, ...]] = field(default_factory=dict)

    @cached_property
    def folders(self) -> Set[str]:
        """The accounts that have a deal file."""
        return frozenset(deal.partition("/")[0] for deal in self.deals)

    def has_page(self, path: str) -> bool:
        """Tell whether the site has a page made of a file or a folder of the deals folder, by its path."""
        folder, _, name = path.partition("/")
        slug = name.removesuffix(".md")
        if path in TOP:
            return True
        if folder in ("partners", "competitors"):
            return name != slug and slug in (self.partners if folder == "partners" else self.competitors)
        if name.startswith(f"{MEETINGS}/"):
            return any(each.path == path for each in self.meetings.get(folder, ()))
        if name in ("", "index.md"):
            return folder in self.accounts or folder in self.folders
        return name != slug and f"{folder}/{slug}" in self.deals

    def account(self, slug: str) -> Account:
        """Return the account of a folder; one without an index.md is an account with nothing known yet."""
        return self.accounts.get(slug) or Account(path=f"{slug}/index.md")

    def meetings_of(self, deal: str) -> tuple[Meeting, ...]:
        """Return the meetings that were about a deal, by its identity, the newest first."""
        account, _, slug = deal.partition("/")
        return tuple(each for each in self.meetings.get(account, ()) if slug in each.deals)

    def competitor(self, slug: str) -> Competitor:
        """Return a competitor; its file is optional, so an unwritten one has only its name."""
        return self.competitors.get(slug) or Competitor(path=f"competitors/{slug}.md")

    def partner(self, slug: str) -> Partner:
        """Return a partner; on reading, a deal that names one without a file is refused."""
        return self.partners[slug]
