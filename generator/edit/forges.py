"""Files of a forge for reviewing and publishing a playbook: workflows, code owners, the form of a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.edit.blanks import blank, plain

Forge = Literal["github", "gitlab"]
FILES: Mapping[Forge, Mapping[str, tuple[str, ...]]] = {
    "github": {
        ".github/workflows/review.yml": ("github-review.yml",),
        ".github/workflows/comment.yml": ("github-comment.yml",),
        ".github/workflows/publish.yml": ("github-publish.yml", "github-build.yml", "github-deploy.yml"),
        ".github/actions/install/action.yml": ("github-install.yml",),
        ".github/pull_request_template.md": ("review.md",),
    },
    "gitlab": {
        ".gitlab-ci.yml": ("gitlab-ci.yml", "gitlab-site.yml", "gitlab-pages.yml"),
        ".gitlab/merge_request_templates/Default.md": ("review.md",),
    },
}
"""The files of each forge by their path in the repository, with the blanks that they are put together from."""
SHARDED = {"github-build.yml": "github-build-sharded.yml", "gitlab-site.yml": "gitlab-site-sharded.yml"}
"""The blanks that take the place of others where several machines build the site."""
NAMES: Mapping[Forge, str] = {"github": "GitHub", "gitlab": "GitLab"}
PUBLIC: Mapping[Forge, str] = {
    "github": "GitHub Pages is public, unless the organisation has Enterprise Cloud and keeps it to its members",
    "gitlab": "GitLab Pages is public, unless the project keeps it to its members",
}
"""Audience of a forge's pages, unless somebody restricts it."""


def forge_files(forge: Forge, team: str, maintainers: str, *, sharded: bool = False) -> dict[str, bytes]:
    """Return the files of a forge by path; `team` owns the deals and `maintainers` the rest, by its names.

    With `sharded` its runners build the site together.
    """
    instead = SHARDED if sharded else {}
    return {
        path: b"".join(plain(f"forge/{instead.get(part, part)}") for part in parts)
        for path, parts in FILES[forge].items()
    } | {"CODEOWNERS": blank("forge/codeowners", team=team, maintainers=maintainers)}
