"""Logs of a folder up to several commits, for a server's run: one is worked out from another where it can be."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.git.cache_file import CacheFolder
from generator.git.log import Folder, Log, place_of
from generator.git.log_cache import Touches, joined, kept_log, touches_since

MOST: Final = 4
"""Logs that are held; of ten thousand files, one takes some megabytes."""


class Logs:
    """The logs that were asked for last."""

    def __init__(self, memory: CacheFolder) -> None:
        self._memory = memory
        self._held: dict[tuple[str, Path, str], Log] = {}

    def of(self, folder: Path, revision: str = "HEAD", below: str = "") -> Log:
        """Return the same as `read_log`. Raises GitFailed as that does."""
        place = place_of(folder, revision, below)
        if place is None or place.cut:
            return place.log() if place else Log()
        key = place.newest.id, folder, below
        log = self._held.pop(key, None) or self._worked_out(place) or kept_log(folder, self._memory, revision, below)
        self._held[key] = log
        for oldest in list(self._held)[:-MOST]:
            del self._held[oldest]
        return log

    def _worked_out(self, place: Folder) -> Log | None:
        """Return a log from one that is held, of a commit before it or after it; None where none will do."""
        for (commit, folder, below), log in self._held.items():
            if (folder, below) != (place.folder, place.below):
                continue
            if (later := touches_since(place, commit)) is not None:
                return Log(place.newest.change, joined(later, log.touches))
            held = place_of(folder, commit, below)
            if held and (later := touches_since(held, place.newest.id)) is not None:
                return Log(place.newest.change, _shorter(later, log.touches))
        return None


def _shorter(later: Touches, all_of_them: Touches) -> Touches:
    left = {path: each[len(later.get(path, ())) :] for path, each in all_of_them.items()}
    return {path: each for path, each in left.items() if each}
