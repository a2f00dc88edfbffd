"""An account with its deals as one piece of work, and many of them in worker processes."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from multiprocessing.context import BaseContext

from generator.assess.findings.files import findings_in, link_findings
from generator.assess.judgement import PlacedFinding
from generator.assess.portfolio.row import AccountDeal
from generator.history.history import History, histories
from generator.model.account import Account
from generator.model.meeting import Meeting
from generator.model.playbook import Surroundings
from generator.problems import Problem
from generator.show.page import Commit, Page
from generator.show.portfolio.accounts.account import account_page
from generator.show.portfolio.accounts.meeting import meeting_pages
from generator.show.portfolio.context import PortfolioContext
from generator.show.summary.summary import EMPTY
from generator.site.cache.dependencies import watched
from generator.site.cache.store import CachedResult
from generator.site.codec import value_of
from generator.site.processes import can_fork, end_with_the_build
from generator.site.tasks.context import BuildContext
from generator.site.tasks.deal import build_deals, put_pages

BATCH = 32
"""Pages' worth of deals that a worker does before it reports: few enough to share out evenly, many enough to pay."""


@dataclass(frozen=True, slots=True)
class AccountTask:
    """An account: its deals that are to be built, the sheets of the others, and the mistakes known in its folder."""

    slug: str
    todo: tuple[str, ...]
    sheets: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The name of what comes of the account itself."""
        return f"{self.slug}/"


@dataclass(frozen=True)
class AccountWorker:
    """The context in a worker process, and what is worked out of it once for all accounts."""

    context: BuildContext

    @cached_property
    def newest(self) -> Mapping[str, Commit]:
        """The last commit that changed something in the folder of each account."""
        commits: dict[str, Commit] = {}
        for path, commit in self.context.changed.items():  # the newest first
            commits.setdefault(path.partition("/")[0], commit)
        return commits

    def built(self, units: Sequence[AccountTask]) -> tuple[CachedResult, ...]:
        """Build several accounts, one after the other."""
        context = self.context
        with histories(context.history_inputs, context.around.method, context.setting.today) as history:
            return tuple(result for unit in units for result in self._unit(unit, history))

    def _unit(self, unit: AccountTask, history: Callable[[str], History | None]) -> Iterator[CachedResult]:
        made = build_deals(unit.todo, self.context, history)
        yield from (result for result, _ in made)
        kept = (value_of(AccountDeal, json.loads(each)) for each in unit.sheets)
        sheets = [*kept, *(sheet for _, sheet in made if sheet)]
        problems = [*unit.problems, *(problem for result, _ in made for problem in result.problems)]
        yield self._account(unit, sheets, problems)

    def _account(self, unit: AccountTask, sheets: Iterable[AccountDeal], problems: Iterable[Problem]) -> CachedResult:
        """Put an account's page into the sink; it is made of the sheets of its own deals alone."""
        around, dependencies = watched(self.context.around.surroundings)
        path = self.context.around.listing.accounts.get(unit.slug)
        faults = self._faults(unit.slug, path)
        deals = sorted(sheets, key=lambda sheet: sheet.identity)
        setting = replace(self.context.setting, commit=self.newest.get(unit.slug))
        book = PortfolioContext(EMPTY, around, setting, (*problems, *faults))
        made = [put_pages([page], self.context) for page in _pages(book, unit.slug, deals)]
        files = tuple(file for files, _ in made for file in files)
        entries = b",".join(found for _, found in made if found)
        findings = self._findings(unit.slug, path, around) if path else ()
        noted = tuple(sorted(dependencies))
        return CachedResult(
            unit.name, "", files, faults, search_entries=entries, dependencies=noted, findings=findings
        )

    def _faults(self, slug: str, path: str | None) -> tuple[Problem, ...]:
        """Return the mistakes in an account's file and in its meetings."""
        around = self.context.around
        met = [problem for each in around.meeting_paths.get(slug, ()) for problem in around.problems(each, Meeting)]
        return (*(around.problems(path, Account) if path else ()), *met)

    def _findings(self, slug: str, path: str, around: Surroundings) -> tuple[PlacedFinding, ...]:
        """Return the findings in the files of an account and its meetings; links are looked up in the surroundings.

        What a meeting says is plain text, and links nowhere.
        """
        name, noun = self.context.source.name, self.context.around.noun(Account, path)
        cut = [
            found
            for each in (noun, *around.meetings.get(slug, ()))
            for found in findings_in(f"{name}/{each.path}", each.cut_short, around.method)
        ]
        return (*cut, *link_findings(f"{name}/{path}", noun, around))


def _pages(context: PortfolioContext, slug: str, deals: Sequence[AccountDeal]) -> Iterator[Page]:
    """Yield an account's page, and one for each of its meetings."""
    yield account_page(context, slug, deals)
    yield from meeting_pages(context, slug, deals)


def build_units(units: Iterable[AccountTask], context: BuildContext, jobs: int) -> Iterator[tuple[CachedResult, ...]]:
    """Yield what came of batches of units, built by up to `jobs` processes; one job stays in this process."""
    batches = list(_batches(units))
    workers = min(jobs, len(batches))
    if workers <= 1:
        worker = AccountWorker(context)
        yield from (worker.built(batch) for batch in batches)
        return
    with ProcessPoolExecutor(workers, _processes(), _settle, (context,)) as pool:
        yield from pool.map(_build_here, batches)


def _batches(units: Iterable[AccountTask]) -> Iterator[list[AccountTask]]:
    batch: list[AccountTask] = []
    for unit in units:
        batch.append(unit)
        if sum(len(each.todo) + 1 for each in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _processes() -> BaseContext:
    """Return the quick way to start workers where it is safe: a process with other threads must not fork."""
    return multiprocessing.get_context("fork" if can_fork() else "spawn")


_settled: list[AccountWorker] = []


def _settle(context: BuildContext) -> None:
    """Keep in a worker what all of its units share; a worker whose build was killed ends with it."""
    _settled[:] = [AccountWorker(context)]
    end_with_the_build()


def _build_here(units: Sequence[AccountTask]) -> tuple[CachedResult, ...]:
    return _settled[0].built(units)
