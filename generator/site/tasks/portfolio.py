"""Pages and files over all deals, made from the deals' summaries; those that still hold are taken over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from generator.assess.judgement import PlacedFinding
from generator.history.deleted import DeletedDeal
from generator.problems import Problem
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.outputs import WHOLES, Output
from generator.site.cache.dependencies import Dependency, watched
from generator.site.cache.reuse import Reuse
from generator.site.cache.store import CachedResult
from generator.site.cache.summaries import SummaryColumns
from generator.site.processes import can_fork, end_with_the_build, uncollected
from generator.site.tasks.context import BuildContext
from generator.site.tasks.deal import put_pages
from generator.storage.digest import digest

WORTH_A_PROCESS = 500
"""Deals from which on it takes longer to make everything in one process than to start another."""


@dataclass(frozen=True)
class PortfolioBuild:
    """The making of what draws on several deals. `rests_on` is the digest of what every page rests on.

    `findings` are those of files that are no deals, `deleted` the deals whose files were deleted lately.
    """

    columns: SummaryColumns
    problems: tuple[Problem, ...]
    findings: tuple[PlacedFinding, ...]
    deleted: tuple[DeletedDeal, ...]
    context: BuildContext
    reuse: Reuse
    rests_on: str
    jobs: int = 1

    def make(self) -> None:
        """Put all of it into the sink that does not stand as it should."""
        several = self.problems, self.findings, self.deleted
        inputs = digest(self.rests_on, repr(self.context.setting), *(repr(each) for each in several))
        keys = {whole: digest(inputs, *(self.columns.digests[kind] for kind in whole.of)) for whole in WHOLES}
        wanted = [whole for whole, key in keys.items() if not self.reuse.holds(_name(whole), key)]
        for whole, result in zip(wanted, self._made_of(wanted), strict=True):
            self.reuse.note(result, keys[whole])

    def _made_of(self, wanted: Sequence[Output]) -> Iterable[CachedResult]:
        """Return what comes of the wholes; of many deals they are made side by side, where processes may fork."""
        workers = min(self.jobs, len(wanted))
        if workers <= 1 or len(self.columns.deals) < WORTH_A_PROCESS or not can_fork():
            return self.made(wanted)
        with ProcessPoolExecutor(workers, get_context("fork"), _settle, (self,)) as pool:
            shares = [[WHOLES.index(whole) for whole in share] for share in self._shared_out(wanted)]
            made = {result.name: result for results in pool.map(_make, shares) for result in results}
        return [made[_name(whole)] for whole in wanted]

    def _shared_out(self, wanted: Sequence[Output]) -> Sequence[Sequence[Output]]:
        """Return the wholes in shares, the heaviest first; those that look at every deal's glance read it once."""
        of_glances = [whole for whole in wanted if "glance" in whole.of]
        shares = [of_glances, *([whole] for whole in wanted if "glance" not in whole.of)]
        return sorted(shares, key=lambda share: -self.columns.weight({kind for whole in share for kind in whole.of}))

    def made(self, wholes: Sequence[Output]) -> Sequence[CachedResult]:
        """Return what comes of wholes that are made one after the other."""
        book, dependencies = self._book()
        with uncollected():
            return [self._made(whole, book, dependencies) for whole in wholes]

    def _book(self) -> tuple[PortfolioContext, set[Dependency]]:
        """Return what all of it is made of, and the set in which everything is noted that is looked up."""
        around, dependencies = watched(self.context.around.surroundings)
        pile = self.columns.summaries()
        setting, several = self.context.setting, (self.problems, self.findings, self.deleted)
        return PortfolioContext(pile, around, setting, *several), dependencies

    def _made(self, whole: Output, book: PortfolioContext, dependencies: set[Dependency]) -> CachedResult:
        page_files = [put_pages([page], self.context) for page in whole.pages(book)]
        made = whole.files(book)
        for address, content in made.items():
            self.context.sink.put(address, content)
        also = ((address, digest(content)) for address, content in made.items())
        files = (file for each, _ in page_files for file in each)
        entries = b",".join(each for _, each in page_files if each)
        return CachedResult(
            _name(whole), "", (*files, *also), search_entries=entries, dependencies=tuple(sorted(dependencies))
        )


def _name(whole: Output) -> str:
    return f"/{whole.name}"


_settled: list[PortfolioBuild] = []


def _settle(overviews: PortfolioBuild) -> None:
    _settled[:] = [overviews]
    end_with_the_build()


def _make(places: Sequence[int]) -> Sequence[CachedResult]:
    return _settled[0].made([WHOLES[place] for place in places])
