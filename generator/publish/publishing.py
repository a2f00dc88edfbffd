"""Publishing: the newest commit of a branch becomes the release that readers see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.git.tree import CommitFiles, CommitTime
from generator.publish.branch import Branch
from generator.publish.checkout import check_out
from generator.publish.releases import Releases, is_up_to_date
from generator.site.build import Built

Build = Callable[[Path, CommitFiles, Path], Built]
"""Builder of the site that a mkdocs.yml describes, from the deals of a commit, into a folder."""


@dataclass(frozen=True, slots=True)
class Published:
    """Commit that readers see from now on; `built` is None where they saw it already."""

    newest: CommitTime
    built: Built | None


def publish(
    branch: Branch,
    releases: Releases,
    build: Build,
    unless_shown: dt.date | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> Published:
    """Build the newest commit of a branch and show it; any failure leaves readers the release that they have.

    Publishers wait for each other, and each takes the commit that is the newest when its turn comes: the last one
    shows the newest of all. With a day in `unless_shown`, a commit that is shown as of that day is left as it is.
    Raises GitFailed, Refused and OSError as the steps do.
    """
    with releases.locked(waiting):
        newest = branch.newest()
        if unless_shown and is_up_to_date(releases.shown(), newest.id, unless_shown, __version__):
            return Published(newest, None)
        with releases.workshop() as workshop, CommitFiles(branch.repository, newest.id) as committed:
            copy, site = workshop / "copy", workshop / "site"
            check_out(committed, copy, branch.deals)
            releases.begin(site)
            built = build(copy / "mkdocs.yml", committed, site)
            releases.switch(site, newest.id)
        return Published(newest, built)
