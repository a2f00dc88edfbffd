"""The input of the pages over several deals, grouped once, and how such a page is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar
from urllib.parse import quote, urlencode

from markupsafe import Markup

from generator.assess.judgement import PlacedFinding
from generator.assess.portfolio.calls import CallRecords, call_records
from generator.assess.portfolio.forecast import Forecast, forecast_of
from generator.assess.portfolio.portfolio import Portfolio, portfolio_of
from generator.assess.portfolio.row import DealGlance
from generator.history.deleted import DeletedDeal
from generator.model.playbook import Surroundings
from generator.model.text import SLUG
from generator.model.who import respelled
from generator.problems import Problem
from generator.show.page import Setting
from generator.show.summary.account_rows import NextStep, account_line
from generator.show.summary.action_rows import COLUMNS as TASK_COLUMNS
from generator.show.summary.actions import DueAction
from generator.show.summary.calendar import owner_slugs
from generator.show.summary.deal_rows import CLOSED_COLUMNS, OPEN_COLUMNS, TableLines, columns_for, lines_of
from generator.show.summary.deleted import deleted_of_forecast
from generator.show.summary.findings import LINE_COLUMNS as FINDING_COLUMNS
from generator.show.summary.findings import RuleCount
from generator.show.summary.people import COLUMNS as PERSON_COLUMNS
from generator.show.summary.people import DealPeople, DealPerson
from generator.show.summary.summary import Summaries
from generator.show.summary.table import with_owner
from generator.show.text import names, values
from generator.show.text.note_links import notes_html
from generator.show.urls import anchors, page_urls

Deal = TypeVar("Deal", bound=DealGlance)


@dataclass(frozen=True)
class PortfolioContext:
    """The summaries of all deals, what they refer to, mistakes that kept files out, findings of other files.

    `deleted` are the deals whose files were deleted lately.
    """

    summaries: Summaries
    surroundings: Surroundings
    setting: Setting
    problems: tuple[Problem, ...] = ()
    file_findings: tuple[PlacedFinding, ...] = ()
    deleted: tuple[DeletedDeal, ...] = ()

    @property
    def rows(self) -> Sequence[DealGlance]:
        """Every deal at a glance."""
        return self.summaries.glances

    @cached_property
    def open(self) -> tuple[DealGlance, ...]:
        """The deals that have not ended."""
        return tuple(row for row in self.rows if not row.closed)

    @cached_property
    def _customers(self) -> Mapping[str, str]:
        return {row.account: name for row, name in zip(self.rows, self.summaries.customers, strict=True)}

    @cached_property
    def portfolio(self) -> Portfolio:
        """The figures of all deals together."""
        return portfolio_of(self.rows, self.surroundings.method.currencies)

    @cached_property
    def forecast(self) -> Forecast:
        """The forecast of all deals."""
        method, members, today = self.surroundings.method, self.surroundings.members, self.setting.today
        deals = [*self.summaries.forecasts, *deleted_of_forecast(self.deleted, method, members, today)]
        return forecast_of(deals, self.surroundings, self.usual_of_forecast, today)

    @cached_property
    def calls(self) -> CallRecords:
        """The forecast of the quarters that are over, against what came of it."""
        return call_records(self.summaries.forecasts, self.usual_of_forecast)

    @cached_property
    def usual_of_forecast(self) -> Mapping[str, str]:
        """The usual spelling of owners in the forecast that are written in another letter case in some deals."""
        return respelled(each.now.owner for each in self.summaries.forecasts if each.now.owner)

    @cached_property
    def _usual(self) -> Mapping[str, str]:
        """The usual spelling of owners that are written in another letter case in some deals."""
        return respelled(row.owner for row in self.rows if row.owner)

    def owner(self, row: DealGlance) -> str:
        """Return the owner of a deal, in the spelling that most deals have; empty where there is none."""
        return self._usual.get(row.owner, row.owner)

    @cached_property
    def lines(self) -> TableLines:
        """The lines of the tables of all deals."""
        cells = {row.identity: cells.decode() for row, cells in zip(self.rows, self.summaries.cells, strict=True)}
        for row in self.rows if self._usual else ():
            if owner := self._usual.get(row.owner):
                columns = CLOSED_COLUMNS if row.closed else columns_for(OPEN_COLUMNS, self.surroundings)[1:-1]
                cells[row.identity] = with_owner(cells[row.identity], columns, owner)
        return lines_of(self.portfolio, cells)

    @cached_property
    def by_account(self) -> Mapping[str, tuple[DealGlance, ...]]:
        """The deals of each account that has any."""
        return grouped(self.rows, lambda row: (row.account,))

    @cached_property
    def account_lines(self) -> Sequence[str]:
        """The line of each account that has a deal in the table of accounts, by name."""
        steps = self._next_steps()
        named = sorted((self.account_name(slug).casefold(), slug, rows) for slug, rows in self.by_account.items())
        around, setting = self.surroundings, self.setting
        return [
            account_line(slug, self.account_name(slug), rows, steps.get(slug), around, setting)
            for _, slug, rows in named
        ]

    def _next_steps(self) -> Mapping[str, NextStep]:
        """Return the open action of each account that is due first, where any has a day."""
        steps: dict[str, NextStep] = {}
        for row, tasks, lines in zip(self.rows, self.summaries.tasks, self.summaries.task_lines, strict=True):
            for due, line in zip(tasks, lines, strict=True):
                if not row.closed and (row.account not in steps or due.day < steps[row.account].day):
                    steps[row.account] = NextStep(due.day, line)
        return steps

    @cached_property
    def by_partner(self) -> Mapping[str, tuple[DealGlance, ...]]:
        """The deals that each partner works on."""
        return grouped(self.rows, lambda row: row.partners)

    @cached_property
    def by_competitor(self) -> Mapping[str, tuple[DealGlance, ...]]:
        """The deals in which each competitor is met."""
        return grouped(self.rows, lambda row: row.competitors)

    @cached_property
    def _tasks(self) -> Sequence[tuple[DueAction, str, str]]:
        summaries = self.summaries
        tasks = zip(
            *(chain.from_iterable(each) for each in (summaries.tasks, summaries.task_lines, summaries.events)),
            strict=True,
        )
        usual = self._usual_owners
        named = (_of_one_person(task, usual) for task in tasks) if usual else tasks
        return sorted(named, key=lambda each: each[0].day)

    @cached_property
    def _usual_owners(self) -> Mapping[str, str]:
        return respelled(chain(chain.from_iterable(self.summaries.owners), self._owners_beside_deals))

    @cached_property
    def tasks(self) -> Sequence[DueAction]:
        """Every open action, the earliest first."""
        return [due for due, _, _ in self._tasks]

    @cached_property
    def task_lines(self) -> Sequence[str]:
        """The line of each of them in their table."""
        return [line for _, line, _ in self._tasks]

    @cached_property
    def people(self) -> Sequence[tuple[DealPeople, DealPerson, str]]:
        """Every player with their deal and their line in the table: open deals first, then those that lack most.

        Those of one kind stand in the order of their next contact.
        """
        summaries, usual = self.summaries, self._usual_owners
        found = (
            (deal, person, _of_usual_owners(line, deal, person, usual))
            for deal, lines in zip(summaries.people, summaries.person_lines, strict=True)
            for person, line in zip(deal.people, lines, strict=True)
        )
        return sorted(found, key=lambda each: (each[0].closed, -len(each[1].lacks), each[1].day, each[0].identity))

    @cached_property
    def person_lines(self) -> Sequence[str]:
        """The line of each of them in their table."""
        return [line for _, _, line in self.people]

    @property
    def events(self) -> Iterable[tuple[str, str]]:
        """The owner and the calendar event of each of them."""
        return ((due.owner, event) for due, _, event in self._tasks)

    @cached_property
    def feed_slugs(self) -> Mapping[str, str]:
        """The file name of each owner's calendar feed: of everybody who owns anything, open or closed."""
        usual = self._usual_owners
        owners = chain(chain.from_iterable(self.summaries.owners), self._owners_beside_deals)
        return owner_slugs({usual.get(owner, owner) for owner in owners})

    @property
    def _owners_beside_deals(self) -> Iterator[str]:
        """The owners of the partners and of the accounts without a sound deal; those of the others are known."""
        around = self.surroundings
        with_deals = {each.partition("/")[0] for each in around.deals if each not in self.broken_deals}
        accounts = (around.account(slug).owner for slug in around.accounts if slug not in with_deals)
        partners = (around.partner(slug).owner for slug in around.partners)
        return filter(None, map(str.strip, chain(accounts, partners)))

    @cached_property
    def finding_lines(self) -> Mapping[str, tuple[str, ...]]:
        """The lines of the table of findings by the code of their kind, those first that bear most."""
        summaries = self.summaries
        usual = respelled(each.owner for each in summaries.findings if each.owner)
        found: dict[str, list[tuple[RuleCount, str]]] = defaultdict(list)
        for counts, lines in zip(summaries.findings, summaries.finding_lines, strict=True):
            owner = usual.get(counts.owner)
            for rule, line in zip(counts.rules, lines, strict=True):
                found[rule.code].append((rule, with_owner(line, FINDING_COLUMNS, owner) if owner else line))
        for pairs in found.values():
            pairs.sort(key=lambda pair: (-pair[0].weight, -pair[0].number))
        return {code: tuple(line for _, line in pairs) for code, pairs in found.items()}

    @cached_property
    def problems_of(self) -> Mapping[str, tuple[Problem, ...]]:
        """The mistakes by the file's path below the deals folder, in the order of their places."""
        by_path: dict[str, list[Problem]] = defaultdict(list)
        for problem in sorted(self.problems):
            by_path[problem.path.partition("/")[2]].append(problem)
        return {path: tuple(theirs) for path, theirs in by_path.items()}

    @cached_property
    def broken_deals(self) -> Mapping[str, tuple[Problem, ...]]:
        """The mistakes of each deal file that has any, by the identity that its place gives it: it gave no deal."""
        return {
            path.removesuffix(".md"): theirs
            for path, theirs in self.problems_of.items()
            if is_filed(path) and not path.endswith("/index.md")
        }

    @cached_property
    def broken_deals_of(self) -> Mapping[str, list[str]]:
        """The identities of the deals that cannot be read, by account."""
        by_account: dict[str, list[str]] = defaultdict(list)
        for identity in self.broken_deals:
            by_account[identity.partition("/")[0]].append(identity)
        return by_account

    @cached_property
    def broken_accounts(self) -> frozenset[str]:
        """The folders whose index.md has mistakes."""
        return frozenset(path.split("/")[0] for path in self.problems_of if is_filed(path) and "/index.md" in path)

    def unreadable_in(self, folder: str) -> Mapping[str, tuple[str, tuple[Problem, ...]]]:
        """Return the files with mistakes that stand directly in a folder: path and mistakes by the file's name."""
        files = {}
        for path, theirs in self.problems_of.items():
            name = path.removeprefix(folder).removesuffix(".md")
            if path == f"{folder}{name}.md" and SLUG.fullmatch(name):
                files[name] = (path, theirs)
        return files

    def href(self, here: str, there: str, anchor: str = "") -> str:
        """Return the link from the page at `here`."""
        return page_urls.href(here, there, anchor, directory_addresses=self.setting.directory_addresses)

    def table_href(self, here: str, column: str, value: str) -> str:
        """Return the link to those deals in the table of open ones that have this value in a column."""
        return self.open_href(here, {column: value})

    def open_href(self, here: str, wanted: Mapping[str, str]) -> str:
        """Return the link to those deals in the table of open ones that have these values in its columns."""
        return f"{self.href(here, page_urls.DEALS)}?{urlencode(wanted, quote_via=quote)}"

    def closed_href(self, here: str, wanted: Mapping[str, str]) -> str:
        """Return the link to those deals in the table of closed ones that have these values in its columns."""
        return f"{self.href(here, page_urls.CLOSED)}?{urlencode(wanted, quote_via=quote)}#closed"

    def actions_href(self, here: str, wanted: Mapping[str, str]) -> str:
        """Return the link to those open actions that have these values in the columns of their table."""
        return f"{self.href(here, page_urls.ACTIONS)}?{urlencode(wanted, quote_via=quote)}#all"

    def notes(self, text: str, path: str, here: str) -> Markup:
        """Return the notes of the file at `path` for the page at `here`."""
        return notes_html(text, path, here, self.surroundings, self.setting)

    def deal_href(self, here: str, identity: str, tab: str = "", anchor: str = "") -> str:
        """Return the link to a deal's page or one of its tabs."""
        return self.href(here, page_urls.deal(identity, tab), anchor)

    def place_href(self, here: str, identity: str, at: tuple[str, ...]) -> str:
        """Return the link to where a key of a deal's file is shown."""
        return self.deal_href(here, identity, *anchors.place_of(at, self.surroundings.method))

    def account_name(self, slug: str) -> str:
        """Return an account's title, or its folder's name as words; no file is read for an account with deals."""
        return self._customers.get(slug) or names.account_name(self.surroundings, slug)

    def competitor_name(self, slug: str) -> str:
        """Return a competitor's title, or its key as words."""
        return names.competitor_name(self.surroundings, slug)

    def partner_name(self, slug: str) -> str:
        """Return a partner's title, or its key as words."""
        return names.partner_name(self.surroundings, slug)


