"""The request for a build: asked by the command line and the plugin, and handed on as it is to everything below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.site.build_shard import BuildShard
from generator.site.cache.up_to_date import LastProof

if TYPE_CHECKING:  # it loads the reader, which takes longer than to see that nothing has changed
    from generator.git.tree import CommitFiles

Tell = Callable[[int, int], None]
"""Callback for progress: the number of deals done, and of all deals."""


def silence(done: int, whole: int) -> None:
    """Say nothing of the progress."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """A build as its caller asks for it, on top of mkdocs.yml; None leaves the choice to mkdocs.yml.

    The site goes to `site_dir`; with `offline` its pages work without a server. With `committed` the deals and their
    history are those of a commit, and mkdocs.yml stands in a copy of its files. `cache` is the folder of what one
    build leaves for the next, beside mkdocs.yml by default; with `afresh` nothing is taken over from it, and
    nothing but histories is left. A `part` is built as a slice, and `slices` are joined to the whole. `last` is the
    proof that the last build of the same left, with the check of its site, which has begun.
    """

    site_dir: Path | None = None
    offline: bool = False
    today: dt.date | None = None
    jobs: int | None = None
    keep_going: bool = False
    previewing: bool = False
    committed: CommitFiles | None = None
    tell: Tell = silence
    cache: Path | None = None
    afresh: bool = False
    part: BuildShard | None = None
    slices: tuple[Path, ...] = ()
    last: LastProof | None = None
