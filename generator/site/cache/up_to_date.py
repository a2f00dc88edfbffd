"""Whether a site still is what a build would make: told from stamps alone, without reading a deal.

Everything that a build rests on is looked at before it begins, the site once it is published. Where all of that
looks the same again, the build would end in the very same files.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.git.command import GitFailed, ask
from generator.site.output.background import BackgroundCheck
from generator.site.output.stat import FileStamp, is_proof, now, stamp_at, walked
from generator.site.settings import Settings
from generator.site.storage.version import store_in
from generator.storage.store import DAMAGED, Store


class Sight(NamedTuple):
    """How a file or a folder looked: a digest of all stamps, and of the contents of what was changed just then.

    A file that was changed in the tick in which it was looked at can change again under the same stamp.
    """

    path: str
    stamps: str
    contents: dict[str, str]


class Proof(NamedTuple):
    """What a finished build rested on, and its outcome.

    The first of the `sights` is that of mkdocs.yml, the second that of the deals. `seal` is the file that holds the
    seal of the site, `store` the digest of the index that tells what the build made.
    """

    day: str
    settings: Settings
    commit: str
    sights: tuple[Sight, ...]
    seal: str
    store: str
    deals: int
    files: int

    def settings_hold(self) -> bool:
        """Tell whether mkdocs.yml and the team's own theme are as they were."""
        mkdocs, _, *others = self.sights
        return _still([mkdocs, *others])


@dataclass(frozen=True, slots=True)
class LastProof:
    """The proof of the last build, and the check of its site, which has begun."""

    proof: Proof
    looking: BackgroundCheck

    @property
    def settings(self) -> Settings | None:
        """What mkdocs.yml says, None where that has to be read anew."""
        return self.proof.settings if self.proof.settings_hold() else None

    def holds(self, day: dt.date | None) -> bool:
        """Tell whether nothing has changed; without a day, as of that in mkdocs.yml, or today."""
        proof, settings = self.proof, self.proof.settings
        wanted = day.isoformat() if day else settings.today or dt.date.today().isoformat()
        if wanted != proof.day or not _still(proof.sights) or commit_of(settings.docs_dir) != proof.commit:
            return False
        return self.looking.found is not None and self.looking.store == proof.store


def seen(path: str, stamps: Mapping[str, FileStamp | None] | None = None) -> Sight:
    """Look at a file, or at everything below a folder; `stamps` are what a folder was just seen to hold."""
    looked = now()
    found = _stamps(path) if stamps is None else sorted(stamps.items())
    fresh = [name for name, stamp in found if stamp and not is_proof(stamp, looked)]
    return Sight(path, _digest(found), {name: _content(path, name) for name in fresh})


def commit_of(folder: str) -> str:
    """Return the newest commit of the repository around a folder, and how far back its history reaches."""
    try:
        commit, cut = ask(Path(folder), "rev-parse", "HEAD", "--git-path", "shallow").split("\n")[:2]
    except (GitFailed, OSError, ValueError):
        return ""
    return f"{commit} {stamp_at(str(Path(folder, cut)))}"


def keep(cache: Path, asked: str, proof: Proof) -> None:
    """Keep the proof for the next build of which the same is asked; a folder that cannot be written keeps nothing."""
    _proofs(cache).write_record(_name(asked), proof)


def recalled(cache: Path, asked: str) -> LastProof | None:
    """Return the proof of the last build of which the same was asked, None where there is none."""
    with contextlib.suppress(*DAMAGED):
        if record := _proofs(cache).record(_name(asked)):
            proof = Proof(*record)
            settings, sights = Settings(*proof.settings), tuple(Sight(*each) for each in proof.sights)
            looking = BackgroundCheck(settings.site_dir, Path(proof.seal))
            return LastProof(proof._replace(settings=settings, sights=sights), looking)
    return None


def _still(sights: Iterable[Sight]) -> bool:
    return all(
        _digest(_stamps(each.path)) == each.stamps
        and all(_content(each.path, name) == written for name, written in each.contents.items())
        for each in sights
    )


def _stamps(path: str) -> list[tuple[str, FileStamp | None]]:
    if stamp := stamp_at(path):
        return [("", stamp)]
    return sorted(walked(path), key=lambda each: each[0])


def _digest(found: list[tuple[str, FileStamp | None]]) -> str:
    return blake2b(repr(found).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _content(path: str, name: str) -> str:
    try:
        return blake2b(Path(path, name).read_bytes() if name else Path(path).read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _proofs(cache: Path) -> Store:
    return store_in(cache / "proofs")


def _name(asked: str) -> str:
    return blake2b(asked.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
