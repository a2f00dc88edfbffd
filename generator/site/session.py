"""One build of a site: from a look at what stands to what is published and kept for the next build."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.git.cache_file import keep_out_of_git
from generator.site.build import Built, build
from generator.site.cache import merged
from generator.site.cache import theme as moulding
from generator.site.cache.reuse import LastBuild
from generator.site.cache.store import CacheStore
from generator.site.cache.theme import ThemeCache
from generator.site.cache.up_to_date import Proof, commit_of, seen
from generator.site.output.background import BackgroundCheck
from generator.site.output.snapshot import SEAL, keep_seal
from generator.site.output.staging import Staging, refuse_overlap
from generator.site.output.stat import now, walked
from generator.site.request import Wishes, ledger_folder, order, theme_key
from generator.site.search.material import INDEX, as_script, filled
from generator.site.settings import Settings


class Session:
    """A build that has begun: nobody else builds the same site before it is closed.

    Raise Refused where the settings ask for what cannot be done.
    """

    def __init__(self, settings: Settings, wishes: Wishes) -> None:
        self.settings = settings
        self.ledger = ledger_folder(settings, wishes)
        self.key = theme_key(settings, wishes)
        self.commit = commit_of(settings.docs_dir)
        site = Path(settings.site_dir).resolve()
        looking = self._looking(site, wishes)
        looked, stamps = now(), dict(walked(settings.docs_dir))
        own = [seen(settings.custom_dir)] if settings.custom_dir else []
        self.sights = (seen(settings.file), seen(settings.docs_dir, stamps), *own)
        ordered = order(settings, wishes)
        refuse_overlap(site, Path(settings.docs_dir).resolve(), settings.root)
        ledger = merged.JoinedStore(wishes.slices) if wishes.slices else CacheStore(self.ledger)
        self.staging = Staging(site)
        found = looking.found if looking else None
        self.staging.open(found if looking and looking.ledger == ledger.told else None)
        last = LastBuild(ledger, stamps, looked, self.staging.as_left, self.staging.holds)
        self.order = replace(ordered, last=last)
        self.slices = wishes.slices

    def _looking(self, site: Path, wishes: Wishes) -> BackgroundCheck | None:
        """Return the look at the site that has begun already, or another one."""
        if self.ledger is None:
            return None
        begun, seal = wishes.looking, self.ledger / SEAL
        return (
            begun if begun and (begun.folder, begun.seal) == (str(site), seal) else BackgroundCheck(str(site), seal)
        )

    def stand(self, moulds: ThemeCache) -> bool:
        """Tell whether the theme's files are in the site as they should be."""
        as_left = self.staging.as_left and self.order.last.ledger.index.theme == self.key
        return as_left or moulds.stand(self.staging.holds)

    def finish(self, moulds: ThemeCache, before_publishing: Callable[[], None] = lambda: None) -> Built:
        """Build the playbook into the shells, fill the search index that waits, publish."""
        self.staging.take(merged.files_of(self.slices))
        shelf = self.staging.fresh_shelf if self.slices else self.staging.shelf
        built = build(replace(self.order, searched=moulds.index is not None), moulds.frame, shelf)
        theirs = frozenset() if self.order.part else frozenset(moulds.files)
        if self.slices or self.order.part:
            self.staging.drop_all_but(built.files | theirs)
        index = self.staging.waiting / INDEX
        if moulds.index is not None and not self.order.part:
            index.parent.mkdir(exist_ok=True)
            index.write_bytes(filled(moulds.index, built.found))
        if not self.settings.directory_addresses:
            as_script(self.staging.waiting)
        before_publishing()
        shelved = frozenset() if self.slices else built.files
        files = self.staging.publish(built.files | theirs, shelved)
        return replace(built, proof=self._keep(built, files))

    def _keep(self, built: Built, files: frozenset[str]) -> Proof | None:
        """Keep what the next build can use; return the proof that it need do nothing, where there can be one."""
        if self.ledger is None:
            return None
        kept = built.keep(files - built.files, self.key)
        sealed = self.staging.sealed(files) if kept else None
        if self.order.part is None:
            with contextlib.suppress(OSError):
                keep_out_of_git(self.ledger.parents[1])
        if sealed is None:
            return None
        keep_seal(self.ledger / SEAL, sealed._replace(ledger=kept))
        if built.problems or not self.key:
            return None
        day, seal = self.order.setting.today.isoformat(), str(self.ledger / SEAL)
        return Proof(day, self.settings, self.commit, self.sights, seal, kept, built.deals, len(built.files))

    def keep(self, moulds: ThemeCache) -> None:
        """Keep what the theme has given for the next build; a folder that cannot be written keeps nothing."""
        if self.ledger and self.key:
            with contextlib.suppress(OSError):
                moulding.keep(self.ledger, self.key, moulds)

    def close(self) -> None:
        """Leave nothing beside the site, whatever became of the build."""
        self.staging.close()


def build_again(settings: Settings, wishes: Wishes) -> Built | None:
    """Build into what the theme gave the last build, without MkDocs; None where that does not hold any more."""
    ledger, key = ledger_folder(settings, wishes), theme_key(settings, wishes)
    moulds = moulding.recalled(ledger, key) if ledger and key else None
    if moulds is None:
        return None
    session = Session(settings, wishes)
    try:
        return session.finish(moulds) if session.stand(moulds) else None
    finally:
        session.close()
