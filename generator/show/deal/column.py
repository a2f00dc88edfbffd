"""The column of a deal on the page that compares deals: a file of its own, which that page loads by its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from generator.assess.judgement import Assessed, Gate, Tally
from generator.assess.portfolio.stood import stood_then
from generator.show.deal.context import DealContext
from generator.show.deal.headline import QuestionToAsk, days_away, in_order, open_questions
from generator.show.deal.scorecard import STANDINGS, Counts, counts
from generator.show.deal.value import printed_case
from generator.show.page import Link
from generator.show.templating.environment import render
from generator.show.text import values
from generator.show.urls import page_urls
from generator.storage.compact_json import compact_json

MOST_ACTIONS: Final = 3
FACTS: Final[Mapping[str, str]] = {
    "verdict": "Verdict",
    "account": "Account",
    "owner": "Owner",
    "stage": "Stage",
    "amount": "Amount",
    "close": "Close",
    "asof": "Marks as known on",
    "winnable": "Winnable",
    "worth": "Worth",
    "position": "Against competitors",
}
AFTER: Final[Mapping[str, str]] = {
    "net": "Net value, expected",
    "confirmed": "Confirmed benefit",
    "payback": "Payback",
    "covered": "Covered",
    "uncovered": "Not covered",
    "ask": "Ask next",
    "next": "Do next",
}
"""Rows of the page by key, in its order: before the criteria and after the gates."""


class ComparedMark(NamedTuple):
    """The rating of a criterion, and how it stands in words."""

    sign: str
    standing: str
    word: str


class ComparedGate(NamedTuple):
    """The state of a gate, for its shape, and how its criterion stands in words."""

    state: str
    word: str


class ComparedPosition(NamedTuple):
    """Our position against one competitor in words."""

    rival: str
    says: str


class ComparedAction(NamedTuple):
    """An open action with its owner and day."""

    action: Link
    owner: str
    due: str
    overdue: bool


class ComparedValue(NamedTuple):
    """The value worksheet in the expected case, as printed."""

    net: str
    confirmed: str
    payback: str


class DealColumn(NamedTuple):
    """A deal as the page that compares deals shows it; links are relative to that page.

    The marks and all that follows from them are today's, of a closed deal those of the day `asof`, before its end.
    `left` counts in words the open actions beyond those shown, empty for none.
    """

    deal: Link
    word: str
    says: str
    account: Link
    owner: str
    stage: str
    amount: str
    close: str
    close_note: str
    overdue: bool
    asof: str
    winnable: Counts
    worth: Counts | None
    positions: tuple[ComparedPosition, ...]
    marks: tuple[ComparedMark, ...]
    gates: tuple[ComparedGate, ...]
    value: ComparedValue | None
    covered: tuple[str, ...]
    uncovered: tuple[str, ...]
    questions: tuple[QuestionToAsk, ...]
    actions: tuple[ComparedAction, ...]
    left: str
    closed: bool


@dataclass(frozen=True)
class ColumnContext(DealContext):
    """The deal as seen from the page that compares deals."""

    @cached_property
    def address(self) -> str:
        """Address of that page."""
        return page_urls.COMPARE

    def to(self, tab: str, anchor: str = "") -> str:
        """Return the link from there to one of the deal's tabs."""
        return self.href(page_urls.deal(self.deal.identity, tab), anchor)

    @property
    def assessed(self) -> Mapping[str, Assessed]:
        """The criteria as they are compared."""
        before = self.judgement.before
        return before.assessed if before else self.judgement.assessed

    @cached_property
    def marks(self) -> str:
        """The known ratings as they are compared, a sign for each criterion in the method's order.

        Of a closed deal they are those that its odds rest on, too: what is known to have been known then.
        """
        if not self.judgement.closed:
            return "".join(each.rating for each in self.judgement.assessed.values())
        then = stood_then(self.judgement.before, self.method)
        return then.marks if then else "?" * len(self.method.criteria)


