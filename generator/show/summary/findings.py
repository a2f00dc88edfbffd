"""The findings of one deal by family: the deal's part of the page of findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from generator.assess.judgement import Finding
from generator.assess.portfolio.row import DealRow
from generator.model.method import Family
from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.summary.table import Cell, Column, number_cell, packed
from generator.show.text.names import account_name
from generator.show.urls import anchors, page_urls
from generator.storage.compact_json import compact

COLUMNS: Final = (
    Column("deal", "Deal", "link"),
    Column("account", "Account", "link", filtered=True),
    Column("owner", "Owner", "text", filtered=True),
    Column("family", "Family", "text", filtered=True),
    Column("count", "Findings", "number", named=True),
    Column("high", "High", "number", named=True),
    Column("first", "Bears most", "link"),
)


class FamilyCount(NamedTuple):
    """The findings of one family in one deal: how much the gravest one bears, how many of each code there are."""

    family: Family
    weight: int
    number: int
    codes: Mapping[str, int]


class FindingCounts(NamedTuple):
    """The findings of an open deal by family, and how many were accepted; of any deal its file, owner and names."""

    families: tuple[FamilyCount, ...]
    accepted: int
    file: str = ""
    owner: str = ""
    names: tuple[str, ...] = ()


Families = Mapping[Family, Sequence[Finding]]


def families_of(row: DealRow) -> Families:
    """Return the findings of a deal by family; none for a deal that has ended."""
    theirs: dict[Family, list[Finding]] = defaultdict(list)
    for finding in row.findings:
        if finding.accepted is None and not row.closed:
            theirs[finding.family].append(finding)
    return theirs


def counts_of(row: DealRow, families: Families) -> FindingCounts:
    """Return how many findings a deal has."""
    accepted = 0 if row.closed else sum(finding.accepted is not None for finding in row.findings)
    gathered = tuple(_gathered(family, theirs) for family, theirs in families.items())
    return FindingCounts(gathered, accepted, row.path, row.owner, row.names)


def _gathered(family: Family, findings: Sequence[Finding]) -> FamilyCount:
    codes = Counter(finding.code for finding in findings)
    return FamilyCount(family, _gravest(findings).weight, len(findings), codes)


def _gravest(findings: Sequence[Finding]) -> Finding:
    return max(findings, key=lambda finding: finding.weight)


def finding_lines(row: DealRow, families: Families, surroundings: Surroundings, setting: Setting) -> tuple[str, ...]:
    """Return the cells of each family's line as JSON, in the order of the families."""
    return tuple(_line(row, family, each, surroundings, setting) for family, each in families.items())


def _line(
    row: DealRow, family: Family, findings: Sequence[Finding], surroundings: Surroundings, setting: Setting
) -> str:
    first = _gravest(findings)
    tab, place = anchors.place_of(first.at, surroundings.method)

    def link(there: str, anchor: str = "") -> str:
        flat = setting.directory_addresses
        return page_urls.href(page_urls.PORTFOLIO, there, anchor, directory_addresses=flat)

    cells = {
        "deal": Cell(row.title, link=link(page_urls.deal(row.identity), anchors.SECTIONS["accepted"][1])),
        "account": Cell(account_name(surroundings, row.account), link=link(page_urls.account(row.account))),
        "owner": Cell(row.owner),
        "family": Cell(family),
        "count": number_cell(len(findings)),
        "high": number_cell(sum(finding.severity == "high" for finding in findings)),
        "first": Cell(first.says, link=link(page_urls.deal(row.identity, tab), place)),
    }
    return compact([packed(cells[each.key], each.kind) for each in COLUMNS])
