"""Cache of a folder's log up to a commit, so that git is asked only for later ones."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.git.cache_file import CacheFolder
from generator.git.command import GitFailed, ask
from generator.git.log import Change, FileChange, Folder, Log, Paths, place_of
from generator.storage.compact_json import compact_json, parsed
from generator.storage.store import DAMAGED

NAME = "log.lines"
Touches = Mapping[str, tuple[FileChange, ...]]


def kept_log(folder: Path, memory: CacheFolder, revision: str = "HEAD", below: str = "") -> Log:
    """Return the same as `read_log`, and keep it for the next time. Of a shallow clone nothing is kept.

    Raises GitFailed as `read_log` does.
    """
    place = place_of(folder, revision, below)
    if place is None or place.cut:
        return place.log() if place else Log()
    commit, basis = place.newest.id, f"log with times of {place.above}"
    record, before = _recalled(memory, basis)
    if record == commit:
        return Log(place.newest.change, before)
    since = touches_since(place, record) if record else None
    log = place.log() if since is None else Log(place.newest.change, joined(since, before))
    memory.keep(NAME, basis, _lines(commit, log.touches))
    return log


def joined(later: Touches, before: Touches) -> Touches:
    """Return the touches of a stretch of commits together with those before it."""
    return {path: (*later.get(path, ()), *before.get(path, ())) for path in {**later, **before}}


def touches_since(place: Folder, record: str) -> Touches | None:
    """Return the touches since a commit where every later commit descends from it and nothing was renamed.

    Else None: the touches before it would have other places in the log, or other paths.
    """
    with contextlib.suppress(GitFailed):
        stretch = f"{record}..{place.newest.id}"
        listed = ask(place.folder, "rev-list", "--parents", "--end-of-options", stretch, "--").splitlines()
        commits = dict(line.partition(" ")[::2] for line in listed)
        if not commits or not all(_stands_on(parents, {*commits, record}) for parents in commits.values()):
            return None
        called: dict[str, Paths] = {}
        touches = place.touches(stretch, called)
        return None if called.get(record) else touches
    return None


def _stands_on(parents: str, commits: set[str]) -> bool:
    return bool(parents) and commits.issuperset(parents.split(" "))


def _recalled(memory: CacheFolder, basis: str) -> tuple[str, Touches]:
    """Return the last commit of the cached log, and its touches; an empty id where nothing is cached."""
    with contextlib.suppress(*DAMAGED):
        commit, changes, touches = map(parsed, memory.recalled(NAME, basis))
        commits = [
            Change(name, dt.datetime.fromisoformat(time), subject, nearest is True)
            for name, time, subject, nearest in changes
        ]
        return str(commit), {
            path: tuple(_touch(path, commits, *each) for each in records) for path, records in touches.items()
        }
    return "", {}


def _touch(
    path: str, changes: list[Change], number: int, then: str | None, blob: str | None, regular: bool, *before: str
) -> FileChange:
    return FileChange(changes[number], path if then is None else then, blob, before, regular, False)


def _lines(commit: str, touches: Touches) -> Iterator[bytes]:
    """Yield the commit, the changes, and the touches with the number of their change."""
    changes = {id(touch.change): touch.change for each in touches.values() for touch in each}
    numbers = {name: number for number, name in enumerate(changes)}
    yield compact_json(commit)
    yield compact_json([(each.id, each.time.isoformat(), each.subject, each.nearest) for each in changes.values()])
    yield compact_json({path: [_told(path, numbers, touch) for touch in each] for path, each in touches.items()})


def _told(path: str, numbers: Mapping[int, int], touch: FileChange) -> list[Any]:
    then = None if touch.path == path else touch.path
    return [numbers[id(touch.change)], then, touch.blob, touch.regular, *touch.before]
