"""The page of a deal that nobody has rated yet: the questions that give a first verdict, and how to answer each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.show.deal.context import DealContext
from generator.show.deal.headline import QuestionToAsk, open_questions
from generator.show.deal.own_page.folds import Fold
from generator.show.deal.scorecard import CriterionLine, criterion_lines

KEYS: Mapping[str, str] = {
    "next-actions": "plan: actions:",
    "competitors": "competitors:",
    "compelling-event": "compelling_event:",
    "strategy": "strategy:",
    "decision-criteria": "formal_criteria: informal_criteria:",
    "control": "control:",
    "level": "level:",
}
"""Keys of a deal's file under which sections are written."""


class FirstAnswer(NamedTuple):
    """A question, and how its answer is written down: by a command, or as a line of the file.

    `criterion` is the key of its criterion, at which a form opens.
    """

    criterion: str
    question: QuestionToAsk
    command: str
    line: str


class BlankSection(NamedTuple):
    """A section without content, and the key under which it is written."""

    id: str
    title: str
    key: str


class UnratedDeal(NamedTuple):
    """Questions to answer first, all criteria, and the sections in which nothing is written yet.

    `anchors` are the ids of sections that the card stands for, to which other pages lead.
    """

    says: str
    number: str
    answers: tuple[FirstAnswer, ...]
    criteria: tuple[CriterionLine, ...]
    blank: tuple[BlankSection, ...]
    anchors: tuple[str, ...]


def unrated_deal(view: DealContext, folds: Mapping[str, Fold]) -> UnratedDeal | None:
    """Return the view, or None where a criterion is rated or the deal has ended."""
    if view.judgement.closed or not view.judgement.unrated:
        return None
    first = zip(view.judgement.open_questions, open_questions(view), strict=False)
    answers = tuple(_answer(view, each.criterion, question) for each, question in first)
    return UnratedDeal(
        says="Nothing is rated yet.",
        number=("none", "one", "two", "three")[len(answers)],
        answers=answers,
        criteria=tuple(criterion_lines(view).values()),
        blank=tuple(_blank(view, folds.values())),
        anchors=tuple(each.id for each in folds.values() if each.is_left_out and each.id not in KEYS),
    )


def _answer(view: DealContext, name: str, question: QuestionToAsk) -> FirstAnswer:
    command = f'playbook rate {view.deal.identity} {view.method.numbers[name]} + --by customer --evidence "..."'
    day = view.judgement.today.isoformat()
    return FirstAnswer(name, question, command, f'{name}: {{us: "+", date: {day}, by: customer, evidence: "..."}}')


def _blank(view: DealContext, folds: Iterable[Fold]) -> Iterable[BlankSection]:
    if not has_next_steps(view):
        yield BlankSection("next-actions", "Next actions", KEYS["next-actions"])
    yield from (
        BlankSection(each.id, each.title, KEYS[each.id]) for each in folds if each.is_blank and each.id in KEYS
    )


def has_next_steps(view: DealContext) -> bool:
    """Return whether an action is open or our executive is asked for something."""
    return bool(view.deal.ask) or any(each.state == "open" for each in view.deal.plan.actions.values())
