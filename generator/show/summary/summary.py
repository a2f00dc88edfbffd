"""Per-deal summaries: the map step of the pages over all deals, made once per deal.

The pages put the summaries together without looking at a deal again, so a change of one deal costs what one
deal costs, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.assess.past import HistoryStep
from generator.assess.portfolio.attention import Attention, attention_of
from generator.assess.portfolio.contest import Contest
from generator.assess.portfolio.forecast_deal import ForecastDeal, forecast_deal
from generator.assess.portfolio.help import PartnerHelp
from generator.assess.portfolio.row import DealGlance, DealRow, glance_of
from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.summary.action_rows import task_line
from generator.show.summary.actions import DueAction, due_of, tasks_of
from generator.show.summary.calendar import EventSource, event, uncommitted
from generator.show.summary.contests import contest_in_short, evidence_lines, helps_in_short
from generator.show.summary.deal_rows import DealCells
from generator.show.summary.findings import FindingCounts, counts_of, finding_lines, listed_by_kind
from generator.show.summary.meetings import meeting_csv
from generator.show.summary.movement import Moved, moved_of
from generator.show.summary.people import DealPeople, people_of, person_csv, person_lines
from generator.show.summary.portfolio_files import csv_line, json_record
from generator.show.text.names import account_name

ASKED_FIRST = 2
"""Open questions of a deal that the pages over several deals know."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The contribution of one deal. By some of it the pages choose and count, the rest is finished text.

    `customer` is the name of its account; `finding_lines` go with the rules in `findings`, `task_lines` and
    `events` with the `tasks`, `person_lines` with the `people`, `evidence` with the compared criteria of the
    `contest`.
    """

    glance: DealGlance
    customer: str
    attention: tuple[Attention, ...]
    to_ask: tuple[str, ...]
    moved: tuple[Moved, ...]
    cells: bytes
    findings: FindingCounts
    finding_lines: tuple[str, ...]
    tasks: tuple[DueAction, ...]
    task_lines: tuple[str, ...]
    events: tuple[str, ...]
    owners: tuple[str, ...]
    people: DealPeople
    person_lines: tuple[str, ...]
    person_csv: str
    meeting_csv: str
    steps: tuple[HistoryStep, ...]
    csv: str
    record: bytes
    forecast: ForecastDeal
    contest: Contest
    evidence: tuple[str, ...]
    helps: tuple[PartnerHelp, ...]


def summary_of(
    row: DealRow, surroundings: Surroundings, setting: Setting, source: EventSource | None = None
) -> Summary:
    """Return the summary of a deal; without a `source` its events are those of a file without a commit."""
    listed, tasks = listed_by_kind(row, surroundings.method), tasks_of(row, surroundings)
    attention = attention_of(row, surroundings.method, setting.today)
    moved = moved_of(row, surroundings.method, setting.today)
    source = source or uncommitted(row.identity, setting.today)
    return Summary(
        glance=glance_of(row),
        customer=account_name(surroundings, row.account),
        attention=attention,
        to_ask=() if row.closed else tuple(each.criterion for each in row.open_questions[:ASKED_FIRST]),
        moved=moved,
        cells=DealCells(surroundings, setting).packed(row, attention, moved).encode(),
        findings=counts_of(row, listed, surroundings.method),
        finding_lines=finding_lines(row, listed, surroundings, setting),
        tasks=tuple(due_of(task, setting.today) for task in tasks),
        task_lines=tuple(task_line(task, surroundings, setting) for task in tasks),
        events=tuple(event(task, row.actions[task.key], source) for task in tasks),
        owners=row.owners,
        people=people_of(row, surroundings, setting.today),
        person_lines=person_lines(row, surroundings, setting),
        person_csv=person_csv(row, surroundings),
        meeting_csv=meeting_csv(row, surroundings),
        steps=row.past.latest,
        csv=csv_line(row, surroundings),
        record=json_record(row, surroundings),
        forecast=forecast_deal(row, surroundings.method, surroundings.members, setting.today),
        contest=contest_in_short(row),
        evidence=evidence_lines(row),
        helps=helps_in_short(row),
    )


@dataclass(frozen=True)
class Summaries:
    """The summaries of all deals, by identity; each field is fetched by its name when it is needed."""

    fetch: Callable[[str], Sequence[Any]]

    @cached_property
    def glances(self) -> Sequence[DealGlance]:
        """Every deal at a glance."""
        return self.fetch("glance")

    @cached_property
    def customers(self) -> Sequence[str]:
        """The name of each deal's account."""
        return self.fetch("customer")

    @cached_property
    def attention(self) -> Sequence[Sequence[Attention]]:
        """The reasons why each deal needs attention."""
        return self.fetch("attention")

    @cached_property
    def to_ask(self) -> Sequence[Sequence[str]]:
        """The criteria of each open deal to ask about first."""
        return self.fetch("to_ask")

    @cached_property
    def moved(self) -> Sequence[Sequence[Moved]]:
        """Movement of each deal within each of the windows."""
        return self.fetch("moved")

    @cached_property
    def cells(self) -> Sequence[bytes]:
        """The cells of each deal's line in its table."""
        return self.fetch("cells")

    @cached_property
    def findings(self) -> Sequence[FindingCounts]:
        """The counts of each deal's findings."""
        return self.fetch("findings")

    @cached_property
    def finding_lines(self) -> Sequence[Sequence[str]]:
        """The cells of each deal's findings, a line for each rule."""
        return self.fetch("finding_lines")

    @cached_property
    def tasks(self) -> Sequence[Sequence[DueAction]]:
        """The open actions of each deal."""
        return self.fetch("tasks")

    @cached_property
    def task_lines(self) -> Sequence[Sequence[str]]:
        """The cells of each deal's open actions."""
        return self.fetch("task_lines")

    @cached_property
    def events(self) -> Sequence[Sequence[str]]:
        """Each deal's open actions in a calendar."""
        return self.fetch("events")

    @cached_property
    def owners(self) -> Sequence[Sequence[str]]:
        """The people who own each deal, its account, or anything in it."""
        return self.fetch("owners")

    @cached_property
    def people(self) -> Sequence[DealPeople]:
        """The players of each deal."""
        return self.fetch("people")

    @cached_property
    def person_lines(self) -> Sequence[Sequence[str]]:
        """The cells of each deal's players."""
        return self.fetch("person_lines")

    @cached_property
    def person_csv(self) -> Sequence[str]:
        """The lines of each deal's players in the CSV of people."""
        return self.fetch("person_csv")

    @cached_property
    def meeting_csv(self) -> Sequence[str]:
        """The lines of each deal's meetings in the CSV of meetings."""
        return self.fetch("meeting_csv")

    @cached_property
    def steps(self) -> Sequence[Sequence[HistoryStep]]:
        """The newest changes of each deal."""
        return self.fetch("steps")

    @cached_property
    def forecasts(self) -> Sequence[ForecastDeal]:
        """Each deal as the forecast needs it."""
        return self.fetch("forecast")

    @cached_property
    def contests(self) -> Sequence[Contest]:
        """The position of each deal against its competitors."""
        return self.fetch("contest")

    @cached_property
    def evidence(self) -> Sequence[Sequence[str]]:
        """The evidence of each deal for where it leads or trails, as JSON; empty texts where there is none."""
        return self.fetch("evidence")

    @cached_property
    def helps(self) -> Sequence[Sequence[PartnerHelp]]:
        """The help of the partners in each deal."""
        return self.fetch("helps")

    @cached_property
    def csv(self) -> Sequence[str]:
        """Each deal's line of the CSV."""
        return self.fetch("csv")

    @cached_property
    def records(self) -> Sequence[bytes]:
        """Each deal's record of the JSON."""
        return self.fetch("record")


def summaries_of(summaries: Sequence[Summary]) -> Summaries:
    """Return summaries that are at hand, in the order of the deals' identities."""
    return Summaries(lambda name: [getattr(each, name) for each in summaries])


EMPTY = summaries_of(())
