"""The pages over several deals and the exports, from the rows of all; those that still hold are taken over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.assess.row import Row
from generator.problems import Problem
from generator.show.account import account_page, account_slugs
from generator.show.book import Book
from generator.show.exports import exports
from generator.show.overview import pages_over_all
from generator.site.deals import Terms, shelve
from generator.site.drawn import digest, watched
from generator.site.ledger import Outcome
from generator.site.records import value_of
from generator.site.reuse import Reuse

ALL = ""
"""The name of what comes of all deals together; an account's is its folder with a slash."""


@dataclass(frozen=True)
class Told:
    """What is told of the deals: the rows as records by path, and the mistakes in all files, whose paths begin so."""

    records: Mapping[str, str]
    problems: tuple[Problem, ...]
    folder: str

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows, by identity."""
        rows = (value_of(Row, json.loads(record)) for record in self.records.values())
        return tuple(sorted(rows, key=lambda row: row.identity))

    @property
    def digest(self) -> str:
        """The digest of it all."""
        return digest(*self.records, *self.records.values(), *map(repr, self.problems))

    @cached_property
    def by_account(self) -> Mapping[str, Told]:
        """What is told of the deals and the mistakes in each folder."""
        records: dict[str, dict[str, str]] = {}
        problems: dict[str, list[Problem]] = {}
        for path, record in self.records.items():
            records.setdefault(path.partition("/")[0], {})[path] = record
        for problem in self.problems:
            below = problem.path.removeprefix(f"{self.folder}/")
            problems.setdefault(below.partition("/")[0], []).append(problem)
        return {
            folder: Told(records.get(folder, {}), tuple(problems.get(folder, ())), self.folder)
            for folder in {*records, *problems}
        }


@dataclass(frozen=True)
class Overviews:
    """The making of what draws on several deals. `rests_on` is the digest of what every page rests on."""

    told: Told
    terms: Terms
    reuse: Reuse | None
    rests_on: str

    def shelved(self, around: str) -> Iterator[Outcome]:
        """Put it all on the shelf and yield what came of it; `around` is the digest of all files but the deals."""
        key = digest(self.rests_on, around, *sorted(self.terms.surroundings.deals), self.told.digest)
        held = self.reuse and self.reuse.held(ALL, key)
        yield held or self._noted(self._all(), key)
        accounts = self.told.by_account
        for slug in self._slugs():
            theirs = accounts.get(slug, Told({}, (), self.told.folder))
            key = digest(self.rests_on, theirs.digest)
            held = self.reuse and self.reuse.held(f"{slug}/", key)
            yield held or self._noted(self._account(slug, theirs), key)

    def _slugs(self) -> list[str]:
        unread = Book((), self.terms.surroundings, self.terms.setting, self.told.problems)
        return sorted({path.partition("/")[0] for path in self.told.records}.union(account_slugs(unread)))

    def _all(self) -> Outcome:
        terms = self.terms
        book = Book(self.told.rows, terms.surroundings, terms.setting, self.told.problems)
        shelved = [shelve([page], terms) for page in pages_over_all(book)]
        exported = exports(self.told.rows, terms.surroundings, terms.setting)
        for address, content in exported.items():
            terms.shelf.put(address, content)
        also = ((address, digest(content)) for address, content in exported.items())
        files = (file for each, _ in shelved for file in each)
        return Outcome(ALL, files=(*files, *also), found=b",".join(found for _, found in shelved if found))

    def _account(self, slug: str, theirs: Told) -> Outcome:
        """Return the page of an account, made from what is told of its own deals alone."""
        around, draws = watched(self.terms.surroundings)
        page = account_page(Book(theirs.rows, around, self.terms.setting, theirs.problems), slug)
        files, found = shelve([page], self.terms)
        return Outcome(f"{slug}/", files=files, found=found, draws=tuple(sorted(draws)))

    def _noted(self, outcome: Outcome, key: str) -> Outcome:
        if self.reuse:
            self.reuse.note(outcome, key)
        return outcome
