"""Which commit last changed each file below a folder, asked of git in one go."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SHORT = 10
"""Digits of a commit's id that are shown."""
FORMAT = "--format=%x01%H %cs"
HEADING = re.compile("\x01([0-9a-f]{40,64}) ([0-9]{4}-[0-9]{2}-[0-9]{2})")


class GitFailed(Exception):  # noqa: N818 - what failed is git, not we
    """Git could not answer; the message is git's own."""


@dataclass(frozen=True, slots=True)
class Change:
    """A commit by its short id, and the day on which it was made."""

    id: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Changes:
    """The newest commit of the whole, and the last one of each file by its path below the folder.

    A file is left out where its last commit is not known: never committed, or older than a shallow clone reaches.
    """

    newest: Change | None = None
    by_path: Mapping[str, Change] = field(default_factory=dict)


def last_changes(folder: Path) -> Changes:
    """Return the last changes below `folder`, none where it is under no version control or has no commit.

    Raise GitFailed where there is a history that git cannot or will not read.
    """
    if not _has_history(folder):
        return Changes()
    shallow = _cut_off(folder)
    newest = next(change for change, _ in _told(_git(folder, "log", "-1", FORMAT, "HEAD"), frozenset()))
    above = _git(folder, "rev-parse", "--show-prefix").removesuffix("\n")
    log = _git(folder, "log", "-c", "-z", "--no-renames", "--name-only", FORMAT, "HEAD", "--", ".")
    by_path: dict[str, Change | None] = {}
    for change, path in _told(log, shallow):
        if path.startswith(above):
            by_path.setdefault(path.removeprefix(above), change)
    return Changes(newest, {path: change for path, change in by_path.items() if path and change})


def _told(log: str, shallow: frozenset[str]) -> Iterator[tuple[Change | None, str]]:
    """Yield each commit with each path it changed, and once with an empty path; None for one of `shallow`."""
    change = None
    for word in log.rstrip("\n").split("\0"):
        if heading := HEADING.fullmatch(word):
            commit, day = heading.groups()
            change = None if commit in shallow else Change(commit[:SHORT], dt.date.fromisoformat(day))
            yield change, ""
        else:
            yield change, word.removeprefix("\n")


def _has_history(folder: Path) -> bool:
    asked = _run(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if asked is None or "not a git repository" in asked.stderr:
        return False
    if asked.returncode and asked.stderr:
        raise GitFailed(asked.stderr.strip())
    return asked.returncode == 0


def _cut_off(folder: Path) -> frozenset[str]:
    """Return the commits beyond which a shallow clone knows nothing: every file seems to begin with them."""
    listed = folder / _git(folder, "rev-parse", "--git-path", "shallow").strip()
    return frozenset(listed.read_text("ascii").split()) if listed.is_file() else frozenset()


def _git(folder: Path, *words: str) -> str:
    asked = _run(folder, *words)
    if asked is None or asked.returncode:
        raise GitFailed(asked.stderr.strip() if asked else "git is gone")
    return asked.stdout


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str] | None:
    command = ["git", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", *words]
    try:
        return subprocess.run(  # noqa: S603 - every word is ours
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError:
        return None


def _environment() -> dict[str, str]:
    """Return the environment without git's own variables, which would send us to another repository."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return own | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
