"""The partners' pages: a firm beside us, the questions to ask about it, and where it helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.assess.portfolio.record import win_rate
from generator.assess.portfolio.row import DealGlance
from generator.model.account import Partner
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.broken_file import broken_page
from generator.show.portfolio.context import PageDraft, PortfolioContext, present, words
from generator.show.portfolio.deal_list import deal_line, record_words
from generator.show.text.markdown import to_words
from generator.show.urls import anchors, page_urls
from generator.show.value_chain import beside_ours

MOST_DEALS: Final = 200
MOST_PARTNERS: Final = 500
MOST_SHARED: Final = 10


@dataclass(frozen=True, slots=True)
class SharedCompetitor:
    """A competitor that the partner also works with, and our deals in which both are met."""

    link: Link
    deals: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PartnerSummary:
    """A partner in the index."""

    link: Link
    markets: tuple[str, ...]
    answered: int
    asked: int
    open: int
    record: str


def partner_pages(context: PortfolioContext) -> Iterator[Page]:
    """Yield the index and the page of every partner; a file that cannot be read has its mistakes shown."""
    partners = context.surroundings.partners
    yield _index(context)
    unreadable = context.unreadable_in(page_urls.PARTNERS)
    for slug, partner in partners.items():
        if slug not in unreadable:
            yield _partner_page(context, partner)
    for slug, (path, problems) in unreadable.items():
        yield broken_page(page_urls.partner(slug), path, problems, context.setting)


def _index(context: PortfolioContext) -> Page:
    draft = PageDraft(context, "partners", page_urls.PARTNERS, "Partners", "partners_index.html")
    partners = tuple(context.surroundings.partners.values())
    return draft.finished(
        entries=[SearchEntry("", "Partners", words(*(partner.name for partner in partners[:MOST_PARTNERS])))],
        partners=[_summary(context, partner) for partner in partners[:MOST_PARTNERS]],
        left=max(0, len(partners) - MOST_PARTNERS),
    )


def _summary(context: PortfolioContext, partner: Partner) -> PartnerSummary:
    rows = context.by_partner.get(partner.slug, ())
    asked = context.surroundings.method.partner_questions
    return PartnerSummary(
        Link(context.partner_name(partner.slug), context.href(page_urls.PARTNERS, page_urls.partner(partner.slug))),
        partner.markets,
        sum(bool(partner.answers.get(question)) for question in asked),
        len(asked),
        sum(not row.closed for row in rows),
        record_words(win_rate(rows)),
    )


def _partner_page(context: PortfolioContext, partner: Partner) -> Page:
    here = page_urls.partner(partner.slug)
    rows = context.by_partner.get(partner.slug, ())
    name = context.partner_name(partner.slug)
    method = context.surroundings.method
    met = _met(rows)
    shared = [_shared(context, slug, met.get(slug, ()), here) for slug in partner.competitors]
    sections = present(
        {
            "chain": ("Value chain beside ours", method.functions),
            "questions": ("What to know about them", method.partner_questions),
            "competitors": ("Competitors they also work with", shared),
            "deals": ("Where they help", True),
            "notes": ("Notes", partner.notes.strip()),
        }
    )
    trail = (("Portfolio", page_urls.PORTFOLIO), ("Partners", page_urls.PARTNERS))
    draft = PageDraft(context, "partner", here, name, "partner.html", sections, trail, source=partner.path)
    deals = [(deal_line(context, row, here), row.partner_roles.get(partner.slug, "")) for row in rows[:MOST_DEALS]]
    return draft.finished(
        entries=_entries(partner, name),
        partner=partner,
        functions=beside_ours(partner.value_chain, context.surroundings),
        questions=[(item.label, partner.answers.get(key, "")) for key, item in method.partner_questions.items()],
        shared=shared,
        deals=deals,
        worksheet=lambda row: context.deal_href(
            here, row.identity, "partners", anchors.anchor("partner", partner.slug)
        ),
        left=max(0, len(rows) - MOST_DEALS),
        record=record_words(win_rate(rows)),
        notes=context.notes(partner.notes, partner.path, here),
    )


def _met(rows: Iterable[DealGlance]) -> Mapping[str, Sequence[DealGlance]]:
    """Return the open deals in which each competitor is met, the first few of them."""
    found: dict[str, list[DealGlance]] = {}
    for row in rows:
        for slug in () if row.closed else row.competitors:
            if len(met := found.setdefault(slug, [])) < MOST_SHARED:
                met.append(row)
    return found


def _shared(context: PortfolioContext, slug: str, both: Sequence[DealGlance], here: str) -> SharedCompetitor:
    return SharedCompetitor(
        Link(context.competitor_name(slug), context.href(here, page_urls.competitor(slug))),
        tuple(Link(row.title, context.deal_href(here, row.identity)) for row in both),
    )


def _entries(partner: Partner, name: str) -> Iterator[SearchEntry]:
    chain = (each for theirs in partner.value_chain.values() for each in theirs)
    yield SearchEntry(
        "", f"Partner: {name}", words(*partner.markets, partner.engagement, *chain, to_words(partner.notes)), (name,)
    )
    if partner.answers:
        yield SearchEntry("questions", f"{name}: what we know", words(*partner.answers.values()))
