"""The tables of deals: which columns there are, and what stands in a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from generator.assess.currency import amount_in
from generator.assess.judgement import Tally
from generator.assess.past import InStage
from generator.assess.portfolio.attention import Attention
from generator.assess.portfolio.portfolio import Portfolio
from generator.assess.portfolio.row import DealRow
from generator.assess.quarters import quarter_of
from generator.model.deal import Player
from generator.model.method import VERDICTS, Currencies
from generator.model.money import Money
from generator.model.plain_fields import PLAIN_FIELDS, Table
from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.summary.movement import Moved
from generator.show.summary.table import EMPTY, Cell, Column, day_cell, number_cell, packed, rows_file
from generator.show.text import values
from generator.show.text.names import account_name, competitor_name, partner_name
from generator.show.urls import page_urls
from generator.storage.compact_json import compact


def plain_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of the plain fields in a table."""
    fields = (field for field in PLAIN_FIELDS if table in field.tables)
    return tuple(
        Column(
            field.key,
            field.label,
            "text",
            shown=field.column == "always",
            filtered=True,
            second=field.column == "on request",
        )
        for field in fields
    )


OPEN_COLUMNS: Final = (
    Column("focus", "Focus", "number"),
    Column("deal", "Deal", "link"),
    Column("account", "Account", "link", filtered=True),
    *plain_columns("open"),
    Column("stage", "Stage", "text", filtered=True),
    Column("verdict", "Verdict", "verdict", filtered=True),
    Column("amount", "Amount", "number"),
    Column("close", "Close", "number"),
    Column("quarter", "Close quarter", "text", shown=False, filtered=True),
    Column("category", "Forecast category", "text", shown=False, filtered=True, quiet=True),
    Column("spoken_for", "Category by verdict", "text", shown=False, filtered=True, quiet=True),
    Column("winnable", "Winnable", "score", named=True),
    Column("worth", "Worth", "score", named=True),
    Column("gates", "Gates proven", "text", named=True),
    Column("effort", "Effort left", "number", shown=False, named=True),
    Column("competitors", "Competitors", "list", shown=False, filtered=True, second=True),
    Column("partners", "Partners", "list", shown=False, filtered=True, second=True),
    Column("deciders", "Decision maker and approver", "text", shown=False, filtered=True, named=True, second=True),
    Column("findings", "Findings", "number", shown=False, named=True),
    Column("decision", "Decision", "text", shown=False, named=True),
    Column("in_stage", "Days in stage", "number", shown=False, named=True),
    Column("contact", "Last customer contact", "number", shown=False, named=True),
    Column("attention", "Needs attention", "list", shown=False, filtered=True, quiet=True),
    Column("since", "Since", "number", shown=False, named=True),
    Column("changed", "Changed in 7 days", "list", shown=False, filtered=True, quiet=True),
    Column("why", "Why here in the order", "text", shown=False),
)
NOBODY_NAMED: Final = "nobody named"
NOT_COVERED: Final = "not covered"
CLOSED_COLUMNS: Final = (
    Column("deal", "Deal", "link"),
    Column("account", "Account", "link", filtered=True),
    *plain_columns("closed"),
    Column("verdict", "Outcome", "verdict", filtered=True),
    Column("ended", "Ended", "number", named=True),
    Column("quarter", "Quarter", "text", shown=False, filtered=True),
    Column("amount", "Amount", "number"),
    Column("reason", "Reason", "text", filtered=True, quiet=True),
    Column("before", "Before the end", "verdict", filtered=True, named=True, quiet=True),
    Column("competitors", "Competitors", "list", shown=False, filtered=True, second=True),
    Column("partners", "Partners", "list", shown=False, filtered=True, second=True),
    Column("winner", "Winner", "text", shown=False, filtered=True, quiet=True),
    Column("effort", "Days it took", "number", shown=False, named=True),
)


