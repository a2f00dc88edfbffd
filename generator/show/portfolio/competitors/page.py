"""The competitors' pages: who they are, where we meet them, who wins and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from generator.assess.portfolio.portfolio import ended as ended_of
from generator.assess.portfolio.row import DealGlance
from generator.model.account import Competitor
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.broken_file import broken_page
from generator.show.portfolio.closed.sums import ClosedSums
from generator.show.portfolio.competitors.criteria import Contests
from generator.show.portfolio.competitors.lessons import by_approach, lessons
from generator.show.portfolio.competitors.views import (
    CompetitorSummary,
    CompetitorsView,
    CompetitorView,
    Meeting,
    ProfileCard,
)
from generator.show.portfolio.context import PortfolioContext, grouped, left_words, words
from generator.show.portfolio.deal_list import deal_line
from generator.show.portfolio.met import counted, met
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.summary.contests import LONGEST_TEXT
from generator.show.summary.table import NONE
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.urls import anchors, page_urls

MOST_DEALS: Final = 20
MOST_COMPETITORS: Final = 500
MOST_TRAILS: Final = 3
NO_WINNER: Final = "nobody named"


def competitor_pages(context: PortfolioContext) -> Iterator[Page]:
    """Yield the index and the page of every competitor that has a file or is met in a deal."""
    unreadable = context.unreadable_in(page_urls.COMPETITORS)
    named = {slug for partner in context.surroundings.partners.values() for slug in partner.competitors}
    slugs = sorted({*context.surroundings.competitors, *context.by_competitor, *named} - unreadable.keys())
    contests = Contests(context)
    yield _index(context, contests, slugs)
    for slug in slugs:
        yield _competitor_page(context, contests, slug)
    for slug, (path, problems) in unreadable.items():
        yield broken_page(page_urls.competitor(slug), path, problems, context.setting)


def _index(context: PortfolioContext, contests: Contests, slugs: Sequence[str]) -> Page:
    draft = PageDraft(
        context, "competitors", page_urls.COMPETITORS, "Competitors", "competitors_index.html", wide=True
    )
    ranked = sorted(slugs, key=lambda slug: _rank(context, slug))[:MOST_COMPETITORS]
    view = CompetitorsView(
        tuple(_summary(context, contests, slug) for slug in ranked),
        left_words(len(slugs) - len(ranked), "more competitor"),
    )
    names = (context.competitor_name(slug) for slug in ranked)
    return draft.finished(view, [SearchEntry("", "Competitors", words(*names))])


def _rank(context: PortfolioContext, slug: str) -> tuple[int, int, str]:
    """Return what orders competitors: the most deals that went to them first, then the most met."""
    rows = context.by_competitor.get(slug, ())
    return -_named(rows, slug), -len(rows), context.competitor_name(slug).casefold()


def _named(rows: Sequence[DealGlance], slug: str) -> int:
    """Return in how many of the deals a competitor is the winner."""
    return sum(_winner(row) == slug for row in rows)


def _winner(row: DealGlance) -> str:
    return (row.outcome.winner if row.outcome else None) or ""


def _summary(context: PortfolioContext, contests: Contests, slug: str) -> CompetitorSummary:
    here, rows, name = page_urls.COMPETITORS, context.by_competitor.get(slug, ()), context.competitor_name(slug)
    return CompetitorSummary(
        Link(name, context.href(here, page_urls.competitor(slug))),
        context.surroundings.competitor(slug).kind or values.NOTHING,
        met(context, rows, {"competitors": name}, here, page_urls.competitor(slug)),
        counted(_named(rows, slug), context.closed_href(here, {"winner": name})),
        contests.in_words(contests.counts(slug, "-")[:MOST_TRAILS]) or values.NOTHING,
    )


def _competitor_page(context: PortfolioContext, contests: Contests, slug: str) -> Page:
    here, name = page_urls.competitor(slug), context.competitor_name(slug)
    competitor = context.surroundings.competitor(slug)
    source = competitor.path if slug in context.surroundings.competitors else None
    view = _view(context, contests, slug, competitor)
    sections = present(
        {
            "record": ("Won and lost", view.sums),
            "trails": ("Where we trail them", view.compared),
            "leads": ("Where we lead", view.compared),
            "worked": ("What worked", view.sums),
            "failed": ("What did not", view.failed.lines),
            "deals": ("Deals against them", view.meetings),
            "profile": ("Profile", True),
            "notes": ("Notes", competitor.notes.strip()),
        }
    )
    trail = (("Home", page_urls.PORTFOLIO), ("Competitors", page_urls.COMPETITORS))
    draft = PageDraft(context, "competitor", here, name, "competitor.html", sections, trail, source)
    return draft.finished(view._replace(missing="" if source else competitor.path), _entries(competitor, name))


def _view(context: PortfolioContext, contests: Contests, slug: str, competitor: Competitor) -> CompetitorView:
    here, name = page_urls.competitor(slug), context.competitor_name(slug)
    rows, among = context.by_competitor.get(slug, ()), {"competitors": name}
    live, ended = [row for row in rows if not row.closed], ended_of(rows)
    won, others = ([row for row in ended if (row.word == "won") is is_won] for is_won in (True, False))
    sums = ClosedSums(context, ended, context.href(here, page_urls.CLOSED), among)
    counts = met(context, rows, among, here, here)
    rated, closed = contests.rated(slug), context.closed_href(here, among)
    return CompetitorView(
        lead=_lead(competitor, len(live), len(ended)),
        website=competitor.website or "",
        missing="",
        met=counts,
        named=counted(_named(rows, slug), context.closed_href(here, {"winner": name})),
        winners=tuple(_winners(context, [row for row in ended if row.word == "lost"], among, here)),
        sums=(sums.by_result,) if ended else (),
        compared=f"{values.plain(rated)} of {values.counted(len(rows), 'deal')}" if rows else "",
        cut=values.counted(LONGEST_TEXT, "character"),
        trails=contests.criteria(slug, "-", here),
        leads=contests.criteria(slug, "+", here),
        approaches=by_approach(context, ended, contests.of_deal),
        worked=lessons(context, won, contests.of_deal, here, counts.won.href),
        failed=lessons(context, others, contests.of_deal, here, closed),
        profile=_profile(competitor),
        meetings=tuple(_meeting(context, row, slug, here) for row in (*live[:MOST_DEALS], *ended[:MOST_DEALS])),
        left=tuple(
            _left(counts.open, len(live), "open") + _left(Link(str(len(ended)), closed), len(ended), "closed")
        ),
        notes=context.notes(competitor.notes, competitor.path, here),
    )


def _left(every: Link, count: int, kind: str) -> tuple[Link, ...]:
    """Return the link to all deals of a kind where not all of them are listed."""
    return (Link(f"all {values.counted(count, f'{kind} deal')}", every.href),) if count > MOST_DEALS else ()


def _lead(competitor: Competitor, live: int, ended: int) -> str:
    kind = (competitor.kind or "competitor").capitalize()
    return f"{kind}, met in {values.counted(live, 'open deal')} and {values.counted(ended, 'closed deal')}."


def _winners(
    context: PortfolioContext, lost: Sequence[DealGlance], among: Mapping[str, str], here: str
) -> Iterator[Link]:
    """Yield who lost deals went to, with their number, the most first."""
    by_winner = grouped(lost, lambda row: (_winner(row),))
    for slug, rows in sorted(by_winner.items(), key=lambda each: -len(each[1])):
        name = context.competitor_name(slug) if slug else NO_WINNER
        wanted = {**among, "verdict": values.verdict_word("lost"), "winner": name if slug else NONE}
        yield Link(f"{name} {values.plain(len(rows))}", context.closed_href(here, wanted))


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
        line.owner,
        line.stage,
        line.word,
        line.amount,
        f"{values.score(gap.low)} to {values.score(gap.high)}" if gap else values.NOTHING,
    )


def _entries(competitor: Competitor, name: str) -> Iterator[SearchEntry]:
    profile = (*competitor.strengths, *competitor.weaknesses, *competitor.how_they_sell, *competitor.how_we_answer)
    yield SearchEntry("", f"Competitor: {name}", words(*profile, to_words(competitor.notes)), (name,))
