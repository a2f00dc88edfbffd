"""Addresses in the forge that keeps a playbook: proposing a deal, reporting a mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlencode

EDIT = re.compile(r"(?P<mark>(?:-/)?_?edit)/(?P<branch>[^/?#]+)/(?P<folder>(?:[^?#]+/)?)")
"""Path from a repository to the editor of one of its files, by which a forge is recognised on any host."""
LONGEST_ADDRESS = 7_000
"""Characters of an address that forges' web servers still take."""


class ForgeSyntax(NamedTuple):
    """Spelling of addresses by one kind of forge; empty words are what it cannot prefill.

    `pushes_open_requests` tells that it opens a merge request itself where the push asks for it.
    """

    new: str
    new_name: str
    new_text: str
    issue: str
    issue_title: str
    issue_text: str
    compare: str
    pushes_open_requests: bool = False


KINDS: Mapping[str, ForgeSyntax] = {
    "edit": ForgeSyntax(
        "new", "filename", "value", "issues/new", "title", "body", "compare/{base}...{branch}?expand=1"
    ),
    "-/edit": ForgeSyntax(
        "-/new",
        "file_name",
        "",
        "-/issues/new",
        "issue[title]",
        "issue[description]",
        "-/merge_requests/new?merge_request[source_branch]={branch}&merge_request[target_branch]={base}",
        pushes_open_requests=True,
    ),
    "_edit": ForgeSyntax("_new", "", "", "issues/new", "title", "body", "compare/{base}...{branch}"),
}
"""GitHub, GitLab, and Gitea with Forgejo, by how each leads to its editor."""


@dataclass(frozen=True, slots=True)
class Forge:
    """A repository in a forge whose addresses we know.

    `repository` is its address without a slash at the end; `folder` leads from its top to the deals and ends with a
    slash. `proposal` is what a new deal's file begins as.
    """

    repository: str
    branch: str
    folder: str
    ways: ForgeSyntax
    proposal: str = ""

    def propose(self, account: str) -> str:
        """Return where a new deal of an account is written, its file named and begun where the forge takes that."""
        path, ways = f"{self.folder}{account}", self.ways
        given = {ways.new_name: f"{path}/new-deal.md", ways.new_text: self.proposal}
        start = f"{self.repository}/{ways.new}/{quote(self.branch)}"
        if not ways.new_name:
            return f"{start}/{quote(path)}"
        address = f"{start}?{_query(given)}"
        return address if len(address) <= LONGEST_ADDRESS else f"{start}?{_query({**given, ways.new_text: ''})}"

    def request(self, branch: str) -> str:
        """Return where a pull request of a pushed branch is opened."""
        names = {"base": quote(self.branch, safe=""), "branch": quote(branch, safe="")}
        return f"{self.repository}/{self.ways.compare.format(**names)}"

    def report(self, title: str, page: str, source: str | None) -> str:
        """Return where a mistake on a page is reported: with the page's title and address, and its file's path."""
        file = f"File: {self.folder}{source}\n" if source else ""
        text = f"Page: {page}\n{file}\nWhat is wrong, and what is right:\n"
        query = _query({self.ways.issue_title: f"Mistake: {title}", self.ways.issue_text: text})
        return f"{self.repository}/{self.ways.issue}?{query}"


def _query(given: Mapping[str, str]) -> str:
    return urlencode({name: text for name, text in given.items() if name and text}, quote_via=quote)


def forge_at(repository: str | None, edit_base: str | None) -> Forge | None:
    """Return the forge of mkdocs.yml's `repo_url` and of the address where files are edited, None if not known."""
    top = f"{(repository or '').rstrip('/')}/"
    if not repository or not edit_base or not edit_base.startswith(top):
        return None
    match = EDIT.fullmatch(edit_base.removeprefix(top))
    if not match or match["mark"] not in KINDS:
        return None
    return Forge(top.rstrip("/"), match["branch"], match["folder"], KINDS[match["mark"]])
