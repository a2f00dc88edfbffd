"""The competitors' pages: who they are, where we meet them, and how that ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.assess.judgement import Gap
from generator.assess.portfolio.portfolio import ended as ended_of
from generator.assess.portfolio.record import win_rate
from generator.assess.portfolio.row import DealGlance
from generator.model.account import Competitor
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.broken_file import broken_page
from generator.show.portfolio.context import PageDraft, PortfolioContext, present, words
from generator.show.portfolio.deal_list import DealLine, deal_line, record_words
from generator.show.text.markdown import to_words
from generator.show.urls import anchors, page_urls

MOST_DEALS: Final = 200
MOST_COMPETITORS: Final = 500


@dataclass(frozen=True, slots=True)
class Meeting:
    """A deal in which we meet the competitor, with our winnable range less theirs where both are rated."""

    line: DealLine
    primary: bool
    gap: Gap | None
    compared: str


@dataclass(frozen=True, slots=True)
class CompetitorSummary:
    """A competitor in the index."""

    link: Link
    kind: str
    open: int
    primary: int
    record: str


def competitor_pages(context: PortfolioContext) -> Iterator[Page]:
    """Yield the index and the page of every competitor that has a file or is met in a deal."""
    unreadable = context.unreadable_in(page_urls.COMPETITORS)
    named = {slug for partner in context.surroundings.partners.values() for slug in partner.competitors}
    slugs = sorted({*context.surroundings.competitors, *context.by_competitor, *named} - unreadable.keys())
    yield _index(context, slugs)
    for slug in slugs:
        yield _competitor_page(context, slug)
    for slug, (path, problems) in unreadable.items():
        yield broken_page(page_urls.competitor(slug), path, problems, context.setting)


def _index(context: PortfolioContext, slugs: Sequence[str]) -> Page:
    draft = PageDraft(context, "competitors", page_urls.COMPETITORS, "Competitors", "competitors_index.html")
    names = (context.competitor_name(slug) for slug in slugs[:MOST_COMPETITORS])
    return draft.finished(
        entries=[SearchEntry("", "Competitors", words(*names))],
        competitors=[_summary(context, slug) for slug in slugs[:MOST_COMPETITORS]],
        left=max(0, len(slugs) - MOST_COMPETITORS),
    )


def _summary(context: PortfolioContext, slug: str) -> CompetitorSummary:
    rows = context.by_competitor.get(slug, ())
    live = [row for row in rows if not row.closed]
    return CompetitorSummary(
        Link(context.competitor_name(slug), context.href(page_urls.COMPETITORS, page_urls.competitor(slug))),
        context.surroundings.competitor(slug).kind or "",
        len(live),
        sum(row.primary_competitor == slug for row in live),
        record_words(win_rate(rows)),
    )


def _competitor_page(context: PortfolioContext, slug: str) -> Page:
    here, name = page_urls.competitor(slug), context.competitor_name(slug)
    competitor = context.surroundings.competitor(slug)
    rows = context.by_competitor.get(slug, ())
    live, ended = [row for row in rows if not row.closed], ended_of(rows)
    sections = present(
        {
            "profile": ("Profile", True),
            "deals": ("Where we meet them", live),
            "closed": ("How it ended", ended),
            "notes": ("Notes", competitor.notes.strip()),
        }
    )
    trail = (("Portfolio", page_urls.PORTFOLIO), ("Competitors", page_urls.COMPETITORS))
    source = competitor.path if slug in context.surroundings.competitors else None
    draft = PageDraft(context, "competitor", here, name, "competitor.html", sections, trail, source)
    return draft.finished(
        entries=_entries(competitor, name),
        competitor=competitor,
        written=source is not None,
        meetings=[_meeting(context, row, slug, here) for row in live[:MOST_DEALS]],
        left=max(0, len(live) - MOST_DEALS),
        ended=[deal_line(context, row, here) for row in ended[:MOST_DEALS]],
        ended_left=max(0, len(ended) - MOST_DEALS),
        record=record_words(win_rate(ended)),
        beaten_by=sum(bool(row.outcome and row.outcome.winner == slug) for row in ended),
        notes=context.notes(competitor.notes, competitor.path, here),
    )


def _meeting(context: PortfolioContext, row: DealGlance, slug: str, here: str) -> Meeting:
    compared = context.deal_href(here, row.identity, "", anchors.anchor("rival", slug))
    return Meeting(deal_line(context, row, here), row.primary_competitor == slug, row.rival_gaps.get(slug), compared)


def _entries(competitor: Competitor, name: str) -> Iterator[SearchEntry]:
    told = (*competitor.strengths, *competitor.weaknesses, *competitor.how_they_sell, *competitor.how_we_answer)
    yield SearchEntry("", f"Competitor: {name}", words(*told, to_words(competitor.notes)), (name,))