@dataclass(frozen=True, slots=True)
class DealCells:
    """Makes the cells of a row; their links are relative to the top of the site."""

    surroundings: Surroundings
    setting: Setting

    def packed(self, row: DealRow, attention: Sequence[Attention] = (), moved: Sequence[Moved] = ()) -> str:
        """Return the cells of a deal as JSON, as the file of rows holds them; `moved` begins with the last week.

        Those of an open deal lack the first and the last, which depend on the other deals.
        """
        columns = CLOSED_COLUMNS if row.closed else columns_for(OPEN_COLUMNS, self.surroundings)[1:-1]
        cells = self.closed(row) if row.closed else self.open(row) | _news(attention, moved)
        return compact([packed(cells[column.key], column.kind) for column in columns])

    def open(self, row: DealRow) -> dict[str, Cell]:
        """Return the cells of an open deal but for its place in the focus order and the reason."""
        effort, method = row.effort_left, self.surroundings.method
        return self._of_any(row) | {
            "verdict": verdict_cell(row.verdict.word),
            "close": day_cell(row.close),
            "quarter": Cell(quarter_of(row.close)),
            "category": self._category(method.category(row.plain.get("forecast", ""))),
            "spoken_for": self._category(method.category_of(row.verdict.word)),
            "winnable": score_cell(row.winnable),
            "worth": score_cell(row.worth),
            "gates": gates_cell(row),
            "effort": Cell(values.counted(effort, "day"), _days(effort)) if effort is not None else EMPTY,
            "deciders": Cell(deciders_of(row.players.values())),
            "findings": number_cell(sum(finding.accepted is None for finding in row.findings)),
            "decision": Cell("" if row.decision is None else "go" if row.decision.go else "no go"),
            "in_stage": stage_days_cell(row.past.in_stage, self.setting.today),
            "contact": day_cell(row.contact),
        }

    def closed(self, row: DealRow) -> dict[str, Cell]:
        """Return the cells of a deal that has ended."""
        outcome, before, spent = row.outcome, row.verdict_then, row.effort_spent
        return self._of_any(row) | {
            "verdict": verdict_cell(outcome.result if outcome else row.verdict.word),
            "ended": day_cell(outcome.date if outcome else None),
            "quarter": Cell(quarter_of(outcome.date if outcome else None)),
            "reason": Cell(outcome.reason if outcome else ""),
            "before": verdict_cell(before.word) if before else EMPTY,
            "winner": Cell(competitor_name(self.surroundings, outcome.winner) if outcome and outcome.winner else ""),
            "effort": Cell(values.counted(spent, "day"), _days(spent)) if spent is not None else EMPTY,
        }

    def _category(self, name: str | None) -> Cell:
        return Cell(self.surroundings.method.forecast[name].label) if name else EMPTY

    def _of_any(self, row: DealRow) -> dict[str, Cell]:
        around = self.surroundings
        stage = around.method.stages.get(row.stage)
        return {
            "deal": Cell(row.title, link=self._link(page_urls.deal(row.identity))),
            "account": Cell(account_name(around, row.account), link=self._link(page_urls.account(row.account))),
            **{field.key: Cell(row.plain.get(field.key, "")) for field in PLAIN_FIELDS},
            "stage": Cell(stage.label if stage else row.stage, around.method.stage_place(row.stage)),
            "amount": Cell(values.money(row.amount), amount_key(row.amount, around.method.currencies))
            if row.amount
            else EMPTY,
            "competitors": Cell(items=tuple(competitor_name(around, slug) for slug in row.competitors)),
            "partners": Cell(items=tuple(partner_name(around, slug) for slug in row.partners)),
        }

    def _link(self, there: str) -> str:
        return page_urls.href(page_urls.PORTFOLIO, there, directory_addresses=self.setting.directory_addresses)


def deciders_of(players: Iterable[Player]) -> str:
    """Return whether everybody who makes or approves the decision is covered, or that nobody such is named."""
    covered = [player.is_covered for player in players if player.decides]
    return "covered" if covered and all(covered) else NOT_COVERED if covered else NOBODY_NAMED


