"""A folder as a build left it: told from the stamps of everything in it, without opening or listing any of it."""

from __future__ import annotations

import contextlib
import os
import stat
from array import array
from collections.abc import Iterable
from collections.abc import Set as Names
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.site.output.stat import COARSEST, FileStamp, is_proof, now
from generator.site.storage.version import store_in
from generator.storage.store import DAMAGED

SEAL = "seal"
STEP = len(FileStamp._fields)


class Look(NamedTuple):
    """How a folder looked: its files, and its folders with a slash at their ends, and the stamps of each in turn."""

    paths: list[str]
    told: array[int]

    @property
    def files(self) -> Names[str]:
        """The files among the paths."""
        return frozenset(path for path in self.paths if not path.endswith("/"))

    def stamp(self, place: int) -> FileStamp:
        """Return the stamp of the file or folder at a place of the list."""
        return FileStamp(*self.told[place * STEP : (place + 1) * STEP])

    def of(self, path: str) -> FileStamp:
        """Return the stamp of a file or folder; ValueError where it is not among the paths."""
        return self.stamp(self.paths.index(path))


class Seal(NamedTuple):
    """What tells that a folder looks as it did: its paths, the digest of their stamps, and the contents of some.

    Whatever was changed in the tick in which it was looked at can change again under the same stamp. `store` is the
    digest of the index that tells what the folder holds.
    """

    paths: list[str]
    stamps: str
    contents: dict[str, str]
    store: str = ""


def look(folder: str, paths: list[str]) -> Look | None:
    """Look at files and folders; None where one of them is not there, or is something else."""
    told = array("Q")
    try:
        for path in paths:
            told.extend(_stamp(folder, path))
    except (OSError, OverflowError):
        return None
    return Look(paths, told)


def look_again(folder: str, files: Names[str], before: Look | None, touched: Names[str]) -> Look | None:
    """Look at a folder that holds these files now; what was seen before and not touched since is not looked at."""
    if before is None or before.files != files:
        return look(folder, with_folders(files))
    told = before.told[:]
    try:
        for place, path in enumerate(before.paths):
            if path in touched:
                told[place * STEP : (place + 1) * STEP] = array("Q", _stamp(folder, path))
    except (OSError, OverflowError):
        return None
    return Look(before.paths, told)


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


def seal(folder: str, seen: Look) -> Seal:
    """Return the seal of a folder that has just been looked at."""
    looked = now()
    times = enumerate(zip(seen.told[1::STEP], seen.told[2::STEP], strict=True))
    late = (place for place, changes in times if max(changes) > looked - COARSEST)
    fresh = (seen.paths[place] for place in late if not is_proof(seen.stamp(place), looked))
    return Seal(seen.paths, _digest(seen), {path: _content(folder, path) for path in fresh})


def look_for(folder: str, wanted: Seal) -> Look | None:
    """Return how a folder looks, None where it does not look as it did when it was sealed."""
    seen = look(folder, wanted.paths)
    if seen is None or _digest(seen) != wanted.stamps:
        return None
    same = all(_content(folder, path) == content for path, content in wanted.contents.items())
    return seen if same else None


def keep_seal(file: Path, sealed: Seal) -> None:
    """Keep a seal; a folder that cannot be written keeps nothing."""
    store_in(file.parent).write_record(file.name, sealed)


def kept_seal(file: Path) -> Seal | None:
    """Return the seal that was kept, None where there is none."""
    with contextlib.suppress(*DAMAGED):
        if record := store_in(file.parent).record(file.name):
            return Seal(*record)
    return None


def _stamp(folder: str, path: str) -> FileStamp:
    told = os.lstat(f"{folder}/{path}")
    if not (stat.S_ISDIR if path.endswith("/") else stat.S_ISREG)(told.st_mode):
        raise FileNotFoundError(path)
    return FileStamp(told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)


def _digest(seen: Look) -> str:
    return blake2b(seen.told, digest_size=16).hexdigest()


def _content(folder: str, path: str) -> str:
    try:
        whole = Path(folder, path.lstrip("/"))
        names = sorted(each.name for each in whole.iterdir()) if path.endswith("/") else ()
        found = "\0".join(names).encode() if path.endswith("/") else whole.read_bytes()
    except OSError:
        return ""
    return blake2b(found, digest_size=16).hexdigest()
