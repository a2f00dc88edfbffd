"""One deal from bytes to finished pages, and what it hands in to the pages over several deals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.assess.assessment import assess
from generator.assess.row import row_of, sheet_of
from generator.problems import Refused
from generator.read.around import Around
from generator.read.files import Source
from generator.read.playbook import read_deal
from generator.show.deal import deal_pages
from generator.show.page import Commit, Page, Setting
from generator.show.slips import slips_of
from generator.site.columns import packed
from generator.site.drawn import digest, watched, written
from generator.site.fence import fenced
from generator.site.finding.pages import findable
from generator.site.ledger import Outcome
from generator.site.pouring import Frame, file_of, poured
from generator.site.search import documents
from generator.site.staging import Shelf
from generator.track.history import Chronicle, History, past_of


@dataclass(frozen=True, slots=True)
class Terms:
    """All that a deal's finished pages depend on besides its own bytes, and where they are put.

    `sharded` tells which of the two searches they go with.
    """

    around: Around
    setting: Setting
    changed: Mapping[str, Commit]
    frame: Frame
    shelf: Shelf
    chronicle: Chronicle | None = None
    sharded: bool = False

    @property
    def source(self) -> Source:
        """Where the files come from."""
        return self.around.source


def build_deal(path: str, content: bytes, terms: Terms, history: History | None = None) -> Outcome:
    """Put a deal's pages on the shelf and return what came of its file. It depends on nothing but the arguments."""
    around, draws = watched(terms.around.surroundings)
    of_content = digest(content)
    reading = read_deal(terms.source.name, path, content, around)
    if reading.noun is None:
        return Outcome(path, of_content, problems=reading.problems, draws=tuple(sorted(draws)))
    past = past_of(history, reading.noun, terms.setting.today)
    judgement = assess(reading.noun, around, terms.setting.today, past)
    pages = deal_pages(judgement, around, terms.setting, terms.changed.get(path), history)
    files, found = shelve(pages, terms)
    row = row_of(judgement, past)
    slips = packed(slips_of(row, around, terms.setting))
    return Outcome(
        path, of_content, files, reading.problems, written(sheet_of(row)), slips, found, tuple(sorted(draws))
    )


def read_and_build(path: str, terms: Terms, history: Callable[[str], History | None]) -> Outcome:
    """Build the deal of a file, as far as the file can be read."""
    try:
        content = terms.source.read(path)
    except Refused as refused:
        return Outcome(path, problems=refused.problems)
    with fenced(f"{terms.source.name}/{path}"):
        return build_deal(path, content, terms, history(path))


def shelve(pages: Sequence[Page], terms: Terms) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """Put finished pages on the shelf; return their files with digests, and what the search finds in them.

    The pages lie below the address of the first.
    """
    contents = {file_of(page): poured(page, terms.frame, terms.setting) for page in pages}
    found = b""
    if not terms.sharded:
        found = documents(pages, directory_addresses=terms.setting.directory_addresses)
    elif findings := findable(pages):
        contents[findings.path], found = findings.content, findings.found
    for path, content in contents.items():
        terms.shelf.put(path, content)
    return tuple((path, digest(content)) for path, content in contents.items()), found