def _days(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def _news(attention: Sequence[Attention], moved: Sequence[Moved]) -> dict[str, Cell]:
    """Return the cells of what needs attention, since when, and what changed within the last week."""
    days = [each.since for each in attention if each.since]
    names = (move.name for move in (moved[0].moves if moved else ()))
    return {
        "attention": Cell(items=tuple(each.kind.capitalize() for each in attention)),
        "since": day_cell(min(days, default=None)),
        "changed": Cell(items=tuple(dict.fromkeys(names))),
    }


def stage_days_cell(known: InStage | None, today: dt.date) -> Cell:
    """Return the days that a deal has been in its stage, with a plus where it may have been there before."""
    if known is None:
        return EMPTY
    days = (today - known.since).days
    return Cell(f"{values.plain(days)}{'' if known.entered else '+'}", days)


def amount_key(amount: Money, currencies: Currencies | None) -> str:
    """Return a key that orders amounts: in the base currency where there are rates, else per currency."""
    base = currencies.base if currencies else amount.currency
    valued = amount_in(base, amount, currencies)
    return f"{base} {float(valued):020.2f}" if valued is not None else f"{amount.currency} {amount.amount:020.2f}"


def verdict_cell(word: str) -> Cell:
    """Return a verdict or an outcome; verdicts sort from the worst to the best."""
    rank = VERDICTS.index(word) if word in VERDICTS else None
    return Cell(values.verdict_word(word), rank, word=word)


def score_cell(tally: Tally | None) -> Cell:
    """Return a score with its count and, where something is unknown, its bounds, without which it is never shown."""
    if tally is None:
        return EMPTY
    bounds = tally.range
    span = [f"{values.score(bounds.low)} to {values.score(bounds.high)}"] if tally.unknown else []
    small = ", ".join(part.replace(" ", "\u00a0") for part in (*span, f"{tally.known} of {tally.total} known"))
    return Cell(values.score(bounds.score), to_tenth(bounds.score), small)


def to_tenth(score: Fraction) -> int | float:
    """Return a score as a number with one decimal, as it is printed; a whole one without."""
    tenths = values.tenfold(score, 1)
    return tenths / 10 if tenths % 10 else tenths // 10


def gates_cell(row: DealRow) -> Cell:
    """Return how many gates are proven and how many are against us."""
    proven = sum(gate.state == "proven" for gate in row.gates)
    against = sum(gate.state == "against" for gate in row.gates)
    text = f"{proven}\u00a0of\u00a0{len(row.gates)}"
    return Cell(f"{text}, {against}\u00a0against" if against else text, proven - against)


def columns_for(columns: Sequence[Column], surroundings: Surroundings) -> tuple[Column, ...]:
    """Return the columns that this method can fill: none for worth where it does not ask for it."""
    return tuple(column for column in columns if column.key != "worth" or surroundings.method.has_worth)


def with_values(columns: Sequence[Column], known: Collection[str]) -> tuple[Column, ...]:
    """Return the columns, without a choice of values those of plain fields of which no deal has one.

    `known` are the keys of plain fields of which any deal has one.
    """
    idle = {field.key for field in PLAIN_FIELDS if field.column == "filter"}.difference(known)
    return tuple(replace(each, filtered=False) if each.key in idle else each for each in columns)


@dataclass(frozen=True, slots=True)
class TableLines:
    """The lines of the two tables as JSON, in their order: open deals in focus order, the last to end first."""

    open: tuple[str, ...]
    closed: tuple[str, ...]


def lines_of(portfolio: Portfolio, cells: Mapping[str, str]) -> TableLines:
    """Return the lines of the tables; `cells` are the packed cells of every deal by identity."""
    focus = (
        f'[["{place}",{place}],{cells[each.row.identity][1:-1]},{compact(each.reason)}]'
        for place, each in enumerate(portfolio.focus, 1)
    )
    return TableLines(tuple(focus), tuple(cells[row.identity] for row in portfolio.closed))


def open_rows(lines: TableLines, surroundings: Surroundings) -> bytes:
    """Return the file with every row of the table of open deals."""
    return rows_file([("open", columns_for(OPEN_COLUMNS, surroundings), lines.open)])


def closed_rows(lines: TableLines) -> bytes:
    """Return the file with every row of the table of closed deals."""
    return rows_file([("closed", CLOSED_COLUMNS, lines.closed)])
