"""Options of the command line for a build."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from generator.site.cache.up_to_date import Recalled
from generator.site.shard import Shard


class Wanted(NamedTuple):
    """The playbook in `root`, and the options of its build; `last` is the record of the last build of the same."""

    root: Path
    site_dir: Path | None
    offline: bool
    jobs: int | None
    keep_going: bool
    today: dt.date | None
    cache: Path | None
    afresh: bool
    part: Shard | None
    slices: tuple[Path, ...]
    last: Recalled | None
