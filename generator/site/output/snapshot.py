"""A snapshot of files or of a folder: compared later by stamps alone, without opening unchanged files."""

from __future__ import annotations

import contextlib
import os
import stat
from array import array
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as Names
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.site.output.stat import COARSEST, FileStamp, is_proof, now, stamp_at, stamp_of, walked
from generator.site.version import store_in
from generator.storage.store import DAMAGED

SEAL = "seal"
STEP = len(FileStamp._fields)
NO_FILE = FileStamp(0, 0, 0, 0)
"""The stamp of a link, a pipe and the like."""
UNSIGNED = (1 << 64) - 1


class Snapshot(NamedTuple):
    """State of a file, or of files and folders below `root`, at the moment `looked`.

    The `paths` of folders end with a slash; that of a file that is the root itself is empty. A `whole` folder was
    listed, and is listed again: its paths need not be known. `digest` is that of all stamps, four numbers a path.
    A file that was changed in the tick in which it was looked at can change again under the same stamp: of these
    there are `contents`, digests by path; that of a folder is of the names in it.
    """

    root: str
    paths: list[str]
    digest: str
    contents: dict[str, str]
    whole: bool
    looked: int = 0
    stamps: Sequence[int] = ()

    @property
    def record(self) -> Snapshot:
        """The part that is stored: enough to look again, and to tell whether it looks the same."""
        return Snapshot(self.root, [] if self.whole else self.paths, self.digest, self.contents, self.whole)

    @property
    def files(self) -> Names[str]:
        """The files among the paths."""
        return frozenset(path for path in self.paths if not path.endswith("/"))

    @property
    def size(self) -> int:
        """The bytes of all files."""
        sizes = zip(self.paths, self.stamps[::STEP], strict=True)
        return sum(size for path, size in sizes if not path.endswith("/"))

    @property
    def by_path(self) -> Mapping[str, FileStamp | None]:
        """The stamp of each path, None for what is no regular file."""
        stamps = (self._stamp(place) for place in range(len(self.paths)))
        return {path: None if stamp == NO_FILE else stamp for path, stamp in zip(self.paths, stamps, strict=True)}

    def stamp(self, path: str) -> FileStamp:
        """Return the stamp of a path; ValueError where it is not among the paths."""
        return self._stamp(self.paths.index(path))

    def _stamp(self, place: int) -> FileStamp:
        return FileStamp(*self.stamps[place * STEP : (place + 1) * STEP])

    def again(self) -> Snapshot | None:
        """Return the snapshot of now, None where anything has changed."""
        current = _listed(self.root) if self.whole else look(self.root, self.paths)
        if current is None or current.digest != self.digest:
            return None
        same = all(_content(self.root, path) == content for path, content in self.contents.items())
        return current if same else None

    def settled(self) -> Snapshot:
        """Return the same with the contents of what was changed just before the look."""
        times = enumerate(zip(self.stamps[1::STEP], self.stamps[2::STEP], strict=True))
        late = (place for place, changes in times if max(changes) > self.looked - COARSEST)
        fresh = (self.paths[place] for place in late if not is_proof(self._stamp(place), self.looked))
        return self._replace(contents={path: _content(self.root, path) for path in fresh})


def take(root: str) -> Snapshot:
    """Return the snapshot of a file, or of a folder but what starts with a dot at its top."""
    return _listed(root).settled()


def _listed(root: str) -> Snapshot:
    looked, alone = now(), stamp_at(root)
    entries = [("", alone)] if alone else sorted(walked(root), key=lambda each: each[0])
    stamps = array("Q", (number & UNSIGNED for _, stamp in entries for number in stamp or NO_FILE))
    paths = [path for path, _ in entries]
    digest = _digest("\0".join(paths).encode("utf-8", "surrogatepass"), stamps)
    return Snapshot(root, paths, digest, {}, whole=True, looked=looked, stamps=stamps)


def look(root: str, paths: list[str]) -> Snapshot | None:
    """Look at files and folders; None where one of them is not there, or is something else."""
    looked, stamps = now(), array("Q")
    try:
        for path in paths:
            stamps.extend(_stamp_of(root, path))
    except (OSError, OverflowError):
        return None
    return Snapshot(root, paths, _digest(stamps), {}, whole=False, looked=looked, stamps=stamps)


def look_again(root: str, files: Names[str], before: Snapshot | None, touched: Names[str]) -> Snapshot | None:
    """Look at a folder that holds these files now; what was seen before and not touched since is not looked at."""
    if before is None or before.files != files:
        return look(root, with_folders(files))
    looked, stamps = now(), array("Q", before.stamps)
    try:
        for place, path in enumerate(before.paths):
            if path in touched:
                stamps[place * STEP : (place + 1) * STEP] = array("Q", _stamp_of(root, path))
    except (OSError, OverflowError):
        return None
    return Snapshot(root, before.paths, _digest(stamps), {}, whole=False, looked=looked, stamps=stamps)


def with_folders(files: Iterable[str]) -> list[str]:
    """Return the files in order, followed by the folders that hold them, each with a slash at its end."""
    names = sorted(files)
    holding = {name[: name.rfind("/") + 1] for name in names}
    return [*names, *sorted({folder for name in holding for folder in above(name)} | {"/"})]


def above(name: str) -> Iterable[str]:
    """Yield the folders above a file, each with a slash at its end; the top is a slash alone."""
    yield "/"
    end = name.find("/")
    while end >= 0:
        yield name[: end + 1]
        end = name.find("/", end + 1)


def seal(file: Path, site: Snapshot, index: str) -> None:
    """Store the snapshot of a site beside the digest of the index that tells what the site holds."""
    store_in(file.parent).write_record(file.name, [index, *record_of(site)])


def sealed(file: Path) -> tuple[str, Snapshot] | None:
    """Return the digest and the snapshot that were stored, None where there are none."""
    with contextlib.suppress(*DAMAGED):
        index, *record = store_in(file.parent).record(file.name)
        return index, Snapshot(*record)
    return None


def record_of(snapshot: Snapshot) -> Sequence[object]:
    """Return what makes the record of a snapshot again: `Snapshot(*...)`."""
    return snapshot.record[:-2]


def _stamp_of(root: str, path: str) -> FileStamp:
    found = os.lstat(f"{root}/{path}")
    if not (stat.S_ISDIR if path.endswith("/") else stat.S_ISREG)(found.st_mode):
        raise FileNotFoundError(path)
    return stamp_of(found)


def _digest(*parts: bytes | array[int]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _content(root: str, path: str) -> str:
    file = Path(root, path.lstrip("/"))
    try:
        content = "\0".join(sorted(os.listdir(file))) if path.endswith("/") else file.read_bytes()  # noqa: PTH208 - names are enough
    except OSError:
        return ""
    return _digest(os.fsencode(content))
