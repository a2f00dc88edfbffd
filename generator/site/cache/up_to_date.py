"""Check whether a site is up to date, from file stamps alone, without reading a deal.

Everything that a build rests on is looked at before it begins, the site once it is published. Where all of that
looks the same again, the build would end in the very same files.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.git.command import GitFailed, ask
from generator.site.output.background import BackgroundCheck
from generator.site.output.snapshot import Snapshot, record_of
from generator.site.output.stat import stamp_at
from generator.site.settings import Settings
from generator.site.version import store_in
from generator.storage.store import DAMAGED, Store


class Proof(NamedTuple):
    """The inputs of a finished build, and its result.

    The first of the `inputs` is the snapshot of mkdocs.yml, the second that of the deals. `seal` is the file with the
    snapshot of the site, `store` the digest of the index that tells what the build made.
    """

    day: str
    settings: Settings
    commit: str
    inputs: tuple[Snapshot, ...]
    seal: str
    store: str
    deals: int
    files: int
    size: int

    def settings_hold(self) -> bool:
        """Tell whether mkdocs.yml and the team's own theme are as they were."""
        mkdocs, _, *others = self.inputs
        return all(each.again() for each in (mkdocs, *others))


@dataclass(frozen=True, slots=True)
class LastProof:
    """The proof of the last build, and the check of its site, which has begun."""

    proof: Proof
    looking: BackgroundCheck

    @property
    def settings(self) -> Settings | None:
        """Settings of mkdocs.yml, None where it has to be read again."""
        return self.proof.settings if self.proof.settings_hold() else None

    def holds(self, day: dt.date | None) -> bool:
        """Tell whether nothing has changed; without a day, as of that in mkdocs.yml, or today."""
        proof, settings = self.proof, self.proof.settings
        wanted = day.isoformat() if day else settings.today or dt.date.today().isoformat()
        if wanted != proof.day or not all(each.again() for each in proof.inputs):
            return False
        if commit_of(settings.docs_dir) != proof.commit:
            return False
        return self.looking.snapshot is not None and self.looking.store == proof.store


def commit_of(folder: str) -> str:
    """Return the newest commit of the repository around a folder, and how far back its history reaches."""
    try:
        commit, cut = ask(Path(folder), "rev-parse", "HEAD", "--git-path", "shallow").split("\n")[:2]
    except (GitFailed, OSError, ValueError):
        return ""
    return f"{commit} {stamp_at(str(Path(folder, cut)))}"


def keep(cache: Path, asked: str, proof: Proof) -> None:
    """Keep the proof for the next build of which the same is asked; a folder that cannot be written keeps nothing."""
    record = proof._asdict() | {"inputs": [record_of(each) for each in proof.inputs]}
    _proofs(cache).write_record(_name(asked), record)


def recalled(cache: Path, asked: str) -> LastProof | None:
    """Return the proof of the last build of which the same was asked, None where there is none."""
    with contextlib.suppress(*DAMAGED):
        if record := _proofs(cache).record(_name(asked)):
            proof = Proof(**record)
            settings = Settings(*proof.settings)
            settings = settings._replace(edits=tuple(settings.edits))  # which JSON has as a list
            inputs = tuple(Snapshot(*each) for each in proof.inputs)
            looking = BackgroundCheck(settings.site_dir, Path(proof.seal))
            return LastProof(proof._replace(settings=settings, inputs=inputs), looking)
    return None


def _proofs(cache: Path) -> Store:
    return store_in(cache / "proofs")


def _name(asked: str) -> str:
    return blake2b(asked.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
