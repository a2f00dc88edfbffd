"""The pages of one deal: deal, plan, value, partners, review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.assess.judgement import Judgement, Tally
from generator.history.history import History
from generator.model.money import Money
from generator.model.playbook import Surroundings
from generator.show.deal.before_the_end import before
from generator.show.deal.chain import chain, event
from generator.show.deal.competitors import rival_cards
from generator.show.deal.context import DealContext
from generator.show.deal.control import control, level
from generator.show.deal.findings import findings
from generator.show.deal.headline import (
    GateLine,
    asked,
    further_actions,
    gate_lines,
    headline,
    next_actions,
    open_questions,
)
from generator.show.deal.history import history_of
from generator.show.deal.influence_map import SUPPORT_SHAPES, influence_map
from generator.show.deal.meetings import meetings
from generator.show.deal.own_page.folds import Fold, folds
from generator.show.deal.own_page.recent_changes import recent_changes
from generator.show.deal.own_page.sources import sources
from generator.show.deal.own_page.tab_folds import answers_fold, plan_folds
from generator.show.deal.own_page.unrated import has_next_steps, unrated_deal
from generator.show.deal.partners import partners
from generator.show.deal.plan import plan
from generator.show.deal.players import players, relationships
from generator.show.deal.review import review
from generator.show.deal.scorecard import known_words, scorecard
from generator.show.deal.search_entries import (
    deal_entries,
    partner_entries,
    plan_entries,
    review_entries,
    value_entries,
)
from generator.show.deal.strategy import decision_criteria, strategy
from generator.show.deal.value import answers, examples, sheet, statements
from generator.show.page import Commit, Heading, Kind, Link, Page, SearchEntry, Setting
from generator.show.templating.environment import render
from generator.show.text import values
from generator.show.text.note_links import notes_html


class DealFrame(NamedTuple):
    """Parts around the content of each of the pages."""

    crumbs: tuple[Link, ...]
    tabs: tuple[Link, ...]
    deal_title: str
    page_title: str
    word: str
    gates: tuple[GateLine, ...]
    summary: str
    footer: str


SECTIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("open-questions", "Ask next"),
        ("next-actions", "Do next"),
        ("before-the-end", "Before the end"),
        ("scorecard", "Scorecard"),
        ("competitors", "Competitors"),
        ("compelling-event", "Compelling event and value"),
        ("strategy", "Competitive strategy"),
        ("decision-criteria", "Decision criteria"),
        ("findings", "Findings"),
        ("meetings", "Meetings"),
        ("history", "History"),
        ("control", "In control?"),
        ("level", "Selling level"),
        ("notes", "Notes"),
    ),
    "plan": (
        ("players", "Key players"),
        ("influence-map", "Influence map"),
        ("relationships", "Relationship strategy"),
        ("goal", "Goal to resources"),
        ("milestones", "Milestones"),
        ("actions", "Actions"),
        ("unaddressed", "What nothing works on"),
    ),
    "value": (
        ("answers", "Four answers first"),
        ("statements", "Value statements"),
        ("worksheet", "Value worksheet"),
    ),
    "partners": (("partners", "Partners in this deal"), ("uncovered", "What no partner covers")),
    "review": (
        ("present", "Present"),
        ("questions", "Questions"),
        ("vulnerabilities", "Vulnerabilities"),
        ("recommendations", "Recommendations"),
        ("reviews", "Reviews held"),
        ("history", "History"),
    ),
}
"""The sections of each tab, by id; what a page leaves out is said where it is made."""


def _frame(view: DealContext, page_title: str) -> DealFrame:
    deal, judgement = view.deal, view.judgement
    return DealFrame(
        view.crumbs,
        view.tabs,
        deal.title,
        page_title,
        deal.outcome.result if deal.outcome else judgement.verdict.word,
        gate_lines(view),
        _summary(deal.amount, deal.close, judgement.winnable),
        view.footer,
    )


@lru_cache
def _summary(amount: Money | None, close: dt.date | None, winnable: Tally) -> str:
    """Return a deal in a line; each of its pages has it."""
    day = f"close {values.day(close)}" if close else "no close date"
    score = f"winnable {values.score(winnable.range.score)}, {known_words(winnable)}"
    return f"{values.money(amount) if amount else 'no amount'}, {day}, {score}"


def deal_page(view: DealContext) -> Page:
    """Return the page that everybody opens first."""
    judgement = view.judgement
    history = recent_changes(view, view.whole_history) if view.whole_history else None
    folded = folds(view, history)
    unrated = unrated_deal(view, folded)
    html = render(
        "deal.html",
        frame=_frame(view, ""),
        head=headline(view),
        closed=judgement.closed,
        questions=open_questions(view),
        actions=next_actions(view),
        further_actions=further_actions(view),
        asked=asked(view),
        crm=view.deal.crm,
        before=before(view),
        card=scorecard(view),
        rivals=rival_cards(view),
        event=event(view),
        chain=chain(view),
        strategy=strategy(view),
        criteria=decision_criteria(view),
        findings=findings(view),
        meetings=meetings(view),
        history=history,
        folds=folded,
        unrated=unrated,
        has_next_steps=has_next_steps(view),
        sources=sources(view),
        control=control(view),
        level=level(view),
        notes=notes_html(view.deal.notes, view.deal.path, view.address, view.surroundings, view.setting),
    )
    left_out = _left_out(view, folded, is_unrated=bool(unrated))
    return _page(view, "deal", view.deal.title, html, deal_entries(view), left_out)


def _left_out(view: DealContext, folded: Mapping[str, Fold], *, is_unrated: bool) -> set[str]:
    """Return the sections that the deal's own page goes without."""
    left_out = {"open-questions", "next-actions"} if view.judgement.closed else {"before-the-end"}
    left_out |= set() if view.deal.notes.strip() else {"notes"}
    left_out |= set() if view.whole_history else {"history"}
    left_out |= set() if "meetings" in folded else {"meetings"}
    left_out |= {each.id for each in folded.values() if each.is_left_out}
    left_out |= {"next-actions"} if is_unrated and not has_next_steps(view) else set()
    return left_out


