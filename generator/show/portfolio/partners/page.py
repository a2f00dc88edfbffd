"""The partners' pages: a firm beside us, the questions to ask about it, and where it helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from generator.assess.portfolio.portfolio import ended as ended_of
from generator.assess.portfolio.row import DealGlance
from generator.model.account import Partner
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.broken_file import broken_page
from generator.show.portfolio.closed.sums import ClosedSums, SumTable
from generator.show.portfolio.context import PortfolioContext, left_words, words
from generator.show.portfolio.deal_list import deal_line
from generator.show.portfolio.met import Met, met
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.portfolio.partners.help import Helps, PartnerHelps
from generator.show.summary.contests import LONGEST_TEXT
from generator.show.text import values
from generator.show.text.markdown import to_words
from generator.show.urls import anchors, page_urls
from generator.show.value_chain import FunctionRow, beside_ours

MOST_DEALS: Final = 30
MOST_PARTNERS: Final = 500
MOST_SHARED: Final = 10


class SharedCompetitor(NamedTuple):
    """A competitor that the partner also works with, and our deals in which both are met."""

    link: Link
    deals: tuple[Link, ...]


class PartnerSummary(NamedTuple):
    """A partner in the index; `answered` says how many of the questions are."""

    link: Link
    markets: str
    met: Met
    answered: str


class PartnersView(NamedTuple):
    """The index of partners."""

    partners: tuple[PartnerSummary, ...]
    left: str


class PartnerDeal(NamedTuple):
    """A deal in which the partner helps; the link leads to its worksheet, `role` is empty where none is written."""

    link: Link
    account: str
    owner: str
    role: str
    word: str
    amount: str


class PartnerView(NamedTuple):
    """The page of a partner; what nobody wrote is empty. `all_deals` leads to the open ones of those beyond.

    `left` counts the deals beyond those shown, `cut` says how long a text is printed.
    """

    met: Met
    sums: tuple[SumTable, ...]
    helps: PartnerHelps
    cut: str
    facts: tuple[tuple[str, str], ...]
    website: str
    engagement: str
    functions: tuple[FunctionRow, ...]
    questions: tuple[tuple[str, str], ...]
    shared: tuple[SharedCompetitor, ...]
    deals: tuple[PartnerDeal, ...]
    left: str
    all_deals: str
    notes: Markup


def partner_pages(context: PortfolioContext) -> Iterator[Page]:
    """Yield the index and the page of every partner; a file that cannot be read has its mistakes shown."""
    partners = context.surroundings.partners
    helps = Helps(context)
    yield _index(context)
    unreadable = context.unreadable_in(page_urls.PARTNERS)
    for slug, partner in partners.items():
        if slug not in unreadable:
            yield _partner_page(context, helps, partner)
    for slug, (path, problems) in unreadable.items():
        yield broken_page(page_urls.partner(slug), path, problems, context.setting)


def _index(context: PortfolioContext) -> Page:
    draft = PageDraft(context, "partners", page_urls.PARTNERS, "Partners", "partners_index.html", wide=True)
    partners = tuple(context.surroundings.partners.values())
    view = PartnersView(
        tuple(_summary(context, partner) for partner in partners[:MOST_PARTNERS]),
        left_words(len(partners) - MOST_PARTNERS, "more partner"),
    )
    names = words(*(partner.name for partner in partners[:MOST_PARTNERS]))
    return draft.finished(view, [SearchEntry("", "Partners", names)])


def _summary(context: PortfolioContext, partner: Partner) -> PartnerSummary:
    rows = context.by_partner.get(partner.slug, ())
    questions = context.surroundings.method.partner_questions
    answered = sum(bool(partner.answers.get(question)) for question in questions)
    return PartnerSummary(
        Link(context.partner_name(partner.slug), context.href(page_urls.PARTNERS, page_urls.partner(partner.slug))),
        ", ".join(partner.markets),
        met(
            context,
            rows,
            {"partners": context.partner_name(partner.slug)},
            page_urls.PARTNERS,
            page_urls.partner(partner.slug),
        ),
        f"{answered} of {len(questions)}",
    )


def _partner_page(context: PortfolioContext, helps: Helps, partner: Partner) -> Page:
    here, name = page_urls.partner(partner.slug), context.partner_name(partner.slug)
    view, method = _view(context, helps, partner), context.surroundings.method
    sections = present(
        {
            "deals": ("Where they help", True),
            "record": ("Won and lost", view.sums),
            "helps": ("What they help with", view.deals),
            "against": ("Against us all the same", view.helps.against),
            "chain": ("Value chain beside ours", method.functions),
            "questions": ("What to know about them", method.partner_questions),
            "competitors": ("Competitors they also work with", view.shared),
            "notes": ("Notes", partner.notes.strip()),
        }
    )
    trail = (("Home", page_urls.PORTFOLIO), ("Partners", page_urls.PARTNERS))
    draft = PageDraft(context, "partner", here, name, "partner.html", sections, trail, source=partner.path)
    return draft.finished(view, _entries(partner, name))


def _view(context: PortfolioContext, helps: Helps, partner: Partner) -> PartnerView:
    here, rows = page_urls.partner(partner.slug), context.by_partner.get(partner.slug, ())
    among, method = {"partners": context.partner_name(partner.slug)}, context.surroundings.method
    live, ended = [row for row in rows if not row.closed], ended_of(rows)
    sums, against = ClosedSums(context, ended, context.href(here, page_urls.CLOSED), among), _against(live)
    return PartnerView(
        met=met(context, rows, among, here, here),
        sums=(sums.by_result,) if ended else (),
        helps=helps.of(partner.slug, here),
        cut=values.counted(LONGEST_TEXT, "character"),
        facts=_facts(partner),
        website=partner.website or "",
        engagement=partner.engagement,
        functions=beside_ours(partner.value_chain, context.surroundings),
        questions=tuple((each.label, partner.answers.get(key, "")) for key, each in method.partner_questions.items()),
        shared=tuple(_shared(context, slug, against.get(slug, ()), here) for slug in partner.competitors),
        deals=tuple(_deal(context, row, partner.slug, here) for row in (*live, *ended)[:MOST_DEALS]),
        left=left_words(len(rows) - MOST_DEALS, "more deal"),
        all_deals=context.open_href(here, among),
        notes=context.notes(partner.notes, partner.path, here),
    )


def _facts(partner: Partner) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Markets", ", ".join(partner.markets)),
        ("Owner on our side", partner.owner),
        ("Contact", partner.contact),
    )
    return tuple((name, value) for name, value in facts if value)


def _deal(context: PortfolioContext, row: DealGlance, slug: str, here: str) -> PartnerDeal:
    worksheet = context.deal_href(here, row.identity, "partners", anchors.anchor("partner", slug))
    line = deal_line(context, row, here)
    return PartnerDeal(
        Link(row.title, worksheet), line.account, line.owner, row.partner_roles.get(slug, ""), line.word, line.amount
    )


def _against(rows: Iterable[DealGlance]) -> Mapping[str, Sequence[DealGlance]]:
    """Return those of the deals in which each competitor is met, the first few of them."""
    deals: dict[str, list[DealGlance]] = {}
    for row in rows:
        for slug in row.competitors:
            if len(few := deals.setdefault(slug, [])) < MOST_SHARED:
                few.append(row)
    return deals


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