def is_filed(path: str) -> bool:
    """Tell whether a file stands where an account's or a deal's stands, under a name that an address can have."""
    folder, _, file = path.removesuffix(".md").partition("/")
    usable = path.endswith(".md") and bool(SLUG.fullmatch(folder)) and bool(SLUG.fullmatch(file))
    return usable and folder not in page_urls.RESERVED


def grouped(rows: Iterable[Deal], keys: Callable[[Deal], Iterable[str]]) -> Mapping[str, tuple[Deal, ...]]:
    """Return the rows under each of their keys; keys in alphabetical order."""
    by_key: dict[str, list[Deal]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            by_key[key].append(row)
    return {key: tuple(by_key[key]) for key in sorted(by_key)}


def _of_one_person(task: tuple[DueAction, str, str], usual: Mapping[str, str]) -> tuple[DueAction, str, str]:
    """Return an action, its line and its event with its owner in the usual spelling."""
    due, line, event = task
    owner = usual.get(due.owner)
    return (due._replace(owner=owner), with_owner(line, TASK_COLUMNS, owner), event) if owner else task


def _of_usual_owners(line: str, deal: DealPeople, person: DealPerson, usual: Mapping[str, str]) -> str:
    """Return a player's line with the owners of relationship and deal in the usual spelling."""
    for key, name in (("owner", person.owner), ("deal_owner", deal.owner)):
        if name in usual:
            line = with_owner(line, PERSON_COLUMNS, usual[name], key)
    return line


def left_words(left: int, one: str, many: str = "") -> str:
    """Return how many are left beyond those shown: `3 more deals`; empty where none is."""
    return values.counted(left, one, many) if left > 0 else ""


def words(*parts: str) -> str:
    """Return the parts that say something, as one text for the search."""
    return " · ".join(part for part in parts if part)
