"""The first screen of a deal: amount, close, stage, plain fields, verdict, gates, decision; then what to do next."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from generator.assess.odds.odds import band_at
from generator.assess.score.verdict import rule_label
from generator.model.deal import Action
from generator.model.plain_fields import PLAIN_FIELDS
from generator.show.deal.context import DealContext
from generator.show.page import Link
from generator.show.text import values
from generator.show.text.odds import band_anchor, band_words
from generator.show.urls import page_urls

SHOWN_QUESTIONS = 3
SHOWN_ACTIONS = 3


class GateLine(NamedTuple):
    """A gate as the headline shows it: its shape by `state`, its word by how its criterion `stands`."""

    state: str
    stands: str
    label: str
    href: str
    says: str


class QuestionToAsk(NamedTuple):
    """An open question: what to find out, why so early, and what to ask."""

    criterion: Link
    low: str
    high: str
    reasons: tuple[str, ...]
    asks: tuple[str, ...]


class NextAction(NamedTuple):
    """An open action with its owner and day."""

    what: str
    href: str
    owner: str
    due: str
    overdue: bool
    works_on: tuple[Link, ...]


class ExecutiveAsk(NamedTuple):
    """Request to our executive for the deal."""

    what: str
    by: str
    call: str
    message: str


class Headline(NamedTuple):
    """First screen of a deal, as an executive sees it before scrolling."""

    title: str
    word: str
    says: str
    rule: str
    amount: str
    close: str
    close_note: str
    is_close_overdue: bool
    stage: str
    plain: tuple[tuple[str, str], ...]
    effort: str
    offerings: tuple[tuple[str, str], ...]
    gates: tuple[GateLine, ...]
    decision: str
    decision_reason: str
    lesson: str
    odds: Link
    compare: str


def days_away(day: dt.date | None, today: dt.date) -> str:
    """Return how far a day is from today: `in 12 days`, `today`, `3 days ago`."""
    if day is None:
        return ""
    days = (day - today).days
    if days == 0:
        return "today"
    return f"in {values.counted(days, 'day')}" if days > 0 else f"{values.counted(-days, 'day')} ago"


def _decision(view: DealContext) -> str:
    decided = view.deal.decision
    if decided is None:
        return ""
    parts = [
        "go" if decided.go else "no go",
        f"by {decided.by}" if decided.by else "",
        f"on {values.day(decided.date)}" if decided.date else "",
        f"to be reviewed {values.day(decided.review)}" if decided.review else "no review date",
    ]
    return ", ".join(part for part in parts if part)


def _effort(view: DealContext) -> str:
    effort = view.deal.effort
    spent = f"{values.counted(effort.spent, 'day')} spent" if effort.spent is not None else ""
    left = f"{values.counted(effort.left, 'day')} left" if effort.left is not None else ""
    return ", ".join(each for each in (spent, left) if each)


def _outcome(view: DealContext) -> tuple[str, str]:
    ended = view.deal.outcome
    if ended is None:
        verdict = view.judgement.verdict
        return verdict.word, values.after_word(verdict.says, verdict.word)
    winner = f"to {view.competitor_name(ended.winner)} " if ended.winner and ended.result == "lost" else ""
    reason = f": {ended.reason}" if ended.reason else "; no reason is written"
    return ended.result, f"{winner}on {values.day(ended.date)}{reason}"


def _stands(standing: str) -> str:
    return "against us" if standing == "against" else standing


def plain_facts(view: DealContext) -> tuple[tuple[str, str], ...]:
    """Return the plain fields of which something is known, or which say that nothing is: label and value."""
    facts = ((field.label, field.value(view.deal, view.account) or field.absent) for field in PLAIN_FIELDS)
    return tuple((label, value) for label, value in facts if value)


def _offerings(view: DealContext) -> tuple[tuple[str, str], ...]:
    """Return the deal's amount by offering in one line, nothing where none is given."""
    ours = view.surroundings.team.offerings
    said = [
        f"{ours.get(key) or values.unfolded(key)} {values.money(amount)}"
        for key, amount in view.deal.offerings.items()
    ]
    return (("Offerings", ", ".join(said)),) if said else ()


