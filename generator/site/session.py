"""One build of a site: from a look at what stands to what is published and kept for the next build."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.git.cache_file import keep_out_of_git
from generator.site.build import Built, build
from generator.site.cache import merged
from generator.site.cache import theme as theme_of_last_build
from generator.site.cache.reuse import LastBuild
from generator.site.cache.store import CacheStore
from generator.site.cache.theme import ThemeCache
from generator.site.cache.up_to_date import Proof, commit_of
from generator.site.inputs import context_maker, jobs_of, store_folder, theme_key
from generator.site.output.background import BackgroundCheck
from generator.site.output.snapshot import SEAL, seal, take
from generator.site.output.staging import Staging, refuse_overlap
from generator.site.request import BuildRequest
from generator.site.settings import Settings


class Session:
    """A build that has begun: nobody else builds the same site before it is closed.

    Raises Refused where the settings ask for what cannot be done.
    """

    def __init__(self, settings: Settings, request: BuildRequest) -> None:
        self.settings = settings
        self.store_folder = store_folder(settings, request)
        self.key = theme_key(settings, request)
        self.commit = commit_of(settings.docs_dir)
        site = Path(settings.site_dir).resolve()
        looking = self._looking(site, request)
        deals = take(settings.docs_dir)
        theme = [take(settings.custom_dir)] if settings.custom_dir else []
        self.inputs = tuple(each.record for each in (take(settings.file), deals, *theme))
        self.request = replace(request, jobs=jobs_of(settings, request))
        self.context_of = context_maker(settings, request)
        refuse_overlap(site, Path(settings.docs_dir).resolve(), settings.root)
        store = merged.JoinedStore(request.slices) if request.slices else CacheStore(self.store_folder)
        self.staging = Staging(site)
        snapshot = looking.snapshot if looking else None
        self.staging.open(snapshot if looking and looking.store == store.digest else None)
        self.last = LastBuild(store, deals.by_path, deals.looked, self.staging.as_left, self.staging.holds)

    def _looking(self, site: Path, request: BuildRequest) -> BackgroundCheck | None:
        """Return the look at the site that has begun already, or another one."""
        if self.store_folder is None:
            return None
        begun, seal = request.last and request.last.looking, self.store_folder / SEAL
        return (
            begun if begun and (begun.folder, begun.seal) == (str(site), seal) else BackgroundCheck(str(site), seal)
        )

    def stand(self, theme_cache: ThemeCache) -> bool:
        """Tell whether the theme's files are in the site as they should be."""
        as_left = self.staging.as_left and self.last.store.index.theme == self.key
        return as_left or theme_cache.stand(self.staging.holds)

    def finish(self, theme_cache: ThemeCache, before_publishing: Callable[[], None] = lambda: None) -> Built:
        """Build the playbook into the shells, publish."""
        self.staging.take(merged.files_of(self.request.slices))
        sink = self.staging.sink_for_all if self.request.slices else self.staging.sink
        context = self.context_of(theme_cache.frame, sink, theme_cache.searched)
        built = build(self.request, context, self.last)
        theirs = frozenset() if self.request.part else frozenset(theme_cache.files)
        if self.request.slices or self.request.part:
            self.staging.drop_all_but(built.files | theirs)
        before_publishing()
        shelved = frozenset() if self.request.slices else built.files
        files = self.staging.publish(built.files | theirs, shelved)
        proof = self._keep(built, files, context.setting.today)
        return replace(built, proof=proof, size=proof.size if proof else self.staging.size(files))

    def _keep(self, built: Built, files: frozenset[str], today: dt.date) -> Proof | None:
        """Keep what the next build can use; return the proof that it need do nothing, where there can be one."""
        if self.store_folder is None:
            return None
        index = built.keep(files - built.files, self.key)
        site = self.staging.snapshot(files) if index else None
        if self.request.part is None:
            with contextlib.suppress(OSError):
                keep_out_of_git(self.store_folder.parents[1])
        if site is None:
            return None
        seal_file = self.store_folder / SEAL
        seal(seal_file, site, index)
        if built.problems or not self.key:
            return None
        return Proof(
            today.isoformat(),
            self.settings,
            self.commit,
            self.inputs,
            str(seal_file),
            index,
            built.deals,
            len(built.files),
            site.size,
        )

    def keep(self, theme_cache: ThemeCache) -> None:
        """Keep what the theme has given for the next build; a folder that cannot be written keeps nothing."""
        if self.store_folder and self.key:
            with contextlib.suppress(OSError):
                theme_of_last_build.keep(self.store_folder, self.key, theme_cache)

    def close(self) -> None:
        """Leave nothing beside the site, whatever became of the build."""
        self.staging.close()


def build_again(settings: Settings, request: BuildRequest) -> Built | None:
    """Build into what the theme gave the last build, without MkDocs; None where that does not hold any more."""
    folder, key = store_folder(settings, request), theme_key(settings, request)
    theme_cache = theme_of_last_build.recalled(folder, key) if folder and key else None
    if theme_cache is None:
        return None
    session = Session(settings, request)
    try:
        return session.finish(theme_cache) if session.stand(theme_cache) else None
    finally:
        session.close()
