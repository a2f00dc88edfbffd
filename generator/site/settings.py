"""Settings of mkdocs.yml that a build needs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Settings(NamedTuple):
    """Settings of mkdocs.yml, with a command's changes: texts and switches, which can be stored.

    `today` and `jobs` are the plugin's own options, empty and 0 where they are not given. `edits` is what a
    ProposalTarget is made of, empty where the site proposes no changes. `theirs` tells that code or files besides
    mkdocs.yml and the themes have a say in the pages.
    """

    file: str
    docs_dir: str
    site_dir: str
    custom_dir: str
    site_name: str
    site_url: str
    repo_url: str
    edit_uri: str
    edit_uri_template: str
    edits: tuple[str, ...]
    directory_addresses: bool
    today: str
    jobs: int
    theirs: bool

    @property
    def root(self) -> Path:
        """The folder of mkdocs.yml."""
        return Path(self.file).parent
