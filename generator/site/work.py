"""The work of one build on its deals: what of the last build still holds is taken over, the rest is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from generator.read.files import METHOD, SHARES, TEAM, Listing
from generator.site.deals import Terms, build_deals
from generator.site.drawn import Ground, digest
from generator.site.edition import edition
from generator.site.ledger import Outcome
from generator.site.reuse import Digests, Last, Reuse


@dataclass(frozen=True)
class Work:
    """One build: the files, the terms on which they become pages, and what the last build has left, if anything."""

    listing: Listing
    terms: Terms
    last: Last | None = None

    @cached_property
    def ground(self) -> Ground:
        """The surroundings, by what is drawn on in them."""
        return Ground(self.terms.surroundings)

    @cached_property
    def reuse(self) -> Reuse | None:
        """What is taken over; None where every page is made anew and nothing is kept."""
        if self.last is None:
            return None
        digests = Digests(self.terms.source, self.last.folder, self.last.ledger.files)
        return Reuse(self.last, digests, self.ground)

    @cached_property
    def base(self) -> str:
        """The digest of what every page rests on."""
        terms = self.terms
        frame = repr((terms.frame.site_url, terms.frame.not_found, sorted(terms.frame.shells.items())))
        method_changes = terms.chronicle and terms.chronicle.method_changes
        facts = terms.setting, terms.surroundings.method, method_changes, terms.sharded
        return digest(edition(), terms.source.name, frame, self.ground.team, *map(repr, facts))

    @cached_property
    def around(self) -> str:
        """The digest of all files but the deals."""
        paths = [TEAM, METHOD, SHARES]
        for listed in (self.listing.accounts, self.listing.partners, self.listing.competitors):
            paths += listed.values()
        return digest(*(part for path in paths for part in (path, self._content(path) or "")))

    def deals(self, jobs: int, tell: Callable[[int], None]) -> tuple[Outcome, ...]:
        """Return what came of each deal in the order of their paths; `tell` is told how many are done."""
        paths = list(self.listing.deals.values())
        done = {path: held for path in paths if (held := self._held(path))}
        tell(len(done))
        for outcomes in build_deals([path for path in paths if path not in done], self.terms, jobs):
            for outcome in outcomes:
                self._note(outcome)
                done[outcome.name] = outcome
            tell(len(done))
        return tuple(done[path] for path in paths)

    def _held(self, path: str) -> Outcome | None:
        content = self._content(path)
        return self.reuse.held(path, self._key(path, content)) if self.reuse and content else None

    def _note(self, outcome: Outcome) -> None:
        if self.reuse and outcome.content:
            self.reuse.note(outcome, self._key(outcome.name, outcome.content))

    def _content(self, path: str) -> str | None:
        return self.reuse.digests.of(path) if self.reuse else None

    def _key(self, path: str, content: str) -> str:
        """Return the digest of what a deal's pages rest on besides what they look up in the surroundings."""
        terms = self.terms
        touches = terms.chronicle and terms.chronicle.touches.get(path)
        return digest(self.base, path, content, repr(terms.changed.get(path)), repr(touches))
