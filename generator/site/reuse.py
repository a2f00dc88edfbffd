"""Which outcomes of the last build still hold: those whose file, ground and pages are all as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.problems import Refused
from generator.read.files import Source
from generator.site.drawn import Ground, digest
from generator.site.ledger import Kept, Ledger, Outcome, Read
from generator.site.stamps import Stamp, is_proof, now, stamp_at


@dataclass
class Digests:
    """The digests of the files of the deals; one that the stamp proves unchanged is not read again."""

    source: Source
    folder: str
    known: Mapping[str, Read]
    looked: int = field(default_factory=now)
    proven: dict[str, Read] = field(default_factory=dict)

    def of(self, path: str) -> str | None:
        """Return a file's digest, None where it cannot be read."""
        stamp, before = stamp_at(f"{self.folder}/{path}"), self.known.get(path)
        if stamp and before and before.stamp == stamp:
            self.proven[path] = before
            return before.digest
        try:
            told = digest(self.source.read(path))
        except Refused:
            return None
        if stamp and is_proof(stamp, self.looked):
            self.proven[path] = Read(stamp, told)
        return told


@dataclass(frozen=True)
class Last:
    """What may be taken over: the ledger, the folder of the deals, the site as it stands.

    `standing` are the stamps of the site's files, `same` compares one of them with a digest.
    """

    ledger: Ledger
    folder: str
    standing: Mapping[str, Stamp]
    same: Callable[[str, str], bool]


@dataclass
class Reuse:
    """What can be taken over from the last build of the same site, and what the next one can take over."""

    last: Last
    digests: Digests
    ground: Ground
    kept: dict[str, Kept] = field(default_factory=dict)

    def held(self, name: str, key: str) -> Outcome | None:
        """Return the outcome of that name if it still holds; `key` is the digest of what it must have rested on."""
        kept = self.last.ledger.outcomes.get(name)
        if kept is None or kept.key != key or kept.drawn != self.ground.of(kept.outcome.draws):
            return None
        there = [self.last.standing.get(path) for path, _ in kept.outcome.files]
        if None in there:
            return None
        if list(kept.stamps) != there:
            if not all(self.last.same(path, written) for path, written in kept.outcome.files):
                return None
            kept = kept._replace(stamps=())
        self.kept[name] = kept
        return kept.outcome

    def note(self, outcome: Outcome, key: str) -> None:
        """Note what was made anew."""
        self.kept[outcome.name] = Kept(outcome, key, self.ground.of(outcome.draws))

    def keep(self, site: str) -> None:
        """Keep it all for the next build, once the site is published."""
        looked = now()
        kept = {name: _stamped(each, site, looked) for name, each in self.kept.items()}
        self.last.ledger.keep(kept, self.digests.proven)


def _stamped(kept: Kept, site: str, looked: int) -> Kept:
    """Return the same with a stamp for each of the files that has a proof of standing as it was written."""
    if kept.stamps and None not in kept.stamps:
        return kept
    stamps = [stamp_at(f"{site}/{path}") for path, _ in kept.outcome.files]
    proofs = tuple(stamp if stamp and is_proof(stamp, looked) else None for stamp in stamps)
    return kept if proofs == kept.stamps else kept._replace(stamps=proofs)
