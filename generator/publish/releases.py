"""Folder of a web server: whole releases side by side, and a link to the current one."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import fcntl
import json
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.git.command import SHORT
from generator.site.output.staging import MANIFEST

FOLDER_MODE, FILE_MODE, PRIVATE_MODE = 0o755, 0o644, 0o700
"""Modes of a release, for a web server under another user, whatever the umask, and of publishers' own files."""
KEPT = 3
"""Number of releases that stay: the current one, and earlier ones for who is still reading, and to go back to."""
NAME = re.compile(r"([0-9]{6,})-[0-9a-f]+")
CANNOT_LINK = frozenset({errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV})


class ReleaseRecord(NamedTuple):
    """Manifest of a release: its commit with the time of it, and everything else that its pages depend on."""

    commit: str
    time: str
    today: str
    version: str
    problems: int

    def __str__(self) -> str:
        return f"commit {self.commit[:SHORT]} of {self.time[:10]}"


class Releases:
    """Releases below a folder; `current` is the root of a web server.

    Only `current` is meant to be read. `working` holds unfinished files; the holder of the lock clears it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.current = self.folder / "current"
        self.all = self.folder / "releases"
        self.working = self.folder / ".working"

    @contextlib.contextmanager
    def locked(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Hold the releases for one publisher; `waiting` is called where another has to end first.

        The system gives the lock back when its holder ends in whatever way.
        """
        _make_folder(self.folder)
        self.all.mkdir(exist_ok=True)
        _set_mode(self.all, self.all.stat(), FOLDER_MODE)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        lock = os.open(self.folder / ".lock", flags, 0o666)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def shown(self) -> ReleaseRecord | None:
        """Return the manifest of the current release; None where nothing is published."""
        try:
            manifest = json.loads((self.current / MANIFEST).read_bytes())
            commit = manifest["commit"]
            return ReleaseRecord(
                commit["id"], commit["time"], manifest["today"], manifest["playbook"], manifest["problems"]
            )
        except (OSError, ValueError, TypeError, LookupError):
            return None

    @contextlib.contextmanager
    def workshop(self) -> Iterator[Path]:
        """Give an empty folder that nobody else may read, and remove it with everything in it afterwards.

        Raises FileExistsError where `current` is no link.
        """
        if self.current.exists() and not self.current.is_symlink():
            raise FileExistsError(errno.EEXIST, "this is no link that a publish made", str(self.current))
        self._clear()
        self.working.mkdir(mode=PRIVATE_MODE)
        try:
            yield self.working
        finally:
            self._clear()

    def begin(self, site: Path) -> None:
        """Make a new site out of links to the files of the current release; the first one begins with nothing."""
        if current := self._current():
            _linked(current, site)

    def switch(self, site: Path, commit: str) -> Path:
        """Make a finished site, readable for everybody, the current release in one step; let the oldest go."""
        numbered = self._numbered()
        number = max(numbered, default=0) + 1
        release = self.all / f"{number:06}-{commit[:SHORT]}"
        _make_readable(site)
        site.rename(release)
        link = self.working / "current"
        link.symlink_to(release.relative_to(self.folder))
        link.replace(self.current)
        for old in sorted(numbered)[: 1 - KEPT]:
            shutil.rmtree(numbered[old])
        return release

    def _clear(self) -> None:
        """Remove unfinished files, and releases that a killed publisher finished but never showed."""
        if self.working.is_symlink():
            self.working.unlink()
        if self.working.exists():
            shutil.rmtree(self.working)
        numbered, current = self._numbered(), self._current()
        shown = next((number for number, release in numbered.items() if release == current), None)
        for number, release in numbered.items():
            if shown is not None and number > shown:
                shutil.rmtree(release)

    def _current(self) -> Path | None:
        """Return the current release; None where the link leads elsewhere or nowhere."""
        release = self.current.resolve()
        return self.all / release.name if release.parent == self.all.resolve() and release.is_dir() else None

    def _numbered(self) -> dict[int, Path]:
        """Return the releases by number; other folders are not ours."""
        names = ((NAME.fullmatch(path.name), path) for path in self.all.iterdir())
        return {int(match[1]): path for match, path in names if match and not path.is_symlink()}


def is_up_to_date(shown: ReleaseRecord | None, commit: str, today: dt.date, version: str) -> bool:
    """Tell whether a publish would show the same again; false where there are problems, to report them again."""
    return shown is not None and (shown.commit, shown.today, shown.version, shown.problems) == (
        commit,
        today.isoformat(),
        version,
        0,
    )


def _make_folder(folder: Path) -> None:
    """Make a folder for a web server to enter, unless there is one: its mode is for its maker to choose."""
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir()
        folder.chmod(FOLDER_MODE)


def _make_readable(folder: Path) -> None:
    """Give a folder and everything in it the modes of a release."""
    _set_mode(folder, folder.stat(follow_symlinks=False), FOLDER_MODE)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _make_readable(Path(entry.path))
            else:
                _set_mode(Path(entry.path), entry.stat(follow_symlinks=False), FILE_MODE)


def _set_mode(path: Path, found: os.stat_result, mode: int) -> None:
    """Set a mode where another one is found. Files of another publisher are left alone if everybody may read them."""
    now = stat.S_IMODE(found.st_mode)
    if now & 0o777 != mode and (found.st_uid == os.geteuid() or now & mode != mode):
        path.chmod(now & ~0o777 | mode)


def _linked(source: Path, target: Path) -> None:
    """Make a folder hold the same files as another, without a second copy where the file system allows."""
    target.mkdir()
    with os.scandir(source) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _linked(Path(entry.path), target / entry.name)
            elif entry.is_file(follow_symlinks=False):
                _link(Path(entry.path), target / entry.name)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        shutil.copyfile(source, target)
