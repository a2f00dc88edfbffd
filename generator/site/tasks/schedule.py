"""The work of one build: what of the last build still holds is taken over, the rest is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.assess.findings.files import findings_in, link_findings
from generator.problems import Problem
from generator.read.surroundings import SurroundingFiles
from generator.show.portfolio.accounts.account import account_slugs
from generator.show.portfolio.context import PortfolioContext
from generator.show.summary.summary import EMPTY
from generator.site.build_shard import BuildShard
from generator.site.cache.dependencies import watched, written
from generator.site.cache.reuse import Reuse
from generator.site.cache.store import CachedResult
from generator.site.cache.summaries import SummaryColumns
from generator.site.tasks.account import AccountTask, AccountWorker, build_units
from generator.site.tasks.context import BuildContext
from generator.site.version import edition
from generator.storage.digest import digest


@dataclass(frozen=True)
class Schedule:
    """One build, or a part of it: the context in which files become pages, and what the last build has left."""

    context: BuildContext
    reuse: Reuse
    part: BuildShard | None = None

    @property
    def around(self) -> SurroundingFiles:
        """Surroundings of the deals."""
        return self.context.around

    @cached_property
    def base(self) -> str:
        """The digest of what every page rests on."""
        context = self.context
        frame = repr((context.frame.site_url, context.frame.not_found, sorted(context.frame.shells.items())))
        method_changes = context.history_inputs and context.history_inputs.method_changes
        facts = context.setting, self.around.method, method_changes, context.searched
        return digest(edition(), context.source.name, frame, written(self.around.team), *map(repr, facts))

    def files_around(self) -> None:
        """Look for mistakes and findings in the files of partners and competitors."""
        listing = self.around.listing
        for path in (*listing.partners.values(), *listing.competitors.values()):
            key = digest(self.base, path, self._content(path))
            if not self.reuse.holds(path, key):
                kind = self.around.kinds[path]
                problems, noun = self.around.problems(path, kind), self.around.noun(kind, path)
                shown = f"{self.context.source.name}/{path}"
                around, dependencies = watched(self.around.surroundings)
                findings = (*findings_in(shown, noun.cut_short, around.method), *link_findings(shown, noun, around))
                noted = tuple(sorted(dependencies))
                self.reuse.note(CachedResult(path, problems=problems, findings=findings, dependencies=noted), key)

    def accounts(self, jobs: int, tell: Callable[[int], None]) -> None:
        """Build every deal and every account's page; `tell` gets the number of deals done."""
        held = {path for path in self.deals if self._holds(path)}
        tell(done := len(held))
        units = filter(None, (self._unit(slug, held) for slug in self._folders))
        for results in build_units(list(units), self.context, jobs):
            for result in results:
                of_account = result.name.endswith("/")
                key = self._page_key(result.name) if of_account else self._key(result.name, result.content)
                self.reuse.note(result, key)
                done += not of_account
            tell(done)

    def columns(self) -> SummaryColumns:
        """Return the summaries of all deals, once the deals are built."""
        deals = [path for path in self.deals if self.reuse.notes[path].sheet]
        fresh = {path: self.reuse.fresh[path] for path in deals if path in self.reuse.fresh}
        return SummaryColumns(deals, fresh, self.reuse.last.store)

    @cached_property
    def deals(self) -> Sequence[str]:
        """The files of the deals, in the order of their identities."""
        files = self.around.listing.deals.items()
        return [path for identity, path in files if identity.partition("/")[0] in self._folders]

    @cached_property
    def _folders(self) -> Mapping[str, Sequence[str]]:
        """The deals' files of every account that has a page."""
        listing = self.around.listing
        by_folder = by_account(listing.deals.values())
        faulty = PortfolioContext(EMPTY, self.around.surroundings, self.context.setting, tuple(listing.problems))
        slugs = account_slugs(by_folder, listing.accounts, faulty)
        return {slug: by_folder.get(slug, ()) for slug in slugs if self.part is None or self.part.holds(slug)}

    @cached_property
    def _listed(self) -> Mapping[str, Sequence[Problem]]:
        """The mistakes in the folder of each account, apart from those in its files."""
        below = f"{self.context.source.name}/"
        problems: dict[str, list[Problem]] = {}
        for problem in self.around.listing.problems:
            problems.setdefault(problem.path.removeprefix(below).partition("/")[0], []).append(problem)
        return problems

    def _unit(self, slug: str, held: set[str]) -> AccountTask | None:
        """Return what there is to do for an account, None where all of it still holds."""
        paths = self._folders[slug]
        todo = tuple(path for path in paths if path not in held)
        if not todo and self.reuse.holds(f"{slug}/", self._page_key(f"{slug}/")):
            return None
        others = [self.reuse.result(path) for path in paths if path in held]
        problems = [*self._listed.get(slug, ()), *(problem for each in others for problem in each.problems)]
        return AccountTask(slug, todo, tuple(each.sheet for each in others if each.sheet), tuple(problems))

    def _holds(self, path: str) -> bool:
        return self.reuse.last.store.remembers and self.reuse.holds(path, self._key(path, self._content(path)))

    def _content(self, path: str) -> str:
        return (self.reuse.last.store.remembers and self.reuse.digests.of(path)) or ""

    def _key(self, path: str, content: str) -> str:
        """Return the digest of what a deal's pages rest on besides what they look up in the surroundings."""
        context = self.context
        inputs = context.history_inputs
        past = (inputs.touches.get(path), inputs.origins.get(path)) if inputs else ()
        return digest(self.base, path, content, repr(context.changed.get(path)), repr(past))

    def _page_key(self, name: str) -> str:
        """Return the digest of what the page of an account rests on, once its deals are built or known to hold."""
        slug = name.removesuffix("/")
        notes = [(path, self.reuse.notes[path]) for path in self._folders[slug]]
        faults = [repr(self.reuse.result(path).problems) for path, note in notes if note.faulty]
        sheets = [note.sheet for _, note in notes]
        return digest(self.base, name, repr(self._newest.get(slug)), repr(self._listed.get(slug)), *sheets, *faults)

    @cached_property
    def _newest(self) -> Mapping[str, object]:
        return AccountWorker(self.context).newest


def by_account(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the paths in each account's folder."""
    deals: dict[str, list[str]] = {}
    for path in paths:
        deals.setdefault(path.partition("/")[0], []).append(path)
    return deals