def column_file(view: ColumnContext) -> bytes:
    """Return the script that hands a deal's column to the page: its title, its marks and its cells as HTML."""
    column = column_of(view)
    cells = render("compare_column.html", **column._asdict())
    content = {"deal": view.deal.identity, "title": view.deal.title, "marks": view.marks, "cells": str(cells)}
    return b"comparedDeal(" + compact_json(content) + b");\n"


def column_of(view: ColumnContext) -> DealColumn:
    """Return a deal's printed values for the comparison."""
    deal, judgement, method = view.deal, view.judgement, view.method
    before = judgement.before
    word, says = _verdict(view)
    stage, pending = method.stages.get(deal.stage), in_order(deal.plan.actions)
    names = {covered: tuple(_people(view, covered=covered)) for covered in (True, False)}
    worth: Tally | None = before.worth if before else judgement.worth
    return DealColumn(
        deal=Link(deal.title, view.to("")),
        word=word,
        says=says,
        account=Link(view.account_name, view.href(page_urls.account(deal.account))),
        owner=deal.owner,
        stage=stage.label if stage else values.unfolded(deal.stage),
        amount=values.money(deal.amount),
        close=values.day(deal.close),
        close_note="" if judgement.closed else days_away(deal.close, judgement.today),
        overdue=_is_past(view, deal.close),
        asof=values.day(before.day if before else judgement.today),
        winnable=counts(before.winnable if before else judgement.winnable),
        worth=counts(worth) if worth else None,
        positions=tuple(_positions(view)),
        marks=tuple(map(_mark, view.marks, view.assessed.values())),
        gates=tuple(_gate(view, gate) for gate in (before.gates if before else judgement.gates)),
        value=_value(view),
        covered=names[True],
        uncovered=names[False],
        questions=() if judgement.closed else open_questions(view),
        actions=() if judgement.closed else tuple(_actions(view)),
        left=values.counted(len(pending) - MOST_ACTIONS, "more action") if len(pending) > MOST_ACTIONS else "",
        closed=judgement.closed,
    )


def _verdict(view: ColumnContext) -> tuple[str, str]:
    ended = view.deal.outcome
    if ended is None:
        verdict = view.judgement.verdict
        return verdict.word, values.after_word(verdict.says, verdict.word)
    reason = f": {ended.reason}" if ended.reason else "; no reason is written"
    return ended.result, f"on {values.day(ended.date)}{reason}"


def _is_past(view: ColumnContext, day: dt.date | None) -> bool:
    return day is not None and not view.judgement.closed and day < view.judgement.today


def _mark(sign: str, of: Assessed) -> ComparedMark:
    if sign == "?":
        return ComparedMark(sign, "unknown", STANDINGS["unknown"])
    return ComparedMark(sign, of.standing, "from the numbers" if of.from_numbers else STANDINGS[of.standing])


def _gate(view: ColumnContext, gate: Gate) -> ComparedGate:
    return ComparedGate(gate.state, STANDINGS[view.assessed[gate.criterion].standing])


def _positions(view: ColumnContext) -> Iterator[ComparedPosition]:
    for rival in view.judgement.rivals:
        known = [
            f"we {verb} on {number}" for verb, number in (("trail", rival.trails), ("lead", rival.leads)) if number
        ]
        yield ComparedPosition(view.competitor_name(rival.slug), values.listing(known) if known else "nothing known")


def _value(view: ColumnContext) -> ComparedValue | None:
    sheet = view.judgement.worksheet
    if sheet is None:
        return None
    expected = printed_case(sheet.cases["expected"], values.counted(sheet.years, "year"))
    return ComparedValue(expected.net, values.whole_money(sheet.confirmed_benefit), expected.payback)


def _people(view: ColumnContext, *, covered: bool) -> Iterator[str]:
    for slug, player in view.deal.players.items():
        if player.is_covered == covered:
            yield f"{view.person(slug).name}{f' ({player.part})' if player.part else ''}"


def _actions(view: ColumnContext) -> Iterator[ComparedAction]:
    for key, action in in_order(view.deal.plan.actions)[:MOST_ACTIONS]:
        due = values.day(action.due) if action.due else "no date"
        link = Link(action.what, view.to_item("plan", "actions", key))
        yield ComparedAction(link, action.owner or "nobody yet", due, _is_past(view, action.due))
