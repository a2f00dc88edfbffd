"""The findings across the portfolio: one line per family and deal, never one per finding."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final, get_args

from generator.model.method import Family
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.context import PageDraft, PortfolioContext, present, words
from generator.show.portfolio.method import finding_anchor
from generator.show.summary.deal_rows import rows_file, table_of
from generator.show.summary.findings import COLUMNS
from generator.show.urls import page_urls

MOST_KINDS: Final = 12


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family of findings: how many there are, in how many deals, and how often each kind of it occurs."""

    family: Family
    count: int
    deals: int
    kinds: tuple[tuple[Link, int], ...]
    kinds_left: int


def findings_page(context: PortfolioContext) -> Page:
    """Return the findings of every open deal, the gravest first, with what there is of each family."""
    here = page_urls.FINDINGS
    views = _families(context, here)
    of_families = {str(view.family): (view.family.capitalize(), view.count) for view in views}
    sections = present({**of_families, "all": ("Where they bear most", views)})
    draft = PageDraft(context, "findings", here, "Findings", "findings.html", sections)
    return draft.finished(
        entries=[SearchEntry("", "Findings", words(*(view.family for view in views)))],
        families=views,
        total=sum(view.count for view in views),
        deals=sum(bool(each.families) for each in context.summaries.found),
        accepted=sum(each.accepted for each in context.summaries.found),
        table=table_of("findings", COLUMNS, context.found_lines, context.setting),
        rows_file=page_urls.FINDING_ROWS,
        json=page_urls.ROWS_JSON,
    )


def finding_rows(context: PortfolioContext) -> bytes:
    """Return the file that the script fetches for the rows that the page of findings does not hold."""
    return rows_file([("findings", COLUMNS, context.found_lines)])


def _families(context: PortfolioContext, here: str) -> list[FamilyView]:
    """Return the families that there are findings of, in the order of the method's words for them."""
    kinds: dict[Family, Counter[str]] = {family: Counter() for family in get_args(Family)}
    deals: Counter[Family] = Counter()
    for each in (each for found in context.summaries.found for each in found.families):
        deals[each.family] += 1
        of = kinds[each.family]
        for code, count in each.codes.items():
            of[code] += count
    return [_family(context, family, deals[family], of, here) for family, of in kinds.items() if of]


def _family(context: PortfolioContext, family: Family, deals: int, kinds: Counter[str], here: str) -> FamilyView:
    most = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_KINDS]
    shown = tuple((_kind(context, code, here), count) for code, count in most)
    return FamilyView(family, sum(kinds.values()), deals, shown, max(0, len(kinds) - MOST_KINDS))


def _kind(context: PortfolioContext, code: str, here: str) -> Link:
    rule = context.surroundings.method.findings.get(code)
    return Link(rule.label if rule else code, context.href(here, page_urls.METHOD, finding_anchor(code)))
