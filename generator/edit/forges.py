"""What a forge needs to review and publish a playbook: workflows, code owners, the form of a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.edit.blanks import blank, plain

Forge = Literal["github", "gitlab"]
FILES: Mapping[Forge, Mapping[str, str]] = {
    "github": {
        ".github/workflows/review.yml": "forge/github-review.yml",
        ".github/workflows/comment.yml": "forge/github-comment.yml",
        ".github/workflows/publish.yml": "forge/github-publish.yml",
        ".github/actions/install/action.yml": "forge/github-install.yml",
        ".github/pull_request_template.md": "forge/review.md",
    },
    "gitlab": {
        ".gitlab-ci.yml": "forge/gitlab-ci.yml",
        ".gitlab/merge_request_templates/Default.md": "forge/review.md",
    },
}
"""The files of each forge by their path in the repository, with the blank that they come from."""
NAMES: Mapping[Forge, str] = {"github": "GitHub", "gitlab": "GitLab"}
PUBLIC: Mapping[Forge, str] = {
    "github": "GitHub Pages is public, unless the organisation has Enterprise Cloud and keeps it to its members",
    "gitlab": "GitLab Pages is public, unless the project keeps it to its members",
}
"""Who sees what a forge publishes, if nobody sees to it."""


def forge_files(forge: Forge, team: str, maintainers: str) -> dict[str, bytes]:
    """Return the files of a forge by path; `team` owns the deals and `maintainers` the rest, by its names."""
    return {path: plain(file) for path, file in FILES[forge].items()} | {
        "CODEOWNERS": blank("forge/codeowners", team=team, maintainers=maintainers)
    }
