"""One deal from bytes to finished pages, and to its summary for the pages over several deals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from generator.assess.deal.assessment import assess
from generator.assess.judgement import Judgement
from generator.assess.past import Past
from generator.assess.portfolio.row import AccountDeal, row_of, sheet_of
from generator.editor.published.form_files import form_address, published_form
from generator.history.history import History, past_of
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.problems import Refused
from generator.read.playbook import read_deal
from generator.read.yaml.document import Document
from generator.show.deal.column import ColumnContext, column_file
from generator.show.deal.context import DealContext
from generator.show.deal.pages import PAGES
from generator.show.page import Page
from generator.show.summary.calendar import source_of
from generator.show.summary.summary import summary_of
from generator.show.urls import page_urls
from generator.site.cache.dependencies import Dependency, watched, written
from generator.site.cache.store import CachedResult
from generator.site.cache.summaries import packed
from generator.site.layout.page_file import file_of, poured
from generator.site.search.entries import SearchRecord, findable
from generator.site.search.jsonp import script_of, script_path
from generator.site.tasks.context import BuildContext
from generator.site.tasks.timeout import fenced
from generator.storage.digest import digest

NO_FILES: Final[Mapping[str, bytes]] = {}
FEW = 8
"""Deals that go through one stage before the next: the code of a stage then stays in the processor's cache."""


class DealBuild:
    """A deal on its way from bytes to finished pages, stage by stage; it ends with its result.

    What comes of it depends on nothing but the file's bytes, the context and its history.
    """

    around: Surroundings
    dependencies: set[Dependency]
    content: str
    deal: Deal
    lines: Mapping[str, int]
    past: Past
    judgement: Judgement
    document: Document
    beside: dict[str, bytes]
    result: CachedResult | None = None
    sheet: AccountDeal | None = None

    def __init__(self, path: str, context: BuildContext, histories: Callable[[str], History | None]) -> None:
        self.path, self.context, self.histories = path, context, histories
        self.pages: list[Page] = []

    def read(self) -> None:
        """Read the file; a mistake in it is the result."""
        try:
            content = self.context.source.read(self.path)
        except Refused as refused:
            self.result = CachedResult(self.path, problems=refused.problems)
            return
        self.around, self.dependencies = watched(self.context.around.surroundings)
        self.content = digest(content)
        reading = read_deal(self.context.source.name, self.path, content, self.around)
        if reading.noun and reading.document:
            self.deal = reading.noun
            self.document = reading.document
            self.lines = reading.document.key_lines
        else:
            dependencies = tuple(sorted(self.dependencies))
            self.result = CachedResult(self.path, self.content, problems=reading.problems, dependencies=dependencies)

    def judge(self) -> None:
        """Assess the deal, with what is known of its past."""
        self.history, today = self.histories(self.path), self.context.setting.today
        self.past = past_of(self.history, self.deal, today, self.around.method)
        self.judgement = assess(self.deal, self.around, today, self.past)

    def show(self, tab: str) -> None:
        """Make one of its pages."""
        setting, changed = self.context.setting, self.context.changed.get(self.path)
        view = DealContext(self.judgement, self.around, setting, changed, tab, self.history, self.lines)
        self.pages.append(PAGES[tab](view))

    def set_beside(self) -> None:
        """Make its column for the page that compares deals, and its form where changes can be proposed."""
        view = ColumnContext(self.judgement, self.around, self.context.setting, None, "", None, self.lines)
        self.beside = {page_urls.column(self.deal.identity): column_file(view)}
        if self.context.setting.proposes_to:
            form = published_form("deal", self.path, self.document, self.around, self.judgement)
            self.beside[form_address(self.path)] = form

    def finish(self) -> None:
        """Put the pages into the sink, and pack the summary for the pages over several deals."""
        files, entries = put_pages(self.pages, self.context, self.beside)
        row = row_of(self.judgement, self.around, self.past)
        source = source_of(self.deal, self.history, self.context.setting.today)
        parts = packed(summary_of(row, self.around, self.context.setting, source))
        self.sheet = sheet_of(row)
        part_digests, dependencies = tuple(map(digest, parts)), tuple(sorted(self.dependencies))
        self.result = CachedResult(
            self.path, self.content, files, (), written(self.sheet), parts, part_digests, entries, dependencies
        )


STAGES: Sequence[Callable[[DealBuild], None]] = (
    DealBuild.read,
    DealBuild.judge,
    *(partial(DealBuild.show, tab=tab) for tab in PAGES),
    DealBuild.set_beside,
    DealBuild.finish,
)


def build_deals(
    paths: Sequence[str], context: BuildContext, histories: Callable[[str], History | None]
) -> list[tuple[CachedResult, AccountDeal | None]]:
    """Build the deals of some files, as far as these can be read: a few at a time, all of them stage by stage.

    What comes of one is returned with its sheet as it is, so that its account need not read what was just written.
    """
    made: list[tuple[CachedResult, AccountDeal | None]] = []
    for start in range(0, len(paths), FEW):
        few = [DealBuild(path, context, histories) for path in paths[start : start + FEW]]
        with fenced() as begin:
            for stage in STAGES:
                for deal in few:
                    if deal.result is None:
                        begin(f"{context.source.name}/{deal.path}")
                        stage(deal)
        made += [(deal.result, deal.sheet) for deal in few if deal.result]
    return made


def put_pages(
    pages: Sequence[Page], context: BuildContext, beside: Mapping[str, bytes] = NO_FILES
) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """Put finished pages, and files beside them, into the sink; return all with digests, and what the search finds.

    The pages lie below the address of the first.
    """
    contents = {**beside, **{file_of(page): poured(page, context.frame, context.setting) for page in pages}}
    entries = b""
    if context.searched and (record := findable(pages)):
        contents |= _sections(record, from_disk=not context.setting.directory_addresses)
        entries = record.entry
    for path, content in contents.items():
        context.sink.put(path, content)
    return tuple((path, digest(content)) for path, content in contents.items()), entries


def _sections(record: SearchRecord, *, from_disk: bool) -> Mapping[str, bytes]:
    path, content = record.path, record.content
    return {script_path(path): script_of(path, content)} if from_disk else {path: content}
