"""The agenda of a deal review of about ninety minutes, and the log of the reviews held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.show.deal.context import DealContext
from generator.show.deal.findings import FamilyGroup, by_family, standing_findings
from generator.show.deal.headline import NextAction, QuestionToAsk, days_away, next_actions
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors


class ReviewLine(NamedTuple):
    """A review that was held, and what it recommended."""

    id: str
    held: str
    led_by: str
    conclusion: str
    recommendations: tuple[str, ...]


class ReviewView(NamedTuple):
    """The agenda and the log, the latest review first."""

    next: str
    present: tuple[Link, ...]
    questions: tuple[QuestionToAsk, ...]
    families: tuple[FamilyGroup, ...]
    actions: tuple[NextAction, ...]
    held: tuple[ReviewLine, ...]


def _held(view: DealContext) -> Iterator[ReviewLine]:
    for key, each in sorted(view.deal.reviews.items(), key=lambda one: one[1].held, reverse=True):
        yield ReviewLine(
            anchors.anchor("review", key), values.day(each.held), each.led_by, each.conclusion, each.recommendations
        )


def _present(view: DealContext) -> tuple[Link, ...]:
    return (
        Link("The headline and the verdict", view.to("")),
        Link("The compelling event and our unique business value", view.to("", "compelling-event")),
        Link("The scorecard, question by question", view.to("", "scorecard")),
        Link("The competitors and our strategy", view.to("", "competitors")),
        Link("The people and how we stand with them", view.to("plan", "influence-map")),
        Link("The plan up to the close", view.to("plan", "milestones")),
    )


def _unknowns(view: DealContext) -> tuple[QuestionToAsk, ...]:
    first = [each.criterion for each in view.judgement.open_questions]
    unknown = [name for name, each in view.judgement.assessed.items() if each.rating == "?"]
    ordered = first + [name for name in unknown if name not in first]
    criteria = view.method.criteria
    return tuple(
        QuestionToAsk(view.criterion(name), criteria[name].low, criteria[name].high, (), criteria[name].ask)
        for name in ordered
    )


def review(view: DealContext) -> ReviewView:
    """Return what a review goes through, with the findings as its vulnerabilities."""
    day = view.deal.next_review
    return ReviewView(
        next=f"{values.day(day)}, {days_away(day, view.judgement.today)}" if day else "",
        present=_present(view),
        questions=_unknowns(view),
        families=by_family(view, standing_findings(view)),
        actions=next_actions(view),
        held=tuple(_held(view)),
    )