def _odds(view: DealContext) -> Link:
    """Return the band of the winnable score, with the place where the method page says how such deals ended."""
    band = band_at(view.judgement.winnable.range.score, view.method.odds)
    return Link(f"winnable {band_words(band)}", view.href(page_urls.METHOD, band_anchor(band)))


def gate_lines(view: DealContext) -> tuple[GateLine, ...]:
    """Return every gate with how it stands and the way to its criterion."""
    return tuple(
        GateLine(
            gate.state,
            _stands(view.judgement.assessed[gate.criterion].standing),
            view.method.criteria[gate.criterion].label,
            view.to_item("assessment", gate.criterion),
            gate.says,
        )
        for gate in view.judgement.gates
    )


def headline(view: DealContext) -> Headline:
    """Return the first screen's printed values; a closed deal shows its outcome in place of the verdict."""
    deal, judgement, method = view.deal, view.judgement, view.method
    word, says = _outcome(view)
    stage = method.stages.get(deal.stage)
    return Headline(
        title=deal.title,
        word=word,
        says=says,
        rule="" if judgement.closed else rule_label(method, judgement.verdict),
        amount=values.money(deal.amount),
        close=values.day(deal.close),
        close_note="" if judgement.closed else days_away(deal.close, judgement.today),
        is_close_overdue=not judgement.closed and deal.close is not None and deal.close < judgement.today,
        stage=stage.label if stage else values.unfolded(deal.stage),
        plain=plain_facts(view),
        effort=_effort(view),
        offerings=_offerings(view),
        gates=gate_lines(view),
        decision=_decision(view),
        decision_reason=deal.decision.reason if deal.decision else "",
        lesson=deal.outcome.lesson if deal.outcome else "",
        odds=_odds(view),
        compare=f"{view.href(page_urls.COMPARE)}?a={deal.identity}",
    )


def open_questions(view: DealContext) -> tuple[QuestionToAsk, ...]:
    """Return the three questions to ask next, the most telling first."""
    criteria = view.method.criteria
    return tuple(
        QuestionToAsk(
            view.criterion(each.criterion),
            criteria[each.criterion].low,
            criteria[each.criterion].high,
            each.reasons,
            criteria[each.criterion].ask,
        )
        for each in view.judgement.open_questions[:SHOWN_QUESTIONS]
    )


def asked(view: DealContext) -> ExecutiveAsk | None:
    """Return what our executive is asked to do, or None where nothing is or the deal has ended."""
    ask = view.deal.ask
    if ask is None or view.judgement.closed:
        return None
    return ExecutiveAsk(ask.what, f"by {values.day(ask.by)}" if ask.by else "", ask.whom_to_call, ask.message)


def in_order(actions: dict[str, Action]) -> list[tuple[str, Action]]:
    """Return open actions by their day, those without one last, in the file's order where days are equal."""
    pending = [(key, action) for key, action in actions.items() if action.state == "open"]
    return sorted(pending, key=lambda each: each[1].due or dt.date.max)


def further_actions(view: DealContext) -> Link | None:
    """Return how many open actions there are beyond the first, with the link to all; None where there are no more."""
    left = len(in_order(view.deal.plan.actions)) - SHOWN_ACTIONS
    return Link(values.counted(left, "more action"), view.to("plan", "actions")) if left > 0 else None


def next_actions(view: DealContext) -> tuple[NextAction, ...]:
    """Return the open actions that come first."""
    today = view.judgement.today
    return tuple(
        NextAction(
            what=action.what,
            href=view.to_item("plan", "actions", key),
            owner=action.owner or "nobody yet",
            due=values.day(action.due) if action.due else "no date",
            overdue=action.due is not None and action.due < today,
            works_on=(*view.criteria(action.criteria), *map(view.player, action.players)),
        )
        for key, action in in_order(view.deal.plan.actions)[:SHOWN_ACTIONS]
    )
