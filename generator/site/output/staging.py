"""Finished files wait in a folder beside the site until all of them are there, then take their places."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem, Refused
from generator.site.output.snapshot import Snapshot, above, look_again
from generator.site.output.stat import stamp_at, walked
from generator.storage.digest import digest

MANIFEST = "build.json"
"""The file that tells a site of ours from any other folder; it is put in place last."""


@dataclass(frozen=True, slots=True)
class PublishedFiles:
    """Files of an earlier build: regular ones, and others (links, pipes), which are never read.

    `seen` is how all of it looks, where it looks as that build left it.
    """

    files: frozenset[str] = frozenset()
    strangers: tuple[str, ...] = ()
    seen: Snapshot | None = None


@dataclass(frozen=True, slots=True)
class FileSink:
    """Takes finished files; can be handed to every worker.

    `waiting` and `site` are folders, `standing` the files of the last site that can be compared with.
    """

    waiting: str
    site: str
    standing: Collection[str]

    def put(self, path: str, content: bytes) -> None:
        """Keep a file for the site, unless the last site holds the same. Raises ValueError for a path outside."""
        if set(path.split("/")) & {"", ".", ".."}:
            raise ValueError(f"not a path below the site: {path!r}")
        if path in self.standing and _same(f"{self.site}/{path}", content):
            return
        target = f"{self.waiting}/{path}"
        try:
            _write(target, content)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - once per page, so quick
            _write(target, content)


class Staging:
    """The folder beside the site in which one build works; nobody else builds the same site meanwhile."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site.with_name(f".{site.name}.staging")
        self.waiting = self.folder / "site"
        self.empty = self.folder / "empty"
        self._lock: int | None = None
        self._touched: set[str] = set()

    def open(self, seen: Snapshot | None = None) -> None:
        """Make the folder; refuse a site that is not ours to write, or that another build is writing now.

        `seen` is how the site looks, where it looks as the last build has left it. Raises Refused.
        """
        unbuilt_since = seen and seen.stamp(MANIFEST) == stamp_at(str(self.site / MANIFEST))
        self.standing = _standing(seen) if seen and unbuilt_since else _stands(self.site)
        if self.standing.files and MANIFEST not in self.standing.files:
            raise refused(f"{self.site} holds files that no build of a playbook made", "empty it or name another")
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._lock = self._locked()
        for name in os.listdir(self.folder):  # noqa: PTH208 - names are enough
            shutil.rmtree(self.folder / name)
        self.waiting.mkdir()
        self.empty.mkdir()

    def _locked(self) -> int:
        if self.folder.is_symlink():
            self.folder.unlink()
        self.folder.mkdir(exist_ok=True)
        lock = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise refused(f"another build is writing {self.site}", "wait for it to end") from None
        return lock

    def holds(self, path: str, written: str) -> bool:
        """Tell whether a file that waits here has this digest, or else one of the last site."""
        for folder in (self.waiting, self.site):
            with contextlib.suppress(OSError):
                return digest((folder / path).read_bytes()) == written
        return False

    def take(self, files: Mapping[str, Path]) -> None:
        """Let copies of files wait here, by their paths in the site."""
        for path, source in files.items():
            target = self.waiting / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target, follow_symlinks=False)

    def drop_all_but(self, names: Set[str]) -> None:
        """Let nothing wait here but files of these names."""
        for path in _stands(self.waiting).files - names:
            (self.waiting / path).unlink()

    @property
    def sink(self) -> FileSink:
        """Sink for files that workers have finished."""
        return FileSink(str(self.waiting), str(self.site), self.standing.files)

    @property
    def sink_for_all(self) -> FileSink:
        """The same where other files may wait than those of the last site: everything is written."""
        return FileSink(str(self.waiting), str(self.site), frozenset())

    @property
    def as_left(self) -> bool:
        """Whether the site looks as the last build left it."""
        return self.standing.seen is not None

    def publish(self, names: Set[str], shelved: Set[str] = frozenset()) -> frozenset[str]:
        """Make the site hold what waits here, the unchanged files among `names`, and nothing else; return it.

        What of it was `shelved` waits here because it differs from what stands.
        """
        new = _stands(self.waiting).files
        if not self.standing.files and not self.standing.strangers:
            with contextlib.suppress(OSError):
                self.waiting.rename(self.site)
                return new
        for stranger in self.standing.strangers:
            (self.site / stranger).unlink()
        for path in sorted(new, key=lambda path: (path == MANIFEST, path)):
            self._place(path, differs=path in shelved)
        for path in self.standing.files - names - new:
            self._remove(path)
        return new.union(names & self.standing.files)

    def size(self, files: Set[str]) -> int:
        """Return the bytes of files of the site."""
        return sum(stamp.size for path in files if (stamp := stamp_at(str(self.site / path))))

    def snapshot(self, files: Set[str]) -> Snapshot | None:
        """Return the snapshot of the site, which was just published and holds these files."""
        seen = look_again(str(self.site), files, self.standing.seen, self._touched)
        return seen.settled() if seen else None

    def _place(self, path: str, *, differs: bool) -> None:
        source, target = self.waiting / path, self.site / path
        if not differs and path in self.standing.files and _same(str(target), source.read_bytes()):
            return
        self._touched.update((path, *above(path)))
        try:
            source.replace(target)
        except OSError:
            self._make_way(path)
            source.replace(target)

    def _make_way(self, path: str) -> None:
        """Make the folders of a file, where a file or folder of the last site may stand in their place."""
        for folder in reversed(Path(path).parents[:-1]):
            if not (self.site / folder).is_dir():
                (self.site / folder).unlink(missing_ok=True)
                (self.site / folder).mkdir()
        if (self.site / path).is_dir():
            shutil.rmtree(self.site / path)

    def _remove(self, path: str) -> None:
        self._touched.update((path, *above(path)))
        if (self.site / path).is_file():
            (self.site / path).unlink()
        for folder in Path(path).parents[:-1]:
            try:
                (self.site / folder).rmdir()
            except OSError:
                return

    def close(self) -> None:
        """Remove the folder, whatever became of the build."""
        if self._lock is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            os.close(self._lock)
            self._lock = None


def refuse_overlap(site: Path, source: Path, root: Path) -> None:
    """Refuse a site folder that would take the place of the deals, of the repository, or of what holds them.

    Raises Refused with what is wrong and which folder to name.
    """
    if site == source or source in site.parents or site in (root, *root.parents, *source.parents):
        raise refused(f"{site} overlaps the files that the site is built from", "build into a folder of its own")
    if ".git" in site.parts:
        raise refused(f"{site} is inside git's own folder", "build into a folder of its own")


def refused(says: str, remedy: str) -> Refused:
    """Return the refusal of a site folder."""
    return Refused([Problem("mkdocs.yml", 1, 1, "site-dir", says, remedy)])


def _standing(seen: Snapshot) -> PublishedFiles:
    return PublishedFiles(frozenset(seen.files), (), seen)


def _stands(folder: Path) -> PublishedFiles:
    """Return what is in a folder; names that start with a dot at its top (a branch's .git) are not the site's."""
    entries = dict(walked(str(folder)))
    files = frozenset(path for path, stamp in entries.items() if stamp)
    return PublishedFiles(files, tuple(sorted(entries.keys() - files)))


def _same(path: str, content: bytes) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - once per page, so quick
            return os.fstat(file.fileno()).st_size == len(content) and file.read() == content
    except FileNotFoundError:
        return False


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123 - once per page, so quick
        file.write(content)
