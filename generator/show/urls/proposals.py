"""The forge to which the published site proposes changes, and the page that does so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from generator.show.urls.page_urls import href

EDIT: Final = "edit/"
"""Address of the page that proposes changes; the files that it loads lie below it."""
CHOICES: Final = f"{EDIT}deals.json"
"""Address of the deals from which that page lets choose."""
KINDS: Final[Mapping[str, str]] = {"github": "GitHub", "gitlab": "GitLab", "forgejo": "Forgejo", "gitea": "Gitea"}
"""Kinds of forges by their word in mkdocs.yml, and their names."""


class ProposalTarget(NamedTuple):
    """Target of proposals from the published site: a branch of one repository in a forge.

    `web` is the address of the forge and `api` that of its API, both without a slash at the end; `project` is the
    repository's path below `web`. `folder` leads from its top to the deals and is empty or ends with a slash.
    """

    kind: str
    web: str
    api: str
    project: str
    branch: str
    folder: str

    @property
    def api_origin(self) -> str:
        """Scheme, host and port that the page may connect to."""
        parts = urlsplit(self.api)
        return f"{parts.scheme}://{parts.netloc}"


def edit_link(here: str, source: str, *, directory_addresses: bool = True) -> str:
    """Return the link from the page at `here` to the form of a file, by its path below the deals folder."""
    anchor = source.removesuffix(".md").removesuffix("/index")
    return href(here, EDIT, quote(anchor), directory_addresses=directory_addresses)