def _page(
    view: DealContext,
    kind: Kind,
    title: str,
    html: str,
    entries: Iterable[SearchEntry],
    left_out: Container[str] = (),
) -> Page:
    toc = tuple(Heading(anchor, text, 2) for anchor, text in SECTIONS[view.tab] if anchor not in left_out)
    return Page(view.address, kind, title, html, toc, tuple(entries), view.deal.path)


def plan_page(view: DealContext) -> Page:
    """Return the people, and the plan that is to win them."""
    close = f"{values.day(view.deal.close)}" if view.deal.close else "the close date, once there is one"
    kept, written = relationships(view), plan(view)
    html = render(
        "plan.html",
        frame=_frame(view, "plan"),
        folds=plan_folds(view, written, kept),
        players=players(view),
        chart=influence_map(view),
        shapes=SUPPORT_SHAPES,
        relationships=kept,
        plan=written,
        close=close,
        closed=view.judgement.closed,
    )
    return _page(view, "plan", f"Plan: {view.deal.title}", html, plan_entries(view))


def value_page(view: DealContext) -> Page:
    """Return what the deal is worth to the customer."""
    asked_first = answers(view)
    html = render(
        "value.html",
        frame=_frame(view, "value"),
        folds={"answers": answers_fold(view, [bool(each.text) for each in asked_first])},
        answers=asked_first,
        statements=statements(view),
        examples=examples(view),
        sheet=sheet(view),
    )
    return _page(view, "value", f"Value: {view.deal.title}", html, value_entries(view))


def partners_page(view: DealContext) -> Page:
    """Return who helps us, and with what."""
    html = render("partner_worksheet.html", frame=_frame(view, "partners"), partners=partners(view))
    return _page(view, "partner worksheet", f"Partners: {view.deal.title}", html, partner_entries(view))


def review_page(view: DealContext) -> Page:
    """Return the agenda of the next review and the log of those held."""
    html = render(
        "review.html",
        frame=_frame(view, "review"),
        review=review(view),
        closed=view.judgement.closed,
        history=history_of(view, view.whole_history) if view.whole_history else None,
    )
    left_out = set() if view.whole_history else {"history"}
    return _page(view, "review", f"Review: {view.deal.title}", html, review_entries(view), left_out)


PAGES: Mapping[str, Callable[[DealContext], Page]] = {
    "": deal_page,
    "plan": plan_page,
    "value": value_page,
    "partners": partners_page,
    "review": review_page,
}
"""Makers of a deal's pages by tab, the deal's own first."""


def deal_pages(
    judgement: Judgement,
    surroundings: Surroundings,
    setting: Setting,
    changed: Commit | None,
    history: History | None = None,
    lines: Mapping[str, int] | None = None,
) -> tuple[Page, ...]:
    """Return the pages of one deal, its own first."""
    return tuple(
        make(DealContext(judgement, surroundings, setting, changed, tab, history, lines or {}))
        for tab, make in PAGES.items()
    )
