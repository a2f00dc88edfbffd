"""The competitors' pages: who they are, where we meet them, and how that ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from generator.assess.portfolio.portfolio import ended as ended_of
from generator.assess.portfolio.record import win_rate
from generator.assess.portfolio.row import DealGlance
from generator.model.account import Competitor
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.broken_file import broken_page
from generator.show.portfolio.context import PageDraft, PortfolioContext, left_words, present, words
from generator.show.portfolio.deal_list import EndedLine, deal_line, ended_lines, record_words
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.urls import anchors, page_urls

MOST_DEALS: Final = 200
MOST_COMPETITORS: Final = 500


class Meeting(NamedTuple):
    """A deal in which we meet the competitor; the link leads to the comparison.

    `gap` is our winnable range less theirs in words, a dash where one of the two is not rated.
    """

    link: Link
    primary: bool
    account: str
    stage: str
    word: str
    amount: str
    gap: str


class ProfileCard(NamedTuple):
    """A part of the profile and the key under which it is written."""

    title: str
    key: str
    lines: tuple[str, ...]


class CompetitorView(NamedTuple):
    """The page of a competitor; `missing` is the file to write where there is none.

    `left` and `ended_left` count the deals beyond those shown, `all_deals` leads to the open ones among them.
    """

    lead: str
    website: str
    missing: str
    profile: tuple[ProfileCard, ...]
    meetings: tuple[Meeting, ...]
    left: str
    all_deals: str
    record: str
    ended: tuple[EndedLine, ...]
    ended_left: str
    notes: Markup


class CompetitorsView(NamedTuple):
    """The index of competitors."""

    competitors: tuple[CompetitorSummary, ...]
    left: str


class CompetitorSummary(NamedTuple):
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
    view = CompetitorsView(
        tuple(_summary(context, slug) for slug in slugs[:MOST_COMPETITORS]),
        left_words(len(slugs) - MOST_COMPETITORS, "more competitor"),
    )
    return draft.finished(view, [SearchEntry("", "Competitors", words(*names))])


def _summary(context: PortfolioContext, slug: str) -> CompetitorSummary:
    rows = context.by_competitor.get(slug, ())
    live = [row for row in rows if not row.closed]
    return CompetitorSummary(
        Link(context.competitor_name(slug), context.href(page_urls.COMPETITORS, page_urls.competitor(slug))),
        context.surroundings.competitor(slug).kind or values.NOTHING,
        len(live),
        sum(row.primary_competitor == slug for row in live),
        record_words(win_rate(rows)) or values.NOTHING,
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
    trail = (("Home", page_urls.PORTFOLIO), ("Competitors", page_urls.COMPETITORS))
    source = competitor.path if slug in context.surroundings.competitors else None
    draft = PageDraft(context, "competitor", here, name, "competitor.html", sections, trail, source)
    record = record_words(win_rate(ended))
    view = CompetitorView(
        lead=_lead(competitor, len(live), record),
        website=competitor.website or "",
        missing="" if source else competitor.path,
        profile=_profile(competitor),
        meetings=tuple(_meeting(context, row, slug, here) for row in live[:MOST_DEALS]),
        left=left_words(len(live) - MOST_DEALS, "more deal"),
        all_deals=context.table_href(here, "competitors", name),
        record=_record(record, sum(bool(row.outcome and row.outcome.winner == slug) for row in ended)),
        ended=ended_lines(context, ended[:MOST_DEALS], here),
        ended_left=left_words(len(ended) - MOST_DEALS, "more deal"),
        notes=context.notes(competitor.notes, competitor.path, here),
    )
    return draft.finished(view, _entries(competitor, name))


def _lead(competitor: Competitor, live: int, record: str) -> str:
    kind = (competitor.kind or "competitor").capitalize()
    met = f"{kind}, met in {values.counted(live, 'open deal')}"
    return f"{met}; ended: {record}." if record else f"{met}."


def _record(record: str, beaten: int) -> str:
    """Return how the deals against a competitor ended, and how often it is named as the winner."""
    times = f"; {values.counted(beaten, 'time')} they were named as the winner" if beaten else ""
    return f"{record}{times}."


def _profile(competitor: Competitor) -> tuple[ProfileCard, ...]:
    return (
        ProfileCard("Strengths", "strengths", competitor.strengths),
        ProfileCard("Weaknesses", "weaknesses", competitor.weaknesses),
        ProfileCard("How they sell", "how_they_sell", competitor.how_they_sell),
        ProfileCard("How we answer", "how_we_answer", competitor.how_we_answer),
    )


def _meeting(context: PortfolioContext, row: DealGlance, slug: str, here: str) -> Meeting:
    line, gap = deal_line(context, row, here), row.rival_gaps.get(slug)
    return Meeting(
        Link(row.title, context.deal_href(here, row.identity, "", anchors.anchor("rival", slug))),
        row.primary_competitor == slug,
        line.account,
        line.stage,
        line.word,
        line.amount,
        f"{values.score(gap.low)} to {values.score(gap.high)}" if gap else values.NOTHING,
    )


def _entries(competitor: Competitor, name: str) -> Iterator[SearchEntry]:
    profile = (*competitor.strengths, *competitor.weaknesses, *competitor.how_they_sell, *competitor.how_we_answer)
    yield SearchEntry("", f"Competitor: {name}", words(*profile, to_words(competitor.notes)), (name,))
