"""The page of findings of all deals, gates and symptoms: one line per kind and deal, never one per finding."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Final, NamedTuple, get_args
from urllib.parse import urlencode

from generator.assess.findings.look_alikes import NamePlace, look_alikes
from generator.assess.judgement import PlacedFinding
from generator.model.method import Family
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.context import PortfolioContext, left_words, words
from generator.show.portfolio.findings.shards import FindingTable
from generator.show.portfolio.method.links import finding_anchor
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.summary.findings import BESIDE, LINE_COLUMNS, FindingCounts, Listing, kinds_of, rule_label
from generator.show.summary.table import PrintedTable, cell_of
from generator.show.text import values
from generator.show.urls import anchors, page_urls

MOST_KINDS: Final = 12
MOST_DEALS: Final = 20
"""Deals that the page names for a kind."""
MOST_OF_FILES: Final = 50
"""Findings of files other than deals that the page holds."""


Occurrence = tuple[int, str]
"""Number of findings of one kind in a deal, and the deal's line in the table."""


class KindView(NamedTuple):
    """A kind of findings: what it means, how many there are, and the deals with most of them.

    `rows` leads to its lines in the table, each with its place. Beside a deal stands how many it has, empty for one.
    `left` says how many there are in how many other deals, empty where there is none.
    """

    id: str
    meaning: Link
    number: int
    rows: str
    deals: tuple[tuple[Link, str], ...]
    left: str


class FamilyView(NamedTuple):
    """A family of findings: how many there are, in how many deals, and the kinds that occur most.

    `rows` leads to its lines in the table; `left` counts the kinds beyond those shown, empty where there are none.
    """

    family: Listing
    title: str
    number: int
    deals: str
    kinds: tuple[KindView, ...]
    left: str
    rows: str


class FileFindingView(NamedTuple):
    """A finding in a file that is no deal: its place, its sentence and how to mend it."""

    place: str
    says: str
    remedy: str
    kind: Link


class FindingsView(NamedTuple):
    """The page of findings; without a finding in any deal `lead` is empty. `files` are those of other files.

    `shards` tells the script, as JSON, which files hold the rows that the page does not.
    """

    lead: str
    meanings: str
    families: tuple[FamilyView, ...]
    table: PrintedTable
    shards: str
    json: str
    files: tuple[FileFindingView, ...]
    files_left: str


def findings_page(context: PortfolioContext) -> Page:
    """Return the findings of every open deal, the gravest first, with what there is of each family."""
    here = page_urls.FINDINGS
    views = _families(context, here)
    of_families = {str(view.family): (view.title, view.number) for view in views}
    files = [*context.file_findings, *_look_alikes(context)]
    sections = present({**of_families, "all": ("Where they bear most", views), "files": ("In files", len(files))})
    table = FindingTable(context)
    draft = PageDraft(context, "findings", here, "Findings", "findings.html", sections, wide=True)
    view = FindingsView(
        lead=_lead(context.summaries.findings),
        meanings=draft.link(page_urls.METHOD, "findings"),
        families=views,
        table=table.printed(here),
        shards=table.parts,
        json=draft.link(page_urls.ROWS_JSON),
        files=tuple(_of_file(context, each, here) for each in files[:MOST_OF_FILES]),
        files_left=left_words(len(files) - MOST_OF_FILES, "more finding"),
    )
    return draft.finished(view, [SearchEntry("", "Findings", words(*(each.family for each in views)))])


def _look_alikes(context: PortfolioContext) -> Iterable[PlacedFinding]:
    """Return the findings of names of ours that look alike, by the files of deals; a check knows their lines."""
    names = (NamePlace(name, of.file) for of in context.summaries.findings for name in of.names)
    return look_alikes(names, "", lambda name: (0, 0), context.surroundings.method)


def _of_file(context: PortfolioContext, of: PlacedFinding, here: str) -> FileFindingView:
    finding = of.finding
    place = f"{of.path}:{of.line}:{of.column}" if of.line else of.path
    return FileFindingView(place, finding.says, finding.remedy, _kind(context, finding.code, here))


def _lead(counts: Sequence[FindingCounts]) -> str:
    """Return how many findings there are in how many deals; empty where there is none."""
    found = [sum(rule.number for rule in each.rules if rule.family not in BESIDE) for each in counts]
    total = sum(found)
    if not total:
        return ""
    deals, accepted = sum(map(bool, found)), sum(each.accepted for each in counts)
    lead = f"{values.counted(total, 'finding')} in {values.counted(deals, 'open deal')}"
    return f"{lead}, and {accepted} accepted." if accepted else f"{lead}."


def _families(context: PortfolioContext, here: str) -> tuple[FamilyView, ...]:
    """Return the families that there are findings of, in the order of the method's words for them."""
    families: tuple[Listing, ...] = (*get_args(Family), *BESIDE)
    found: dict[Listing, dict[str, list[Occurrence]]] = {family: defaultdict(list) for family in families}
    deals: Counter[Listing] = Counter()
    for counts, lines in zip(context.summaries.findings, context.summaries.finding_lines, strict=True):
        deals.update({each.family for each in counts.rules})
        for each, line in zip(counts.rules, lines, strict=True):
            found[each.family][each.code].append((each.number, line))
    return tuple(_family(context, family, deals[family], kinds, here) for family, kinds in found.items() if kinds)


def _family(
    context: PortfolioContext, family: Listing, deals: int, found: Mapping[str, Sequence[Occurrence]], here: str
) -> FamilyView:
    kinds = [(sum(count for count, _ in each), code, each) for code, each in found.items()]
    most = sorted(kinds, key=lambda each: (-each[0], each[1]))[:MOST_KINDS]
    return FamilyView(
        family,
        title=BESIDE.get(family, family.capitalize()),
        number=sum(number for number, _, _ in kinds),
        deals=values.counted(deals, "deal"),
        kinds=tuple(_kind_view(code, _kind(context, code, here), number, each) for number, code, each in most),
        left=left_words(len(kinds) - MOST_KINDS, "more kind"),
        rows=f"?family={family}#all",
    )


def _kind_view(code: str, meaning: Link, number: int, found: Sequence[Occurrence]) -> KindView:
    """Return a kind with the deals that have most of it, in the order of deals where they have as many."""
    most = nlargest(MOST_DEALS, found, key=lambda each: each[0])
    left = number - sum(count for count, _ in most)
    others = values.counted(len(found) - len(most), "more deal")
    return KindView(
        anchors.anchor("rule", code),
        meaning,
        number,
        f"?{urlencode({'rule': meaning.text})}#all",
        deals=tuple((_deal_in(line), values.plain(count) if count > 1 else "") for count, line in most),
        left=f"{values.plain(left)} in {others}" if left else "",
    )


def _deal_in(line: str) -> Link:
    """Return the deal that a line of the table is about, with the place of its first finding."""
    cells = dict(zip((column.key for column in LINE_COLUMNS), json.loads(line), strict=True))
    deal, first = (cell_of(cells[key], "link") for key in ("deal", "first"))
    return Link(deal.text, f"{page_urls.top(page_urls.FINDINGS)}{first.link}")


def _kind(context: PortfolioContext, code: str, here: str) -> Link:
    """Return what a kind is called, with the place where the method page says what it means."""
    method = context.surroundings.method
    beside, _, name = code.partition(":")
    if name:
        anchor = anchors.anchor("criterion", name) if beside == "gate" else "control"
        return Link(kinds_of(method)[code].label, context.href(here, page_urls.METHOD, anchor))
    return Link(rule_label(code, method), context.href(here, page_urls.METHOD, finding_anchor(code)))
