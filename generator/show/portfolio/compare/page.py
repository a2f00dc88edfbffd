"""The page that compares deals: its rows, into which a script puts the column of each deal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from generator.show.deal.column import AFTER, FACTS
from generator.show.page import Page, SearchEntry
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.page_draft import PageDraft
from generator.show.text import values
from generator.show.urls import page_urls

LEAST_KNOWN: Final = 10
"""Marks known in both that make two deals alike; half of the criteria, where a method has fewer than twenty."""


class ComparedCriterion(NamedTuple):
    """A row of marks; `place` is its place among the method's criteria, from 0."""

    place: int
    number: int
    label: str


class CompareView(NamedTuple):
    """The empty table and where deals are chosen.

    `days_before` the end is how far back marks of closed deals lie; `least_known` marks in both make two deals alike.
    """

    facts: Mapping[str, str]
    questions: Mapping[str, tuple[ComparedCriterion, ...]]
    gates: Mapping[str, str]
    after: Mapping[str, str]
    deals: str
    closed: str
    closed_count: int
    days_before: str
    least_known: int


def compare_page(context: PortfolioContext) -> Page:
    """Return the page without a deal on it; the address says which are compared."""
    method, here = context.surroundings.method, page_urls.COMPARE
    places = {name: place for place, name in enumerate(method.criteria)}
    view = CompareView(
        facts=FACTS,
        questions={
            f"{question.letter} {question.ask}": tuple(
                ComparedCriterion(places[each], method.numbers[each], criterion.label)
                for each, criterion in method.of_question(name)
            )
            for name, question in method.questions.items()
        },
        gates={f"gate{place}": method.criteria[gate].label for place, gate in enumerate(method.gates)},
        after=AFTER,
        deals=context.href(here, page_urls.DEALS),
        closed=context.href(here, page_urls.CLOSED),
        closed_count=len(context.portfolio.closed),
        days_before=values.counted(method.odds.days_before, "day"),
        least_known=min(LEAST_KNOWN, (len(method.criteria) + 1) // 2),
    )
    draft = PageDraft(context, "compare", here, "Compare deals", "compare.html", wide=True)
    return draft.finished(view, [SearchEntry("", "Compare deals", "Two to four deals side by side")])
