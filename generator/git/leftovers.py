"""Files that killed writes left in a folder and that were committed since, so that no later write removes them."""

from __future__ import annotations

import os
from pathlib import Path

from generator.git.command import GitFailed, ask
from generator.problems import Problem
from generator.read.files import committed_leftover
from generator.storage.atomic_write import is_leftover


def committed_leftovers(folder: Path, name: str) -> tuple[Problem, ...]:
    """Return a problem for each such file below a folder, with a path that begins with `name`.

    Git is asked only where one is there; outside of a repository nothing is committed.
    """
    there = [
        (Path(within) / file).relative_to(folder).as_posix()
        for within, _, files in os.walk(folder)
        for file in files
        if is_leftover(file)
    ]
    if not there:
        return ()
    try:
        committed = set(ask(folder, "ls-files", "-z").split("\0"))
    except GitFailed:
        return ()
    return tuple(committed_leftover(name, path) for path in there if path in committed)
