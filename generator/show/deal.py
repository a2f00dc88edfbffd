"""The pages of one deal: deal, plan, value, partners, review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.assess.judgement import Judgement
from generator.model.playbook import Surroundings
from generator.show import printed
from generator.show.chain import chain, event
from generator.show.deal_control import control, level
from generator.show.deal_findings import findings
from generator.show.deal_strategy import decision_criteria, strategy
from generator.show.headline import headline, next_actions, open_questions
from generator.show.markdown import to_html
from generator.show.page import Commit, Entry, Heading, Kind, Page, Setting
from generator.show.rivals import rival_cards
from generator.show.scorecard import known_words, scorecard
from generator.show.templates import render
from generator.show.viewpoint import Link, Viewpoint


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of each of the pages."""

    crumbs: tuple[Link, ...]
    tabs: tuple[Link, ...]
    deal_title: str
    page_title: str
    word: str
    summary: str
    footer: str


SECTIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("open-questions", "Ask next"),
        ("next-actions", "Do next"),
        ("scorecard", "Scorecard"),
        ("competitors", "Competitors"),
        ("compelling-event", "Compelling event and value"),
        ("strategy", "Competitive strategy"),
        ("decision-criteria", "Decision criteria"),
        ("findings", "Findings"),
        ("control", "In control?"),
        ("level", "Selling level"),
        ("notes", "Notes"),
    ),
}


def _frame(view: Viewpoint, page_title: str) -> Frame:
    deal, judgement = view.deal, view.judgement
    close = f"close {printed.day(deal.close)}" if deal.close else "no close date"
    winnable = judgement.winnable
    score = f"winnable {printed.score(winnable.range.score)}, {known_words(winnable)}"
    return Frame(
        view.crumbs,
        view.tabs,
        deal.title,
        page_title,
        deal.outcome.result if deal.outcome else judgement.verdict.word,
        f"{printed.money(deal.amount) if deal.amount else 'no amount'}, {close}, {score}",
        view.footer,
    )


def _deal_entries(view: Viewpoint) -> Iterator[Entry]:
    deal, title = view.deal, f"{view.deal.title} – {view.account.name}"
    yield Entry("", title, f"{deal.owner} {view.judgement.verdict.says}".strip())
    for name, question in view.method.questions.items():
        said = [view.judgement.assessed[each].evidence for each, _ in view.method.of_question(name)]
        if evidence := " ".join(each for each in said if each):
            yield Entry(f"question-{name}", f"{question.ask} – {deal.title}", evidence)
    for each in view.judgement.rivals:
        yield Entry(f"rival-{each.slug}", f"{view.competitor(each.slug).text} – {deal.title}", "competitor")
    if written := deal.compelling_event:
        text = " ".join(each for each in (written.what, written.consequence, written.payback) if each)
        yield Entry("compelling-event", f"Compelling event – {deal.title}", text)
    if deal.strategy.statement:
        yield Entry("strategy", f"Strategy – {deal.title}", deal.strategy.statement)
    if deal.notes.strip():
        yield Entry("notes", f"Notes – {deal.title}", deal.notes)


def deal_page(view: Viewpoint) -> Page:
    """Return the page that everybody opens first."""
    judgement = view.judgement
    html = render(
        "deal.html",
        frame=_frame(view, ""),
        head=headline(view),
        closed=judgement.closed,
        questions=open_questions(view),
        actions=next_actions(view),
        card=scorecard(view),
        rivals=rival_cards(view),
        event=event(view),
        chain=chain(view),
        strategy=strategy(view),
        criteria=decision_criteria(view),
        findings=findings(view),
        control=control(view),
        level=level(view),
        notes=to_html(view.deal.notes) if view.deal.notes.strip() else "",
    )
    left_out = ({"open-questions", "next-actions"} if judgement.closed else set()) | (
        set() if view.deal.notes.strip() else {"notes"}
    )
    return _page(view, "deal", view.deal.title, html, tuple(_deal_entries(view)), left_out)


def _page(view: Viewpoint, kind: Kind, title: str, html: str, entries: tuple[Entry, ...], left_out: set[str]) -> Page:
    toc = tuple(Heading(anchor, text, 2) for anchor, text in SECTIONS[view.tab] if anchor not in left_out)
    return Page(view.address, kind, title, html, toc, entries, view.deal.path)


def deal_pages(
    judgement: Judgement, surroundings: Surroundings, setting: Setting, changed: Commit | None
) -> tuple[Page, ...]:
    """Return the pages of one deal, its own first; `changed` is the commit that last changed its file."""

    def seen_from(tab: str) -> Viewpoint:
        return Viewpoint(judgement, surroundings, setting, changed, tab)

    return (deal_page(seen_from("")),)
